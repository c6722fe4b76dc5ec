"""Who is at work: the hours somebody is contracted for, the days they are away, and the days they are on duty.

Why somebody is away is nobody's business here, so it is not asked.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from frontdoor.record.access.models import Worker
from frontdoor.record.organisations.models import OfAuthority

MOST_HOURS = 48


class Plan(OfAuthority):
    """Something planned about somebody's time. Withdrawn when it was wrong, never changed."""

    may_change: ClassVar[tuple[str, ...]] = ("withdrawn_at", "withdrawn_by")

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class ContractHours(Plan):
    """The hours a week that somebody works from a day on, until a later row says otherwise; none: they have left."""

    from_on = models.DateField()
    weekly = models.DecimalField(max_digits=4, decimal_places=1, validators=[MaxValueValidator(MOST_HOURS)])
    weekdays = ArrayField(models.PositiveSmallIntegerField(), help_text="1 is Monday, 5 is Friday")

    class Meta:
        verbose_name_plural = "contract hours"
        constraints = (
            models.UniqueConstraint(
                fields=("worker", "from_on"), condition=Q(withdrawn_at__isnull=True), name="hours_from_a_day_once"
            ),
            models.CheckConstraint(condition=Q(weekly__gte=0, weekly__lte=MOST_HOURS), name="hours_of_a_week"),
        )

    def __str__(self) -> str:
        return f"{self.weekly} hours a week from {self.from_on:%d %B %Y}"


class Absence(Plan):
    from_on = models.DateField()
    until_on = models.DateField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="away_days_in_order"),)
        indexes = (models.Index(fields=("authority", "until_on"), name="away_until"),)

    def __str__(self) -> str:
        return f"away {self.from_on:%d %B %Y} to {self.until_on:%d %B %Y}"


class Duty(Plan):
    """Somebody is on duty for a day: what comes in goes to them first."""

    duty_on = models.DateField()

    class Meta:
        verbose_name_plural = "duties"
        constraints = (
            models.UniqueConstraint(
                fields=("worker", "duty_on"), condition=Q(withdrawn_at__isnull=True), name="on_duty_once_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"duty on {self.duty_on:%d %B %Y}"
