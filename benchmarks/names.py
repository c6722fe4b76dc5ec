"""The names of the benchmark's people: stocks from Faker's lists, with frequencies like those of a British town.

Kept apart from the demonstration's names, from which the model learns.
"""

from __future__ import annotations

import tomllib
from bisect import bisect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Protocol

from faker.providers.person import en_GB, en_IE, en_IN, en_KE, en_NZ, fr_DZ, pl_PL, ro_RO, sk_SK, tr_TR, yo_NG

WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


class Names(Protocol):
    """Lists of names as Faker keeps them."""

    first_names_male: Iterable[str]
    first_names_female: Iterable[str]
    last_names: Iterable[str]


class Wheel:
    """Draws from words that are not all as common."""

    def __init__(self, shares: Mapping[str, float]) -> None:
        self.words = list(shares)
        self.sums = list(accumulate(shares.values()))

    def turn(self, chance: Random) -> str:
        return self.words[bisect(self.sums, chance.random() * self.sums[-1])]


@dataclass(frozen=True, kw_only=True, slots=True)
class Stock:
    """The names that one part of the town draws on."""

    share: float
    boys: Wheel
    girls: Wheel
    families: Wheel


def _falling(words: Iterable[str], total: float = 1.0) -> dict[str, float]:
    """Give each word a share that falls with its place, as names do."""
    kept = list(dict.fromkeys(words))
    whole = sum(1 / (place + 3) for place in range(len(kept)))
    return {word: total / (place + 3) / whole for place, word in enumerate(kept)}


def _weighted(shares: Mapping[str, float], total: float = 1.0) -> dict[str, float]:
    whole = sum(shares.values())
    return {word: total * share / whole for word, share in shares.items()}


def _mixed(*parts: Mapping[str, float]) -> Wheel:
    shares: dict[str, float] = {}
    for part in parts:
        for word, share in part.items():
            shares[word] = shares.get(word, 0) + share
    return Wheel(shares)


def _scattered(words: Iterable[str]) -> list[str]:
    """Put an alphabetical list in a fixed order that has nothing to do with the alphabet."""
    found = sorted(set(words))
    Random(11).shuffle(found)
    return found


def _long_tail() -> list[str]:
    """Compose the surnames that hardly anybody has: a third of a town."""
    begins, ends = WORDS["surnames"]["begins"], WORDS["surnames"]["ends"]
    return _scattered(begin + end for begin in begins for end in ends)


def stocks() -> list[Stock]:
    """Give the parts of the town, with how much of it each is."""
    kenyan = en_KE.Provider
    small: tuple[tuple[float, Names], ...] = (
        (0.02, ro_RO.Provider),
        (0.01, tr_TR.Provider),
        (0.01, yo_NG.Provider),
    )
    return [
        _british(0.78),
        _muslim(0.09),
        _indian(0.04),
        Stock(
            share=0.04,
            boys=_mixed(_falling(pl_PL.Provider.first_names_male)),
            girls=_mixed(_falling(pl_PL.Provider.first_names_female)),
            families=_mixed(_falling(_scattered(sk_SK.Provider.last_names_male))),
        ),
        *(_of_one_list(share, names) for share, names in small),
        Stock(
            share=0.01,
            boys=_mixed(_weighted(kenyan.first_names_male)),
            girls=_mixed(_weighted(kenyan.first_names_female)),
            families=_mixed(_weighted(kenyan.last_names)),
        ),
    ]


def _british(share: float) -> Stock:
    new, old, irish = en_NZ.Provider, en_GB.Provider, en_IE.Provider

    def given(counted: Mapping[str, float], usual: Iterable[str], others: Iterable[str]) -> Wheel:
        return _mixed(_weighted(counted, 0.7), _falling(usual, 0.25), _falling(_scattered(others), 0.05))

    families = _mixed(
        _weighted(old.last_names, 0.62), _falling(_scattered(irish.last_names), 0.12), _falling(_long_tail(), 0.26)
    )
    return Stock(
        share=share,
        boys=given(new.first_names_male, old.first_names_male, irish.first_names_male),
        girls=given(new.first_names_female, old.first_names_female, irish.first_names_female),
        families=families,
    )


def _muslim(share: float) -> Stock:
    names, others = WORDS["first_names"], fr_DZ.Provider
    families = WORDS["surnames"]["muslim"]
    return Stock(
        share=share,
        boys=_mixed(_falling(names["muslim_boys"], 0.6), _falling(_scattered(others.first_names_male), 0.4)),
        girls=_mixed(_falling(names["muslim_girls"], 0.5), _falling(_scattered(others.first_names_female), 0.5)),
        families=_mixed(_falling(families, 0.75), _falling(_scattered(others.last_names), 0.25)),
    )


def _indian(share: float) -> Stock:
    common = ["Patel", "Singh", "Kaur", "Shah", "Sharma"]
    made = _of_one_list(share, en_IN.Provider)
    families = _mixed(_falling(common, 0.4), _falling(_scattered(en_IN.Provider.last_names), 0.6))
    return replace(made, families=families)


def _of_one_list(share: float, names: Names) -> Stock:
    return Stock(
        share=share,
        boys=_mixed(_falling(_scattered(names.first_names_male))),
        girls=_mixed(_falling(_scattered(names.first_names_female))),
        families=_mixed(_falling(_scattered(names.last_names))),
    )
