"""Situations by name. Each is made through the actions that the pages use, so that it is one that can really arise."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.organisations.models import Agency, Team

_number = count(1)


@dataclass(frozen=True, kw_only=True)
class Machinery:
    """An actor that is no person."""

    authority_id: int = 1
    ledger_id: int | None = None
    ledger_name: str = "Test machinery"


def an_agency(name: str = "", *, source_code: str = "2A", authority_id: int = 1) -> Agency:
    return Agency.objects.create(
        authority_id=authority_id, name=name or f"Harbour Primary School {next(_number)}", source_code=source_code
    )


def a_team(name: str = "", *, kind: str = "front_door", authority_id: int = 1) -> Team:
    return Team.objects.create(authority_id=authority_id, name=name or f"Front door team {next(_number)}", kind=kind)


def a_worker(
    role: Role = Role.SOCIAL_WORKER, *, name: str = "", authority_id: int = 1, password: str = "", **more: bool
) -> Worker:
    """Somebody of a role, who can sign in when a password is given; `is_qualified` may be said otherwise."""
    number = next(_number)
    worker = Worker(
        authority_id=authority_id,
        sign_in_name=f"{role.value}{number}-{authority_id}",
        name=name or f"{role.words} Number{number}",
        email=f"worker{number}@frontdoor.example",
        role=role.value,
        is_qualified=more.get("is_qualified", role in {Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.SERVICE_MANAGER}),
        agency=an_agency(authority_id=authority_id) if role is Role.PARTNER else None,
    )
    if password:
        worker.set_password(password)
    else:
        worker.set_unusable_password()
    worker.save()
    return worker
