"""What a referrer's words say: which words, on which days, at what times of day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

MONTHS: Final = {
    name[:3]: number
    for number, name in enumerate(
        ("january", "february", "march", "april", "may", "june", "july")
        + ("august", "september", "october", "november", "december"),
        start=1,
    )
}
WEEKDAYS: Final = {
    name[:3]: number
    for number, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}
DATES: Final = frozenset({*MONTHS, *WEEKDAYS})
MONTH: Final = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
IN_FIGURES: Final = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})\b")
BACKWARDS: Final = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
IN_WORDS: Final = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {MONTH}\b(?: (\d{{4}})\b)?")
WEEKDAY: Final = re.compile(r"\b(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b(?! \d)")
AGO: Final = {"today": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "yesterday": 1, "last night": 1}
RELATIVE: Final = re.compile(r"\b(" + "|".join(AGO) + r")\b")
CLOCK: Final = re.compile(r"\b(\d{1,2})[:.](\d{2})\s?(?:am|pm|hrs|hours)?\b|\b(\d{1,2})\s?(?:am|pm)\b")
WORD: Final = re.compile(r"[a-z]{3,}")
NOON: Final = 12
LONGEST_BACK: Final = timedelta(days=400)
LITTLE: Final = frozenset(
    [
        "the",
        "and",
        "for",
        "was",
        "were",
        "with",
        "that",
        "this",
        "has",
        "have",
        "had",
        "not",
        "are",
        "but",
        "his",
        "her",
        "him",
        "she",
        "they",
        "them",
        "their",
        "from",
        "been",
        "who",
        "what",
        "when",
        "will",
        "would",
        "our",
        "you",
        "your",
        "all",
        "any",
        "says",
        "said",
        "very",
        "can",
        "could",
        "should",
        "may",
        "also",
        "after",
        "before",
        "about",
        "there",
        "here",
        "which",
        "than",
        "then",
        "over",
        "under",
        "out",
        "into",
        "some",
        "such",
        "only",
        "other",
        "more",
        "most",
    ]
)


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report says. Times of day are minutes of a twelve-hour clock: people leave out morning and evening."""

    words: frozenset[str]
    days: frozenset[date]
    clocks: frozenset[int]


def read_telling(text: str, received_on: date) -> Telling:
    """Read a referrer's words. A day without a year, or a weekday alone, is the last such day before receipt."""
    low = text.lower()
    return Telling(
        words=words_of(text),
        days=frozenset(_days(low, received_on)),
        clocks=frozenset(_clocks(low)),
    )


def words_of(text: str) -> frozenset[str]:
    """Give the words that say something: not the little ones, nor days and months."""
    return frozenset(word for word in set(WORD.findall(text.lower())) - LITTLE if word[:3] not in DATES)


def _days(low: str, received_on: date) -> Iterator[date]:
    for found in IN_FIGURES.finditer(low):
        yield from _on(int(found[3]) + (2000 if len(found[3]) == 2 else 0), int(found[2]), int(found[1]))
    for found in BACKWARDS.finditer(low):
        yield from _on(int(found[1]), int(found[2]), int(found[3]))
    for found in IN_WORDS.finditer(low):
        yield from _last_such(found, received_on)
    for found in WEEKDAY.finditer(low):
        yield received_on - timedelta(days=(received_on.weekday() - WEEKDAYS[found[1][:3]]) % 7)
    for found in RELATIVE.finditer(low):
        yield received_on - timedelta(days=AGO[found[1]])


def _on(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return


def _last_such(found: re.Match[str], received_on: date) -> Iterator[date]:
    day, month = int(found[1]), MONTHS[found[2]]
    years = (int(found[3]),) if found[3] else (received_on.year, received_on.year - 1)
    for year in years:
        for on in _on(year, month, day):
            if found[3] or on <= received_on + timedelta(days=1):
                yield on
                return


def _clocks(low: str) -> Iterator[int]:
    without_dates = BACKWARDS.sub(" ", IN_FIGURES.sub(" ", low))
    for found in CLOCK.finditer(without_dates):
        hour, minutes = int(found[1] or found[3]), int(found[2] or 0)
        if hour <= 24 and minutes < 60:
            yield hour % NOON * 60 + minutes
