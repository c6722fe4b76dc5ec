"""Refusals that a worker can act on."""

from __future__ import annotations

from collections.abc import Sequence

from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission


class Refused(Exception):
    """An act that may not happen now, with every reason in the worker's words."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(self.reasons))


class NotPermitted(Refused):
    """An act that this role may not do at all."""


def require(worker: Worker, permission: Permission) -> None:
    """Refuse unless the worker's role grants the permission. Every action of a worker begins here."""
    if not worker.may(permission):
        raise NotPermitted([f"Your role may not do this: {permission.value.lower()}."])


def refuse_if(reasons: Sequence[str]) -> None:
    """Refuse with the reasons, if there are any."""
    if reasons:
        raise Refused(reasons)
