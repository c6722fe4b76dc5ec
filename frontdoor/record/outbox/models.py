"""What waits to leave the building. Written in the transaction of the act that caused it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from frontdoor.record.organisations.models import OfAuthority


class Message(OfAuthority):
    """One e-mail. It says that there is something to read and where; never about whom or what."""

    may_change: ClassVar[tuple[str, ...]] = ("sent_at", "attempts", "last_error", "next_try_at")

    message_id = models.UUIDField(
        unique=True, help_text="The same at every attempt, so that a second sending can be recognised"
    )
    to_address = models.EmailField()
    subject_line = models.CharField(max_length=160)
    body = models.TextField()
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (models.Index(fields=("next_try_at",), condition=Q(sent_at__isnull=True), name="outbox_waiting"),)

    def __str__(self) -> str:
        return str(self.message_id)
