"""What waits to leave the building."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from frontdoor.record.outbox.models import Message


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """How many messages wait, how many of them have failed at least once, and how long the oldest has waited."""

    count: int
    failed: int
    oldest_at: datetime | None
    oldest_age: timedelta | None


def waiting(at: datetime) -> Waiting:
    """Count what waits in the authority that is being worked for."""
    found = Message.objects.filter(sent_at__isnull=True).aggregate(
        count=Count("pk"), failed=Count("pk", filter=Q(attempts__gt=0)), oldest_at=Min("created_at")
    )
    oldest_at = found["oldest_at"]
    return Waiting(
        count=found["count"],
        failed=found["failed"],
        oldest_at=oldest_at,
        oldest_age=at - oldest_at if oldest_at else None,
    )
