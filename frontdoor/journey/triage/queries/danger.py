"""How fast we act on immediate danger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min

from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage.models import DangerAct


@dataclass(frozen=True, kw_only=True)
class MinutesToAct:
    """One contact about immediate danger; `minutes` is None while nobody has recorded what was done."""

    contact_id: int
    received_at: datetime
    minutes: int | None


def danger_acts_of(contact: Contact) -> list[DangerAct]:
    """Find what was done about a child's danger, in order."""
    if not contact.is_in_danger_now:
        return []
    return list(DangerAct.objects.filter(contact=contact).select_related("acted_by").order_by("acted_at", "pk"))


def acted_on(contact_ids: Iterable[int]) -> dict[int, datetime]:
    """Find when somebody first acted on each contact about danger that was acted on."""
    found = (
        DangerAct.objects.filter(contact_id__in=set(contact_ids)).values("contact_id").annotate(first=Min("acted_at"))
    )
    return {each["contact_id"]: each["first"] for each in found}


def minutes_to_act(authority_id: int, *, since: datetime, until: datetime) -> list[MinutesToAct]:
    """Measure the minutes from receipt to the first act, of contacts about immediate danger received in a span."""
    contacts = Contact.objects.filter(
        authority_id=authority_id, is_in_danger_now=True, received_at__gte=since, received_at__lt=until
    )
    rows = contacts.annotate(first=Min("danger_acts__acted_at")).values_list("pk", "received_at", "first")
    return [
        MinutesToAct(
            contact_id=contact_id,
            received_at=received_at,
            minutes=int((first - received_at).total_seconds() // 60) if first else None,
        )
        for contact_id, received_at, first in rows.order_by("received_at", "pk")
    ]
