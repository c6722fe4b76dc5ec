"""Dates of birth, whole, in part or still expected."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from frontdoor.library.matching.finding import Finding, blank, found, found_as_rare
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.model import DateHabits, Model

FIELD: Final = Field.DATE_OF_BIRTH
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
MONTH = re.compile(r"\b(" + "|".join(month[:3] for month in MONTHS) + r")", re.IGNORECASE)
YEARS_PEOPLE_ARE_BORN: Final = range(1880, 2100)
KEPT: Final = 100_000
WORDS: Final = {
    "exact": "Same date of birth",
    "swapped": "Day and month swapped",
    "slip": "One digit differs",
    "digits": "Two digits differ",
    "month_year": "Same month and year",
    "other_year": "Same day and month, another year",
    "year": "Same year, another day",
    "differs": "Different date of birth",
    "generation": "Born a generation apart",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Birth:
    """When somebody was born, as far as it is known."""

    written: str
    on: date | None = None
    digits: str = ""  # yyyymmdd
    year: int | None = None
    month: int | None = None
    expected_on: date | None = None


@lru_cache(maxsize=KEPT)
def read_birth(on: date | None, text: str, expected_on: date | None) -> Birth:
    """Return what is known of a birth; a whole date goes before a part, and a part before an expected date."""
    if on is not None:
        digits = f"{on.year:04d}{on.month:02d}{on.day:02d}"
        return Birth(written=_in_words(on), on=on, digits=digits, year=on.year, month=on.month)
    year = YEAR.search(text) if text else None
    if year is not None:
        month = MONTH.search(text)
        number = [name[:3].lower() for name in MONTHS].index(month[1].lower()) + 1 if month else None
        return Birth(written=text.strip(), year=int(year[0]), month=number)
    if expected_on is not None:
        return Birth(written=f"expected {_in_words(expected_on)}", expected_on=expected_on)
    return Birth(written=text.strip())


def compare_births(told: Birth, known: Birth, model: Model) -> Finding:
    """Compare two births by the most exact thing known of both."""
    name, words = _level(told, known, model.dates)
    if not name:
        return blank(FIELD, told.written, known.written, words)
    at = model.level(FIELD, name)
    if name == "exact":
        return found_as_rare(FIELD, at, told.written, known.written, words, model.rarity(FIELD, told.digits))
    return found(FIELD, at, told.written, known.written, words)


def _level(told: Birth, known: Birth, habits: DateHabits) -> tuple[str, str]:
    if told.expected_on or known.expected_on:
        return _level_of_unborn(told, known, habits)
    if told.year is None or known.year is None:
        return "", "Not known"
    if told.on in habits.stand_in_dates or known.on in habits.stand_in_dates:
        return "", "A date written when the real one is not known"
    if _is_stand_in(told.on, habits) or _is_stand_in(known.on, habits):
        return _level_of_stand_ins(told, known, habits)
    if told.on is None or known.on is None:
        return _level_of_parts(told, known)
    name = _level_of_dates(told, known, told.on, known.on, habits)
    return name, WORDS.get(name) or f"Within {habits.days_apart} days"


def _level_of_dates(told: Birth, known: Birth, one: date, other: date, habits: DateHabits) -> str:
    if one == other:
        return "exact"
    if one.year == other.year and (one.month, one.day) == (other.day, other.month):
        return "swapped"
    if -habits.days_apart <= one.toordinal() - other.toordinal() <= habits.days_apart:
        return "near"
    return _level_of_slips(told.digits, known.digits) or _level_of_differing_dates(one, other, habits)


def _level_of_slips(told: str, known: str) -> str:
    slips = OSA.distance(told, known, score_cutoff=2)
    if slips == 1:
        return "slip"
    if told[4:] == known[4:]:
        return "other_year"
    if slips == 2 and sum(map(str.__ne__, told, known)) == 2:
        return "month_year" if told[:6] == known[:6] else "digits"
    return ""


def _level_of_differing_dates(one: date, other: date, habits: DateHabits) -> str:
    if one.year == other.year:
        return "month_year" if one.month == other.month else "year"
    are_plausible = one.year in YEARS_PEOPLE_ARE_BORN and other.year in YEARS_PEOPLE_ARE_BORN
    return "generation" if are_plausible and abs(one.year - other.year) >= habits.generation_years else "differs"


def _level_of_parts(told: Birth, known: Birth) -> tuple[str, str]:
    if told.year != known.year:
        return "told_differs", "Another year of birth"
    if told.month is None or known.month is None:
        return "told_year", "Same year, as far as it is known"
    if told.month == known.month:
        return "told_month", "Same month and year, as far as it is known"
    return "told_differs", "Same year, another month"


def _level_of_stand_ins(told: Birth, known: Birth, habits: DateHabits) -> tuple[str, str]:
    if told.on == known.on:
        return "stand_in", "Same date, but one that is written when only the year is known"
    if told.year == known.year:
        return "told_year", "Same year; the day is one that is written when only the year is known"
    if told.on and known.on and abs((told.on - known.on).days) <= habits.days_apart:
        return "near", f"Within {habits.days_apart} days"
    return "told_differs", "Another year of birth"


def _level_of_unborn(told: Birth, known: Birth, habits: DateHabits) -> tuple[str, str]:
    one, other = told.expected_on or told.on, known.expected_on or known.on
    if one is None or other is None:
        return "", "Not known"
    if abs((one - other).days) <= habits.born_within_days:
        both = told.expected_on and known.expected_on
        return "born_expected", "Expected at the same time" if both else "Born when the child was expected"
    return "not_expected", "Not born when the child was expected"


def _is_stand_in(on: date | None, habits: DateHabits) -> bool:
    return on is not None and (on.month, on.day) in habits.stand_in_days


def _in_words(on: date) -> str:
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"
