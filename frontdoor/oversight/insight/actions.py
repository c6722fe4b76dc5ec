"""What looking at the figures leaves behind, and the changes that people mark on the charts."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from frontdoor.library.clocks import LONDON
from frontdoor.oversight.insight import rules
from frontdoor.oversight.insight.models import ChangeMarker
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.ledger.actions import Detail


def note_page(*, page: str, asked: Detail, by: Worker, at: datetime) -> None:
    """Write that a page of figures was opened, with the codes that were asked for."""
    require(by, Permission.INSIGHT_SEE)
    ledger.write("insight.viewed", subject=("insight", None), by=by, at=at, detail={"page": page, **asked})


def note_export(*, table: str, asked: Detail, by: Worker, at: datetime) -> None:
    """Write that a table of figures was taken away as a file."""
    require(by, Permission.INSIGHT_SEE)
    ledger.write("insight.export_viewed", subject=("insight", None), by=by, at=at, detail={"table": table, **asked})


def note_records(*, asked: Detail, contact_ids: list[int], by: Worker, at: datetime) -> None:
    """Write which contacts behind a figure somebody was shown."""
    require(by, Permission.INSIGHT_SEE)
    require(by, Permission.CONTACT_SEE)
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
