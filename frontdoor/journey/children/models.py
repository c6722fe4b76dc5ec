"""Who it is about: people, the homes they live in, who is related to whom, and the time a child is open to us."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from frontdoor.record.access.models import Worker
from frontdoor.record.organisations.models import OfAuthority, Team


class Sex(models.TextChoices):
    MALE = "M", "Male"
    FEMALE = "F", "Female"
    UNKNOWN = "U", "Not known, or unborn"


class Person(OfAuthority):
    """A child or an adult whom we know. An unborn child has `expected_on` and no date of birth."""

    may_change: ClassVar[tuple[str, ...]] = ()

    reference = models.CharField(
        max_length=12, help_text="P and six digits or more; said on the phone and used in addresses of pages"
    )
    first_name = models.CharField(max_length=80, blank=True)
    middle_names = models.CharField(max_length=120, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, default=Sex.UNKNOWN)
    ethnicity = models.CharField(max_length=4, blank=True, help_text="Census code, such as WBRI; blank where not known")
    disabilities = models.CharField(
        max_length=80, blank=True, help_text="Census codes with commas; NONE; blank where not known"
    )
    nhs_number = models.CharField(max_length=10, blank=True)
    upn = models.CharField(max_length=13, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    older_system_id = models.CharField(
        max_length=40, blank=True, help_text="The child's id in the system we imported from"
    )
    school = models.CharField(max_length=120, blank=True)
    died_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "people"
        constraints = (
            models.UniqueConstraint(fields=("authority", "reference"), name="person_reference_once"),
            models.UniqueConstraint(
                fields=("authority", "older_system_id"), condition=~Q(older_system_id=""), name="person_older_id_once"
            ),
            models.CheckConstraint(
                condition=Q(date_of_birth__isnull=True) | Q(expected_on__isnull=True), name="born_or_expected"
            ),
        )

    def __str__(self) -> str:
        return self.reference


class OtherName(OfAuthority):
    """Another name that a person is or was known by."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="other_names")
    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"another name of {self.person}"


class Household(OfAuthority):
    """The people who share a home. A child of separated parents may belong to two."""

    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"household {self.pk}"


class Membership(OfAuthority):
    """A person lives, or lived, in a household."""

    may_change: ClassVar[tuple[str, ...]] = ("until_on",)

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40, blank=True, help_text="Such as child, mother, mother's partner, grandparent")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("household", "person"), condition=Q(until_on__isnull=True), name="lives_in_a_home_once"
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


class RelationshipKind(models.TextChoices):
    PARENT = "parent", "is a parent of"
    STEP_PARENT = "step_parent", "is a step-parent of"
    GRANDPARENT = "grandparent", "is a grandparent of"
    TWIN = "twin", "is a twin of"
    CARER = "carer", "cares for"


class Relationship(OfAuthority):
    """`person` is a parent (and so on) of `other`. Brothers and sisters follow from shared parents."""

    may_change: ClassVar[tuple[str, ...]] = ("until_on",)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="related_to")
    kind = models.CharField(max_length=20, choices=RelationshipKind)
    has_parental_responsibility = models.BooleanField(null=True)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "other", "kind"), name="related_once"),
            models.CheckConstraint(condition=~Q(person=F("other")), name="not_related_to_oneself"),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.get_kind_display()} {self.other}"


class Episode(OfAuthority):
    """The time a child is open to children's social care, from referral to closure (the census's "CIN details")."""

    may_change: ClassVar[tuple[str, ...]] = ("closed_at", "closed_by", "closure_reason", "worker", "team")

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


class MatchKey(OfAuthority):
    """One way to find a person who may be the one named (see library/matching). Rebuilt from facts; holds no name."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    key = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("authority", "key", "person"), name="match_key_once"),)

    def __str__(self) -> str:
        return str(self.key)
