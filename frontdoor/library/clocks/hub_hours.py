"""When the hub is open: the hours of each day of the week."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from enum import IntEnum
from types import MappingProxyType


class Weekday(IntEnum):
    """A day of the week, numbered as `date.weekday()` numbers it."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


# Saturdays and Sundays are never working days in law, even where the hub is open.
LAWFUL_WEEK = frozenset(
    {Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY},
)


@dataclass(frozen=True, kw_only=True)
class Hours:
    """From when to when the hub is open on one day, by the clock on its wall.

    Open at `opens`, no longer open at `closes`. A hub that never shuts says 00:00 to 23:59:59.
    """

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens.tzinfo or self.closes.tzinfo:
            raise ValueError("opens and closes are times on the hub's wall clock and carry no time zone")
        if self.closes <= self.opens:
            raise ValueError(f"closes ({self.closes:%H:%M}) must be later than opens ({self.opens:%H:%M})")


@dataclass(frozen=True, kw_only=True)
class Opening:
    """The span for which the hub is open on one particular day, in UTC."""

    opens_at: datetime
    closes_at: datetime


OFFICE_WEEK: Mapping[Weekday, Hours] = MappingProxyType(
    {day: Hours(opens=time(9), closes=time(17)) for day in sorted(LAWFUL_WEEK)},
)


def checked_week(hub_hours: Mapping[Weekday, Hours]) -> dict[Weekday, Hours]:
    """Copy a week of hours, refusing one in which a working day could never come."""
    week = {Weekday(day): hours for day, hours in hub_hours.items()}
    if not LAWFUL_WEEK & week.keys():
        raise ValueError("hub_hours must open the hub on at least one day from Monday to Friday")
    return week
