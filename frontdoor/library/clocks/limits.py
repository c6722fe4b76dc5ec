"""A time limit with its source, and when it falls due."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import assert_never

from frontdoor.library.clocks.calendars import Calendar
from frontdoor.library.clocks.instants import LONDON, in_london

LAST_SECOND = time(23, 59, 59)


class Unit(StrEnum):
    """What a limit is counted in."""

    HOURS = "hours"
    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"


@dataclass(frozen=True, kw_only=True)
class Limit:
    """How long something may take, in words a practitioner can check.

    `starts` says what starts it; `source` says where it comes from: a statute, guidance or local
    agreement. `starts_at_opening` says what happens to a start outside hub hours: counted from the
    next opening (yes, the usual rule for what arrives at the hub) or from the moment itself (no:
    a meeting or a court's power is not put off until the hub opens).
    """

    code: str
    name: str
    amount: int
    unit: Unit
    starts: str
    source: str
    note: str = ""
    starts_at_opening: bool = True

    def __post_init__(self) -> None:
        for field in ("code", "name", "starts", "source"):
            if not getattr(self, field).strip():
                raise ValueError(f"{field} must not be empty")
        if self.amount < 0:
            raise ValueError(f"amount must not be negative; it is {self.amount}")
        if self.unit is Unit.WORKING_DAYS and self.amount == 0 and not self.starts_at_opening:
            # Started at eight in the evening, it would be due at five that afternoon.
            raise ValueError("amount must be at least 1 for a limit in working days that does not wait for opening")


def due_at(limit: Limit, started_at: datetime, calendar: Calendar) -> datetime:
    """Find the moment, in London time, by which the limit must be met.

    The conventions, all of them:

    - The day of the start is day 0.
    - A start outside hub hours counts as made at the next opening, unless the limit says otherwise
      (`starts_at_opening`). At the stroke of closing the hub is shut.
    - HOURS are elapsed time: 24 hours over a change of the clocks are 24 hours.
    - WORKING_HOURS run while the hub is open and carry over nights, weekends and days off.
    - WORKING_DAYS fall due at the close of hub hours on the last of them.
    - CALENDAR_DAYS and MONTHS end at 23:59:59 of their last day, be it a working day or not.
    - MONTHS end on the same day of a later month, or on its last day if it is shorter.

    It takes the *first* start and nothing else. There is no way to tell it of a closing, a pause or
    a reopening, and that is how a clock never stops because somebody closed and reopened.
    """
    start = in_london(started_at, field="started_at")
    if limit.starts_at_opening:
        start = calendar.counts_from(start)
    match limit.unit:
        case Unit.HOURS:
            return (start.astimezone(UTC) + timedelta(hours=limit.amount)).astimezone(LONDON)
        case Unit.WORKING_HOURS:
            return calendar.add_working_hours(start, timedelta(hours=limit.amount))
        case Unit.WORKING_DAYS:
            return calendar.close_of(calendar.working_days_after(start.date(), limit.amount))
        case Unit.CALENDAR_DAYS:
            return _end_of(start.date() + timedelta(days=limit.amount))
        case Unit.MONTHS:
            return _end_of(_months_after(start.date(), limit.amount))
        case _:
            assert_never(limit.unit)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, LAST_SECOND, LONDON)


def _months_after(day: date, months: int) -> date:
    years, month_before = divmod(day.year * 12 + day.month - 1 + months, 12)
    _, last_day = monthrange(years, month_before + 1)
    return date(years, month_before + 1, min(day.day, last_day))
