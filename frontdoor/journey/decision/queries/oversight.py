"""What waits for a second person, what was returned, and whom to tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from frontdoor.journey.decision import rules
from frontdoor.journey.decision.models import (
    Oversight,
    OversightKind,
    Recommendation,
    RecommendedOutcome,
    Reply,
    ReplyMethod,
)
from frontdoor.journey.decision.queries.looking import in_hand
from frontdoor.journey.decision.queries.wording import called
from frontdoor.journey.intake import queries as intake
from frontdoor.journey.intake.models import NamedPerson
from frontdoor.journey.triage import queries as triage
from frontdoor.journey.triage.models import Rating
from frontdoor.library import clocks
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission
from frontdoor.record.policy import queries as policy
from frontdoor.record.policy.editions import Rules


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A recommendation that waits for oversight, and the two limits that run: its own and the contact's."""

    recommendation: Recommendation
    children: Sequence[str]
    outcomes: Sequence[str]
    rating: Rating | None
    oversight_clock: triage.ContactClock
    contact_clock: triage.ContactClock
    reasons_not_mine: list[str]
    in_hand_of: str = ""

    @property
    def clock(self) -> triage.ContactClock:
        """The one that falls due first."""
        return min(self.oversight_clock, self.contact_clock, key=lambda clock: clock.due_at)


def visible_to(worker: Worker) -> QuerySet[Recommendation]:
    """Find the recommendations that this worker may read as an overseer."""
    made = Recommendation.objects.filter(authority_id=worker.authority_id)
    return made if worker.may(Permission.OUTCOME_OVERSEE) else made.none()


def awaiting_oversight(authority_id: int) -> QuerySet[Recommendation]:
    """Find the recommendations that no second person has decided about yet, the oldest first."""
    later = Recommendation.objects.filter(contact=OuterRef("contact"), pk__gt=OuterRef("pk"))
    waiting = Recommendation.objects.filter(
        ~Exists(later), authority_id=authority_id, oversight__isnull=True, contact__ended_at__isnull=True
    )
    return waiting.select_related("contact__agency", "recommended_by").order_by("recommended_at", "pk")


def oversight_clock(recommendation: Recommendation, in_force: Rules) -> triage.ContactClock:
    """Find the limit for a second person's decision, and when it falls due."""
    limit = in_force.limits["oversight"]
    return triage.ContactClock(
        limit=limit, due_at=clocks.due_at(limit, recommendation.recommended_at, in_force.calendar)
    )


def queue(worker: Worker, *, at: datetime) -> list[Waiting]:
    """List what waits for oversight by when it is due, the worker's own with the reason why they may not decide."""
    in_force = policy.in_force(worker.authority_id, at=at).rules
    children = Prefetch("contact__named", queryset=NamedPerson.objects.filter(is_child=True).order_by("position"))
    outcomes = Prefetch("outcomes", queryset=RecommendedOutcome.objects.order_by("named__position"))
    seen = (
        awaiting_oversight(worker.authority_id)
        if worker.may(Permission.OUTCOME_OVERSEE)
        else Recommendation.objects.none()
    )
    made = list(seen.prefetch_related(children, outcomes))
    held = in_hand([each.pk for each in made], at=at)
    ratings = triage.ratings_of([each.contact_id for each in made])
    people = intake.identified([child.pk for each in made for child in each.contact.named.all()])
    waiting = [
        Waiting(
            recommendation=each,
            outcomes=list(dict.fromkeys(row.get_kind_display() for row in each.outcomes.all())),
            children=[called(child, people.get(child.pk)) for child in each.contact.named.all()],
            rating=ratings.get(each.contact_id),
            oversight_clock=oversight_clock(each, in_force),
            contact_clock=triage.clock_of(each.contact, ratings.get(each.contact_id), in_force),
            reasons_not_mine=rules.reasons_not_yours(is_recommender=each.recommended_by_id == worker.pk),
            in_hand_of=held[each.pk].picked_up_by.name if each.pk in held else "",
        )
        for each in made
    ]
    return sorted(waiting, key=lambda each: (each.clock.due_at, each.recommendation.pk))


def next_in_queue(worker: Worker, *, at: datetime) -> Recommendation | None:
    """Find the next recommendation that this worker may decide about."""
    return next(
        (each.recommendation for each in queue(worker, at=at) if not each.reasons_not_mine and not each.in_hand_of),
        None,
    )


def returned_to(worker: Worker) -> QuerySet[Oversight]:
    """Find what was returned to this worker and not recommended again, by when it must be done."""
    later = Recommendation.objects.filter(
        contact=OuterRef("recommendation__contact"), pk__gt=OuterRef("recommendation")
    )
    returned = Oversight.objects.filter(
        authority_id=worker.authority_id,
        recommendation__recommended_by=worker,
        recommendation__contact__ended_at__isnull=True,
        kind=OversightKind.RETURNED,
    )
    return (
        returned.exclude(Exists(later))
        .select_related("recommendation__contact", "decided_by")
        .order_by("direction_due_at")
    )


def returned_of(contact_ids: list[int]) -> Mapping[int, Oversight]:
    """Find the direction that stands on each contact whose latest recommendation was returned."""
    latest = (
        Recommendation.objects.filter(contact_id__in=contact_ids)
        .select_related("oversight__decided_by")
        .order_by("contact_id", "-pk")
        .distinct("contact_id")
    )
    found = {each.contact_id: getattr(each, "oversight", None) for each in latest}
    return {one: each for one, each in found.items() if each is not None and each.kind == OversightKind.RETURNED}


def replies_to_tell(authority_id: int) -> QuerySet[Reply]:
    """Find the referrers who must be told by phone and have not been, the oldest first."""
    waiting = Reply.objects.filter(authority_id=authority_id, method=ReplyMethod.PHONE, told_at__isnull=True)
    return waiting.select_related("contact__agency", "contact__professional").order_by("written_at")


def replies_visible_to(worker: Worker) -> QuerySet[Reply]:
    """Find the replies that this worker may read: a partner's are their own agency's."""
    replies = Reply.objects.filter(authority_id=worker.authority_id)
    if worker.may(Permission.REPLY_SEE):
        return replies.filter(contact__agency=worker.agency_id)
    return replies if worker.may(Permission.CONTACT_SEE) else replies.none()
