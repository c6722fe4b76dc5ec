"""Limits come from earlier periods only; small numbers get exact ones; noise is seldom called a signal."""

from __future__ import annotations

import math
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from frontdoor.library.demand.limits import (
    THREE_SIGMA,
    Rate,
    Share,
    Signal,
    binomial_limits,
    funnel,
    p_chart,
    poisson_limits,
    u_chart,
    xmr,
)

counts = st.lists(st.floats(0, 5_000), min_size=1, max_size=40)


@given(counts, st.floats(0, 5_000), st.floats(0, 5_000))
def test_a_period_never_moves_its_own_limits(earlier: list[float], one: float, other: float) -> None:
    first, second = xmr([*earlier, one])[-1], xmr([*earlier, other])[-1]
    assert (first.centre, first.lower, first.upper) == (second.centre, second.lower, second.upper)


@given(counts, counts)
def test_what_came_before_a_change_does_not_judge_what_came_after(before: list[float], after: list[float]) -> None:
    marked = xmr([*before, *after], changes={len(before)})
    assert [(p.centre, p.upper, p.signal) for p in marked[len(before) :]] == [
        (p.centre, p.upper, p.signal) for p in xmr(after)
    ]
    assert marked[len(before)].begins


@given(counts)
def test_the_centre_lies_between_the_limits(values: list[float]) -> None:
    for point in xmr(values):
        if point.centre is not None and point.lower is not None and point.upper is not None:
            assert 0 <= point.lower <= point.centre + 1e-9
            assert point.centre <= point.upper + 1e-9


def test_too_few_earlier_periods_judge_nothing() -> None:
    assert all(point.signal is Signal.NONE and point.centre is None for point in xmr([1, 900, 2, 800, 3, 700]))


def test_a_leap_stands_out_and_does_not_widen_the_limits_after_it() -> None:
    steady = [100.0, 105, 98, 102, 99, 101, 103]
    after_leap = xmr([*steady, 180, 100])
    assert after_leap[7].signal is Signal.ABOVE
    assert after_leap[8].upper == xmr([*steady, 100])[-1].upper


def test_eight_in_a_row_above_the_centre_are_a_signal() -> None:
    shifted = xmr([100, 110, 90, 105, 95, 100, 110, 90, *[104] * 8])
    assert shifted[-1].signal is Signal.RUN_ABOVE


@given(st.integers(1, 400), st.floats(0.01, 0.99))
def test_binomial_limits_leave_no_more_than_the_tail_beyond_them(size: int, share: float) -> None:
    low, high = (round(limit * size) for limit in binomial_limits(size, share))
    chances = [math.comb(size, k) * share**k * (1 - share) ** (size - k) for k in range(size + 1)]
    assert sum(chances[:low]) <= THREE_SIGMA + 1e-9
    assert sum(chances[high + 1 :]) <= THREE_SIGMA + 1e-9


@given(st.floats(0.1, 150))
def test_poisson_limits_leave_no_more_than_the_tail_beyond_them(expected: float) -> None:
    low, high = poisson_limits(expected)
    below = sum(math.exp(k * math.log(expected) - expected - math.lgamma(k + 1)) for k in range(int(low)))
    upto = sum(math.exp(k * math.log(expected) - expected - math.lgamma(k + 1)) for k in range(int(high) + 1))
    assert below <= THREE_SIGMA + 1e-9
    assert upto >= 1 - THREE_SIGMA - 1e-9


@given(st.integers(1, 4_000), st.floats(0, 1))
def test_limits_of_a_share_are_shares(size: int, share: float) -> None:
    low, high = binomial_limits(size, share)
    assert 0 <= low <= share + 1 / size
    assert share - 1 / size <= high <= 1


def test_exact_and_large_limits_meet() -> None:
    exact, large = binomial_limits(5_000, 0.2), binomial_limits(5_001, 0.2)
    assert all(abs(one - other) < 0.001 for one, other in zip(exact, large, strict=True))
    assert abs(poisson_limits(199.9)[1] - poisson_limits(200.1)[1]) < 2.5


def test_two_of_three_is_no_signal_in_a_funnel() -> None:
    assert funnel(Share(count=2, of=3), Share(count=200, of=1_000)).is_within
    assert not funnel(Share(count=200, of=300), Share(count=200, of=1_000)).is_within


def test_noise_is_seldom_called_a_signal() -> None:
    chance = Random(4)
    months = [sum(chance.random() < 0.3 for _ in range(40)) for _ in range(400)]
    shares = p_chart([Share(count=count, of=40) for count in months])
    assert sum(point.signal in (Signal.ABOVE, Signal.BELOW) for point in shares) <= 6


def test_rates_are_judged_by_their_exposure() -> None:
    steady = [Rate(count=40, exposure=20)] * 8
    assert u_chart([*steady, Rate(count=44, exposure=22)])[-1].signal is Signal.NONE
    assert u_chart([*steady, Rate(count=80, exposure=20)])[-1].signal is Signal.ABOVE
