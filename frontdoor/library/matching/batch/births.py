"""Dates of birth, weighed from their digits for a million pairs at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from frontdoor.library.matching.batch.levels import Codes, Flags, Ladder, Places, Rows, Said, Weights, most
from frontdoor.library.matching.batch.parts import Glance, glance_at, meet
from frontdoor.library.matching.batch.people import Column, date_and_text
from frontdoor.library.matching.births import WORDS, YEARS_PEOPLE_ARE_BORN, Birth, compare_births, read_birth
from frontdoor.library.matching.finding import EXACT, Finding
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.model import DateHabits, Model

FIELD: Final = Field.DATE_OF_BIRTH
LOWEST_BITS: Final = np.uint32(0x11111111)  # of the four of each digit
BITS_OF_A_DIGIT: Final = 4
DIGITS: Final = 8  # of a date, as yyyymmdd
TWO: Final = 2  # digits that differ
LEVELS_OF_WHOLE_DATES: Final = (
    *("differs", "generation", "year", "digits", "month_year", "other_year", "slip", "near", "swapped", "exact"),
)  # of two that hold, the later


@dataclass(frozen=True, kw_only=True, slots=True)
class _Dates:
    """Everybody's dates as numbers. A vague one is not whole, or may stand in for one that is not known."""

    is_blank: Flags
    is_vague: Flags
    is_plausible: Flags  # a year in which people are born who are alive, or were not long ago
    rarity: NDArray[np.float64]
    days: NDArray[np.int32]
    years: NDArray[np.int16]
    months: NDArray[np.int16]
    in_year: NDArray[np.int16]  # month and day
    turned: NDArray[np.int16]  # day and month
    digits: NDArray[np.uint32]
    counts: NDArray[np.uint64]  # how often each digit is there, in four bits each


class Births:
    """Everybody's dates of birth."""

    fields = (FIELD,)

    def __init__(self, column: Column, model: Model) -> None:
        self.glances: Sequence[Glance] = glance_at(FIELD, self._glance, model)
        self._codes, self._model = column.codes, model
        self._births = [read_birth(*date_and_text(value), None) for value in column.values]
        self._dates = _dates(self._births, column.codes, model)
        near = f"Within {model.dates.days_apart} days"
        rows = [(name, WORDS.get(name, near)) for name in LEVELS_OF_WHOLE_DATES]
        self._ladder = Ladder(model, FIELD, rows, rare={EXACT})
        self._most = np.hstack([np.zeros((2, 1)), *(most(model, FIELD, only=(name,)) for name, _ in rows)])
        self._most_of_vague = most(model, FIELD)

    @property
    def shown(self) -> tuple[Column, ...]:
        return (Column(codes=self._codes, values=[one.written for one in self._births]),)

    def weigh(self, known: Rows, told: Rows) -> tuple[Said, ...]:
        said = self._ladder.say(self._levels(known, told), self._dates.rarity[told])
        vague = self._vague(known, told)
        place, findings = meet(self._codes[known[vague]], self._codes[told[vague]], self._compare)
        return (said.but(vague, (findings[at] for at in place.tolist())),)

    def _compare(self, told: int, known: int) -> Finding:
        return compare_births(self._births[told], self._births[known], self._model)

    def _glance(self, known: Rows, told: Rows) -> Weights:
        weights = self._most.take(self._levels(known, told), axis=1)
        weights[:, self._vague(known, told)] = self._most_of_vague
        return weights

    def _vague(self, known: Rows, told: Rows) -> Places:
        vague, blank = self._dates.is_vague, self._dates.is_blank
        return np.flatnonzero((vague[known] | vague[told]) & ~(blank[known] | blank[told]))

    def _levels(self, one: Rows, other: Rows) -> Places:
        """Return the level of each two dates."""
        dates, habits = self._dates, self._model.dates
        year, in_year = dates.years[one], dates.in_year[one]
        apart = np.abs(year - dates.years[other])
        same_year, are_plausible = apart == 0, dates.is_plausible[one] & dates.is_plausible[other]
        differing = _differing(dates.digits[one], dates.digits[other])
        many, in_its_year = np.bitwise_count(differing), dates.in_year[other]
        holds = {
            "differs": np.ones(len(one), np.bool_),
            "generation": are_plausible & (apart >= habits.generation_years),
            "year": same_year,
            "digits": many == TWO,
            "month_year": same_year & (dates.months[one] == dates.months[other]),
            "other_year": in_year == in_its_year,
            "slip": (many == 1) | self._have_turned_digits(differing, many, one, other),
            "near": np.abs(dates.days[one] - dates.days[other]) <= habits.days_apart,
            "swapped": same_year & (dates.turned[one] == in_its_year),
            "exact": many == 0,
        }
        level = np.zeros(len(one), np.uint8)
        for name, flags in holds.items():
            np.maximum(level, flags.view(np.uint8) * np.uint8(self._ladder[name]), out=level)
        level *= ~(dates.is_blank[one] | dates.is_blank[other])
        return level

    def _have_turned_digits(
        self, differing: NDArray[np.uint32], many: NDArray[np.uint8], one: Rows, other: Rows
    ) -> Flags:
        """Say in which dates two neighbouring digits changed places."""
        turned: Flags = (many == TWO) & ((differing & (differing >> np.uint32(BITS_OF_A_DIGIT))) != 0)
        some = np.flatnonzero(turned)
        turned[some] = self._dates.counts[one[some]] == self._dates.counts[other[some]]
        return turned


def _differing(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return the lowest bit of each of the eight digits that differ."""
    apart = one ^ other
    apart |= apart >> np.uint32(2)  # gathers each digit's four bits in its lowest
    apart |= apart >> np.uint32(1)
    differing: NDArray[np.uint32] = apart & LOWEST_BITS
    return differing


def _dates(births: Sequence[Birth], codes: Codes, model: Model) -> _Dates:
    days = [one.on for one in births]
    written = np.array([int(one.digits or 0) for one in births], np.int64)
    years, in_year = written // 10_000, written % 10_000
    digits = (written[:, np.newaxis] // 10 ** np.arange(DIGITS) % 10).astype(np.uint64)
    places = np.arange(DIGITS, dtype=np.uint64) * np.uint64(BITS_OF_A_DIGIT)
    return _Dates(
        is_blank=np.array([one.written == "" for one in births], np.bool_)[codes],
        is_vague=np.array([one.written != "" and _is_vague(one.on, model.dates) for one in births], np.bool_)[codes],
        is_plausible=np.isin(years, np.array(YEARS_PEOPLE_ARE_BORN))[codes],
        rarity=np.array([model.rarity(FIELD, one.digits) for one in births], np.float64)[codes],
        days=np.array([on.toordinal() if on else 0 for on in days], np.int32)[codes],
        years=years.astype(np.int16)[codes],
        months=(in_year // 100).astype(np.int16)[codes],
        in_year=in_year.astype(np.int16)[codes],
        turned=(in_year % 100 * 100 + in_year // 100).astype(np.int16)[codes],
        digits=(digits << places).sum(axis=1).astype(np.uint32)[codes],
        counts=(np.uint64(1) << digits * np.uint64(BITS_OF_A_DIGIT)).sum(axis=1, dtype=np.uint64)[codes],
    )


def _is_vague(on: date | None, habits: DateHabits) -> bool:
    return on is None or on in habits.stand_in_dates or (on.month, on.day) in habits.stand_in_days
