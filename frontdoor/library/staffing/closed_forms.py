"""What is known of queues without simulating them, for tests to hold the simulation to."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

import numpy as np

from frontdoor.library.staffing.engine.shapes import Floats


def erlang_c(servers: int, offered: float) -> float:
    """Give the share that waits, where gaps and service are exponential (M/M/c) and `offered` is their ratio."""
    if offered >= servers:
        return 1.0
    blocked = 1.0
    for server in range(1, servers + 1):
        blocked = offered * blocked / (server + offered * blocked)
    return blocked / (1 - (offered / servers) * (1 - blocked))


def mean_wait(servers: int, arrivals: float, service: float) -> float:
    """Give the mean wait in M/M/c, of so many arrivals an hour and a mean service in hours."""
    offered = arrivals * service
    return erlang_c(servers, offered) * service / (servers - offered)


def mean_wait_of_one(arrivals: float, mean: float, square: float) -> float:
    """Give the mean wait at one server (M/G/1, Pollaczek and Khinchine); `square` is the mean square of service."""
    return arrivals * square / 2 / (1 - arrivals * mean)


def priority_waits(arrivals: Sequence[float], means: Sequence[float], squares: Sequence[float]) -> tuple[float, ...]:
    """Give the mean wait of each rank at one server that finishes what it began (M/G/1, Cobham)."""
    residual = sum(rate * square for rate, square in zip(arrivals, squares, strict=True)) / 2
    found, load = [], 0.0
    for rate, mean in zip(arrivals, means, strict=True):
        before, load = load, load + rate * mean
        found.append(residual / ((1 - before) * (1 - load)))
    return tuple(found)


def many_inside(rates: Sequence[float], servers: int, service: float, *, most: int, step: float) -> Floats:
    """Give the mean number inside at the end of each hour in M(t)/M/c, begun empty, by the master equation.

    `rates` are arrivals an hour, hour by hour; `most` is where the states end; `step` the length of a step in hours.
    """
    places = np.arange(most + 1)
    ends = np.minimum(places, servers) / service
    shares, found = np.zeros(most + 1), []
    shares[0] = 1.0
    for rate in rates:
        for _ in range(round(1 / step)):
            change = -shares * ends
            change[:-1] -= shares[:-1] * rate
            change[1:] += shares[:-1] * rate
            change[:-1] += shares[1:] * ends[1:]
            shares = shares + step * change
        found.append(float(places @ shares))
    return np.array(found)


def waits_longer(servers: int, arrivals: float, service: float, hours: float) -> float:
    """Give the share that waits longer than so many hours in M/M/c."""
    offered = arrivals * service
    return erlang_c(servers, offered) * exp(-(servers - offered) * hours / service)
