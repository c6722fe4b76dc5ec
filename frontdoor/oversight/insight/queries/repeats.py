"""What the repeats page stands on: contacts that ended without a referral, and what was told afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef

from frontdoor.journey.children.models import Episode
from frontdoor.library.demand.limits import Share
from frontdoor.oversight.insight.asked import Asked
from frontdoor.oversight.insight.models import ChangeMarker
from frontdoor.oversight.insight.periods import Period, Unit, periods_until, since_first
from frontdoor.oversight.insight.queries import changes, counts, returns
from frontdoor.oversight.insight.returning import Returns
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import require
from frontdoor.record.access.roles import Permission

MONTHS = 19
"""Long enough for half a year of contacts after whose end 365 days have gone by."""
REOPENED_WITHIN = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Repeats:
    """Every child on contacts received in `span` that ended without a referral, and whether they came back."""

    asked: Asked
    first_on: date | None
    span: Period
    months: tuple[Period, ...]
    returns: tuple[Returns, ...]
    reopened: Share
    changes: tuple[ChangeMarker, ...]


def repeats(worker: Worker, asked: Asked, *, at: datetime) -> Repeats:
    """Read the page's figures for the worker's authority."""
    require(worker, Permission.INSIGHT_SEE)
    authority_id = worker.authority_id
    first_on = counts.first_day(authority_id)
    months = since_first(periods_until(Unit.MONTH, asked.month, count=MONTHS), first_on)
    first = months[0] if months else asked.month
    span = Period(
        first_on=first.first_on, last_on=asked.month.last_on, name=f"{first.first_on:%B %Y} to {asked.month.name}"
    )
    return Repeats(
        asked=asked,
        first_on=first_on,
        span=span,
        months=months,
        returns=tuple(returns.returns(authority_id, span, at=at)),
        reopened=_reopened(authority_id, span),
        changes=tuple(changes.standing(authority_id)),
    )


def _reopened(authority_id: int, span: Period) -> Share:
    """Count episodes that closed and were followed by another of the same child within a few days."""
    closed = Episode.objects.filter(
        authority_id=authority_id, closed_at__gte=span.starts_at, closed_at__lt=span.ends_at
    )
    again = Episode.objects.filter(
        person=OuterRef("person"),
        opened_at__gte=OuterRef("closed_at"),
        opened_at__lte=OuterRef("closed_at") + REOPENED_WITHIN,
    ).exclude(pk=OuterRef("pk"))
    return Share(count=closed.filter(Exists(again)).count(), of=closed.count())
