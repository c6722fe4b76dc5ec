"""What a simulation found: figures that never stand without their interval, their sample and their dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from frontdoor.library.staffing.engine.shapes import BINS_AN_OCTAVE, Floats

SURE = 1.96  # of a normal distribution, the middle 95 in 100
BATCHES = 20


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A mean with its 95 % interval, and between what it lies in eight months of ten.

    The interval says how well the simulation knows the mean, and shrinks with more months. The range says how different
    one month is from another, and does not. `months` is how many had anything to count, `counted` how much it was.
    """

    mean: float
    low: float
    high: float
    usual_low: float
    usual_high: float
    months: int
    counted: int


@dataclass(frozen=True, kw_only=True)
class ClockResult:
    """How a time limit fared: the share in time, and how long it took in hours that the hub is open."""

    code: str
    name: str
    until: str
    in_time: Figure | None
    median_hours: Figure | None
    p90_hours: Figure | None
    unknown: float


@dataclass(frozen=True, kw_only=True)
class StepResult:
    """How long contacts waited for somebody to begin a step, in open hours and in all, and its share of all waiting."""

    code: str
    name: str
    wait_hours: Figure | None
    elapsed_hours: Figure | None
    share_of_waiting: float


@dataclass(frozen=True, kw_only=True)
class RoleResult:
    """How busy a role was: the share of its time at work that went to contacts, and hours of overtime a week in all."""

    role: str
    name: str
    people: int
    hours_a_week: float
    busy: Figure | None
    overtime: Figure


@dataclass(frozen=True, kw_only=True)
class Day:
    """Contacts not finished at the end of a day: the mean, and between what it lies in eight months of ten."""

    on: date
    mean: float
    usual_low: float
    usual_high: float


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a scenario leads to."""

    scenario: str
    first_on: date
    last_on: date
    months: int
    seed: int
    contacts: Figure
    net_share: float
    clocks: tuple[ClockResult, ...]
    steps: tuple[StepResult, ...]
    roles: tuple[RoleResult, ...]
    backlog: Figure
    backlog_growth: Figure
    days: tuple[Day, ...]
    bottleneck: str
    warnings: tuple[str, ...]
    assumptions: tuple[str, ...]
    events: int

    def clock(self, code: str) -> ClockResult:
        """Find how a limit fared."""
        return next(one for one in self.clocks if one.code == code)


def mean_of(months: Floats, *, counted: int) -> Figure:
    """Sum up one number a month."""
    n = len(months)
    error = SURE * float(months.std(ddof=1)) / n**0.5 if n > 1 else float("inf")
    mean = float(months.mean())
    low, high = (float(x) for x in np.percentile(months, (10, 90)))
    return Figure(
        mean=mean, low=mean - error, high=mean + error, usual_low=low, usual_high=high, months=n, counted=counted
    )


def ratio_of(top: Floats, bottom: Floats) -> Figure | None:
    """Sum up a ratio over months that count different numbers of things; None where nothing was counted."""
    has = bottom > 0
    top, bottom, n = top[has], bottom[has], int(has.sum())
    if n < 2:
        return None
    ratio = float(top.sum() / bottom.sum())
    residuals = (top - ratio * bottom) / bottom.mean()
    error = SURE * float(residuals.std(ddof=1)) / n**0.5
    low, high = (float(x) for x in np.percentile(top / bottom, (10, 90)))
    return Figure(
        mean=ratio,
        low=ratio - error,
        high=ratio + error,
        usual_low=low,
        usual_high=high,
        months=n,
        counted=int(bottom.sum()),
    )


def share_of(top: Floats, bottom: Floats) -> Figure | None:
    """Sum up a share, whose interval stays between none and all."""
    found = ratio_of(top, bottom)
    if found is None:
        return None
    # With no failure in n, the share of failures may still be 3/n (Hanley and Lippman-Hand): no width would lie.
    least = 3.0 / max(3, found.counted)
    low = min(found.low, 1.0 - least) if found.mean > 1.0 - 1e-12 else found.low
    high = max(found.high, least) if found.mean < 1e-12 else found.high
    return Figure(
        mean=found.mean,
        low=max(0.0, low),
        high=min(1.0, high),
        usual_low=found.usual_low,
        usual_high=found.usual_high,
        months=found.months,
        counted=found.counted,
    )  # fmt: skip  (as it is above)


def quantile_of(lengths: Floats, share: float) -> Figure | None:
    """Find the length that a share of contacts stays within; the interval is from twenty parts of the months."""
    return quantiles_of(lengths, (share,))[0]


def quantiles_of(lengths: Floats, shares: Sequence[float]) -> tuple[Figure | None, ...]:
    """Find several of them, reading through the months once."""
    whole = lengths.sum(axis=0)
    longest = int(whole.nonzero()[0].max(initial=-1))
    if longest < 0:
        return tuple(None for _ in shares)
    added = lengths[:, : longest + 1].cumsum(axis=1)
    has = added[:, -1] > 0
    parts = np.array([part.sum(axis=0) for part in np.array_split(added, min(BATCHES, len(added)))])
    parts, months = parts[parts[:, -1] > 0], added if has.all() else added[has]
    return tuple(_quantile_of(added.sum(axis=0), parts, months, share) for share in shares)


def _quantile_of(whole: Floats, parts: Floats, months: Floats, share: float) -> Figure:
    """Find a quantile of all, how far it is known from those of parts, and how it lies in single months."""
    (middle,), each = _quantiles(whole[None, :], share), _quantiles(parts, share)
    error = SURE * float(each.std(ddof=1)) / len(each) ** 0.5 if len(each) > 1 else float("inf")
    low, high = (float(x) for x in np.percentile(_quantiles(months, share), (10, 90)))
    return Figure(
        mean=float(middle),
        low=max(0.0, float(middle) - error),
        high=float(middle) + error,
        usual_low=low,
        usual_high=high,
        months=len(months),
        counted=int(whole[-1]),
    )


def hours_of_bin(place: Floats) -> Floats:
    """Turn a place in the bins back into hours."""
    hours: Floats = (np.exp2(place / BINS_AN_OCTAVE) - 1.0) / 60.0
    return hours


def _quantiles(added: Floats, share: float) -> Floats:
    """Find the quantile of each row of bins added up, between the edges of its bin in proportion."""
    wanted = share * added[:, -1]
    place = (added < wanted[:, None]).sum(axis=1)
    rows = np.arange(len(added))
    before = np.where(place > 0, added[rows, place - 1], 0.0)
    inside = np.clip((wanted - before) / np.maximum(added[rows, place] - before, 1e-12), 0.0, 1.0)
    return hours_of_bin(place + inside)


def busiest(steps: Sequence[StepResult]) -> StepResult | None:
    """Find the step that contacts wait for most."""
    waited = [step for step in steps if step.share_of_waiting > 0]
    return max(waited, key=lambda step: step.share_of_waiting, default=None)
