"""Moments and days: what may come in, and in which zone it goes out."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def in_utc(instant: datetime, *, field: str) -> datetime:
    """Turn a moment into UTC, the only zone in which moments are safely compared and subtracted.

    Two London times are compared by their clock faces, so across a change of the clocks their
    difference is an hour out and the repeated hour in October has no order.
    """
    if instant.utcoffset() is None:
        raise ValueError(f"{field} must carry a time zone; {instant.isoformat()} has none")
    return instant.astimezone(UTC)


def in_london(instant: datetime, *, field: str) -> datetime:
    """Turn a moment into London's civil time."""
    return in_utc(instant, field=field).astimezone(LONDON)


def plain_day(day: date, *, field: str) -> date:
    """Refuse a moment where a day is meant.

    A datetime passes for a date in Python, but is never equal to one, so every holiday would be missed.
    """
    if isinstance(day, datetime):
        raise ValueError(f"{field} must be a date, not a moment: {day.isoformat()}")
    return day
