"""Telling whoever told us."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from frontdoor.journey.decision import letters, queries, rules
from frontdoor.journey.decision.models import Reply, ReplyMethod
from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage import queries as triage
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.outbox import actions as outbox
from frontdoor.record.outbox.models import Message


def write_reply(contact: Contact, *, text: str, by: Worker, at: datetime) -> Reply:
    """Write what the referrer is told, and queue the note that it is there, which says nothing else."""
    method = rules.reply_method(queries.teller_facts(contact))
    message = _note(contact, at=at) if method == ReplyMethod.PORTAL else None
    reply = Reply.objects.create(
        authority_id=by.authority_id,
        contact=contact,
        method=method,
        text=text,
        message=message,
        written_at=at,
        written_by=by,
    )
    detail: ledger.Detail = {"reply": reply.pk, "method": method}
    ledger.write("reply.queued", subject=("contact", contact.pk), by=by, at=at, detail=detail)
    return reply


def _note(contact: Contact, *, at: datetime) -> Message:
    letter = letters.there_is_an_answer(receipt=contact.receipt, address=settings.PUBLIC_ADDRESS)
    return outbox.queue(
        authority_id=contact.authority_id,
        to_address=triage.email_of_teller(contact),
        subject_line=letter.subject_line,
        body=letter.body,
        at=at,
    )


def tell(*, reply: Reply, by: Worker, at: datetime) -> Reply:
    """Say that the referrer was told the outcome, by phone or in person."""
    with transaction.atomic():
        require(by, Permission.CONTACT_TAKE)
        kept = Reply.objects.select_for_update(of=("self",)).get(pk=reply.pk)
        refuse_if(rules.reasons_not_to_tell(method=kept.method, is_told=kept.told_at is not None))
        kept.told_at, kept.told_by = at, by
        kept.save(update_fields=["told_at", "told_by"])
        ledger.write("reply.told", subject=("contact", kept.contact_id), by=by, at=at, detail={"reply": kept.pk})
    return kept


def mark_read(*, reply: Reply, by: Worker, at: datetime) -> Reply:
    """Note that somebody of the referrer's agency has read the reply, the first time."""
    with transaction.atomic():
        require(by, Permission.REPLY_SEE)
        kept = Reply.objects.select_for_update(of=("self",)).get(pk=reply.pk)
        if kept.read_at is None:
            kept.read_at = at
            kept.save(update_fields=["read_at"])
            ledger.write("reply.read", subject=("contact", kept.contact_id), by=by, at=at, detail={"reply": kept.pk})
    return kept
