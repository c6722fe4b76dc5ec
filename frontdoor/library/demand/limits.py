"""Control limits: what chance alone would do, so that noise is not called rising demand.

Limits come from earlier periods only, never from the period they judge. A change marker begins anew: what was before
"a second team started" does not judge what came after. Small numbers get exact limits, never a bell curve.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LEAST_EARLIER: Final = 6
"""Periods before one that are needed to judge it; fewer say too little."""
RANGE_FACTOR: Final = 2.66  # three sigma over the mean moving range of individual values (Shewhart, Wheeler)
RUN: Final = 8
THREE_SIGMA: Final = 0.00135  # what lies beyond three sigma on one side
BINOMIAL_EXACT_UP_TO: Final = 5_000
POISSON_EXACT_UP_TO: Final = 200.0
FUNNEL_WARNING: Final = 0.025
FUNNEL_ACTION: Final = 0.001


class Signal(StrEnum):
    NONE = ""
    ABOVE = "above the upper limit"
    BELOW = "below the lower limit"
    RUN_ABOVE = "eight in a row above the centre"
    RUN_BELOW = "eight in a row below the centre"


@dataclass(frozen=True, kw_only=True)
class Point:
    """One period: its value, and the centre and limits that the earlier ones give, if there are enough of them."""

    value: float
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    signal: Signal = Signal.NONE
    begins: bool = False


@dataclass(frozen=True, kw_only=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    def __post_init__(self) -> None:
        if not 0 <= self.count <= self.of:
            raise ValueError(f"{self.count} of {self.of} is no share")


@dataclass(frozen=True, kw_only=True)
class Rate:
    """So many events, and how much of what gives rise to them: working days, or children."""

    count: int
    exposure: float


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where one among many stands against all together, given how small it is."""

    share: float
    lower: float
    upper: float
    is_within: bool


def xmr(values: Sequence[float], *, changes: Collection[int] = (), least: int = LEAST_EARLIER) -> tuple[Point, ...]:
    """Judge each count against the ones before it. `changes` are the places at which a new beginning is marked."""
    points: list[Point] = []
    for part in _parts(len(values), changes):
        for place in part:
            earlier = [point.value for point in points[part.start :] if not _is_outside(point)]
            limits = _individual(earlier) if len(earlier) >= least else None
            points.append(_point(values[place], limits, points[part.start :], begins=place == part.start > 0))
    return tuple(points)


def p_chart(shares: Sequence[Share], *, changes: Collection[int] = (), least: int = LEAST_EARLIER) -> tuple[Point, ...]:
    """Judge each share against those before it, given how many it is a share of."""
    points: list[Point] = []
    for part in _parts(len(shares), changes):
        for place in part:
            earlier = [
                shares[part.start + before]
                for before, point in enumerate(points[part.start :])
                if not _is_outside(point) and shares[part.start + before].of
            ]
            limits = _share_limits(earlier, shares[place].of) if len(earlier) >= least else None
            value = shares[place].count / shares[place].of if shares[place].of else math.nan
            points.append(_point(value, limits, points[part.start :], begins=place == part.start > 0))
    return tuple(points)


def u_chart(rates: Sequence[Rate], *, changes: Collection[int] = (), least: int = LEAST_EARLIER) -> tuple[Point, ...]:
    """Judge each rate of events against those before it, given its exposure."""
    points: list[Point] = []
    for part in _parts(len(rates), changes):
        for place in part:
            earlier = [
                rates[part.start + before]
                for before, point in enumerate(points[part.start :])
                if not _is_outside(point) and rates[part.start + before].exposure
            ]
            limits = _rate_limits(earlier, rates[place].exposure) if len(earlier) >= least else None
            value = rates[place].count / rates[place].exposure if rates[place].exposure else math.nan
            points.append(_point(value, limits, points[part.start :], begins=place == part.start > 0))
    return tuple(points)


def funnel(group: Share, everybody: Share, *, tail: float = FUNNEL_ACTION) -> Standing:
    """Say whether a group's share differs from everybody's by more than its size explains. It ranks nobody."""
    centre = everybody.count / everybody.of if everybody.of else 0.0
    lower, upper = binomial_limits(group.of, centre, tail=tail)
    share = group.count / group.of if group.of else math.nan
    return Standing(share=share, lower=lower, upper=upper, is_within=not group.of or lower <= share <= upper)


def binomial_limits(size: int, share: float, *, tail: float = THREE_SIGMA) -> tuple[float, float]:
    """Give the least and greatest share that chance would seldom pass, exactly unless the size is large."""
    if not size or not 0 < share < 1:
        return share, share
    if size > BINOMIAL_EXACT_UP_TO:
        margin = _sigmas(tail) * math.sqrt(share * (1 - share) / size)
        return max(0.0, share - margin), min(1.0, share + margin)
    chances = (
        math.exp(_log_choose(size, k) + k * math.log(share) + (size - k) * math.log1p(-share)) for k in range(size + 1)
    )
    low, high = _tails(chances, tail, size)
    return low / size, high / size


def poisson_limits(expected: float, *, tail: float = THREE_SIGMA) -> tuple[float, float]:
    """Give the least and greatest count that chance would seldom pass, exactly unless many are expected."""
    if expected <= 0:
        return 0.0, 0.0
    if expected > POISSON_EXACT_UP_TO:
        margin = _sigmas(tail) * math.sqrt(expected)
        return max(0.0, expected - margin), expected + margin
    most = int(expected + 12 * math.sqrt(expected) + 20)
    chances = (math.exp(k * math.log(expected) - expected - math.lgamma(k + 1)) for k in range(most + 1))
    low, high = _tails(chances, tail, most)
    return float(low), float(high)


def _parts(length: int, changes: Collection[int]) -> Iterator[range]:
    edges = [0, *sorted(place for place in set(changes) if 0 < place < length), length]
    return (range(start, end) for start, end in zip(edges, edges[1:], strict=False))


def _individual(earlier: Sequence[float]) -> tuple[float, float, float]:
    centre = sum(earlier) / len(earlier)
    ranges = [abs(later - before) for before, later in zip(earlier, earlier[1:], strict=False)]
    margin = RANGE_FACTOR * sum(ranges) / len(ranges)
    return centre, max(0.0, centre - margin), centre + margin


def _share_limits(earlier: Iterable[Share], size: int) -> tuple[float, float, float]:
    held = list(earlier)
    centre = sum(each.count for each in held) / sum(each.of for each in held)
    return (centre, *binomial_limits(size, centre))


def _rate_limits(earlier: Iterable[Rate], exposure: float) -> tuple[float, float, float]:
    held = list(earlier)
    centre = sum(each.count for each in held) / sum(each.exposure for each in held)
    low, high = poisson_limits(centre * exposure)
    return (centre, low / exposure, high / exposure) if exposure else (centre, centre, centre)


def _point(value: float, limits: tuple[float, float, float] | None, before: Sequence[Point], *, begins: bool) -> Point:
    if limits is None:
        return Point(value=value, begins=begins)
    centre, lower, upper = limits
    signal = _signal(value, centre, (lower, upper), before)
    return Point(value=value, centre=centre, lower=lower, upper=upper, signal=signal, begins=begins)


def _signal(value: float, centre: float, limits: tuple[float, float], before: Sequence[Point]) -> Signal:
    if value > limits[1]:
        return Signal.ABOVE
    if value < limits[0]:
        return Signal.BELOW
    run = [*(point.value for point in before[-RUN + 1 :]), value]
    if len(run) == RUN and all(each > centre for each in run):
        return Signal.RUN_ABOVE
    if len(run) == RUN and all(each < centre for each in run):
        return Signal.RUN_BELOW
    return Signal.NONE


def _is_outside(point: Point) -> bool:
    return point.signal in (Signal.ABOVE, Signal.BELOW)


def _tails(chances: Iterable[float], tail: float, most: int) -> tuple[int, int]:
    """Find the least count with more than `tail` at or below it, and the least with no more than `tail` above it."""
    low, total = None, 0.0
    for count, chance in enumerate(chances):
        total += chance
        if low is None and total > tail:
            low = count
        if total >= 1 - tail:
            return low or 0, count
    return low or 0, most


def _log_choose(size: int, count: int) -> float:
    return math.lgamma(size + 1) - math.lgamma(count + 1) - math.lgamma(size - count + 1)


def _sigmas(tail: float) -> float:
    """Give how many standard deviations leave so much beyond them on one side, by halving."""
    low, high = 0.0, 8.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if 0.5 * math.erfc(middle / math.sqrt(2)) > tail else (low, middle)
    return high
