"""A manager's look on the way, following what they direct, and taking a recommendation in hand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from frontdoor.journey.decision import looking_rules, queries
from frontdoor.journey.decision.actions.locking import lock
from frontdoor.journey.decision.facts import LookFacts, PickUpFacts
from frontdoor.journey.decision.models import Look, Oversight, PickUp, Recommendation
from frontdoor.journey.intake.models import Contact
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger


def look(
    *,
    contact: Contact,
    kind: str,
    words: str,
    direction: str = "",
    direction_due_at: datetime | None = None,
    by: Worker,
    at: datetime,
) -> Look:
    """Record what a manager makes of a contact on its way, or of the pattern it belongs to, and what must be done."""
    with transaction.atomic():
        require(by, Permission.OUTCOME_OVERSEE)
        locked = lock(contact.pk)
        facts = LookFacts(
            has_ended=locked.ended_at is not None,
            kind=kind,
            words=words,
            direction=direction,
            direction_due_at=direction_due_at,
            at=at,
        )
        refuse_if(looking_rules.reasons_not_to_look(facts))
        made = Look.objects.create(
            authority_id=by.authority_id,
            contact=locked,
            kind=kind,
            words=words,
            events_shown=queries.history_of(locked, at=at).state.events,
            direction=direction.strip(),
            direction_due_at=direction_due_at,
            looked_at=at,
            looked_by=by,
        )
        detail: ledger.Detail = {"look": made.pk, "kind": kind}
        ledger.write("look.recorded", subject=("contact", locked.pk), by=by, at=at, detail=detail)
    return made


def follow(*, look: Look, by: Worker, at: datetime) -> Look:
    """Say that what a manager directed on the way has been done."""
    with transaction.atomic():
        require(by, Permission.OUTCOME_RECOMMEND)
        contact = lock(look.contact_id)
        kept = Look.objects.select_for_update(of=("self",)).get(pk=look.pk)
        refuse_if(
            looking_rules.reasons_not_to_follow(
                has_ended=contact.ended_at is not None,
                has_direction=bool(kept.direction),
                is_done=kept.done_at is not None,
                done_by=kept.done_by.name if kept.done_by else "",
            )
        )
        kept.done_at, kept.done_by = at, by
        kept.save(update_fields=["done_at", "done_by"])
        ledger.write("look.followed", subject=("contact", contact.pk), by=by, at=at, detail={"look": kept.pk})
    return kept


def pick_up(*, recommendation: Recommendation, by: Worker, at: datetime) -> PickUp:
    """Take a recommendation in hand, so that others see who decides about it; whoever had it has it no more."""
    with transaction.atomic():
        require(by, Permission.OUTCOME_OVERSEE)
        contact = lock(recommendation.contact_id)
        held = queries.in_hand([recommendation.pk], at=at).get(recommendation.pk)
        facts = PickUpFacts(
            is_recommender=recommendation.recommended_by_id == by.pk,
            is_overseen=Oversight.objects.filter(recommendation=recommendation).exists(),
            has_ended=contact.ended_at is not None,
            is_mine=held is not None and held.picked_up_by_id == by.pk,
        )
        refuse_if(looking_rules.reasons_not_to_pick_up(facts))
        let_go_of(recommendation, by=by, at=at)
        made = PickUp.objects.create(
            authority_id=by.authority_id, recommendation=recommendation, picked_up_at=at, picked_up_by=by
        )
        _tell_ledger("oversight.picked_up", recommendation, by=by, at=at)
    return made


def let_go(*, recommendation: Recommendation, by: Worker, at: datetime) -> None:
    """Let a recommendation go undecided: anybody who may decide can see that it is free."""
    with transaction.atomic():
        require(by, Permission.OUTCOME_OVERSEE)
        lock(recommendation.contact_id)
        held = queries.in_hand([recommendation.pk], at=at).get(recommendation.pk)
        refuse_if(looking_rules.reasons_not_to_let_go(is_mine=held is not None and held.picked_up_by_id == by.pk))
        let_go_of(recommendation, by=by, at=at)
        _tell_ledger("oversight.let_go", recommendation, by=by, at=at)


def let_go_of(recommendation: Recommendation, *, by: Worker, at: datetime) -> None:
    """End whoever's hold on a recommendation; a part of the act that ends it."""
    PickUp.objects.filter(recommendation=recommendation, let_go_at__isnull=True).update(let_go_at=at, let_go_by=by)


def _tell_ledger(act: str, recommendation: Recommendation, *, by: Worker, at: datetime) -> None:
    detail: ledger.Detail = {"recommendation": recommendation.pk}
    ledger.write(act, subject=("contact", recommendation.contact_id), by=by, at=at, detail=detail)
