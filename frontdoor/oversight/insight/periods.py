"""Days, weeks and months on the wall calendar, and what is asked of a page of figures. Pure: knows no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from urllib.parse import urlencode

from frontdoor.library.clocks import LONDON

ONE_DAY: Final = timedelta(days=1)
MONTHS_BETWEEN: Final = 3
"""Unless another month is asked for, a month is compared with the one three before it."""
EARLIEST: Final = date(2000, 1, 1)


class Unit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


SHOWN: Final[Mapping[Unit, int]] = {Unit.DAY: 61, Unit.WEEK: 53, Unit.MONTH: 25}
"""How many periods a chart shows: enough earlier ones to judge by, few enough to read."""


@dataclass(frozen=True, kw_only=True)
class Period:
    """From the beginning of one day to the end of another."""

    first_on: date
    last_on: date
    name: str

    @property
    def days(self) -> int:
        return (self.last_on - self.first_on).days + 1

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.first_on, time.min, LONDON)

    @property
    def ends_at(self) -> datetime:
        """The moment at which the next day begins."""
        return datetime.combine(self.last_on + ONE_DAY, time.min, LONDON)


def month_of(day: date) -> Period:
    """Give the month that a day is in."""
    first = day.replace(day=1)
    following = _months_on(first, 1)
    return Period(first_on=first, last_on=following - ONE_DAY, name=f"{first:%B %Y}")


def month_before(month: Period, *, by: int = 1) -> Period:
    """Give the month so many before."""
    return month_of(_months_on(month.first_on, -by))


def month_named(words: str) -> Period | None:
    """Read a month written as 2018-07; nothing where it is none."""
    try:
        day = date.fromisoformat(f"{words}-01")
    except ValueError:
        return None
    return month_of(day) if day >= EARLIEST else None


def month_code(month: Period) -> str:
    """Write a month as addresses carry it."""
    return f"{month.first_on:%Y-%m}"


def periods_until(unit: Unit, month: Period, *, count: int = 0) -> tuple[Period, ...]:
    """List the periods that a chart shows up to the end of a month; a week that ends after it is left out."""
    wanted = count or SHOWN[unit]
    if unit is Unit.MONTH:
        return (*(month_before(month, by=back) for back in range(wanted - 1, 0, -1)), month)
    if unit is Unit.DAY:
        days = (month.last_on - ONE_DAY * back for back in range(wanted - 1, -1, -1))
        return tuple(Period(first_on=day, last_on=day, name=f"{day:%a} {day.day} {day:%b %Y}") for day in days)
    last_sunday = month.last_on - ONE_DAY * ((month.last_on.weekday() + 1) % 7)
    sundays = (last_sunday - ONE_DAY * 7 * back for back in range(wanted - 1, -1, -1))
    return tuple(_week(day) for day in sundays)


def since_first(periods: tuple[Period, ...], first_on: date | None) -> tuple[Period, ...]:
    """Leave out the periods that began before the first record: they were not empty, they were not recorded."""
    return tuple(each for each in periods if first_on is not None and each.first_on >= first_on)


def place_of(day: date, periods: tuple[Period, ...]) -> int | None:
    """Find the first of the periods that begins on a day or after it; nothing where the day lies outside them."""
    if not periods or day <= periods[0].first_on or day > periods[-1].last_on:
        return None
    return next((place for place, each in enumerate(periods) if each.first_on >= day), None)


def query(**values: str) -> str:
    """Write what is asked as the end of an address, what is blank left out."""
    return urlencode({name: value for name, value in values.items() if value})


def _week(sunday: date) -> Period:
    monday = sunday - ONE_DAY * 6
    return Period(first_on=monday, last_on=sunday, name=f"Week from {monday.day} {monday:%b %Y}")


def _months_on(first: date, by: int) -> date:
    years, month_before_it = divmod(first.year * 12 + first.month - 1 + by, 12)
    return date(years, month_before_it + 1, 1)
