"""We look: what each contact about a child is, how fast it must move, and who has it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from frontdoor.journey.children.models import Episode
from frontdoor.journey.intake.models import Contact, NamedPerson
from frontdoor.record.access.models import Worker
from frontdoor.record.organisations.models import OfAuthority


class DemandClass(models.TextChoices):
    """What a contact about a child is (design: the six demand classes). Net demand is new and repeat."""

    NEW = "new", "New"
    REPEAT = "repeat", "Repeat"
    DUPLICATE = "duplicate", "Duplicate"
    OPEN_CASE = "open_case", "Open-case information"
    INFORMATION_REQUEST = "information_request", "Information request"
    NOT_FOR_US = "not_for_us", "Not for us"


class Colour(models.TextChoices):
    RED = "red", "Red"
    AMBER = "amber", "Amber"
    GREEN = "green", "Green"


class Classification(OfAuthority):
    """A worker set the demand class of a contact about one child. Setting it again ends the earlier one."""

    may_change: ClassVar[tuple[str, ...]] = ("ended_at", "ended_by")

    named = models.ForeignKey(NamedPerson, on_delete=models.PROTECT, related_name="classifications")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="classifications")
    demand_class = models.CharField(max_length=20, choices=DemandClass)
    linked_to = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="also_told_by")
    reason = models.TextField(blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("named",), condition=Q(ended_at__isnull=True), name="one_class_a_child"),
            models.CheckConstraint(
                condition=~Q(demand_class="duplicate") | Q(linked_to__isnull=False), name="duplicate_of_something"
            ),
        )

    def __str__(self) -> str:
        return f"{self.named}: {self.demand_class}"


class Rating(OfAuthority):
    """How fast: set by a qualified person, changed with a reason. Due instants follow from it and the receipt."""

    may_change: ClassVar[tuple[str, ...]] = ("ended_at", "ended_by")

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="ratings")
    colour = models.CharField(max_length=6, choices=Colour)
    reason = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("contact",), condition=Q(ended_at__isnull=True), name="one_rating_a_contact"
            ),
        )

    def __str__(self) -> str:
        return f"{self.contact}: {self.colour}"


class Allocation(OfAuthority):
    """A contact is with a worker until it is given to another."""

    may_change: ClassVar[tuple[str, ...]] = ("ended_at", "ended_by")

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="allocations")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="allocations")
    allocated_at = models.DateTimeField()
    allocated_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("contact",), condition=Q(ended_at__isnull=True), name="one_worker_a_contact"
            ),
        )

    def __str__(self) -> str:
        return f"{self.contact} with {self.worker}"


class News(OfAuthority):
    """Information on an open case, passed to the worker the child is allocated to, until they say they have it."""

    may_change: ClassVar[tuple[str, ...]] = ("acknowledged_at", "acknowledged_by")

    named = models.ForeignKey(NamedPerson, on_delete=models.PROTECT, related_name="news")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="news")
    worker = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="news")
    passed_at = models.DateTimeField()
    passed_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "news"
        constraints = (models.UniqueConstraint(fields=("named", "episode"), name="news_passed_once"),)
        indexes = (
            models.Index(fields=("worker",), condition=Q(acknowledged_at__isnull=True), name="news_not_acknowledged"),
        )

    def __str__(self) -> str:
        return f"news about {self.named}"
