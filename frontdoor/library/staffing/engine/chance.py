"""Chance that repeats: every draw is a function of who draws, not of how often somebody drew before.

A contact's handling time therefore stays the same when staff are added, and two scenarios are compared on the same
luck.
"""

from __future__ import annotations

from math import exp, log, sqrt

import numpy as np

from frontdoor.library.staffing.engine.compiled import compiled

STEP = np.uint64(0x9E3779B97F4A7C15)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
THIRTY, TWENTY_SEVEN, THIRTY_ONE, ELEVEN = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
TINY = 1.0 / 9007199254740992.0
LOW = 0.02425


@compiled
def mixed(key: np.uint64, number: int) -> np.uint64:
    """Mix a key and a number into a new key (the finaliser of SplitMix64)."""
    z = key + np.uint64(number + 1) * STEP
    z = (z ^ (z >> THIRTY)) * FIRST
    z = (z ^ (z >> TWENTY_SEVEN)) * SECOND
    return z ^ (z >> THIRTY_ONE)


@compiled
def uniform(key: np.uint64, number: int) -> float:
    """Draw between 0 and 1, never either."""
    return (float(mixed(key, number) >> ELEVEN) + 0.5) * TINY


@compiled
def exponential(key: np.uint64, number: int) -> float:
    """Draw a gap with mean 1."""
    return -log(uniform(key, number))


@compiled
def _tail(q: float) -> float:
    top = (
        (((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q - 2.549732539343734) * q
        + 4.374664141464968
    ) * q + 2.938163982698783  # fmt: skip  (Acklam's rational approximation, as it is printed)
    low = (
        ((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q + 3.754408661907416
    ) * q + 1.0
    return top / low


@compiled
def normal_at(p: float) -> float:
    """Find the place that a share of the standard normal distribution lies below (Acklam; relative error 1e-9)."""
    if p < LOW:
        return _tail(sqrt(-2.0 * log(p)))
    if p > 1.0 - LOW:
        return -_tail(sqrt(-2.0 * log(1.0 - p)))
    q = p - 0.5
    r = q * q
    top = (
        (
            (((-3.969683028665376e01 * r + 2.209460984245205e02) * r - 2.759285104469687e02) * r + 1.383577518672690e02)
            * r
            - 3.066479806614716e01
        )
        * r
        + 2.506628277459239
    ) * q  # fmt: skip  (as above)
    low = (
        (((-5.447609879822406e01 * r + 1.615858368580409e02) * r - 1.556989798598866e02) * r + 6.680131188771972e01) * r
        - 1.328068155288572e01
    ) * r + 1.0  # fmt: skip  (as above)
    return top / low


@compiled
def normal(key: np.uint64, number: int) -> float:
    """Draw from the standard normal distribution."""
    return normal_at(uniform(key, number))


@compiled
def poisson(mean: float, key: np.uint64) -> int:
    """Draw a count; a large one by its normal likeness."""
    if mean > 60.0:
        return max(0, int(mean + sqrt(mean) * normal(key, 0) + 0.5))
    floor, product, count = exp(-mean), uniform(key, 0), 0
    while product > floor:
        count += 1
        product *= uniform(key, count)
    return count
