"""Working days and time limits, each limit with its legal source.

Read aloud: `clocks.due_at(limit, contact.received_at, calendar)`. See docs/explanation/clocks.md.
"""

from frontdoor.library.clocks.bank_holidays import england_and_wales
from frontdoor.library.clocks.calendars import Calendar
from frontdoor.library.clocks.hub_hours import OFFICE_WEEK, Hours, Opening, Weekday
from frontdoor.library.clocks.instants import LONDON
from frontdoor.library.clocks.limits import Limit, Unit, due_at
from frontdoor.library.clocks.standings import Standing, moment_words, standing
from frontdoor.library.clocks.statute import STATUTORY

__all__ = [
    "LONDON",
    "OFFICE_WEEK",
    "STATUTORY",
    "Calendar",
    "Hours",
    "Limit",
    "Opening",
    "Standing",
    "Unit",
    "Weekday",
    "due_at",
    "england_and_wales",
    "moment_words",
    "standing",
]
