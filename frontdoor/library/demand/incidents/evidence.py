"""The clues that two reports about one child are of one incident, each with its weight in bits and its words."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib import resources
from math import fsum
from typing import Final

from frontdoor.library.demand.incidents.telling import Telling

DAY: Final = timedelta(days=1)
ENOUGH_TO_COMPARE: Final = 12.0  # bits of wording in the shorter report, below which unlikeness says nothing
SHORTEST_REFERENCE: Final = 5
SHORTEST_NUMBER: Final = 7
Rarity = Callable[[str], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report about a child, as far as it bears on which incident it tells of.

    `reference` and `words` are letters and figures alone, in capitals: how a reference is broken up is no matter.
    """

    received_at: datetime
    source: str = ""
    agency: str = ""
    reference: str = ""
    words: str = ""
    telling: Telling
    names: frozenset[str] = frozenset()
    is_usual_wording: bool = False
    says_resent: bool = False
    says_heard: bool = False
    says_another: bool = False
    is_linked_by_outcome: bool = False
    has_other_outcome: bool = False


@dataclass(frozen=True, slots=True)
class Clue:
    """One clue: its code in weights.toml, its weight, and what it says."""

    code: str
    bits: float
    says: str


@dataclass(frozen=True, kw_only=True)
class Weights:
    """What each clue is worth, and from how much in all two reports are taken for one incident."""

    enough: float
    bits: Mapping[str, float]
    says: Mapping[str, str]

    def clue(self, code: str) -> Clue:
        return Clue(code, self.bits[code], self.says[code])


@cache
def read_weights() -> Weights:
    """Read weights.toml, beside this file."""
    told = tomllib.loads(resources.files(__package__).joinpath("weights.toml").read_text(encoding="utf-8"))
    return Weights(
        enough=float(told["enough"]),
        bits={code: float(one["bits"]) for code, one in told["clue"].items()},
        says={code: str(one["says"]) for code, one in told["clue"].items()},
    )


def weight_of(earlier: Report, later: Report, rarity: Rarity, weights: Weights) -> float:
    """Add up the clues that the later report tells of the earlier one's incident."""
    return sum(clue.bits for clue in clues(earlier, later, rarity, weights))


def clues(earlier: Report, later: Report, rarity: Rarity, weights: Weights) -> Iterator[Clue]:
    """Find the clues, for and against; `rarity` gives a word's weight in bits in the file as a whole."""
    for code in (
        _of_time(earlier, later),
        _of_reference(earlier, later),
        _of_outcome(later),
        _of_days(earlier, later),
        _of_clocks(earlier.telling, later.telling),
        _of_words(earlier, later, rarity),
        *_of_what_it_says(earlier, later),
    ):
        if code:
            yield weights.clue(code)


def _of_time(earlier: Report, later: Report) -> str:
    between = later.received_at - earlier.received_at
    if later.received_at.date() == earlier.received_at.date():
        return "same_day"
    return "next_day" if between <= 2 * DAY else "few_days" if between <= 4 * DAY else "week"


def _of_reference(earlier: Report, later: Report) -> str:
    is_one_agency = later.agency == earlier.agency and later.source == earlier.source
    if later.reference and later.reference == earlier.reference:
        return "same_reference"
    if _quotes(later, earlier) or _quotes(earlier, later):
        return "quoted_reference"
    return "other_reference" if is_one_agency and later.reference and earlier.reference else ""


def _quotes(one: Report, other: Report) -> bool:
    """Say whether a report names the other's reference: one long enough to be no other number."""
    said = other.reference
    least = SHORTEST_REFERENCE if any(c.isalpha() for c in said) else SHORTEST_NUMBER
    return len(said) >= least and any(c.isdigit() for c in said) and said in one.words


def _of_outcome(later: Report) -> str:
    if later.is_linked_by_outcome:
        return "linked_by_outcome"
    return "other_outcome" if later.has_other_outcome else ""


def _of_days(earlier: Report, later: Report) -> str:
    """Compare the days told of. What comes on one day often tells of that day or the one before, whatever happened."""
    one, other = earlier.telling.days, later.telling.days
    if not one or not other:
        return ""
    if not one & other:
        return "other_day_told"
    is_one_day = later.received_at.date() == earlier.received_at.date()
    return "one_day_told" if is_one_day else "same_day_told"


def _of_clocks(earlier: Telling, later: Telling) -> str:
    if not earlier.clocks or not later.clocks:
        return ""
    return "same_clock_told" if earlier.clocks & later.clocks else "other_clock_told"


def _of_words(earlier: Report, later: Report, rarity: Rarity) -> str:
    """Compare the wording: how much of the shorter report's uncommon wording the other one has too.

    Wording that many other contacts share, word for word, says nothing.
    """
    if earlier.is_usual_wording and later.is_usual_wording:
        return ""
    names = earlier.names | later.names
    one, other = earlier.telling.words - names, later.telling.words - names
    least = min(fsum(map(rarity, one)), fsum(map(rarity, other)))
    if least <= 0:
        return ""
    shared = fsum(map(rarity, one & other)) / least
    for code, share in (("words_same", 0.9), ("words_alike", 0.6), ("words_near", 0.4), ("words_little", 0.25)):
        if shared >= share:
            return code if code != "words_little" else ""
    return "words_apart" if least >= ENOUGH_TO_COMPARE else ""


def _of_what_it_says(earlier: Report, later: Report) -> Iterator[str]:
    if later.says_resent and later.source == earlier.source:
        yield "says_resent"
    if later.says_heard:
        yield "says_heard"
    if later.says_another:
        yield "says_another"
