"""Who came in, who left, and who asked for what they may not have; and the machines that may send contacts."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from frontdoor.record.access.machines import hash_of
from frontdoor.record.access.models import Machine, Worker
from frontdoor.record.access.refusals import refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.organisations.models import Agency


def note_sign_in(*, by: Worker, at: datetime) -> None:
    """Write that a worker signed in."""
    ledger.write("worker.signed_in", subject=("worker", by.pk), by=by, at=at)


def note_sign_out(*, how: str, by: Worker, at: datetime) -> None:
    """Write that a worker signed out, or was signed out: `how` is "asked" or "time"."""
    ledger.write("worker.signed_out", subject=("worker", by.pk), by=by, at=at, detail={"how": how})


def note_refusal(*, page: str, method: str, by: Worker, at: datetime) -> None:
    """Write that a worker asked for what their role may not have. The page by its name, never its address."""
    detail = {"page": page, "method": method}
    ledger.write("worker.refused", subject=("worker", by.pk), by=by, at=at, detail=detail)


@dataclass(frozen=True, kw_only=True)
class AddedMachine:
    """A machine and its key. The key is shown once: only its hash is kept."""

    machine: Machine
    key: str


def add_machine(*, agency: Agency, name: str, by: ledger.Actor, at: datetime) -> AddedMachine:
    """Let an agency's machine send contacts, and give it the key to do so."""
    with transaction.atomic():
        if isinstance(by, Worker):
            require(by, Permission.SETTINGS_CHANGE)
        refuse_if([] if name.strip() else ["Name the machine, so that it can be told from the agency's others."])
        refuse_if([] if agency.authority_id == by.authority_id else ["This agency belongs to another authority."])
        key = f"fd_{secrets.token_urlsafe(32)}"
        machine = Machine.objects.create(
            authority_id=by.authority_id,
            agency=agency,
            name=name.strip()[:80],
            key_hash=hash_of(key),
            started_at=at,
        )
        ledger.write("machine.added", subject=("machine", machine.pk), by=by, at=at, detail={"agency": agency.pk})
    return AddedMachine(machine=machine, key=key)


def end_machine(*, machine: Machine, by: ledger.Actor, at: datetime) -> Machine:
    """Take a machine's key from it. What it sent stays."""
    with transaction.atomic():
        if isinstance(by, Worker):
            require(by, Permission.SETTINGS_CHANGE)
        kept = Machine.objects.select_for_update(of=("self",)).get(pk=machine.pk, authority_id=by.authority_id)
        if kept.ended_at is None:
            kept.ended_at = at
            kept.save(update_fields=["ended_at"])
            ledger.write("machine.ended", subject=("machine", kept.pk), by=by, at=at)
    return kept
