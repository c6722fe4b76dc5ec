"""What the demand page stands on, read in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from frontdoor.library.clocks import Calendar
from frontdoor.library.demand import DemandCounts
from frontdoor.library.demand.limits import Point
from frontdoor.library.demand.rates import Change, change
from frontdoor.oversight.insight import judging
from frontdoor.oversight.insight.asked import Asked, Basis
from frontdoor.oversight.insight.models import ChangeMarker
from frontdoor.oversight.insight.periods import SHOWN, Period, Unit, periods_until, since_first
from frontdoor.oversight.insight.queries import changes, counts
from frontdoor.oversight.insight.queries.counts import Part
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import require
from frontdoor.record.access.roles import Permission
from frontdoor.record.organisations.models import Authority
from frontdoor.record.policy import queries as policy


@dataclass(frozen=True, kw_only=True)
class Series:
    """Periods that follow one another: what came in each, made comparable, and judged."""

    periods: tuple[Period, ...]
    counts: tuple[DemandCounts, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, kw_only=True)
class Demand:
    """`by_month` judges the month by contacts for each working day, whatever the chart shows."""

    asked: Asked
    first_on: date | None
    children: int
    calendar: Calendar
    month: DemandCounts
    since: DemandCounts
    contacts_changed: Change
    net_changed: Change
    standing: Point | None
    shown: Series
    parts: tuple[Part, ...]
    hours: dict[tuple[int, int], int]
    changes: tuple[ChangeMarker, ...]


def demand(worker: Worker, asked: Asked, *, at: datetime) -> Demand:
    """Read the page's figures for the worker's authority."""
    require(worker, Permission.INSIGHT_SEE)
    authority_id = worker.authority_id
    calendar = policy.in_force(authority_id, at=at).rules.calendar
    children = Authority.objects.values_list("children_population", flat=True).get(pk=authority_id)
    first_on = counts.first_day(authority_id)
    marked = changes.standing(authority_id)
    days = counts.by_day(authority_id, period=_window(asked))
    month, since = (_one(days, period) for period in (asked.month, asked.since))
    if asked.since.first_on < _window(asked).first_on:
        since = counts.total(counts.by_day(authority_id, period=asked.since).values())
    reading = _Reading(days=days, first_on=first_on, calendar=calendar, children=children, changes=tuple(marked))
    monthly = reading.series(replace(asked, unit=Unit.MONTH, measure="gross_contacts", basis=Basis.WORKING_DAY))
    return Demand(
        asked=asked,
        first_on=first_on,
        children=children,
        calendar=calendar,
        month=month,
        since=since,
        contacts_changed=_changed(asked, since, month, "gross_contacts", calendar),
        net_changed=_changed(asked, since, month, "net_contacts", calendar),
        standing=monthly.points[-1] if monthly.points else None,
        shown=reading.series(asked),
        parts=tuple(counts.by_split(authority_id, counts.SPLITS[asked.split], period=asked.month)),
        hours=counts.by_hour(authority_id, period=asked.month),
        changes=tuple(marked),
    )


@dataclass(frozen=True, kw_only=True)
class _Reading:
    """Days as they were read, to be put into whichever periods are asked for."""

    days: dict[date, DemandCounts]
    first_on: date | None
    calendar: Calendar
    children: int
    changes: tuple[ChangeMarker, ...]

    def series(self, asked: Asked) -> Series:
        """Judge every period that was read, and keep those that the chart shows."""
        window = _window(asked)
        count = 1 + window.days // {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 31}[asked.unit]
        every = since_first(
            periods_until(asked.unit, asked.month, count=count), max(window.first_on, self.first_on or window.first_on)
        )
        found = counts.by_period(self.days, every)
        values = [
            judging.comparable(
                judging.count_of(each, asked.measure),
                period,
                basis=asked.basis,
                calendar=self.calendar,
                children=self.children,
            )
            for each, period in zip(found, every, strict=True)
        ]
        points = judging.judged(
            values,
            every,
            unit=asked.unit,
            calendar=self.calendar,
            changed_on=[one.from_on for one in self.changes],
        )
        kept = slice(-SHOWN[asked.unit], None)
        return Series(periods=every[kept], counts=tuple(found[kept]), points=tuple(points[kept]))


def _window(asked: Asked) -> Period:
    """Give the span that is read: as many months as a chart of months shows."""
    months = periods_until(Unit.MONTH, asked.month)
    return Period(first_on=months[0].first_on, last_on=asked.month.last_on, name="")


def _one(days: dict[date, DemandCounts], period: Period) -> DemandCounts:
    return counts.total(each for day, each in days.items() if period.first_on <= day <= period.last_on)


def _changed(asked: Asked, before: DemandCounts, after: DemandCounts, measure: str, calendar: Calendar) -> Change:
    return change(
        judging.span_of(before, measure, asked.since, calendar),
        judging.span_of(after, measure, asked.month, calendar),
    )
