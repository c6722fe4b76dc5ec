"""Why the family was not asked for its agreement, and a manager's standing behind that."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage import asking_rules, queries
from frontdoor.journey.triage.actions.looking import lock
from frontdoor.journey.triage.models import NotAsked
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.policy import queries as policy
from frontdoor.record.policy.consent import approves_not_asking


def say_why_not_asked(*, contact: Contact, reason: str, words: str, by: Worker, at: datetime) -> NotAsked:
    """Record why the family was not asked whether it agrees; the policy says if a manager must stand behind that."""
    with transaction.atomic():
        require(by, Permission.OUTCOME_RECOMMEND)
        locked = lock(contact.pk)
        refuse_if(
            asking_rules.reasons_not_to_say_not_asked(
                asking_rules.NotAskedFacts(
                    has_ended=locked.ended_at is not None,
                    reason=reason,
                    words=words,
                    is_said_already=queries.standing_reason(locked) is not None,
                )
            )
        )
        said = NotAsked.objects.create(
            authority_id=by.authority_id, contact=locked, reason=reason, words=words, said_at=at, said_by=by
        )
        asks = approves_not_asking(reason, policy.in_force(by.authority_id, at=at).rules)
        detail: ledger.Detail = {"reason": reason, "must_be_approved": asks}
        ledger.write("consent.not_asked", subject=("contact", locked.pk), by=by, at=at, detail=detail)
    return said


def approve_not_asking(*, contact: Contact, by: Worker, at: datetime) -> NotAsked:
    """Stand behind not asking the family, as a second person."""
    with transaction.atomic():
        require(by, Permission.OUTCOME_OVERSEE)
        locked = lock(contact.pk)
        said = queries.standing_reason(locked)
        rules = policy.in_force(by.authority_id, at=at).rules
        refuse_if(
            asking_rules.reasons_not_to_approve(
                asking_rules.ApproveFacts(
                    has_ended=locked.ended_at is not None,
                    is_standing=said is not None,
                    is_approved=said is not None and said.approved_at is not None,
                    is_own=said is not None and said.said_by_id == by.pk,
                    must_be_approved=said is None or approves_not_asking(said.reason, rules),
                )
            )
        )
        assert said is not None
        said.approved_at, said.approved_by = at, by
        said.save(update_fields=["approved_at", "approved_by"])
        detail: ledger.Detail = {"reason": said.reason}
        ledger.write("consent.not_asking_approved", subject=("contact", locked.pk), by=by, at=at, detail=detail)
    return said
