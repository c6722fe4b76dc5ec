"""What a partner may see: their own agency's contacts, where each has got to, and what they were told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from django.db.models import Exists, F, OuterRef, QuerySet

from frontdoor.journey.decision.models import Reply
from frontdoor.journey.intake import queries as intake
from frontdoor.journey.intake.models import Contact as Contact
from frontdoor.journey.intake.models import Identification
from frontdoor.journey.triage import queries as triage
from frontdoor.journey.triage.models import Allocation, Classification, Question, Rating
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission, Role

Contacts: TypeAlias = QuerySet[Contact]

RECEIVED = "Received"
LOOKED_AT = "Being looked at"
DECIDED = "Decided"


@dataclass(frozen=True, kw_only=True)
class ToldUs:
    """One contact as its own agency may see it: nothing about anybody, only where it has got to."""

    receipt: str
    their_reference: str
    received_at: datetime
    state: str
    read_at: datetime | None
    has_question: bool = False

    @property
    def has_reply(self) -> bool:
        return self.state == DECIDED


def visible_to(worker: Worker) -> Contacts:
    """Find the contacts of a partner's own agency, the latest first, with what says where each has got to."""
    if worker.role != Role.PARTNER or not worker.may(Permission.REPLY_SEE):
        return Contact.objects.none()
    of_contact = {"contact": OuterRef("pk")}
    named = Identification.objects.filter(named__contact=OuterRef("pk"))
    return (
        intake.visible_to(worker)
        .only("receipt", "agency_reference", "received_at")
        .annotate(
            replied_at=F("reply__written_at"),
            reply_read_at=F("reply__read_at"),
            has_question=Exists(Question.objects.filter(ended_at__isnull=True, **of_contact)),
            is_looked_at=Exists(Rating.objects.filter(**of_contact))
            | Exists(Allocation.objects.filter(**of_contact))
            | Exists(Classification.objects.filter(**of_contact))
            | Exists(named),
        )
        .order_by("-received_at", "-pk")
    )


def shown(contact: Contact) -> ToldUs:
    """Say what a partner is shown of a contact that `visible_to` found."""
    replied_at: datetime | None = getattr(contact, "replied_at", None)
    return ToldUs(
        receipt=contact.receipt,
        their_reference=contact.agency_reference,
        received_at=contact.received_at,
        state=DECIDED if replied_at else LOOKED_AT if getattr(contact, "is_looked_at", False) else RECEIVED,
        read_at=getattr(contact, "reply_read_at", None),
        has_question=bool(getattr(contact, "has_question", False)),
    )


def questions_to(worker: Worker, contact: Contact) -> list[Question]:
    """Find what a partner's agency was asked about a contact and has not answered, the longest waiting first."""
    asked = triage.questions_visible_to(worker).filter(contact=contact, ended_at__isnull=True)
    return list(asked.order_by("asked_at", "pk"))


def reply_to(contact: Contact) -> Reply | None:
    """Find what the referrer is told of a contact, once it is decided."""
    return Reply.objects.filter(contact=contact).first()
