"""The vocabulary by which files are read: which words stand for which outcome, and which are signs of a class."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

PLACES: Final = ("words", "wants", "outcome", "source", "sender", "row")
SIGNS_OF: Final = ("information_request", "not_for_us", "resent", "heard", "another")


@dataclass(frozen=True, kw_only=True)
class OutcomeKind:
    """One kind of outcome: what it is called in files, and whether it ends a contact without a referral."""

    code: str
    name: str
    pattern: str
    ends_without_referral: bool
    is_referral: bool


@dataclass(frozen=True, kw_only=True)
class Sign:
    """One sign of a class: where it is looked for, what it is, its weight, and why it counts."""

    code: str
    of: str
    where: str
    pattern: str
    bits: float
    why: str


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """All of it. A class is taken from words when its signs come to `enough`."""

    enough: float
    outcomes: tuple[OutcomeKind, ...]
    signs: tuple[Sign, ...]

    def outcome_kind(self, told: str) -> str:
        """Say which kind of outcome some words are: the first that fits, or nothing."""
        plain = plain_words(told)
        return next((each.code for each in self.outcomes if plain and re.search(each.pattern, plain)), "")

    def signs_of(self, of: str) -> tuple[Sign, ...]:
        return tuple(each for each in self.signs if each.of == of)


def plain_words(told: str) -> str:
    """Give words in small letters, underscores and the like as spaces."""
    return " ".join(re.sub(r"[^a-z0-9'/&]+", " ", told.lower()).split())


@cache
def read_vocabulary() -> Vocabulary:
    """Read vocabulary.toml, beside this file."""
    told = tomllib.loads(resources.files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8"))
    return Vocabulary(
        enough=float(told["enough"]),
        outcomes=tuple(
            OutcomeKind(
                code=each["code"],
                name=each["name"],
                pattern=_one_of(each["said"]),
                ends_without_referral=each.get("ends_without_referral", False),
                is_referral=each.get("is_referral", False),
            )
            for each in told["outcome"]
        ),
        signs=tuple(_sign(each) for each in told["sign"]),
    )


def _sign(told: dict[str, str | float | list[str]]) -> Sign:
    of, where = str(told["of"]), str(told["where"])
    if of not in SIGNS_OF or where not in PLACES:
        raise ValueError(f"no such sign: {of} in {where}")
    said = told["said"]
    assert isinstance(said, list)
    return Sign(
        code=str(told["code"]),
        of=of,
        where=where,
        pattern=_one_of(said),
        bits=float(str(told["bits"])),
        why=str(told["why"]),
    )


def _one_of(said: Iterable[str]) -> str:
    """Make one pattern of several, each a whole word or words; only what both RE2 and Python understand."""
    return r"\b(?:" + "|".join(said) + r")\b"
