"""The demonstration's sign-ins: one worker of each role answers to the role's own name; the others cannot sign in."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.hashers import make_password

from frontdoor.record.access.roles import Role
from frontdoor.site.authority import shapes

UNUSABLE = make_password(None)


def hashed(password: str) -> str:
    """Hash the demonstration's one password once, for the workers who may sign in with it."""
    return make_password(password)


def chosen(workers: Iterable[shapes.Worker]) -> dict[int, str]:
    """Choose a worker of each role who is at work today, front door first: worker's number → sign-in name."""
    names: dict[int, str] = {}
    for role in Role:
        at_work = [worker for worker in workers if worker.role == role and worker.ended_on is None]
        if at_work:
            names[min(at_work, key=lambda worker: (worker.team_id or 99, worker.id)).id] = role.value.replace("_", "-")
    return names
