"""What one field says again after another counts once, for many pairs together: overlaps.py, from the same table."""

from collections.abc import Mapping

import numpy as np

from frontdoor.library.matching.batch.levels import Said, Weights
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.overlaps import OVERLAPS, Overlap


def counted_once(said: Mapping[Field, Said]) -> dict[Field, Said]:
    """Return what is left of what the fields say of some pairs."""
    left = dict(said)
    for overlap in OVERLAPS:
        if overlap.field in said and overlap.beside in said:
            one, beside = left[overlap.field], left[overlap.beside]
            pairs = np.flatnonzero(one.are_at(overlap.levels) & beside.are_at(overlap.at))
            weights = _left_of(overlap, one.weights[:, pairs], beside.weights[:, pairs])
            left[overlap.field] = one.instead(pairs, overlap.words, weights)
    return left


def at_most(field: Field, said: Said) -> Weights:
    """Return the most that one field may be left to say, whatever the others are."""
    weights = said.weights
    for overlap in OVERLAPS:
        if overlap.field is field:
            most = np.maximum(weights, _left_of(overlap, weights, np.zeros_like(weights)))
            weights = np.where(said.are_at(overlap.levels), most, weights)
    return weights


def _left_of(overlap: Overlap, weights: Weights, beside: Weights) -> Weights:
    if overlap.most is None:
        return np.maximum(0.0, weights - np.maximum(0.0, beside))
    return np.clip(weights, -overlap.most, overlap.most) + 0.0
