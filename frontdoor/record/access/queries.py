"""Who there is, and who may do what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator

from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import ROLES, Permission, Role


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """One worker, as the settings page shows them."""

    name: str
    sign_in_name: str
    role: str
    belongs_to: str
    is_qualified: bool
    is_active: bool
    has_second_step: bool
    last_signed_in_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Granted:
    """One row of the roles table: a permission, and for each role whether it has it."""

    words: str
    by_role: Sequence[bool]


@dataclass(frozen=True, kw_only=True)
class People:
    """Those who can sign in, and how many could once and cannot any more; they are listed when asked for."""

    active: Sequence[Colleague]
    closed: Sequence[Colleague]
    closed_count: int


def people(authority_id: int, *, with_closed: bool = False) -> People:
    """List everybody who can sign in; with those who could once, if asked."""
    secured = set(
        Authenticator.objects.filter(
            user__authority_id=authority_id,
            type=Authenticator.Type.TOTP,
        ).values_list("user_id", flat=True)
    )
    everybody = Worker.objects.filter(authority_id=authority_id)
    workers = everybody.select_related("team", "agency").order_by("role", "name")
    closed = workers.filter(is_active=False) if with_closed else ()
    return People(
        active=[_colleague(one, secured) for one in workers.filter(is_active=True)],
        closed=[_colleague(one, secured) for one in closed],
        closed_count=everybody.filter(is_active=False).count(),
    )


def _colleague(worker: Worker, secured: set[int]) -> Colleague:
    return Colleague(
        name=worker.name,
        sign_in_name=worker.sign_in_name,
        role=worker.get_role_display(),
        belongs_to=str(worker.agency or worker.team or ""),
        is_qualified=worker.is_qualified,
        is_active=worker.is_active,
        has_second_step=worker.pk in secured,
        last_signed_in_at=worker.last_login,
    )


def roles() -> list[str]:
    """Name the roles, in the order of the table."""
    return [role.words for role in Role]


def who_may_what() -> list[Granted]:
    """Lay out the roles table: what `roles.ROLES` says and nothing else."""
    return [
        Granted(words=permission.value, by_role=[permission in ROLES[role] for role in Role])
        for permission in Permission
    ]
