"""Workers, and the machines that may speak for an agency."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from frontdoor.record.access.roles import Permission, Role, may
from frontdoor.record.organisations.models import Agency, Authority, OfAuthority, Team

ROLE_CHOICES = [(role.value, role.words) for role in Role]


class Workers(BaseUserManager["Worker"]):
    def get_by_natural_key(self, sign_in_name: str | None) -> Worker:
        return self.get(sign_in_name__iexact=sign_in_name)


class Worker(AbstractBaseUser):
    """Somebody who signs in. What they may do follows from their role alone (`roles.ROLES`)."""

    may_change: ClassVar[tuple[str, ...]] = ("password", "last_login", "is_active", "role", "team", "name", "email")

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    sign_in_name = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="workers")
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="A partner's own agency"
    )
    is_qualified = models.BooleanField(default=False, help_text="Registered with Social Work England")
    is_active = models.BooleanField(default=True)

    objects = Workers()

    USERNAME_FIELD = "sign_in_name"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(role__in=[r.value for r in Role]), name="worker_role_known"),
            models.CheckConstraint(
                condition=~Q(role=Role.PARTNER.value) | Q(agency__isnull=False), name="partner_has_an_agency"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def may(self, permission: Permission) -> bool:
        """Say whether this worker's role grants the permission now."""
        return self.is_active and may(self.role, permission)

    @property
    def ledger_id(self) -> int | None:
        return self.pk

    @property
    def ledger_name(self) -> str:
        return self.name


class Machine(OfAuthority):
    """An agency's computer that may send contacts. Its key is kept only as a hash."""

    may_change: ClassVar[tuple[str, ...]] = ("ended_at",)

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    key_hash = models.BinaryField(unique=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def ledger_id(self) -> int | None:
        return None

    @property
    def ledger_name(self) -> str:
        return f"{self.name} (machine)"
