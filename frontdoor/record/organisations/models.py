"""Who there is: authorities, their teams, the agencies around them and the professionals in those."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Authority(models.Model):
    """One local authority. Every other row in the house belongs to one."""

    may_change: ClassVar[tuple[str, ...]] = ()

    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(max_length=40)
    children_population = models.PositiveIntegerField(
        help_text="Children aged 0 to 17, the Office for National Statistics' mid-year estimate"
    )

    def __str__(self) -> str:
        return self.name


class OfAuthority(models.Model):
    """A row that belongs to one authority, and which row-level security shows to no other.

    `may_change` names the columns that the web process may update. Everything else is written once:
    facts are added or ended, never edited.
    """

    may_change: ClassVar[tuple[str, ...]] = ()

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+", editable=False)

    class Meta:
        abstract = True


class TeamKind(models.TextChoices):
    FRONT_DOOR = "front_door", "Front door"
    ASSESSMENT = "assessment", "Assessment"
    SAFEGUARDING = "safeguarding", "Safeguarding and care planning"
    EARLY_HELP = "early_help", "Early help"
    OTHER = "other", "Other"


class Provider(models.TextChoices):
    COUNCIL = "council", "The council"
    COMMISSIONED = "commissioned", "Commissioned from outside"


class Team(OfAuthority):
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=TeamKind)
    provider = models.CharField(max_length=20, choices=Provider, default=Provider.COUNCIL)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("authority", "name"), name="team_named_once"),)

    def __str__(self) -> str:
        return self.name


class Agency(OfAuthority):
    """An organisation that tells us things, such as a school, a police unit or a GP practice."""

    name = models.CharField(max_length=160)
    source_code = models.CharField(max_length=2, help_text="The census's source code, 1A to 10")

    class Meta:
        verbose_name_plural = "agencies"
        constraints = (models.UniqueConstraint(fields=("authority", "name"), name="agency_named_once"),)

    def __str__(self) -> str:
        return self.name


class Professional(OfAuthority):
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="professionals")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)

    def __str__(self) -> str:
        return f"{self.name}, {self.agency}"
