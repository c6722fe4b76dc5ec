"""What looking at the figures leaves behind, and what people add to them: changes, tellings, reasons for lateness."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from frontdoor.journey.intake.models import Contact
from frontdoor.library.clocks import LONDON
from frontdoor.oversight.insight import rules
from frontdoor.oversight.insight.models import AgencyTold, ChangeMarker, LateBecause, LateReason
from frontdoor.oversight.insight.queries.late import is_late
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.ledger.actions import Detail
from frontdoor.record.organisations.models import Agency


def note_page(*, page: str, asked: Detail, shown: Sequence[int] = (), by: Worker, at: datetime) -> None:
    """Write that a page of figures was opened, with the codes that were asked for and the contacts that it named."""
    require(by, Permission.INSIGHT_SEE)
    named: Detail = {"shown": list(shown)} if shown else {}
    ledger.write("insight.viewed", subject=("insight", None), by=by, at=at, detail={"page": page, **asked, **named})


def note_export(*, table: str, asked: Detail, by: Worker, at: datetime) -> None:
    """Write that a table of figures was taken away as a file."""
    require(by, Permission.INSIGHT_SEE)
    ledger.write("insight.export_viewed", subject=("insight", None), by=by, at=at, detail={"table": table, **asked})


def note_records(*, asked: Detail, contact_ids: list[int], by: Worker, at: datetime) -> None:
    """Write which contacts behind a figure somebody was shown."""
    require(by, Permission.FIGURES_OPEN)
    detail = {**asked, "shown": contact_ids}
    ledger.write("insight.records_viewed", subject=("insight", None), by=by, at=at, detail=detail)


def mark_change(*, from_on: date, words: str, by: Worker, at: datetime) -> ChangeMarker:
    """Mark that something changed from a day on. Raises Refused with every reason why not."""
    with transaction.atomic():
        require(by, Permission.CHANGE_MARK)
        words = " ".join(words.split())
        standing = ChangeMarker.objects.filter(from_on=from_on, words__iexact=words, withdrawn_at__isnull=True)
        facts = rules.ChangeFacts(
            words=words,
            from_on=from_on,
            today=at.astimezone(LONDON).date(),
            is_marked_already=standing.exists(),
        )
        refuse_if(rules.reasons_not_to_mark(facts))
        marker = ChangeMarker.objects.create(
            authority_id=by.authority_id, from_on=from_on, words=words, marked_at=at, marked_by=by
        )
        ledger.write("change.marked", subject=("change", marker.pk), by=by, at=at)
        return marker


def withdraw_change(*, marker: ChangeMarker, by: Worker, at: datetime) -> None:
    """Take a change off the charts. It stays on the record."""
    with transaction.atomic():
        require(by, Permission.CHANGE_MARK)
        standing = ChangeMarker.objects.filter(pk=marker.pk, withdrawn_at__isnull=True)
        if standing.update(withdrawn_at=at, withdrawn_by=by):
            ledger.write("change.withdrawn", subject=("change", marker.pk), by=by, at=at)


def note_telling(*, agency: Agency, told_on: date, by: Worker, at: datetime) -> AgencyTold:
    """Note that an agency was told its own figures on a day. Raises Refused with every reason why not."""
    with transaction.atomic():
        require(by, Permission.CHANGE_MARK)
        standing = AgencyTold.objects.filter(agency=agency, told_on=told_on, withdrawn_at__isnull=True)
        today = at.astimezone(LONDON).date()
        facts = rules.TellingFacts(told_on=told_on, today=today, is_noted_already=standing.exists())
        refuse_if(rules.reasons_not_to_note_telling(facts))
        told = AgencyTold.objects.create(
            authority_id=by.authority_id, agency=agency, told_on=told_on, noted_at=at, noted_by=by
        )
        ledger.write("agency.told", subject=("agency", agency.pk), by=by, at=at, detail={"telling": told.pk})
        return told


def withdraw_telling(*, telling: AgencyTold, by: Worker, at: datetime) -> None:
    """Withdraw that an agency was told. It stays on the record."""
    with transaction.atomic():
        require(by, Permission.CHANGE_MARK)
        standing = AgencyTold.objects.filter(pk=telling.pk, withdrawn_at__isnull=True)
        if standing.update(withdrawn_at=at, withdrawn_by=by):
            subject = ("agency", telling.agency_id)
            ledger.write("agency.telling_withdrawn", subject=subject, by=by, at=at, detail={"telling": telling.pk})


def explain_late(*, contact: Contact, clock: str, because: str, words: str, by: Worker, at: datetime) -> LateReason:
    """Record why a clock of a contact was missed; an earlier reason ends. Raises Refused with every reason why not."""
    with transaction.atomic():
        require(by, Permission.LATE_EXPLAIN)
        locked = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk, authority_id=by.authority_id)
        words = " ".join(words.split())
        facts = rules.LateFacts(
            is_late=is_late(locked, clock=clock, at=at),
            is_known_reason=because in LateBecause,
            needs_words=because == LateBecause.OTHER,
            words=words,
        )
        refuse_if(rules.reasons_not_to_explain(facts))
        LateReason.objects.filter(contact=locked, clock=clock, ended_at__isnull=True).update(ended_at=at, ended_by=by)
        said = LateReason.objects.create(
            authority_id=by.authority_id,
            contact=locked,
            clock=clock,
            because=because,
            words=words,
            said_at=at,
            said_by=by,
        )
        detail: Detail = {"clock": clock, "because": because}
        ledger.write("late.explained", subject=("contact", locked.pk), by=by, at=at, detail=detail)
        return said
