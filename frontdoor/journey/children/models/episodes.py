"""The time a child is open to us."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Func, Q

from frontdoor.journey.children.joining import WhenJoined
from frontdoor.journey.children.models.people import Person
from frontdoor.record.access.models import Worker
from frontdoor.record.organisations.models import OfAuthority, Team


class Episode(OfAuthority):
    """The time a child is open to children's social care, from referral to closure (the census's "CIN details")."""

    may_change: ClassVar[tuple[str, ...]] = ("closed_at", "closed_by", "closure_reason", "worker", "team")
    when_joined: ClassVar[WhenJoined] = WhenJoined.ONE_AT_A_TIME

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="episodes")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    source_code = models.CharField(max_length=2, blank=True)
    worker = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="open_cases")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closure_reason = models.CharField(max_length=4, blank=True, help_text="Census code RC1 to RC9")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person",), condition=Q(closed_at__isnull=True), name="one_open_episode_a_child"
            ),
            ExclusionConstraint(
                name="episodes_never_overlap",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (
                        Func("opened_at", "closed_at", function="tstzrange", output_field=DateTimeRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closure_reason="")
                | (Q(closed_at__isnull=False) & ~Q(closure_reason="")),
                name="closed_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"episode of {self.person} from {self.opened_at:%d %B %Y}"
