"""The most that levels of the model are worth, and how it is looked up for many sketches at once."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from frontdoor.library.matching import overlaps
from frontdoor.library.matching.levels import LEVELS, Field
from frontdoor.library.matching.model import Model

Weights = NDArray[np.float64]  # a row against strangers, and one against relatives
Flags = NDArray[np.bool_]


class Sums(NamedTuple):
    """What something is worth against a stranger, and against a relative."""

    stranger: float
    relative: float


NOTHING: Final = Sums(0.0, 0.0)
KEPT: Final = 1_000


class _Levels:
    """The levels of a model, which are the same for each register: known by which they are, not by what is in them."""

    def __init__(self, model: Model) -> None:
        self.levels = model.levels

    def __hash__(self) -> int:
        return id(self.levels)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Levels) and self.levels is other.levels


def most(model: Model, field: Field, *names: str) -> Sums:
    """Return the most that some levels of a field are worth."""
    return _most(_Levels(model), field, names)


@lru_cache(maxsize=KEPT)
def _most(known: _Levels, field: Field, names: tuple[str, ...]) -> Sums:
    levels = [known.levels[field, name] for name in names]
    return Sums(
        max(overlaps.at_most(field, one.name, one.weight) for one in levels),
        max(overlaps.at_most(field, one.name, one.family_weight) for one in levels),
    )


def all_but(field: Field, *names: str) -> tuple[str, ...]:
    """Return the levels of a field but for some."""
    return tuple(name for name in LEVELS[field] if name not in names)


def worth_of_the_same(model: Model, field: Field, rarity: float) -> Sums:
    """Return the most that it says that two have the same value of such a rarity."""
    worth = max(0.0, rarity)
    return Sums(worth, min(worth, most(model, field, *LEVELS[field]).relative))


def at_most(sums: Sums, rarity: float) -> Sums:
    """Return what a likeness is worth, which is never more than its value is rare."""
    worth = max(0.0, rarity)
    return Sums(min(sums.stranger, worth), min(sums.relative, worth))


def table_of(*rows: Sums) -> Weights:
    """Return weights in the order of the codes that stand for them."""
    return np.array(rows).T


def no_less_than_nothing(sums: Sums) -> Sums:
    """Return what may also be passed over as not known."""
    return Sums(max(0.0, sums.stranger), max(0.0, sums.relative))
