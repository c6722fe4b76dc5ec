"""The parts of a person, each of which is weighed by itself: at a glance for every pair, and as it is for those left.

What a glance gives is never less than the weight itself; a weight is exactly what comparison.find gives. tests hold
them together. A part of which no module knows better is compared once for each two values that meet.
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, Protocol

import numpy as np

from frontdoor.library.matching.batch.levels import (
    RIVALS,
    Codes,
    Flags,
    Kind,
    Places,
    Rows,
    Said,
    Weights,
    most,
)
from frontdoor.library.matching.batch.people import Column
from frontdoor.library.matching.finding import Finding
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.model import Model
from frontdoor.library.matching.overlaps import at_most

Reach = Callable[[Rows, Rows], Weights]  # the most that pairs of those known and those told can have
Comparing = Callable[[str, str], Finding]  # of one told and one known

FEW: Final = 32  # values of which every two can be compared beforehand


class Glance(NamedTuple):
    """The most that something can say of any two people, and of each of some pairs."""

    ceiling: Weights
    reach: Reach


class Part(Protocol):
    """Columns that are compared together."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return the fields for which there is evidence here."""

    @property
    def glances(self) -> Sequence[Glance]:
        """Return the glances at these columns; together they are never less than the weight."""

    def weigh(self, known: Rows, told: Rows) -> tuple[Said, ...]:
        """Return what each field says of pairs."""

    @property
    def shown(self) -> tuple[Column, ...]:
        """Return everybody's values of each field as they are shown."""


def glance_at(field: Field, reach: Reach, model: Model) -> tuple[Glance]:
    """Return the only glance at a field."""
    return (Glance(np.maximum(most(model, field), 0.0), reach),)


def meet(known: Codes, told: Codes, compare: Callable[[int, int], Finding]) -> tuple[Places, list[Finding]]:
    """Compare, once, every two values that meet: a finding for each two, and where each pair's is."""
    values = int(max(known.max(initial=0), told.max(initial=0))) + 1
    both, place = np.unique(told.astype(np.int64) * values + known, return_inverse=True)
    return place, [compare(*divmod(one, values)) for one in both.tolist()]


class ComparedPart:
    """A column whose values are compared as one person's with another's."""

    def __init__(
        self, field: Field, column: Column, compare: Comparing, model: Model, *, shown: Callable[[str], str]
    ) -> None:
        self.fields = (field,)
        self.glances: Sequence[Glance] = glance_at(field, self._glance, model)
        self._codes, self._values = column.codes, column.values
        self._compare, self._shown = compare, shown
        self._loudest = np.maximum(most(model, field), 0.0)
        self._is_blank = np.array([value == "" for value in column.values], np.bool_)
        self._table = self._every_two() if len(column.values) <= FEW else None

    @property
    def shown(self) -> tuple[Column, ...]:
        return (Column(codes=self._codes, values=list(map(self._shown, self._values))),)

    def weigh(self, known: Rows, told: Rows) -> tuple[Said, ...]:
        place, findings = meet(self._codes[known], self._codes[told], self._finding)
        weights = np.array([(one.weight, one.family_weight) for one in findings], np.float64).reshape(-1, RIVALS)
        kinds: dict[Kind, int] = {}
        numbers = [kinds.setdefault(Kind(one.verdict, one.words, one.level), len(kinds)) for one in findings]
        return (Said(kinds=tuple(kinds), places=np.array(numbers, np.int64)[place], weights=weights[place].T),)

    def _finding(self, told: int, known: int) -> Finding:
        return self._compare(self._values[told], self._values[known])

    def _every_two(self) -> Weights:
        found = [[self._compare(told, known) for told in self._values] for known in self._values]
        most = [
            [at_most(one.field, one.level, its) for its in (one.weight, one.family_weight)]
            for row in found
            for one in row
        ]
        return np.array(most).T.copy()

    def _glance(self, known: Rows, told: Rows) -> Weights:
        one, other = self._codes[known], self._codes[told]
        if self._table is not None:
            return self._table.take(one * len(self._values) + other, axis=1)
        is_blank: Flags = self._is_blank[one] | self._is_blank[other]
        return np.where(is_blank, 0.0, self._loudest)
