"""Who has a recommendation in hand, and what lacks a manager's decision."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from django.db.models import QuerySet

from frontdoor.journey.children import queries as children
from frontdoor.journey.children.models import Person
from frontdoor.journey.decision.looking_rules import IDLE
from frontdoor.journey.decision.models import ChildsDay, HowWeKnow, Look, Outcome, OutcomeKind, PickUp, Recommendation
from frontdoor.journey.intake.models import Identification, Verdict
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import queries as ledger


def in_hand(recommendation_ids: Collection[int], *, at: datetime) -> dict[int, PickUp]:
    """Find who has each recommendation in hand now. Whoever has done nothing for a while has let go."""
    held = PickUp.objects.filter(recommendation_id__in=recommendation_ids, let_go_at__isnull=True)
    found = list(held.select_related("picked_up_by", "recommendation"))
    return {each.recommendation_id: each for each in found if _last_seen(each) > at - IDLE}


def _last_seen(held: PickUp) -> datetime:
    last = ledger.last_act_on_contact(held.recommendation.contact_id, by_id=held.picked_up_by_id)
    return max(held.picked_up_at, last) if last else held.picked_up_at


def in_hand_of_another(recommendation: Recommendation, worker: Worker, *, at: datetime) -> str:
    """Name whoever else has a recommendation in hand; blank where it is free."""
    held = in_hand([recommendation.pk], at=at).get(recommendation.pk)
    return held.picked_up_by.name if held and held.picked_up_by_id != worker.pk else ""


@dataclass(frozen=True, kw_only=True)
class LevelFound:
    """The level that a referrer stated beside the level that was decided, for one child."""

    contact_id: int
    agency_id: int | None
    stated: str
    found: str
    edition_id: int

    @property
    def differs(self) -> bool:
        return self.stated != self.found


def levels_found(authority_id: int, *, since: datetime, until: datetime) -> list[LevelFound]:
    """Find, of contacts received in a span whose referrer stated a level, what level was decided for each child."""
    decided = Outcome.objects.filter(
        authority_id=authority_id,
        contact__received_at__gte=since,
        contact__received_at__lt=until,
    ).exclude(contact__level_stated="")
    return [
        LevelFound(
            contact_id=each.contact_id,
            agency_id=each.contact.agency_id,
            stated=each.contact.level_stated,
            found=each.level,
            edition_id=each.recommendation.edition_id,
        )
        for each in decided.exclude(level="")
        .select_related("contact", "oversight__recommendation", "left_out__recommendation")
        .order_by("pk")
    ]


def closed_for_want_of_capacity(worker: Worker, *, since: datetime) -> QuerySet[Outcome]:
    """Find the children with a need whom nobody could be given to, the latest first: for the director."""
    found = Outcome.objects.filter(
        authority_id=worker.authority_id, kind=OutcomeKind.CAPACITY, took_effect_at__gte=since
    )
    seen = found if worker.may(Permission.OUTCOME_OVERSEE) else found.none()
    return seen.select_related("contact__agency", "oversight__recommendation", "oversight__decided_by").order_by(
        "-took_effect_at", "pk"
    )


def days_not_known(person: Person) -> list[ChildsDay]:
    """Find where nobody knew what a child's day is like, until somebody described it on that contact or a later one."""
    said = Identification.objects.filter(
        person_id__in=children.joined_with([person.pk]), verdict=Verdict.SAME, withdrawn_at__isnull=True
    )
    days = ChildsDay.objects.filter(named__in=said.values("named"), ended_at__isnull=True)
    found = list(days.select_related("named__contact", "described_by").order_by("-described_at", "-pk"))
    later = takewhile(lambda day: day.how_we_know == HowWeKnow.NOT_KNOWN_YET, found)
    return list(later)


def directions_open(authority_id: int) -> QuerySet[Look]:
    """Find what managers directed on the way and nobody has followed yet, by when it is due."""
    waiting = Look.objects.filter(
        authority_id=authority_id, direction_due_at__isnull=False, done_at__isnull=True, contact__ended_at__isnull=True
    )
    return waiting.select_related("contact", "looked_by").order_by("direction_due_at", "pk")
