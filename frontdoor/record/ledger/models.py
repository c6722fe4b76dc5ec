"""The append-only account of who did, saw or decided what, when and why."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from frontdoor.record.organisations.models import OfAuthority


class Entry(OfAuthority):
    """One act or view. Numbered and hash-chained within its authority by a trigger; nobody may change or remove it.

    `detail` carries codes and row numbers, never names, addresses or free text.
    """

    may_change: ClassVar[tuple[str, ...]] = ()

    number = models.BigIntegerField(
        editable=False, default=0, help_text="Position in the authority's chain; set by the database"
    )
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True, help_text="The worker; blank for a machine")
    by_name = models.CharField(max_length=120)
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=40, help_text="Kind of thing, such as contact or person")
    subject_id = models.BigIntegerField(null=True)
    detail = models.JSONField(default=dict)
    previous_hash = models.BinaryField(editable=False, default=b"")
    hash = models.BinaryField(editable=False, default=b"")

    class Meta:
        verbose_name_plural = "entries"
        constraints = (models.UniqueConstraint(fields=("authority", "number"), name="ledger_numbered_once"),)
        indexes = (
            models.Index(fields=("subject", "subject_id"), name="ledger_by_subject"),
            models.Index(fields=("authority", "by_id", "at"), name="ledger_by_worker"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.act}"
