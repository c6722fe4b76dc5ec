"""People: children and adults whom we know, and their other names."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from frontdoor.journey.children.joining import WhenJoined
from frontdoor.record.access.models import Worker
from frontdoor.record.organisations.models import OfAuthority


class Sex(models.TextChoices):
    MALE = "M", "Male"
    FEMALE = "F", "Female"
    UNKNOWN = "U", "Not known, or unborn"


class Person(OfAuthority):
    """A child or an adult whom we know. An unborn child has `expected_on` and no date of birth."""

    may_change: ClassVar[tuple[str, ...]] = ("died_on",)

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

    when_joined: ClassVar[WhenJoined] = WhenJoined.READ_TOGETHER

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="other_names")
    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"another name of {self.person}"
