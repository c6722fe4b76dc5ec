"""Today by the hour, against a usual day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractHour, TruncDate

from frontdoor.journey.intake.models import Contact
from frontdoor.library.clocks import LONDON, Calendar

WEEKS = 8
HOURS = range(24)
DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


@dataclass(frozen=True, kw_only=True)
class Day:
    """Contacts received in each hour today, and the average of the same weekday in the weeks before."""

    today: tuple[int, ...]
    usual: tuple[float, ...]
    days_compared: int
    weekday: str


def day_by_the_hour(contacts: QuerySet[Contact], *, calendar: Calendar, at: datetime) -> Day:
    """Count today's contacts by the hour, and those of the last eight days like it: a bank holiday is like no other."""
    local = at.astimezone(LONDON)
    today = local.date()
    alike = [today - timedelta(weeks=weeks) for weeks in range(1, WEEKS + 1)]
    if calendar.is_working_day(today):
        alike = [day for day in alike if calendar.is_working_day(day)]
    since = datetime.combine(today - timedelta(weeks=WEEKS), time.min, LONDON)
    rows = (
        contacts.filter(received_at__gte=since, received_at__lte=at)
        .annotate(day=TruncDate("received_at", tzinfo=LONDON), hour=ExtractHour("received_at", tzinfo=LONDON))
        .filter(day__in=[today, *alike])
        .values_list("day", "hour")
        .annotate(count=Count("pk"))
        .order_by()
    )
    now: Counter[int] = Counter()
    before: Counter[int] = Counter()
    for day, hour, count in rows:
        (now if day == today else before)[hour] += count
    days = max(1, len(alike))
    return Day(
        today=tuple(now[hour] for hour in HOURS),
        usual=tuple(round(before[hour] / days, 1) for hour in HOURS),
        days_compared=len(alike),
        weekday=DAYS[today.weekday()],
    )
