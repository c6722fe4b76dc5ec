"""Pairs weighed: bounds first, then every two values that meet once, then the sum for each pair."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from typing import Final

import numpy as np
from numpy.typing import NDArray

from frontdoor.library.matching.batch.levels import Bound, Rows
from frontdoor.library.matching.batch.parts import RIVALS, Met, Weights, Written, meet
from frontdoor.library.matching.comparison import find
from frontdoor.library.matching.details import PersonDetails
from frontdoor.library.matching.model import Model
from frontdoor.library.matching.prepared import prepare

WORTH_LEAVING_OUT: Final = 0.8  # pairs are put aside as soon as no more of them than this are left
ROUNDING: Final = 1e-6  # bounds are added in another order than weights; this is more than that can change


@dataclass(frozen=True, kw_only=True, slots=True)
class Scales:
    """What pairs are weighed with: the parts, and for each a bound and the most that it can say of anybody."""

    parts: Sequence[Written]
    bounds: Sequence[Bound]
    ceilings: Sequence[Weights]
    model: Model
    least: float

    @property
    def order(self) -> list[int]:
        """Return the parts in the order in which they are looked at: names, which say most, first."""
        return sorted(range(len(self.parts)), key=lambda place: -len(self.parts[place].part.fields))


@dataclass(frozen=True, kw_only=True, slots=True)
class Weighed:
    """Pairs with their weights, which rival decided, and what was found of each part."""

    known: Rows
    told: Rows
    weights: NDArray[np.float64]
    is_relative: NDArray[np.bool_]
    met: tuple[Met, ...]


def least_weight(threshold: float, model: Model) -> float:
    """Return the weight at which two records are one person with this probability."""
    return log2(threshold / (1 - threshold)) - model.same_odds if threshold > 0 else -np.inf


def weigh_pairs(known: Rows, told: Rows, scales: Scales) -> Weighed:
    """Weigh pairs exactly as comparison.weigh does, and keep those of the least weight or more."""
    known, told, most = _those_that_may_reach(known, told, scales)
    found: dict[int, Met] = {}
    for place in scales.order:
        found[place] = meet(scales.parts[place], known, told, scales.model)
        most[place] = found[place].total()
        kept = _that_may_reach(most, scales)
        if len(kept) < len(known):
            known, told = known[kept], told[kept]
            most, found = [one[:, kept] for one in most], {at: one.only(kept) for at, one in found.items()}
    met = [found[place] for place in sorted(found)]
    weights = _sums(_in_order(scales, met), len(known), scales.model)
    weight = weights.min(axis=0)
    kept = np.flatnonzero(weight >= scales.least)
    return Weighed(
        known=known[kept],
        told=told[kept],
        weights=weight[kept],
        is_relative=(weights[0] > weights[1])[kept],
        met=tuple(one.only(kept) for one in met),
    )


def _those_that_may_reach(known: Rows, told: Rows, scales: Scales) -> tuple[Rows, Rows, list[Weights]]:
    """Leave out pairs whose bounds prove that they cannot have the least weight; give the bounds of the others."""
    if not np.isfinite(scales.least):
        return known, told, [np.full((RIVALS, len(known)), np.inf) for _ in scales.parts]
    known, told, most = _glanced_at(known, told, scales)
    for place, bound in enumerate(scales.bounds):
        if bound.closely is not bound.glance:
            most[place] = bound.closely(known, told)
    kept = _that_may_reach(most, scales)
    return known[kept], told[kept], [one[:, kept] for one in most]


def _glanced_at(known: Rows, told: Rows, scales: Scales) -> tuple[Rows, Rows, list[Weights]]:
    """Look at one part after another, and put pairs aside once the parts not looked at yet cannot make up for them."""
    so_far = _sums(scales.ceilings, len(known), scales.model)
    most: dict[int, Weights] = {}
    for place in scales.order:
        most[place] = scales.bounds[place].glance(known, told)
        so_far += most[place] - scales.ceilings[place]
        kept = np.flatnonzero(so_far.min(axis=0) >= scales.least - ROUNDING)
        if len(kept) <= WORTH_LEAVING_OUT * len(known):
            known, told, so_far = known[kept], told[kept], so_far[:, kept]
            most = {at: one[:, kept] for at, one in most.items()}
    return known, told, [most[place] for place in sorted(most)]


def _that_may_reach(most: Sequence[Weights], scales: Scales) -> NDArray[np.intp]:
    length = most[0].shape[1] if most else 0
    return np.flatnonzero(_sums(most, length, scales.model).min(axis=0) >= scales.least - ROUNDING)


def _sums(weights: Sequence[Weights], length: int, model: Model) -> Weights:
    total = np.repeat(np.array([[model.start], [model.family_start]]), length, axis=1)
    for one in weights:
        total += one
    return total


def _in_order(scales: Scales, met: Sequence[Met]) -> list[Weights]:
    """Return the weights of the fields as comparison.weigh adds them, so that sums agree to the last bit."""
    nobody = prepare(PersonDetails())
    place = {one.field: place for place, one in enumerate(find(nobody, nobody, scales.model))}
    found = {
        place[field]: one.weights(number)
        for part, one in zip(scales.parts, met, strict=True)
        for number, field in enumerate(part.part.fields)
    }
    return [found[one] for one in sorted(found)]
