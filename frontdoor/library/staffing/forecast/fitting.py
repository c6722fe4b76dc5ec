"""A level that wanders, and effects of the calendar, fitted together to counts.

The mean of a count is exp(level + effects). The level may change a little from block to block; how much is `wander`,
the variance of one such change. Each effect is held towards nothing by its own spread. Counts vary more than by chance
alone, and by how much is estimated. All of it is one ridge regression, solved a few times over (a penalised Poisson
model).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

ROUNDS = 7
FIRST_LEVEL_SPREAD = 100.0


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """Levels by block, effects by feature, and how many times the variance of chance alone counts have."""

    levels: Floats
    effects: Floats
    dispersion: float


def fit(
    counts: Floats, features: Floats, spreads: Floats, blocks: Whole, *, wander: float, like: Fitted | None
) -> Fitted:
    """Fit counts; from an earlier fit that is like it, where there is one."""
    size, edges = int(blocks[-1]) + 1, np.flatnonzero(np.diff(blocks, prepend=-1))
    levels, effects, dispersion = _begin(counts, size, features.shape[1], like)
    for _ in range(ROUNDS if like is None else ROUNDS // 2 + 1):
        logs = np.clip(levels[blocks] + features @ effects, -12.0, 20.0)
        mean = np.exp(logs)
        dispersion = _dispersion(counts, mean)
        # Where counts are very small their weight is held up, or one busy day would be believed entirely.
        weights = np.maximum(mean, 0.05) / dispersion
        target = logs + np.clip((counts - mean) / np.maximum(mean, 0.05), -3.0, 3.0)
        levels, effects = _solved(target, weights, features, spreads, edges, wander)
    return Fitted(levels=levels, effects=effects, dispersion=dispersion)


def _begin(counts: Floats, size: int, effects: int, like: Fitted | None) -> tuple[Floats, Floats, float]:
    if like is not None and len(like.levels) == size:
        return like.levels, like.effects, like.dispersion
    return np.full(size, np.log(counts.mean() + 0.1)), np.zeros(effects), 1.0


def _dispersion(counts: Floats, mean: Floats) -> float:
    """Estimate how many times as far apart counts are as by chance, leaving out the largest hundredth."""
    squares = np.sort((counts - mean) ** 2 / np.maximum(mean, 0.05))
    kept = squares[: max(1, int(len(squares) * 0.99))]
    return float(max(0.5, kept.mean()))


def _solved(
    target: Floats, weights: Floats, features: Floats, spreads: Floats, edges: Whole, wander: float
) -> tuple[Floats, Floats]:
    """Solve for levels and effects at once, using that each count belongs to one block only."""
    size = len(edges)
    weighted = features * weights[:, None]
    whole = np.zeros((size + features.shape[1],) * 2)
    whole[size:, size:] = features.T @ weighted + np.diag(1.0 / spreads**2)
    whole[:size, size:] = np.add.reduceat(weighted, edges, axis=0)
    whole[size:, :size] = whole[:size, size:].T
    steps = np.full(size - 1, 1.0 / wander) if size > 1 else np.zeros(0)
    own = np.add.reduceat(weights, edges)
    own[:-1] += steps
    own[1:] += steps
    own[0] += 1.0 / FIRST_LEVEL_SPREAD
    places = np.arange(size)
    whole[places, places] = own
    whole[places[:-1], places[1:]] = -steps
    whole[places[1:], places[:-1]] = -steps
    pulled = weights * target
    right = np.concatenate([np.add.reduceat(pulled, edges), features.T @ pulled])
    found = np.linalg.solve(whole, right)
    return found[:size], found[size:]
