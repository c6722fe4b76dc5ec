"""Dates of birth as files write them: one way of writing for the whole column, decided by the whole column."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from frontdoor.library.matching.batch.columns import DATE_OF_BIRTH, Unreadable
from frontdoor.library.matching.births import MONTHS

ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)?)?")
PLAIN = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
PARTED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: 00:00(?::00)?)?")
WORDED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? +([A-Za-z]{3,9})\.?,? +(\d{4})")
ONLY_PART = re.compile(
    r"(?:about |circa |c\.? ?)?(?:[A-Za-z]{3,9}\.? )?(?:19|20)\d\d|(?:19|20)\d\d-\d{2}|\d{2}/(?:19|20)\d\d"
)
SHORT_MONTHS: Final = tuple(month[:3].lower() for month in MONTHS)
TOLERATED: Final = 0.05  # of a column: dates of the right form that no calendar has are slips of the pen
FULL_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What one written date says: a whole date, or words of which only the year or month can be read."""

    on: date | None = None
    text: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """Each way a column writes a date, what it says, and what to tell the person who asked."""

    told: Mapping[str, Told]
    notes: tuple[str, ...]


Parts = tuple[int, int, int]
RowOf = Callable[[str], int]


def read_dates(values: Iterable[str], *, name: str, row_of: RowOf, leave_out: bool) -> Reading:
    """Return what each distinct written date says; refuse the file when one cannot be read, unless told to leave it."""
    written = [value for value in values if value]
    whole = {value: on for value in written if (on := _on_plain(value))}
    parted = [match for match in map(PARTED.fullmatch, (value for value in written if value not in whole)) if match]
    is_month_first = _is_month_first([(int(one[1]), int(one[2])) for one in parted])
    parts = {value: _parts(value, is_month_first) for value in written if value not in whole}
    told = {value: _told(value, one) for value, one in parts.items()}
    told.update((value, Told(on=on)) for value, on in whole.items())
    unreadable = [value for value, one in parts.items() if one is None and not ONLY_PART.fullmatch(value)]
    impossible = [value for value, one in parts.items() if one is not None and told[value].on is None]
    if len(impossible) > TOLERATED * len(written):
        unreadable, impossible = unreadable + impossible, []
    if unreadable and not leave_out:
        raise Unreadable(_words_for(unreadable, name, row_of))
    return Reading(
        told={**told, **dict.fromkeys(unreadable, Told()), "": Told()},
        notes=(
            *_notes_on_form(parted, is_month_first, name),
            *_notes_on_some(impossible, "no calendar has", "read as the year only", name, row_of),
            *_notes_on_some(unreadable, "cannot be read", "left out", name, row_of),
        ),
    )


def _on_plain(value: str) -> date | None:
    """Return a date that is written as we write it, as nearly all are: it needs no reading."""
    try:
        return date.fromisoformat(value) if PLAIN.fullmatch(value) else None
    except ValueError:
        return None


def _told(value: str, parts: Parts | None) -> Told:
    if parts is None:
        return Told(text=value)
    on = _on(parts)
    return Told(on=on) if on else Told(text=_year_of(parts))


def _parts(value: str, is_month_first: bool) -> Parts | None:
    """Return year, month and day as they are written, whether or not there is such a day."""
    if match := ISO.fullmatch(value) or TOGETHER.fullmatch(value):
        return int(match[1]), int(match[2]), int(match[3])
    if match := PARTED.fullmatch(value):
        first, second = int(match[1]), int(match[2])
        return (int(match[3]), first, second) if is_month_first else (int(match[3]), second, first)
    if (match := WORDED.fullmatch(value)) and match[2][:3].lower() in SHORT_MONTHS:
        return int(match[3]), SHORT_MONTHS.index(match[2][:3].lower()) + 1, int(match[1])
    return None


def _is_month_first(pairs: list[tuple[int, int]]) -> bool:
    """Say whether 03/07/2014 is the 7th of March here: more dates of the column must be readable only so."""
    day_first = sum(first > 12 >= second for first, second in pairs)
    month_first = sum(second > 12 >= first for first, second in pairs)
    return month_first > day_first


def _on(parts: Parts) -> date | None:
    try:
        return date(*parts)
    except ValueError:
        return None


def _year_of(parts: Parts) -> str:
    year = str(parts[0])
    return year if FULL_YEAR.fullmatch(year) else ""


def _notes_on_form(parted: list[re.Match[str]], is_month_first: bool, name: str) -> tuple[str, ...]:
    if not parted:
        return ()
    form = "mm/dd/yyyy (month first)" if is_month_first else "dd/mm/yyyy (day first)"
    return (f"{name}: dates such as {parted[0][0]} are read as {form}.",)


def _notes_on_some(values: list[str], what: str, done: str, name: str, row_of: RowOf) -> tuple[str, ...]:
    """Say how many distinct dates are read otherwise than written, and where the first is."""
    if not values:
        return ()
    first = min(values, key=row_of)
    return (f'{name}: dates that {what} are {done}: {len(values):,}, the first "{first}" in row {row_of(first):,}.',)


def _words_for(unreadable: list[str], name: str, row_of: RowOf) -> str:
    first = min(unreadable, key=row_of)
    more = f", nor can {len(unreadable) - 1:,} more" if len(unreadable) > 1 else ""
    return (
        f'{name}, row {row_of(first):,}, column "{DATE_OF_BIRTH}": "{first}" cannot be read as a date{more}. '
        "Write 2014-03-07, 07/03/2014 or 20140307, or only the year; or run again with --leave-out-dates "
        "to match without the dates that cannot be read."
    )
