"""Who acts: a worker asks for the permission; a machine or a command acts under what started it."""

from __future__ import annotations

from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger


def worker_of(by: ledger.Actor) -> Worker | None:
    return by if isinstance(by, Worker) else None


def require_of(by: ledger.Actor, permission: Permission) -> None:
    """Ask for the permission of a worker; a machine or a command acts under what started it."""
    if isinstance(by, Worker):
        require(by, permission)
