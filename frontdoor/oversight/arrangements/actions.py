"""Changing the policy where contacts are open: the ledger is told which of their due times move."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from frontdoor.oversight.arrangements import queries
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.policy import actions as policy
from frontdoor.record.policy.models import DayOff, Edition


def adopt(*, file: Path, by: ledger.Actor, at: datetime) -> Edition:
    """Adopt a policy file or folder. Raises BadEdition, or NotAdopted with the reason."""
    with transaction.atomic():
        return policy.adopt(file=file, running=queries.running(by.authority_id), by=by, at=at)


def declare_day_off(*, falls_on: date, kind: str, name: str, by: ledger.Actor, at: datetime) -> DayOff:
    """Declare a day off, as a worker who may or as the command line. Raises Refused."""
    _require(by)
    with transaction.atomic():
        running = queries.running(by.authority_id)
        return policy.declare_day_off(falls_on=falls_on, kind=kind, name=name, running=running, by=by, at=at)


def withdraw_day_off(*, day: DayOff, by: ledger.Actor, at: datetime) -> None:
    """Withdraw a day off that has not come yet. Raises Refused."""
    _require(by)
    with transaction.atomic():
        policy.withdraw_day_off(day=day, running=queries.running(by.authority_id), by=by, at=at)


def _require(by: ledger.Actor) -> None:
    """Ask a worker's role; the command line belongs to whoever runs the machine, and the ledger names it."""
    if isinstance(by, Worker):
        require(by, Permission.POLICY_CHANGE)
