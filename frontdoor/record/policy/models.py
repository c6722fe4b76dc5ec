"""Editions of the local policy: the rules in force from a date."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

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
