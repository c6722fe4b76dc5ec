"""When contacts come: so many in each month, heavier on Mondays, in the mornings and in term."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import accumulate

from frontdoor.site.authority import times
from frontdoor.site.authority.chance import dice

FULL_SIZE = 35_000
"""The number of children at which a month has the contacts given here."""
KNOWN = {(2018, 4): 1539, (2018, 5): 1650, (2018, 6): 1780, (2018, 7): 1899, (2020, 4): 1105, (2020, 5): 1240}
LEVEL = {2018: 1742, 2019: 1702, 2020: 1605, 2021: 1648, 2022: 1690, 2023: 1682, 2024: 1655, 2025: 1640}
LATER_LEVEL = 1650
SEASON = (1.02, 0.97, 1.07, 0.95, 1.03, 1.05, 1.06, 0.84, 0.99, 1.05, 1.06, 0.91)
WEEKDAY = (
    *(0.30, 0.25, 0.20, 0.15, 0.12, 0.15, 0.35, 1.4, 4.0, 6.6, 7.2, 6.6),
    *(5.3, 5.0, 5.5, 5.7, 4.5, 2.6, 1.3, 0.9, 0.75, 0.65, 0.55, 0.40),
)
WEEKEND = (
    *(0.45, 0.40, 0.35, 0.25, 0.18, 0.15, 0.25, 0.5, 0.8, 1.0, 1.1, 1.05),
    *(0.9, 0.8, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75, 0.7, 0.65, 0.5),
)
MONDAY_MORNING = 1.45
RUSH_HOURS = 4
DAY_WEIGHT = (1.12, 1.0, 0.98, 0.98, 0.97, 1.0, 0.92)
HOLIDAY_WEIGHT = 0.88


def month_total(seed: int, month: date, children: int) -> int:
    """Give the number of contacts in a month, for an authority of so many known children."""
    known = KNOWN.get((month.year, month.month))
    if known is None:
        level = LEVEL.get(month.year, LATER_LEVEL)
        known = round(level * SEASON[month.month - 1] * (1 + dice(seed, f"month {month}").uniform(-0.035, 0.035)))
    return max(1, round(known * children / FULL_SIZE))


def arrivals(seed: int, start: date, until: int, children: int) -> Iterator[int]:
    """Give each contact's minute of receipt in order, from a first day until a minute."""
    month = start.replace(day=1)
    while times.minute(month) < until:
        for at in _in_month(seed, month, children):
            if at >= until:
                return
            if at >= times.minute(start):
                yield at
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)


def with_rush(seed: int, usual: Iterator[int], until: int, rush: int) -> Iterator[int]:
    """Add to the last hours before a minute what is missing from so many contacts: a door built at night is busy too.

    Everything before those hours stays as it was.
    """
    since = until - RUSH_HOURS * 60
    last: list[int] = []
    for at in usual:
        if at < since:
            yield at
        else:
            last.append(at)
    rng = dice(seed, f"rush {until}")
    last += [since + rng.randrange(until - since) for _ in range(rush - len(last))]
    yield from sorted(last)


def _in_month(seed: int, month: date, children: int) -> list[int]:
    """Scatter a month's contacts over its hours, in order."""
    rng = dice(seed, f"arrivals {month}")
    hours: list[float] = []
    for day in range(1, monthrange(month.year, month.month)[1] + 1):
        hours.extend(_hours(month.replace(day=day)))
    edges = list(accumulate(hours))
    first = times.minute(month)
    picked = rng.choices(range(len(hours)), cum_weights=edges, k=month_total(seed, month, children))
    return sorted(first + hour * 60 + rng.randrange(60) for hour in picked)


def _hours(day: date) -> list[float]:
    if not times.is_working_day(day):
        return [weight * DAY_WEIGHT[day.weekday()] for weight in WEEKEND]
    weight = DAY_WEIGHT[day.weekday()] * (1.0 if times.is_school_day(day) else HOLIDAY_WEIGHT)
    hours = [hour * weight for hour in WEEKDAY]
    if day.weekday() == 0:
        hours[7:12] = [hour * MONDAY_MORNING for hour in hours[7:12]]
    return hours
