"""What was done with a child before, or beside, what this record itself does."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from frontdoor.journey.children.involvement_rules import KINDS, ORIGINS
from frontdoor.journey.children.joining import WhenJoined
from frontdoor.journey.children.models.people import Person
from frontdoor.record.access.models import Worker
from frontdoor.record.organisations.models import OfAuthority


class Involvement(OfAuthority):
    """An assessment, an enquiry, a plan or a time in care of one child, from one day until another.

    It is recorded once; only its end may be learned later. Where `has_ended` without `ended_on`, the day is not known.
    """

    may_change: ClassVar[tuple[str, ...]] = ("has_ended", "ended_on", "led_to", "end_learned_at", "end_learned_by")
    when_joined: ClassVar[WhenJoined] = WhenJoined.READ_TOGETHER

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="involvements")
    kind = models.CharField(max_length=24, choices=tuple(KINDS.items()))
    started_on = models.DateField()
    has_ended = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True)
    category = models.CharField(max_length=4, blank=True, help_text="Census code of the abuse or the need")
    led_to = models.CharField(max_length=16, blank=True, help_text="Code of the outcome or the reason for the end")
    organisation = models.CharField(max_length=120, blank=True, help_text="Who did it, where it was not the council")
    earlier = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many of the kind there were before it, as the other system says"
    )
    origin = models.CharField(max_length=16, choices=tuple(ORIGINS.items()))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    end_learned_at = models.DateTimeField(null=True, blank=True)
    end_learned_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "kind", "started_on"), name="involvement_once"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(has_ended=True, ended_on__gte=F("started_on")),
                name="involvement_in_order",
            ),
            models.CheckConstraint(condition=Q(has_ended=True) | Q(led_to=""), name="involvement_led_to_once_ended"),
            models.CheckConstraint(
                condition=Q(end_learned_at__isnull=True, end_learned_by__isnull=True)
                | Q(end_learned_at__isnull=False, has_ended=True),
                name="involvement_end_learned_once_ended",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.person} from {self.started_on:%d %B %Y}"
