"""Gathering evidence: the history, findings, each child's day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from frontdoor.journey.decision import queries, rules
from frontdoor.journey.decision.actions.locking import lock
from frontdoor.journey.decision.facts import DayFacts, FindingFacts, NewFinding
from frontdoor.journey.decision.models import (
    ChildsDay,
    Finding,
    HistoryRead,
)
from frontdoor.journey.intake.models import Contact, NamedPerson
from frontdoor.library.clocks import LONDON
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


def add_finding(  # noqa: PLR0913  (each is one box of the picture)
    *,
    contact: Contact,
    kind: str,
    text: str,
    source: str,
    by: Worker,
    at: datetime,
    named: NamedPerson | None = None,
    need: str = "",
    how_we_know: str = "",
    known_on: date | None = None,
) -> Finding:
    """Record one thing known, not known, going well or worrying, about one child or all of them, and one need."""
    new = NewFinding(kind=kind, text=text, source=source, need=need, how_we_know=how_we_know, known_on=known_on)
    return add_findings(contact=contact, findings=[new], named=named, by=by, at=at)[0]


def add_findings(
    *, contact: Contact, findings: Sequence[NewFinding], named: NamedPerson | None = None, by: Worker, at: datetime
) -> list[Finding]:
    """Record several things of the picture together, all of them or none."""
    with transaction.atomic():
        require(by, Permission.OUTCOME_RECOMMEND)
        locked = lock(contact.pk)
        on = at.astimezone(LONDON).date()
        for new in findings:
            refuse_if(rules.reasons_not_to_add_finding(_finding_facts(new, locked, named, on=on)))
        return [_write_finding(new, locked, named, by=by, at=at) for new in findings]


def _finding_facts(new: NewFinding, contact: Contact, named: NamedPerson | None, *, on: date) -> FindingFacts:
    return FindingFacts(
        has_ended=contact.ended_at is not None,
        kind=new.kind,
        text=new.text,
        source=new.source,
        is_child_of_this_contact=named is None or (named.contact_id == contact.pk and named.is_child),
        need=new.need,
        how_we_know=new.how_we_know,
        is_ahead=new.known_on is not None and new.known_on > on,
    )


def _write_finding(
    new: NewFinding, contact: Contact, named: NamedPerson | None, *, by: Worker, at: datetime
) -> Finding:
    finding = Finding.objects.create(
        authority_id=by.authority_id,
        contact=contact,
        named=named,
        kind=new.kind,
        text=new.text,
        source=new.source,
        need=new.need,
        how_we_know=new.how_we_know,
        known_on=new.known_on,
        added_at=at,
        added_by=by,
    )
    detail: ledger.Detail = {
        "finding": finding.pk,
        "kind": new.kind,
        "need": new.need,
        "named": named.pk if named else None,
    }
    ledger.write("finding.added", subject=("contact", contact.pk), by=by, at=at, detail=detail)
    return finding


def end_finding(*, finding: Finding, by: Worker, at: datetime) -> Finding:
    """Take a finding back: it stays on the record as ended."""
    with transaction.atomic():
        require(by, Permission.OUTCOME_RECOMMEND)
        contact = lock(finding.contact_id)
        kept = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
        refuse_if(
            rules.reasons_not_to_end_finding(
                has_ended=contact.ended_at is not None,
                is_ended=kept.ended_at is not None,
                ended_by=kept.ended_by.name if kept.ended_by else "",
            )
        )
        kept.ended_at, kept.ended_by = at, by
        kept.save(update_fields=["ended_at", "ended_by"])
        ledger.write("finding.ended", subject=("contact", contact.pk), by=by, at=at, detail={"finding": kept.pk})
    return kept


def describe_day(
    *, named: NamedPerson, how_we_know: str, text: str, by: Worker, at: datetime, seen: int | None = None
) -> ChildsDay:
    """Record what life is like for one child, and how we know; the description before it ends.

    `seen` is the description that stood on the page when this one was written, 0 for none: another that came
    meanwhile is not put away unread.
    """
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
                    said_meanwhile_by=_said_meanwhile(named, seen),
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


def _said_meanwhile(named: NamedPerson, seen: int | None) -> str:
    """Name whoever described the day since it was shown, where somebody did."""
    if seen is None:
        return ""
    stands = ChildsDay.objects.filter(named=named, ended_at__isnull=True).select_related("described_by").first()
    if stands is None or stands.pk == seen:
        return ""
    return stands.described_by.name if stands.described_by else "Somebody"
