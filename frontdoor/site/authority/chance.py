"""Seeded chance: one stream of dice per subject, and wheels whose sectors have given widths."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


def dice(seed: int, subject: str) -> Random:
    """Give the stream of chance for one subject, so that a change in one does not stir the others."""
    return Random(f"marlsea:{seed}:{subject}")


class Wheel(Generic[Thing]):
    """A wheel to be turned with a number from 0 to 1; wider sectors come up more often."""

    __slots__ = ("_edges", "_things")

    def __init__(self, sectors: Iterable[tuple[Thing, float]]) -> None:
        pairs = [(thing, width) for thing, width in sectors if width > 0]
        total = sum(width for _, width in pairs)
        self._things = [thing for thing, _ in pairs]
        self._edges = list(accumulate(width / total for _, width in pairs))[:-1]

    def turn(self, chance: float) -> Thing:
        """Give the thing whose sector the number falls in."""
        return self._things[bisect(self._edges, chance)]
