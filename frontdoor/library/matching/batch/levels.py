"""What a field says of many pairs at once: a kind of finding for each, and its weights, from the rows of the model."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from frontdoor.library.matching.finding import EXACT, Finding
from frontdoor.library.matching.levels import Field, Verdict
from frontdoor.library.matching.model import Model
from frontdoor.library.matching.overlaps import at_most

Rows = NDArray[np.intp]  # of people
Codes = NDArray[np.int32]  # of values
Flags = NDArray[np.bool_]
Places = NDArray[np.int64] | NDArray[np.int32] | NDArray[np.uint8] | NDArray[np.int8]  # of pairs, values or levels
Weights = NDArray[np.float64]  # one row for each rival, against a stranger and against a relative

RIVALS: Final = 2
BLANK: Final = 0  # the first kind of every ladder


class Kind(NamedTuple):
    """A verdict and its words, which may hold {told} and {known} unless it says itself which values it is about."""

    verdict: Verdict
    words: str
    level: str = ""
    values: str | None = None


NOTHING: Final = Kind(Verdict.BLANK, "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What one field says of some pairs."""

    kinds: Sequence[Kind]
    places: Places  # in kinds
    weights: Weights

    def only(self, pairs: Places) -> "Said":
        """Return what is said of some of the pairs."""
        return Said(kinds=self.kinds, places=self.places[pairs], weights=self.weights.take(pairs, axis=1))

    def are_at(self, levels: Collection[str]) -> Flags:
        """Say of which pairs it is said at one of some levels."""
        are_at: Flags = np.array([kind.level in levels for kind in self.kinds], np.bool_)[self.places]
        return are_at

    def instead(self, pairs: Places, words: str, weights: Weights) -> "Said":
        """Return the same with other words and weights for some pairs, at the levels that they have."""
        kinds = dict.fromkeys((*self.kinds, *(kind._replace(words=words) for kind in self.kinds)))
        numbers = {kind: place for place, kind in enumerate(kinds)}
        renamed = np.array([numbers[kind._replace(words=words)] for kind in self.kinds], np.int64)
        places, all_weights = self.places.astype(np.int64), self.weights.copy()
        places[pairs], all_weights[:, pairs] = renamed[places[pairs]], weights
        return Said(kinds=tuple(kinds), places=places, weights=all_weights)

    def but(self, pairs: Places, findings: Iterable[Finding]) -> "Said":
        """Return the same with some pairs' findings put in: those that were compared one by one."""
        known = {kind: place for place, kind in enumerate(self.kinds)}
        places, weights = self.places.astype(np.int64), self.weights.copy()
        for pair, one in zip(pairs.tolist(), findings, strict=True):
            words = one.words.format(told=one.told, known=one.known)
            kind = Kind(one.verdict, words, one.level, both(one.told, one.known))
            places[pair] = known.setdefault(kind, len(known))
            weights[:, pair] = one.weight, one.family_weight
        return Said(kinds=tuple(known), places=places, weights=weights)


def both(told: str, known: str) -> str:
    """Return two values as they are shown together."""
    return told if told == known else f"{told}, {known}"


class Ladder:
    """The levels of one field with their words, numbered from 1; 0 is blank.

    A level in `rare` counts for no more than it is rare that two have the same value, as found_as_rare has it.
    """

    def __init__(self, model: Model, field: Field, rows: Sequence[tuple[str, str]], *, rare: Collection[str]) -> None:
        levels = [model.level(field, name) for name, _ in rows]
        self._rows = {row: place for place, row in enumerate(rows, 1)}
        self._names = {name: place for (name, _), place in reversed(self._rows.items())}
        self._kinds = (
            NOTHING,
            *(Kind(one.verdict, words, one.name) for one, (_, words) in zip(levels, rows, strict=True)),
        )
        self._weights = np.array([(0.0, 0.0), *((one.weight, one.family_weight) for one in levels)]).T.copy()
        self._caps = self._weights.copy()
        self._caps[0, 1:][[one.name == EXACT for one in levels]] = np.inf
        self.differs = np.array([False, *(one.verdict is Verdict.DIFFERS for one in levels)])
        self._is_rare = np.array([False, *(one.name in rare for one in levels)])

    def __getitem__(self, name: str) -> int:
        """Return the number of a level, with the first of its words."""
        return self._names[name]

    def number(self, row: tuple[str, str]) -> int:
        """Return the number of a level with these words."""
        return self._rows[row]

    def flags(self, names: Collection[str]) -> Flags:
        """Return, by number, which levels are among some."""
        return np.array([False, *(name in names for name, _ in self._rows)])

    def say(self, places: Places, rarity: NDArray[np.float64]) -> Said:
        """Return what the levels say of pairs whose values are so rare."""
        capped = np.minimum(self._caps.take(places, axis=1), np.maximum(rarity, 0.0))
        weights = np.where(self._is_rare[places], capped, self._weights.take(places, axis=1))
        return Said(kinds=self._kinds, places=places, weights=weights)


def numbered(values: Iterable[object]) -> Places:
    """Return a number for each value, the same for equal ones, in the order in which they are met."""
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], np.int64)


def most(model: Model, field: Field, *, but: tuple[str, ...] = (), only: tuple[str, ...] = ()) -> Weights:
    """Return the most that any level of a field is worth, but for some or only some."""
    names = {name for its, name in model.levels if its is field}
    levels = [model.level(field, name) for name in (set(only) or names) - set(but)]
    weight = max(at_most(field, one.name, one.weight) for one in levels)
    family_weight = max(at_most(field, one.name, one.family_weight) for one in levels)
    rarities = model.rarities.get(field)
    if rarities is not None and not only and EXACT not in but:
        weight = max(weight, rarities.other, *rarities.listed.values())
    return np.array([[weight], [family_weight]])
