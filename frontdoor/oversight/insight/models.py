"""Changes that somebody marked, so that a chart begins anew where the service did."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from frontdoor.record.access.models import Worker
from frontdoor.record.organisations.models import OfAuthority

MOST_LETTERS = 80


class ChangeMarker(OfAuthority):
    """Something changed at the front door from a day on. Withdrawn when it was wrong, never deleted."""

    may_change: ClassVar[tuple[str, ...]] = ("withdrawn_at", "withdrawn_by")

    from_on = models.DateField()
    words = models.CharField(max_length=MOST_LETTERS, help_text="What changed, such as 'Second team started'")
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(words=""), name="change_says_what"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="change_withdrawn_by_somebody",
            ),
            models.UniqueConstraint(
                fields=("authority", "from_on", "words"),
                condition=Q(withdrawn_at__isnull=True),
                name="change_marked_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.words}, from {self.from_on:%d %B %Y}"
