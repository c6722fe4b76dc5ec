"""What we ask of the ledger: who looked, and who did what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q, QuerySet

from frontdoor.record.ledger.acts import ACTS
from frontdoor.record.ledger.models import Entry

LOOKS = tuple(act for act in ACTS if act.endswith((".viewed", ".address_unsealed")))


@dataclass(frozen=True, kw_only=True)
class Act:
    """One act or view, in words."""

    number: int
    at: datetime
    by_id: int | None
    by_name: str
    act: str
    words: str


def who_looked_at(person_id: int) -> list[Act]:
    """List who opened a person's record, or read their sealed address, the latest first."""
    return _told(Entry.objects.filter(act__in=LOOKS, subject="person", subject_id=person_id))


def acts_on_contact(contact_id: int) -> list[Act]:
    """List what was done with a contact and who opened it, the latest first."""
    about = Q(subject="contact", subject_id=contact_id) | Q(detail__contact=contact_id)
    return _told(Entry.objects.filter(about))


def has_opened_contact(contact_id: int, *, worker_id: int) -> bool:
    """Say whether a worker ever opened a contact, or a recommendation on it."""
    opened = Entry.objects.filter(subject="contact", subject_id=contact_id, by_id=worker_id)
    return opened.filter(act__in=("contact.viewed", "oversight.viewed")).exists()


def others_at_contact(contact_id: int, *, besides: int, since: datetime) -> list[str]:
    """Name the other workers who have opened a contact since a moment, the latest first."""
    opened = Entry.objects.filter(act="contact.viewed", subject="contact", subject_id=contact_id, at__gte=since)
    others = opened.exclude(by_id=besides).values("by_id", "by_name").annotate(last_at=Max("at")).order_by("-last_at")
    return [one["by_name"] for one in others]


def last_act_on_contact(contact_id: int, *, by_id: int) -> datetime | None:
    """Say when a worker last opened a contact or did something with it."""
    own = Entry.objects.filter(subject="contact", subject_id=contact_id, by_id=by_id)
    last: datetime | None = own.aggregate(last=Max("at"))["last"]
    return last


def has_acted_before(at: datetime, *, authority_id: int, worker_id: int) -> bool:
    """Say whether a worker did or opened anything here before a moment."""
    return Entry.objects.filter(authority_id=authority_id, by_id=worker_id, at__lt=at).exists()


def _told(entries: QuerySet[Entry]) -> list[Act]:
    return [
        Act(
            number=one.number,
            at=one.at,
            by_id=one.by_id,
            by_name=one.by_name,
            act=one.act,
            words=ACTS.get(one.act, one.act),
        )
        for one in entries.order_by("-number")
    ]
