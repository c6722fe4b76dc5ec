"""The most that dates of birth can say, from the sketches of those known: their digits and days."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from frontdoor.library.matching.births import YEARS_PEOPLE_ARE_BORN, Birth
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.live.ceilings import (
    NOTHING,
    Flags,
    Weights,
    most,
    table_of,
    worth_of_the_same,
)
from frontdoor.library.matching.live.sketches import Sketches
from frontdoor.library.matching.model import DateHabits, Model

FIELD: Final = Field.DATE_OF_BIRTH
# Columns of the table of weights: a whole date is compared by the last that is true of it.
LEVELS_OF_DATES: Final = (
    *("differs", "generation", "year", "digits", "month_year", "other_year", "slip", "near", "swapped"),
)
DIFFERS, GENERATION, YEAR, DIGITS, MONTH_YEAR, OTHER_YEAR, SLIP, NEAR, SWAPPED = range(len(LEVELS_OF_DATES))
SAME, UNKNOWN, VAGUE, VAGUELY_ANOTHER = range(len(LEVELS_OF_DATES), len(LEVELS_OF_DATES) + 4)
VAGUE_LEVELS: Final = ("stand_in", "near", "told_year", "told_month")
LOWEST_BITS: Final = 0x11111111  # of each of the eight digits
DIGIT: Final = 4  # bits
SUM_OF_DIGITS: Final = 15  # what is left of a number divided by this is left of the sum of its digits, in any order
TWO: Final = 2


class BirthCeiling:
    """The most that a birth can say beside those of many sketches."""

    def __init__(self, told: Birth, model: Model) -> None:
        self._told = told
        self._habits = model.dates
        self._is_vague = told.on is None or _is_stand_in(told, model.dates)
        self._table = table_of(
            *(most(model, FIELD, name) for name in LEVELS_OF_DATES),
            worth_of_the_same(model, FIELD, model.rarity(FIELD, told.digits)),
            NOTHING,
            most(model, FIELD, *VAGUE_LEVELS),
            most(model, FIELD, "told_differs"),
        )

    def of(self, known: Sketches) -> Weights:
        """Return the most that the births of some sketches say."""
        born, year = known["born"], known["year"]
        apart = np.abs(known["day"] - self._told.on.toordinal()) if self._told.on else None
        is_near = apart <= self._habits.days_apart if apart is not None else np.zeros(len(known), np.bool_)
        vaguely = np.where((year == self._told.year) | is_near, VAGUE, VAGUELY_ANOTHER)
        if self._is_vague:
            level = vaguely
        else:
            level = self._levels_of_dates(born, self._are_a_generation_apart(year))
            level[is_near & (level < NEAR)] = NEAR
            is_vague = self._are_vague(born)
            level[is_vague] = vaguely[is_vague]
        level[(year == 0) | self._may_be_no_dates(born)] = UNKNOWN
        return self._table[:, level]

    def _levels_of_dates(self, born: NDArray[np.uint32], is_generation: Flags) -> NDArray[np.int8]:
        """Return the level of each whole date, but for those that are within a few days."""
        digits = self._told.digits
        apart = born ^ _number(digits)
        differing = _differing(apart)
        many = np.bitwise_count(differing)
        swapped = (differing & (differing >> np.uint32(DIGIT)) != 0) & (
            born % SUM_OF_DIGITS == _number(digits) % SUM_OF_DIGITS
        )
        level = is_generation.astype(np.int8)
        level[apart >> np.uint32(4 * DIGIT) == 0] = YEAR
        level[many == TWO] = DIGITS
        level[apart >> np.uint32(2 * DIGIT) == 0] = MONTH_YEAR
        level[apart & np.uint32(0xFFFF) == 0] = OTHER_YEAR
        level[(many == 1) | ((many == TWO) & swapped)] = SLIP
        level[born == _number(digits[:4] + digits[6:] + digits[4:6])] = SWAPPED
        level[apart == 0] = SAME
        return level

    def _are_a_generation_apart(self, year: NDArray[np.uint16]) -> Flags:
        """Say which are born as far apart as a parent and a child, in years in which people are born."""
        told = self._told.year or 0
        if told not in YEARS_PEOPLE_ARE_BORN:
            return np.zeros(len(year), np.bool_)
        years = year.astype(np.int32)
        are_plausible = (years >= YEARS_PEOPLE_ARE_BORN.start) & (years < YEARS_PEOPLE_ARE_BORN.stop)
        apart: Flags = are_plausible & (np.abs(years - told) >= self._habits.generation_years)
        return apart

    def _are_vague(self, born: NDArray[np.uint32]) -> Flags:
        """Say which are no whole dates, or days that are written when only the year is known."""
        are_stand_ins = (born[:, None] & np.uint32(0xFFFF) == _stand_in_days(self._habits)).any(axis=1)
        vague: Flags = are_stand_ins | (born == 0)
        return vague

    def _may_be_no_dates(self, born: NDArray[np.uint32]) -> Flags:
        """Say which are dates that are written when the real one is not known."""
        are_none: Flags = (born[:, None] == _stand_in_dates(self._habits)).any(axis=1)
        return are_none


def says_nothing(told: Birth, habits: DateHabits) -> bool:
    """Say whether a birth that is told says nothing beside any other."""
    return told.year is None or told.on in habits.stand_in_dates


def _is_stand_in(told: Birth, habits: DateHabits) -> bool:
    return told.on is not None and (told.on.month, told.on.day) in habits.stand_in_days


@cache
def _stand_in_days(habits: DateHabits) -> NDArray[np.uint32]:
    return np.array([_number(f"{month:02}{day:02}") for month, day in habits.stand_in_days], np.uint32)


@cache
def _stand_in_dates(habits: DateHabits) -> NDArray[np.uint32]:
    return np.array([_number(f"{on:%Y%m%d}") for on in habits.stand_in_dates], np.uint32)


def _differing(apart: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return the lowest bit of each digit that differs."""
    apart = apart | apart >> np.uint32(2)  # gathers each digit's four bits in its lowest
    differing: NDArray[np.uint32] = (apart | apart >> np.uint32(1)) & np.uint32(LOWEST_BITS)
    return differing


def _number(digits: str) -> np.uint32:
    """Return digits as four bits each."""
    return np.uint32(int(digits, 16))
