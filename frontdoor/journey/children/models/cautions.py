"""What anybody who meets or writes to a person must know first."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from frontdoor.journey.children.joining import WhenJoined
from frontdoor.journey.children.models.people import Person
from frontdoor.record.access.models import Worker
from frontdoor.record.organisations.models import OfAuthority


class CautionKind(models.TextChoices):
    """That an address is sealed is shown beside these, and comes from its Seal."""

    DANGER_TO_STAFF = "danger_to_staff", "Danger to staff"
    KNOWN_PERPETRATOR = "known_perpetrator", "Known perpetrator in the home"
    TAKEN_AWAY = "taken_away", "May be taken away or hidden"
    OTHER = "other", "Other warning"


class Caution(OfAuthority):
    """A warning about a person, shown before anything else; across records that are, or may be, the same person."""

    may_change: ClassVar[tuple[str, ...]] = ("ended_at", "ended_by", "ended_because")
    when_joined: ClassVar[WhenJoined] = WhenJoined.READ_TOGETHER

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cautions")
    kind = models.CharField(max_length=20, choices=CautionKind)
    words = models.CharField(max_length=300)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, ended_because="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_because="")),
                name="caution_ended_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="caution_in_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person}"
