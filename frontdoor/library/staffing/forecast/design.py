"""What is known of a day or a month before it comes: its place in week and year, and which days of it are off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from frontdoor.library.staffing.forecast.fitting import Floats, Whole

WAVES = 4  # of the year; fewer where there is little of it
ENOUGH_OF_A_YEAR = 400
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Design:
    """Features of periods, how far each effect may be from nothing, and the block of time that each period is in."""

    features: Floats
    spreads: Floats
    blocks: Whole


def of_days(days: Sequence[date], known: int, named: Mapping[date, str]) -> Design:
    """Describe days, of which the first `known` are counted. `named` are bank holidays and other days off, by name."""
    columns = [*_weekdays(days), *_named_days(days, known, named)]
    if (days[known - 1] - days[0]).days >= ENOUGH_OF_A_YEAR:
        columns += _waves(days)
    blocks = np.array([(day - days[0]).days // 7 for day in days])
    return _designed(columns, blocks)


def of_months(months: Sequence[date], working_days: Sequence[float]) -> Design:
    """Describe months by the name of the month and how many working days each has."""
    columns = [(np.array([month.month == number for month in months], float), 0.15) for number in range(1, 13)]
    working = np.log(np.maximum(np.array(working_days, float), 1.0))
    # Counted in proportion to working days unless the records say otherwise.
    columns.append((working - np.log(21.0), 1.0))
    blocks = np.arange(len(months))
    return _designed(columns, blocks)


Column = tuple[Floats, float]


def _designed(columns: Sequence[Column], blocks: Whole) -> Design:
    # Blocks without a period in them would leave levels that nothing speaks for.
    _, blocks = np.unique(blocks, return_inverse=True)
    return Design(
        features=np.column_stack([column for column, _ in columns]),
        spreads=np.array([spread for _, spread in columns]),
        blocks=blocks.astype(np.int64),
    )


def _weekdays(days: Sequence[date]) -> list[Column]:
    weekday = np.array([day.weekday() for day in days])
    return [((weekday == number).astype(float), 1.0) for number in range(7)]


def _named_days(days: Sequence[date], known: int, named: Mapping[date, str]) -> list[Column]:
    """Describe days off: all alike, each name a little of its own, and the working days on either side."""
    names = [named.get(day, "") for day in days]
    seen = sorted({name for name in names[:known] if name})
    if not seen:
        return []
    off = np.array([bool(name) and day.weekday() < 5 for name, day in zip(names, days, strict=True)], float)
    own = [(np.array([name == one for name in names], float), 0.4) for one in seen]
    return [(off, 1.0), *own, *_beside(days, named)]


def _beside(days: Sequence[date], named: Mapping[date, str]) -> list[Column]:
    """Describe the working day after days off, the one before, and the week between Christmas and New Year."""

    def is_off(day: date) -> bool:
        return day in named or day.weekday() > 4

    def beside(step: timedelta) -> Floats:
        found = []
        for day in days:
            near, gap = day + step, False
            while is_off(near):
                gap = gap or (near in named and near.weekday() < 5)
                near += step
            found.append(gap and not is_off(day))
        return np.array(found, float)

    between = np.array([(day.month, day.day) >= (12, 24) and not is_off(day) for day in days], float)
    return [(beside(-DAY), 0.2), (beside(DAY), 0.2), (between, 0.4)]


def _waves(days: Sequence[date]) -> list[Column]:
    turn = np.array([2 * np.pi * day.timetuple().tm_yday / 365.25 for day in days])
    found: list[Column] = []
    for wave in range(1, WAVES + 1):
        found += [(np.sin(wave * turn), 0.15 / wave), (np.cos(wave * turn), 0.15 / wave)]
    return found
