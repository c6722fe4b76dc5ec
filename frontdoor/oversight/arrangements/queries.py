"""What runs on open contacts now, so that whoever changes the policy can be told which due times move."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import OuterRef, Subquery

from frontdoor.journey.decision import queries as decision
from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage import rules as triage
from frontdoor.journey.triage.models import News, Rating
from frontdoor.record.policy.moving import Running


def running(authority_id: int) -> list[Running]:
    """List every limit that runs on a contact that has not ended: the contact's own, oversight, news to acknowledge."""
    return [*_contacts(authority_id), *_oversight(authority_id), *_news(authority_id)]


def _contacts(authority_id: int) -> Iterator[Running]:
    rating = Rating.objects.filter(contact=OuterRef("pk"), ended_at__isnull=True)
    open_now = Contact.objects.filter(authority_id=authority_id, ended_at__isnull=True).annotate(
        colour=Subquery(rating.values("colour")[:1])
    )
    told = open_now.values_list("pk", "receipt", "received_at", "is_in_danger_now", "colour").order_by("pk")
    for key, receipt, received_at, is_in_danger_now, colour in told:
        limit = triage.limit_code(colour=colour or "", is_in_danger_now=is_in_danger_now)
        yield _running(key, receipt, limit, received_at)


def _oversight(authority_id: int) -> Iterator[Running]:
    for one in decision.awaiting_oversight(authority_id):
        yield _running(one.contact_id, one.contact.receipt, "oversight", one.recommended_at)


def _news(authority_id: int) -> Iterator[Running]:
    waiting = News.objects.filter(authority_id=authority_id, acknowledged_at__isnull=True)
    for key, receipt, passed_at in waiting.values_list("named__contact_id", "named__contact__receipt", "passed_at"):
        yield _running(key, receipt, "news", passed_at)


def _running(contact_id: int, receipt: str, limit: str, started_at: datetime) -> Running:
    return Running(contact_id=contact_id, receipt=receipt, limit=limit, started_at=started_at)
