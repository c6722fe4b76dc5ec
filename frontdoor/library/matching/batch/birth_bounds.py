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
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.model import DateHabits, Model

LOWEST_BITS: Final = np.uint64(0x1111111111111111)  # of the four of each digit
DIGITS: Final = 8  # of a date, as yyyymmdd
TWO: Final = 2  # digits that change places


@dataclass(frozen=True, kw_only=True, slots=True)
class _Dates:
    """Distinct dates as numbers. A vague one is not whole, or may stand in for one that is not known."""

    is_blank: Flags
    is_vague: Flags
    days: NDArray[np.int64]
    years: NDArray[np.int64]
    months: NDArray[np.int64]
    in_year: NDArray[np.int64]
    turned: NDArray[np.int64]  # day and month
    digits: NDArray[np.uint64]
    counts: NDArray[np.uint64]  # how often each digit is there, in four bits each


def bound_of_births(column: Column, model: Model) -> Callable[[NDArray[np.int32], NDArray[np.int32]], Weights]:
    """Return the bound of the dates of birth of those known and those told."""
    dates, days_apart = _dates(column.values, model.dates), model.dates.days_apart
    field = Field.DATE_OF_BIRTH
    same, like = most(model, field), most(model, field, but=("exact",))
    month, year = most(model, field, only=("month_year", "digits")), most(model, field, only=("year", "digits"))
    rest, differs = most(model, field, only=("other_year",)), most(model, field, only=("differs", "generation"))
    digits = most(model, field, only=("digits", "other_year", "differs"))

    def bound(known: NDArray[np.int32], told: NDArray[np.int32]) -> Weights:
        one, other = column.codes[known], column.codes[told]
        near = np.abs(dates.days[one] - dates.days[other]) <= days_apart
        turned = dates.in_year[one] == dates.turned[other]
        same_year = dates.years[one] == dates.years[other]
        return np.select(
            [
                dates.is_blank[one] | dates.is_blank[other],
                one == other,
                dates.is_vague[one] | dates.is_vague[other] | near | turned | _may_be_a_slip(dates, one, other),
                same_year & (dates.months[one] == dates.months[other]),
                same_year,
                dates.in_year[one] == dates.in_year[other],
                _differing(dates, one, other) == TWO,
            ],
            [np.zeros_like(same), same, like, month, year, rest, digits],
            differs,
        )

    return bound


def _may_be_a_slip(dates: _Dates, one: Codes, other: Codes) -> Flags:
    differing = _differing(dates, one, other)
    may_be: Flags = (differing <= 1) | ((differing == TWO) & (dates.counts[one] == dates.counts[other]))
    return may_be


def _differing(dates: _Dates, one: Codes, other: Codes) -> NDArray[np.uint8]:
    """Return how many of the eight digits differ."""
    apart = dates.digits[one] ^ dates.digits[other]
    apart |= apart >> np.uint64(2)  # gathers each digit's four bits in its lowest
    apart |= apart >> np.uint64(1)
    differing: NDArray[np.uint8] = np.bitwise_count(apart & LOWEST_BITS)
    return differing


def _dates(values: Sequence[str], habits: DateHabits) -> _Dates:
    whole = [date.fromisoformat(value) if ISO_DATE.fullmatch(value) else None for value in values]
    written = [list(map(int, on.isoformat().replace("-", ""))) if on else [0] * DIGITS for on in whole]
    digits = np.array(written, np.uint64).reshape(-1, DIGITS) << np.uint64(2)
    return _Dates(
        is_blank=np.array([value == "" for value in values], np.bool_),
        is_vague=np.array([on is None or _is_stand_in(on, habits) for on in whole], np.bool_),
        days=np.array([on.toordinal() if on else 0 for on in whole], np.int64),
        years=np.array([on.year if on else 0 for on in whole], np.int64),
        months=np.array([on.month if on else 0 for on in whole], np.int64),
        in_year=np.array([on.month * 100 + on.day if on else 0 for on in whole], np.int64),
        turned=np.array([on.day * 100 + on.month if on else 0 for on in whole], np.int64),
        digits=(digits >> np.uint64(2) << (4 * np.arange(DIGITS, dtype=np.uint64))).sum(axis=1, dtype=np.uint64),
        counts=(np.uint64(1) << digits).sum(axis=1, dtype=np.uint64),
    )


def _is_stand_in(on: date, habits: DateHabits) -> bool:
    return on in habits.stand_in_dates or (on.month, on.day) in habits.stand_in_days
