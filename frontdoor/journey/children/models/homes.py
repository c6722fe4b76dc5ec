"""The homes in which people live, and where those are."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from frontdoor.journey.children.joining import WhenJoined
from frontdoor.journey.children.models.families import WITHDRAWING, Withdrawable
from frontdoor.journey.children.models.people import Person
from frontdoor.record.access.models import Worker
from frontdoor.record.organisations.models import OfAuthority


class Household(OfAuthority):
    """The people who share a home. A child of separated parents may belong to two."""

    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"household {self.pk}"


class TimeThere(models.TextChoices):
    """How much of the time somebody with more than one home spends in one of them."""

    ALL = "all", "All the time"
    MOST = "most", "Most of the time"
    HALF = "half", "About half the week"
    WEEKENDS = "weekends", "Weekends or holidays"
    SOME = "some", "Now and then"


class Membership(Withdrawable):
    """A person lives, or lived, in a household. One that is withdrawn was never so: its time is empty."""

    may_change: ClassVar[tuple[str, ...]] = ("until_on", *WITHDRAWING)
    when_joined: ClassVar[WhenJoined] = WhenJoined.READ_TOGETHER

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40, blank=True, help_text="Such as child, mother, mother's partner, grandparent")
    time_there = models.CharField(max_length=10, choices=TimeThere, blank=True, help_text="Blank where not said")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta(Withdrawable.Meta):
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *Withdrawable.Meta.constraints,
            models.UniqueConstraint(
                fields=("household", "person"), condition=Q(until_on__isnull=True), name="lives_in_a_home_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(until_on=F("from_on")), name="withdrawn_was_never_so"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} in {self.household}"


class Address(OfAuthority):
    """Where a household lives, or lived. An address that must be kept from somebody is a SealedAddress instead."""

    may_change: ClassVar[tuple[str, ...]] = ("until_on",)

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="addresses")
    lines = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "addresses"

    def __str__(self) -> str:
        return f"an address of {self.household}"


class SealedAddress(OfAuthority):
    """An address hidden from somebody: in a table of its own, behind a wall of its own, never joined by default."""

    may_change: ClassVar[tuple[str, ...]] = ("until_on",)

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    lines = models.CharField(max_length=200)
    postcode = models.CharField(max_length=8, blank=True)
    reason = models.CharField(max_length=200)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    sealed_at = models.DateTimeField()
    sealed_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "sealed addresses"

    def __str__(self) -> str:
        return "a sealed address"


class Seal(OfAuthority):
    """That a household's address is sealed: this much everybody may know."""

    household = models.OneToOneField(Household, on_delete=models.PROTECT, related_name="seal")
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"the address of {self.household} is sealed"
