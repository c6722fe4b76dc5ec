"""What a forecast is made from, and the forecasts that were made last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max

from frontdoor.library.clocks import LONDON, Calendar
from frontdoor.library.demand import DemandCounts
from frontdoor.oversight.insight.models import ChangeMarker
from frontdoor.oversight.insight.periods import Period, Unit, periods_until
from frontdoor.oversight.insight.queries import changes, counts
from frontdoor.oversight.staffing.models import ForecastWeek, SeriesForecast
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import require
from frontdoor.record.access.roles import Permission
from frontdoor.record.policy import queries as policy

WEEKS_BEFORE = 26
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Series:
    """One series: its forecast with the weeks to come, and the weeks that have gone by."""

    forecast: SeriesForecast
    weeks: tuple[ForecastWeek, ...]


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """What was made last, and the weeks before it. Without `series`, `first_on` says since when there are records."""

    first_on: date | None
    made_at: datetime | None
    series: tuple[Series, ...]
    periods: tuple[Period, ...]
    counted: tuple[DemandCounts, ...]
    changes: tuple[ChangeMarker, ...]


def days_of(authority_id: int, *, at: datetime) -> tuple[Mapping[date, DemandCounts], Mapping[date, str]]:
    """Count every whole day on record, and name the days off among them and in the year to come."""
    first_on, today = counts.first_day(authority_id), at.astimezone(LONDON).date()
    if first_on is None or first_on >= today:
        return {}, {}
    days = counts.by_day(authority_id, period=Period(first_on=first_on, last_on=today - DAY, name=""))
    calendar = _calendar(authority_id, at=at)
    named = {
        day: name for year in range(first_on.year, today.year + 2) for day, name in calendar.bank_holidays(year).items()
    }
    return days, {**named, **calendar.closures}


def _calendar(authority_id: int, *, at: datetime) -> Calendar:
    try:
        return policy.in_force(authority_id, at=at).rules.calendar
    except policy.NoEdition:
        return Calendar()


def outlook(worker: Worker, *, at: datetime) -> Outlook:
    """Read the forecasts that were made last for the worker's authority, and the weeks before them."""
    require(worker, Permission.WORKLOAD_SEE)
    authority_id = worker.authority_id
    made = SeriesForecast.objects.filter(authority_id=authority_id)
    made_at = made.aggregate(last=Max("made_at"))["last"]
    rows = list(made.filter(made_at=made_at).order_by("pk").prefetch_related("weeks")) if made_at else []
    series = tuple(
        Series(forecast=row, weeks=tuple(sorted(row.weeks.all(), key=lambda week: week.begins_on))) for row in rows
    )
    first_on = counts.first_day(authority_id)
    periods, counted = _weeks_before(authority_id, first_on, (made_at or at).astimezone(LONDON).date())
    return Outlook(
        first_on=first_on,
        made_at=made_at,
        series=series,
        periods=periods,
        counted=counted,
        changes=tuple(changes.standing(authority_id)),
    )


def _weeks_before(
    authority_id: int, first_on: date | None, until: date
) -> tuple[tuple[Period, ...], tuple[DemandCounts, ...]]:
    """Count the whole weeks before a day, as far back as a chart shows and records go."""
    if first_on is None:
        return (), ()
    whole = Period(first_on=until, last_on=until - DAY, name="")
    periods = tuple(each for each in periods_until(Unit.WEEK, whole, count=WEEKS_BEFORE) if each.first_on >= first_on)
    if not periods:
        return (), ()
    span = Period(first_on=periods[0].first_on, last_on=periods[-1].last_on, name="")
    return periods, tuple(counts.by_period(counts.by_day(authority_id, period=span), periods))


def is_made_since(authority_id: int, *, at: datetime) -> bool:
    """Say whether forecasts were made at a moment or after it."""
    return SeriesForecast.objects.filter(authority_id=authority_id, made_at__gte=at).exists()
