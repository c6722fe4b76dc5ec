"""The forecast that knows nothing but the last season: what any other must beat to be worth reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from frontdoor.library.staffing.forecast.fitting import Floats

TENTH = 1.2816  # of a normal distribution, from the middle to where the outer tenth begins
WEEK = 7
LEAST_DIFFERENCES = 4


@dataclass(frozen=True, kw_only=True)
class Week:
    """Seven days together. Their interval is not the days' added up: chance evens out, a wrong level does not."""

    begins_on: date
    mean: float
    low: float
    high: float


def seasonal_naive(past: Floats, steps: int, season: int) -> Floats:
    """Repeat the last season."""
    return np.array([past[len(past) - season + step % season] for step in range(steps)])


def weekly_sums(counts: Floats) -> Floats:
    """Add up whole weeks back from the last day; the days left over at the beginning are left out."""
    kept = counts[len(counts) % WEEK :]
    added: Floats = kept.reshape(-1, WEEK).sum(axis=1)
    return added


def last_week_again(history: Mapping[date, int], begins: Sequence[date]) -> tuple[Week, ...]:
    """Say of each of some weeks to come that it is the last seven days again.

    Intervals are as wide as weeks so far apart have differed; where few such weeks are known, as weeks beside
    each other have, and wider by the root of the distance. Of two weeks nothing can be said: low and high are the mean.
    """
    days = sorted(history)
    sums = weekly_sums(np.array([history[day] for day in days], float))
    mean = float(sums[-1])
    found = []
    for begins_on in begins:
        half = TENTH * _apart(sums, 1 + (begins_on - days[-1]).days // WEEK)
        found.append(Week(begins_on=begins_on, mean=mean, low=max(0.0, mean - half), high=mean + half))
    return tuple(found)


def _apart(sums: Floats, weeks: int) -> float:
    """Say how far apart weeks at a distance are: the root mean square of their differences."""
    differences = sums[weeks:] - sums[:-weeks]
    if len(differences) >= LEAST_DIFFERENCES:
        return float(np.sqrt((differences**2).mean()))
    near = np.diff(sums)
    return float(np.sqrt((near**2).mean() * weeks)) if len(near) > 1 else 0.0
