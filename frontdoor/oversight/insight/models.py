"""What people add to the figures: what changed and when, whom they told, and why a clock was missed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from frontdoor.journey.intake.models import Contact
from frontdoor.record.access.models import Worker
from frontdoor.record.organisations.models import Agency, OfAuthority

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


class AgencyTold(OfAuthority):
    """An agency was told its own figures on a day, so that what changed since can be read. Withdrawn when wrong."""

    may_change: ClassVar[tuple[str, ...]] = ("withdrawn_at", "withdrawn_by")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    told_on = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "agencies told"
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="telling_withdrawn_by_somebody",
            ),
            models.UniqueConstraint(
                fields=("agency", "told_on"), condition=Q(withdrawn_at__isnull=True), name="agency_told_once_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency} told on {self.told_on:%d %B %Y}"


class LateBecause(models.TextChoices):
    """Why a clock was missed, in the words that add up across contacts."""

    PARTNER = "partner", "Waited for a partner's answer"
    FAMILY = "family", "Waited to speak with the family"
    UNCLEAR = "unclear", "What we were told had to be made clear first"
    CAPACITY = "capacity", "Nobody was free to take it"
    MANAGER = "manager", "Waited for a manager's decision"
    NOT_SEEN = "not_seen", "It was not seen in time"
    SYSTEM = "system", "The system, or another one that we needed, was not there"
    RECORDED_LATE = "recorded_late", "Done in time, and recorded late"
    OTHER = "other", "Something else"


class LateReason(OfAuthority):
    """Why one clock of a contact was missed, as a manager says. Said again, the earlier reason ends."""

    may_change: ClassVar[tuple[str, ...]] = ("ended_at", "ended_by")

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    clock = models.CharField(max_length=40, help_text="The limit's code in the policy edition")
    because = models.CharField(max_length=14, choices=LateBecause)
    words = models.CharField(max_length=200, blank=True, help_text="What happened, in a sentence; no names")
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="late_reason_ended_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(because="other") | ~Q(words=""), name="something_else_says_what"),
            models.UniqueConstraint(
                fields=("contact", "clock"), condition=Q(ended_at__isnull=True), name="one_reason_a_missed_clock"
            ),
        )

    def __str__(self) -> str:
        return f"{self.contact} late at {self.clock}: {self.because}"
