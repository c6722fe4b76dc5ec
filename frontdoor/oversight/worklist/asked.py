"""What somebody typed into the one search box: a reference, a date of birth, a name, or a name with a date of birth."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import permutations

from frontdoor.library.matching import PersonDetails
from frontdoor.library.matching.names import fold

PERSON = re.compile(r"p\s?(\d{6,})", re.IGNORECASE)
CONTACT = re.compile(r"c\s?(\d{7,})", re.IGNORECASE)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
MONTH += r"|nov(?:ember)?|dec(?:ember)?)"
GAP = r"[\s,./-]*"
DATES = (
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b"),
    re.compile(r"\b(?P<day>\d{1,2})\s*[/.\-\s]\s*(?P<month>\d{1,2})\s*[/.\-\s]\s*(?P<year>\d{4}|\d{2})\b"),
    re.compile(r"\b(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})\b"),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{GAP}(?:of\s+)?(?P<month>{MONTH}){GAP}(?P<year>\d{{4}}|\d{{2}})\b", re.I
    ),
    re.compile(rf"\b(?P<month>{MONTH}){GAP}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{GAP}(?P<year>\d{{4}}|\d{{2}})\b", re.I),
)
MOST_WORDS = 5


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The words, understood. At most one reference; a name may come with a date of birth."""

    person: str = ""
    contact: str = ""
    born_on: date | None = None
    names: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """Name the kind of search, for the ledger, which keeps no words."""
        if self.person or self.contact:
            return "reference"
        if self.born_on and self.names:
            return "name_and_birth"
        return "birth" if self.born_on else "name" if self.names else "nothing"


def understand(words: str, *, on: date) -> Asked:
    """Read what was typed; a year of two figures is the latest that is not after `on`."""
    plain = " ".join(words.split())
    if person := PERSON.fullmatch(plain):
        return Asked(person=f"P{person[1]}")
    if contact := CONTACT.fullmatch(plain):
        return Asked(contact=f"C{contact[1]}")
    born_on, rest = _date_in(plain, on)
    names = tuple(part for part in re.split(r"[\s,;]+", rest) if fold(part).strip("-. "))
    return Asked(born_on=born_on, names=names[:MOST_WORDS])


def ways_to_say(asked: Asked) -> list[PersonDetails]:
    """List the people that the names may mean, in every order: "Khan Amira" is also Amira Khan."""
    if len(asked.names) == 1:
        only = asked.names[0]
        ways = [(only, ""), ("", only)]
    else:
        ways = [pair for pair in permutations(asked.names, 2)]
        whole = len(asked.names) > 2
        ways += [(asked.names[0], " ".join(asked.names[1:])), (" ".join(asked.names[:-1]), asked.names[-1])] * whole
    return [PersonDetails(first_name=first, last_name=last, date_of_birth=asked.born_on) for first, last in ways]


def closeness(asked: Asked, *, names: tuple[str, ...], born_on: date | None) -> int:
    """Say how near a person's names stand to what was typed, to put a list in order: whole words before beginnings."""
    parts = _parts(names)
    points = sum(
        4 if word in parts else 2 if any(part.startswith(word) for part in parts) else 0 for word in _parts(asked.names)
    )
    return points + (5 if asked.born_on is not None and asked.born_on == born_on else 0)


def _parts(names: Iterable[str]) -> list[str]:
    """Take names apart at spaces and hyphens: a double name is known by either half."""
    return [part for name in names for part in re.split(r"[\s-]+", fold(name)) if part]


def _date_in(text: str, on: date) -> tuple[date | None, str]:
    for pattern in DATES:
        if found := pattern.search(text):
            day = _real(found["day"], found["month"], found["year"], on)
            if day is not None:
                return day, f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _real(day: str, month: str, year: str, on: date) -> date | None:
    number = int(month) if month.isdecimal() else MONTHS.index(month[:3].lower()) + 1
    full = int(year) if len(year) == 4 else on.year // 100 * 100 + int(year)
    try:
        read = date(full, number, int(day))
    except ValueError:
        return None
    return read.replace(year=full - 100) if len(year) == 2 and read > on else read
