"""The most that two dates of birth can say, worked out from their digits for a million pairs at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from frontdoor.library.matching.batch.levels import most
from frontdoor.library.matching.batch.looks import Flags
from frontdoor.library.matching.batch.parts import Weights
from frontdoor.library.matching.batch.people import ISO_DATE, Codes, Column
from frontdoor.library.matching.births import YEARS_PEOPLE_ARE_BORN
from frontdoor.library.matching.finding import EXACT
from frontdoor.library.matching.levels import LEVELS, Field
from frontdoor.library.matching.model import DateHabits, Model

LOWEST_BITS: Final = np.uint64(0x1111111111111111)  # of the four of each digit
BITS_OF_A_DIGIT: Final = 4
DIGITS: Final = 8  # of a date, as yyyymmdd
TWO: Final = 2  # digits that differ


@dataclass(frozen=True, kw_only=True, slots=True)
class _Dates:
    """Distinct dates as numbers. A vague one is not whole, or may stand in for one that is not known."""

    is_blank: Flags
    is_vague: Flags
    is_plausible: Flags  # a year in which people are born who are alive, or were not long ago
    itself: Weights  # what it says that two have this date
    days: NDArray[np.int64]
    years: NDArray[np.int64]
    months: NDArray[np.int64]
    in_year: NDArray[np.int64]
    turned: NDArray[np.int64]  # day and month
    digits: NDArray[np.uint64]
    counts: NDArray[np.uint64]  # how often each digit is there, in four bits each


def bound_of_births(column: Column, model: Model) -> Callable[[NDArray[np.int32], NDArray[np.int32]], Weights]:
    """Return the bound of the dates of birth of those known and those told."""
    dates, habits, codes = _dates(column.values, model), model.dates, column.codes
    field = Field.DATE_OF_BIRTH
    any_other = most(model, field, but=(EXACT,))
    weights = {name: most(model, field, only=(name,)) for name in LEVELS[field]}

    def bound(known: NDArray[np.int32], told: NDArray[np.int32]) -> Weights:
        one, other = codes[known], codes[told]
        years = np.abs(dates.years[one] - dates.years[other])
        are_plausible = dates.is_plausible[one] & dates.is_plausible[other]
        same_month = dates.months[one] == dates.months[other]
        differing = _differing(dates, one, other)
        return np.select(
            [
                dates.is_blank[one] | dates.is_blank[other],
                one == other,
                dates.is_vague[one] | dates.is_vague[other],
                (years == 0) & (dates.in_year[one] == dates.turned[other]),
                np.abs(dates.days[one] - dates.days[other]) <= habits.days_apart,
                _are_a_slip_apart(dates, one, other, differing),
                dates.in_year[one] == dates.in_year[other],
                (years == 0) & same_month,
                np.bitwise_count(differing) == TWO,
                years == 0,
                are_plausible & (years >= habits.generation_years),
            ],
            [
                np.zeros_like(any_other),
                dates.itself[:, one],
                any_other,
                *(weights[name] for name in ("swapped", "near", "slip", "other_year", "month_year", "digits", "year")),
                weights["generation"],
            ],
            weights["differs"],
        )

    return bound


def _are_a_slip_apart(dates: _Dates, one: Codes, other: Codes, differing: NDArray[np.uint64]) -> Flags:
    """Say which dates have one digit wrong, or two neighbours that changed places."""
    many = np.bitwise_count(differing)
    are_neighbours = (differing & (differing >> np.uint64(BITS_OF_A_DIGIT))) != 0
    slipped: Flags = (many == 1) | ((many == TWO) & are_neighbours & (dates.counts[one] == dates.counts[other]))
    return slipped


def _differing(dates: _Dates, one: Codes, other: Codes) -> NDArray[np.uint64]:
    """Return the lowest bit of each of the eight digits that differ."""
    apart = dates.digits[one] ^ dates.digits[other]
    apart |= apart >> np.uint64(2)  # gathers each digit's four bits in its lowest
    apart |= apart >> np.uint64(1)
    differing: NDArray[np.uint64] = apart & LOWEST_BITS
    return differing


def _dates(values: Sequence[str], model: Model) -> _Dates:
    whole = [date.fromisoformat(value) if ISO_DATE.fullmatch(value) else None for value in values]
    written = [list(map(int, on.isoformat().replace("-", ""))) if on else [0] * DIGITS for on in whole]
    digits = np.array(written, np.uint64).reshape(-1, DIGITS) << np.uint64(2)
    return _Dates(
        is_blank=np.array([value == "" for value in values], np.bool_),
        is_vague=np.array([on is None or _is_stand_in(on, model.dates) for on in whole], np.bool_),
        is_plausible=np.array([on is not None and on.year in YEARS_PEOPLE_ARE_BORN for on in whole], np.bool_),
        itself=_worth_of_the_same(whole, model),
        days=np.array([on.toordinal() if on else 0 for on in whole], np.int64),
        years=np.array([on.year if on else 0 for on in whole], np.int64),
        months=np.array([on.month if on else 0 for on in whole], np.int64),
        in_year=np.array([on.month * 100 + on.day if on else 0 for on in whole], np.int64),
        turned=np.array([on.day * 100 + on.month if on else 0 for on in whole], np.int64),
        digits=(digits >> np.uint64(2) << (4 * np.arange(DIGITS, dtype=np.uint64))).sum(axis=1, dtype=np.uint64),
        counts=(np.uint64(1) << digits).sum(axis=1, dtype=np.uint64),
    )


def _worth_of_the_same(whole: Sequence[date | None], model: Model) -> Weights:
    """Return what two that are the same say: for a date that is not whole, as much as any."""
    field = Field.DATE_OF_BIRTH
    loudest = most(model, field)
    rarities = [model.rarity(field, on.isoformat().replace("-", "")) if on else loudest[0, 0] for on in whole]
    worth = np.maximum(0.0, np.array(rarities, np.float64))
    is_vague = np.array([on is None or _is_stand_in(on, model.dates) for on in whole], np.bool_)
    family = np.minimum(worth, model.level(field, EXACT).family_weight)
    return np.where(is_vague, loudest, np.stack((worth, family)))


def _is_stand_in(on: date, habits: DateHabits) -> bool:
    return on in habits.stand_in_dates or (on.month, on.day) in habits.stand_in_days
