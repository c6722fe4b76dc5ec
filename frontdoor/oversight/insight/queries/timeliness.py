"""What the timeliness page stands on: clocks that ran, times taken, what is open longest, why clocks were missed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import FilteredRelation, Min, Q, QuerySet

from frontdoor.journey.decision import queries as decision
from frontdoor.journey.decision.steps import Stage
from frontdoor.journey.intake.models import Contact
from frontdoor.oversight.insight.asked import Asked
from frontdoor.oversight.insight.models import ChangeMarker, LateReason
from frontdoor.oversight.insight.periods import Period, Unit, periods_until, since_first
from frontdoor.oversight.insight.queries import changes, counts, late
from frontdoor.oversight.insight.queries.late import Day, Late
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import require
from frontdoor.record.access.roles import Permission

MONTHS = 19
OLDEST = 10
RATED = Q(ratings__ended_at__isnull=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class Handled:
    """One contact: how it is rated, and when it was looked at and decided."""

    colour: str
    received_at: datetime
    looked_at: datetime | None
    decided_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One contact of those that are open longest."""

    receipt: str
    contact_id: int
    received_at: datetime
    colour: str
    stage: Stage


@dataclass(frozen=True, kw_only=True)
class Timeliness:
    """`decided` are the decisions of every month by due day; `due` and `due_before` every clock of two months.

    `left_out_count` are the contacts that ended in the month on one person's word: not in the edition's sample.
    """

    asked: Asked
    first_on: date | None
    months: tuple[Period, ...]
    decided: Sequence[Day]
    due: Sequence[Day]
    due_before: Sequence[Day]
    late: Sequence[Late]
    reasons: Mapping[tuple[int, str], LateReason]
    handled: Sequence[Handled]
    oldest: Sequence[Waiting]
    open_count: int
    ended_count: int
    left_out_count: int
    changes: tuple[ChangeMarker, ...]
    names: Mapping[str, str]
    at: datetime


def timeliness(worker: Worker, asked: Asked, *, at: datetime) -> Timeliness:
    """Read the page's figures for the worker's authority."""
    require(worker, Permission.INSIGHT_SEE)
    authority_id = worker.authority_id
    first_on = counts.first_day(authority_id)
    months = since_first(periods_until(Unit.MONTH, asked.month, count=MONTHS), first_on)
    span = Period(first_on=(months or (asked.month,))[0].first_on, last_on=asked.month.last_on, name="")
    editions = late.editions_of(authority_id, at=at)
    due, due_before = (
        late.by_day(authority_id, editions, period, clocks=late.CLOCKS, at=at) for period in (asked.month, asked.since)
    )
    missed = late.late(authority_id, editions, asked.month, clocks=late.CLOCKS, at=at)
    return Timeliness(
        asked=asked,
        first_on=first_on,
        months=months,
        decided=late.by_day(authority_id, editions, span, clocks=late.DECIDING, at=at),
        due=due,
        due_before=due_before,
        late=missed,
        reasons=reasons_of(authority_id, missed),
        handled=_handled(authority_id, asked.month),
        oldest=_oldest(authority_id),
        open_count=Contact.objects.filter(authority_id=authority_id, ended_at__isnull=True).count(),
        ended_count=_ended(authority_id, asked.month).count(),
        left_out_count=_ended(authority_id, asked.month).filter(recommendations__left_out__isnull=False).count(),
        changes=tuple(changes.standing(authority_id)),
        names=late.names_of(editions),
        at=at,
    )


def reasons_of(authority_id: int, missed: Sequence[Late]) -> dict[tuple[int, str], LateReason]:
    """Find the reasons that stand beside missed clocks, by contact and clock."""
    standing = LateReason.objects.filter(authority_id=authority_id, ended_at__isnull=True)
    found = standing.filter(contact_id__in={each.contact_id for each in missed}).select_related("said_by")
    return {(each.contact_id, each.clock): each for each in found}


def _handled(authority_id: int, period: Period) -> list[Handled]:
    rows = (
        Contact.objects.filter(
            authority_id=authority_id, received_at__gte=period.starts_at, received_at__lt=period.ends_at
        )
        .annotate(current=FilteredRelation("ratings", condition=RATED), looked_at=Min("ratings__set_at"))
        .values_list("current__colour", "received_at", "looked_at", "ended_at")
    )
    return [
        Handled(colour=colour or "", received_at=received_at, looked_at=looked_at, decided_at=decided_at)
        for colour, received_at, looked_at, decided_at in rows
    ]


def _ended(authority_id: int, period: Period) -> QuerySet[Contact]:
    return Contact.objects.filter(
        authority_id=authority_id, ended_at__gte=period.starts_at, ended_at__lt=period.ends_at
    )


def _oldest(authority_id: int) -> list[Waiting]:
    rows = list(
        Contact.objects.filter(authority_id=authority_id, ended_at__isnull=True)
        .annotate(current=FilteredRelation("ratings", condition=RATED))
        .order_by("received_at", "pk")
        .values_list("pk", "receipt", "received_at", "current__colour")[:OLDEST]
    )
    stages = decision.stage_of([pk for pk, *_ in rows])
    return [
        Waiting(receipt=receipt, contact_id=pk, received_at=received_at, colour=colour or "", stage=stages[pk])
        for pk, receipt, received_at, colour in rows
    ]
