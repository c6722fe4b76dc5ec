"""How a due moment stands at a given moment, and the words for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdoor.library.clocks.instants import in_london, in_utc

# Written out: the names that Python formats depend on the language of the machine.
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a limit stands. `left` is elapsed time and is negative once it is overdue."""

    due_at: datetime
    is_overdue: bool
    left: timedelta
    words: str


def standing(due_at: datetime, at: datetime) -> Standing:
    """Say how a limit stands at a moment. Due at this very moment is not yet overdue."""
    left = in_utc(due_at, field="due_at") - in_utc(at, field="at")
    is_overdue = left < timedelta(0)
    words = f"{_length_words(abs(left))} {'over' if is_overdue else 'left'}"
    return Standing(due_at=in_london(due_at, field="due_at"), is_overdue=is_overdue, left=left, words=words)


def moment_words(instant: datetime, at: datetime) -> str:
    """Write a moment as people say it, with its year only if that is not this year."""
    moment = in_london(instant, field="instant")
    year = "" if moment.year == in_london(at, field="at").year else f" {moment.year}"
    return f"{DAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]}{year}, {moment:%H:%M}"


def _length_words(length: timedelta) -> str:
    """Write a length of time in its largest units, rounded down, so that nobody is promised more than there is."""
    if length < MINUTE:
        return "under 1 min"
    if length < HOUR:
        return f"{length // MINUTE} min"
    if length < DAY:
        hours, rest = divmod(length, HOUR)
        minutes = rest // MINUTE
        return f"{hours} h {minutes:02}" if minutes else f"{hours} h"
    days = length // DAY
    return "1 day" if days == 1 else f"{days} days"
