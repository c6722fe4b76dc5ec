"""What the repeats page stands on: contacts that ended without a referral, and what was told afterwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from frontdoor.journey.children.models import Episode, Membership
from frontdoor.journey.intake.models import Identification, Verdict
from frontdoor.library.clocks import LONDON
from frontdoor.library.demand import NET_CODES
from frontdoor.library.demand.limits import Share
from frontdoor.oversight.insight.asked import Asked
from frontdoor.oversight.insight.models import ChangeMarker
from frontdoor.oversight.insight.periods import Period, Unit, periods_until, since_first
from frontdoor.oversight.insight.queries import changes, counts
from frontdoor.oversight.insight.returning import WITHOUT_REFERRAL, Back, Ended, Told, backs
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import require
from frontdoor.record.access.roles import Permission

MONTHS = 19
"""Long enough for half a year of contacts after whose end 365 days have gone by."""
REOPENED_WITHIN = timedelta(days=7)
LED = Coalesce(F("person__joined__leading_id"), F("person_id"))
"""The record under which a person is read."""
Stay = tuple[int, date, date | None]


@dataclass(frozen=True, kw_only=True)
class Repeats:
    """Every child on contacts received in `span` that ended without a referral, and whether they came back."""

    asked: Asked
    first_on: date | None
    span: Period
    months: tuple[Period, ...]
    backs: tuple[Back, ...]
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
        backs=tuple(came_and_ended(authority_id, span, at=at)),
        reopened=_reopened(authority_id, span),
        changes=tuple(changes.standing(authority_id)),
    )


def _said(authority_id: int, span: Period) -> QuerySet[Identification]:
    """Find who the children on contacts since the span began are."""
    return Identification.objects.filter(
        authority_id=authority_id,
        verdict=Verdict.SAME,
        withdrawn_at__isnull=True,
        named__is_child=True,
        named__contact__received_at__gte=span.starts_at,
    )


def came_and_ended(authority_id: int, span: Period, *, at: datetime) -> list[Back]:
    """Find who came back of those on contacts received in a span that ended without a referral."""
    stays = _stays(authority_id, span)
    of_class = "named__classifications"
    rows = (
        _said(authority_id, span)
        .annotate(current=FilteredRelation(of_class, condition=Q(**{f"{of_class}__ended_at__isnull": True})))
        .filter(Q(current__demand_class__in=sorted(NET_CODES)) | Q(named__outcome__kind__in=WITHOUT_REFERRAL))
        .values_list(
            "named_id",
            LED,
            "named__contact__received_at",
            "current__demand_class",
            "named__outcome__kind",
            "named__outcome__took_effect_at",
        )
    )
    ended, told, until = [], [], span.ends_at
    for named_id, who, received_at, demand_class, kind, ended_at in rows:
        lived = stays.get(who, ())
        day = received_at.astimezone(LONDON).date()
        if demand_class in NET_CODES:
            told.append(Told(person_id=who, families=_homes(lived, day), received_at=received_at))
        if kind in WITHOUT_REFERRAL and received_at < until:
            homes = _homes(lived, ended_at.astimezone(LONDON).date())
            one = Ended(
                named_id=named_id, person_id=who, families=homes, received_on=day, ended_at=ended_at, outcome=kind
            )
            ended.append(one)
    return backs(ended, told, at=at)


def _stays(authority_id: int, span: Period) -> Mapping[int, Sequence[Stay]]:
    """Find where everybody told of lives or lived."""
    told_of = _said(authority_id, span).values("person_id")
    rows = Membership.objects.filter(
        authority_id=authority_id, person_id__in=told_of, withdrawn_at__isnull=True
    ).values_list(LED, "household_id", "from_on", "until_on")
    stays: dict[int, list[Stay]] = defaultdict(list)
    for who, household_id, from_on, until_on in rows:
        stays[who].append((household_id, from_on, until_on))
    return stays


def _homes(stays: Sequence[Stay], day: date) -> frozenset[int]:
    return frozenset(
        home for home, from_on, until_on in stays if from_on <= day and (until_on is None or day < until_on)
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
