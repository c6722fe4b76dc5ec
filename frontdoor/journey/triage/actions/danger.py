"""Acting on a child's immediate danger."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage import rules
from frontdoor.journey.triage.actions.looking import lock
from frontdoor.journey.triage.models import DangerAct
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger


def act_on_danger(*, contact: Contact, deed: str, words: str = "", by: Worker, at: datetime) -> DangerAct:
    """Record what was done about a child's immediate danger. One press is enough; the words may come later."""
    with transaction.atomic():
        require(by, Permission.DANGER_ACT)
        locked = lock(contact.pk)
        refuse_if(
            rules.reasons_not_to_act(
                has_ended=locked.ended_at is not None, is_in_danger_now=locked.is_in_danger_now, deed=deed
            )
        )
        made = DangerAct.objects.create(
            authority_id=by.authority_id, contact=locked, deed=deed, words=words, acted_at=at, acted_by=by
        )
        detail: ledger.Detail = {"deed": deed}
        ledger.write("danger.acted", subject=("contact", locked.pk), by=by, at=at, detail=detail)
    return made
