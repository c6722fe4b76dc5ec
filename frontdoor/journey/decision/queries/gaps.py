"""What lacks a manager's decision: worked out each time it is asked, until nothing is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from frontdoor.journey.decision.models import Look, OversightKind, Recommendation
from frontdoor.journey.decision.queries.looking import directions_open, in_hand
from frontdoor.journey.decision.queries.oversight import awaiting_oversight, oversight_clock
from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage import queries as triage
from frontdoor.journey.triage.models import NotAsked
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission
from frontdoor.record.policy import queries as policy
from frontdoor.record.policy.consent import approves_not_asking
from frontdoor.record.policy.editions import Rules


@dataclass(frozen=True, kw_only=True)
class Gap:
    """One thing that a manager owes: what it is, since when it was due, and with whom it is."""

    receipt: str
    what: str
    due_at: datetime
    owner: str
    recommendation_id: int | None = None


def gaps(worker: Worker, *, at: datetime) -> list[Gap]:
    """List what is past the time at which a manager should have decided, the longest overdue first."""
    if not worker.may(Permission.OUTCOME_OVERSEE):
        return []
    rules = policy.in_force(worker.authority_id, at=at).rules
    found = [
        *_recommendations(worker, rules, at=at),
        *_directions(worker),
        *_not_asked(worker, rules),
        *_answers(worker, rules),
        *_late_without_a_look(worker, rules),
    ]
    return sorted((each for each in found if each.due_at < at), key=lambda each: (each.due_at, each.receipt))


def _recommendations(worker: Worker, rules: Rules, *, at: datetime) -> Iterator[Gap]:
    waiting = list(awaiting_oversight(worker.authority_id))
    held = in_hand([each.pk for each in waiting], at=at)
    for each in waiting:
        yield Gap(
            receipt=each.contact.receipt,
            what="A recommendation waits for oversight",
            due_at=oversight_clock(each, rules).due_at,
            owner=held[each.pk].picked_up_by.name if each.pk in held else "Duty manager",
            recommendation_id=each.pk,
        )


def _directions(worker: Worker) -> Iterator[Gap]:
    for each in directions_open(worker.authority_id):
        if each.direction_due_at:
            yield Gap(
                receipt=each.contact.receipt,
                what="A manager's direction has not been followed",
                due_at=each.direction_due_at,
                owner=each.looked_by.name,
            )
    for made in _returned(worker.authority_id):
        if made.oversight.direction_due_at:
            yield Gap(
                receipt=made.contact.receipt,
                what="A returned recommendation has not come back",
                due_at=made.oversight.direction_due_at,
                owner=made.recommended_by.name,
            )


def _returned(authority_id: int) -> list[Recommendation]:
    """Find the latest recommendation of each open contact, where it was returned."""
    latest = (
        Recommendation.objects.filter(authority_id=authority_id, contact__ended_at__isnull=True)
        .select_related("contact", "recommended_by", "oversight")
        .order_by("contact_id", "-pk")
        .distinct("contact_id")
    )
    return [each for each in latest if hasattr(each, "oversight") and each.oversight.kind == OversightKind.RETURNED]


def _not_asked(worker: Worker, rules: Rules) -> Iterator[Gap]:
    waiting = NotAsked.objects.filter(
        authority_id=worker.authority_id,
        approved_at__isnull=True,
        ended_at__isnull=True,
        contact__ended_at__isnull=True,
    )
    for each in waiting.select_related("contact"):
        if not approves_not_asking(each.reason, rules):
            continue
        yield Gap(
            receipt=each.contact.receipt,
            what="The family was not asked, and no manager stands behind that",
            due_at=triage.limit_from("oversight", each.said_at, rules),
            owner="Duty manager",
        )


def _answers(worker: Worker, rules: Rules) -> Iterator[Gap]:
    for each in triage.open_questions(worker):
        yield Gap(
            receipt=each.contact.receipt,
            what=f"No answer from the referrer: {each.get_kind_display().lower()}",
            due_at=triage.question_clock(each, rules).due_at,
            owner=each.asked_by.name,
        )


def _late_without_a_look(worker: Worker, rules: Rules) -> Iterator[Gap]:
    """Find the contacts past their own limit at which no manager has looked."""
    contacts = list(_without_a_look(worker.authority_id))
    ratings = triage.ratings_of([each.pk for each in contacts])
    for each in contacts:
        clock = triage.clock_of(each, ratings.get(each.pk), rules)
        yield Gap(
            receipt=each.receipt,
            what=f"Past its limit ({clock.limit.name.lower()}), and no manager has looked",
            due_at=clock.due_at,
            owner="Duty manager",
        )


def _without_a_look(authority_id: int) -> QuerySet[Contact]:
    looked = Look.objects.filter(authority_id=authority_id).values("contact")
    recommended = Recommendation.objects.filter(authority_id=authority_id, contact__ended_at__isnull=True)
    open_now = Contact.objects.filter(authority_id=authority_id, ended_at__isnull=True)
    return open_now.exclude(pk__in=looked).exclude(pk__in=recommended.values("contact"))
