"""How far two people who decide the same cases agree, beyond what chance would give. Pure.

Two sources. Share of agreement with its interval: Wilson, "Probable inference, the law of succession, and
statistical inference", Journal of the American Statistical Association 22 (1927). Beyond chance: Gwet, "Computing
inter-rater reliability and its variance in the presence of high agreement", British Journal of Mathematical and
Statistical Psychology 61 (2008): AC1, and AC2 where being one level apart is nearly to agree. Kappa is not used:
where most contacts end in one way, it says "no better than chance" of two people who agree nearly always.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

NINETY_FIVE: Final = 1.959963984540054
"""Of the normal distribution, so many standard deviations either side hold 95 of 100."""

Pair = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Interval:
    """A figure between its lowest and highest likely values, each a share or, beyond chance, from -1 to 1."""

    figure: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """How far `cases` pairs of decisions agree: as a share, and beyond chance. No figures for no cases.

    `beyond_chance` is None where nothing could differ: fewer than two values to choose from.
    """

    cases: int
    same: int
    share: Interval | None
    beyond_chance: Interval | None


def agreement(pairs: Sequence[Pair], *, values: Sequence[str], in_order: bool = False) -> Agreement:
    """Measure how far the two of each pair agree.

    `values` are all that could be chosen. With `in_order` they run from low to high, and two that are near each
    other agree in part: neighbours among three agree by half, the two ends not at all. Raises ValueError for a
    value that could not be chosen.
    """
    unknown = {value for pair in pairs for value in pair} - set(values)
    if unknown:
        raise ValueError(f"Not among the values to choose from: {', '.join(sorted(unknown))}")
    weights = _weights(values, in_order=in_order)
    cases, same = len(pairs), sum(one == other for one, other in pairs)
    if not cases:
        return Agreement(cases=0, same=0, share=None, beyond_chance=None)
    seen = wilson(sum(weights[pair] for pair in pairs), cases)
    return Agreement(
        cases=cases, same=same, share=wilson(same, cases), beyond_chance=_beyond_chance(seen, pairs, values, weights)
    )


def wilson(same: float, cases: int) -> Interval:
    """Give a share of so many cases with its 95 % interval; `same` may have parts, where agreement has."""
    share, square = same / cases, NINETY_FIVE**2
    middle = (share + square / (2 * cases)) / (1 + square / cases)
    spread = NINETY_FIVE / (1 + square / cases) * sqrt(share * (1 - share) / cases + square / (4 * cases**2))
    return Interval(figure=share, low=max(0.0, middle - spread), high=min(1.0, middle + spread))


def _beyond_chance(
    seen: Interval, pairs: Sequence[Pair], values: Sequence[str], weights: Mapping[Pair, float]
) -> Interval | None:
    """Take from the share seen what two people would agree on by chance, with the chance as seen in these cases."""
    if len(values) < 2:
        return None
    chosen = Counter(value for pair in pairs for value in pair)
    shares = [chosen[value] / (2 * len(pairs)) for value in values]
    by_chance = sum(weights.values()) / (len(values) * (len(values) - 1)) * sum(one * (1 - one) for one in shares)
    figure, low, high = ((each - by_chance) / (1 - by_chance) for each in (seen.figure, seen.low, seen.high))
    return Interval(figure=figure, low=max(-1.0, low), high=min(1.0, high))


def _weights(values: Sequence[str], *, in_order: bool) -> dict[Pair, float]:
    farthest = len(values) - 1
    return {
        (one, other): 1 - abs(at - beside) / farthest if in_order and farthest else float(one == other)
        for at, one in enumerate(values)
        for beside, other in enumerate(values)
    }
