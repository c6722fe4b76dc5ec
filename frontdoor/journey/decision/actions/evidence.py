"""Gathering evidence: the history, findings, each child's day."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from frontdoor.journey.decision import queries, rules
from frontdoor.journey.decision.actions.locking import lock
from frontdoor.journey.decision.facts import DayFacts, FindingFacts
from frontdoor.journey.decision.models import (
    ChildsDay,
    Finding,
    HistoryRead,
)
from frontdoor.journey.intake.models import Contact, NamedPerson
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger


def acknowledge_history(*, contact: Contact, by: Worker, at: datetime) -> HistoryRead:
    """Say that the history of the children and everyone in the home has been read, as it stands now."""
    with transaction.atomic():
        require(by, Permission.OUTCOME_RECOMMEND)
        locked = lock(contact.pk)
        refuse_if([rules.ENDED] if locked.ended_at else [])
        state = queries.history_of(locked, at=at).state
        read = HistoryRead.objects.create(
            authority_id=by.authority_id,
            contact=locked,
            events_shown=state.events,
            last_event_at=state.last_event_at,
            read_at=at,
            read_by=by,
        )
        ledger.write("history.read", subject=("contact", locked.pk), by=by, at=at, detail={"events": state.events})
    return read


def add_finding(
    *, contact: Contact, kind: str, text: str, source: str, by: Worker, at: datetime, named: NamedPerson | None = None
) -> Finding:
    """Record one thing known, not known, going well or worrying, about one child or all of them."""
    with transaction.atomic():
        require(by, Permission.OUTCOME_RECOMMEND)
        locked = lock(contact.pk)
        refuse_if(
            rules.reasons_not_to_add_finding(
                FindingFacts(
                    has_ended=locked.ended_at is not None,
                    kind=kind,
                    text=text,
                    source=source,
                    is_child_of_this_contact=named is None or (named.contact_id == locked.pk and named.is_child),
                )
            )
        )
        finding = Finding.objects.create(
            authority_id=by.authority_id,
            contact=locked,
            named=named,
            kind=kind,
            text=text,
            source=source,
            added_at=at,
            added_by=by,
        )
        detail: ledger.Detail = {"finding": finding.pk, "kind": kind, "named": named.pk if named else None}
        ledger.write("finding.added", subject=("contact", locked.pk), by=by, at=at, detail=detail)
    return finding


def end_finding(*, finding: Finding, by: Worker, at: datetime) -> Finding:
    """Take a finding back: it stays on the record as ended."""
    with transaction.atomic():
        require(by, Permission.OUTCOME_RECOMMEND)
        contact = lock(finding.contact_id)
        kept = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
        refuse_if(
            rules.reasons_not_to_end_finding(has_ended=contact.ended_at is not None, is_ended=kept.ended_at is not None)
        )
        kept.ended_at, kept.ended_by = at, by
        kept.save(update_fields=["ended_at", "ended_by"])
        ledger.write("finding.ended", subject=("contact", contact.pk), by=by, at=at, detail={"finding": kept.pk})
    return kept


def describe_day(*, named: NamedPerson, how_we_know: str, text: str, by: Worker, at: datetime) -> ChildsDay:
    """Record what life is like for one child, and how we know; the description before it ends."""
    with transaction.atomic():
        require(by, Permission.OUTCOME_RECOMMEND)
        contact = lock(named.contact_id)
        refuse_if(
            rules.reasons_not_to_describe(
                DayFacts(
                    has_ended=contact.ended_at is not None,
                    is_child=named.is_child,
                    how_we_know=how_we_know,
                    text=text,
                )
            )
        )
        ChildsDay.objects.filter(named=named, ended_at__isnull=True).update(ended_at=at, ended_by=by)
        day = ChildsDay.objects.create(
            authority_id=by.authority_id,
            named=named,
            how_we_know=how_we_know,
            text=text,
            described_at=at,
            described_by=by,
        )
        detail: ledger.Detail = {"named": named.pk, "how": how_we_know}
        ledger.write("childs_day.described", subject=("contact", contact.pk), by=by, at=at, detail=detail)
    return day
