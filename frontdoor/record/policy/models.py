"""Editions of the local policy, the rules in force from a date, and days off that are declared between editions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from frontdoor.record.access.models import Worker
from frontdoor.record.organisations.models import OfAuthority


class Edition(OfAuthority):
    """One edition, as adopted. Decisions pin the edition they were made under; an edition is never edited."""

    may_change: ClassVar[tuple[str, ...]] = ()

    name = models.CharField(max_length=120)
    in_force_from = models.DateField()
    content = models.JSONField(help_text="The policy file as read (see record/policy/editions)")
    adopted_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("authority", "in_force_from"), name="one_edition_a_day"),)

    def __str__(self) -> str:
        return f"{self.name}, in force from {self.in_force_from}"


class DayOffKind(models.TextChoices):
    CLOSED = "closed", "The hub is shut"
    ADDED = "added", "A bank holiday, proclaimed late or only once"
    REMOVED = "removed", "Not a bank holiday after all"


class DayOff(OfAuthority):
    """One day that became a day off, or stopped being one, after contacts were open. Withdrawn, never deleted."""

    may_change: ClassVar[tuple[str, ...]] = ("withdrawn_at", "withdrawn_by")

    falls_on = models.DateField()
    kind = models.CharField(max_length=8, choices=DayOffKind)
    name = models.CharField(max_length=80)
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(
        Worker, null=True, on_delete=models.PROTECT, related_name="+", help_text="Null for a command"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "days off"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "falls_on"), condition=Q(withdrawn_at__isnull=True), name="one_day_off_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.falls_on}: {self.name}"
