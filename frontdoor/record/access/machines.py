"""Machines that may speak for an agency: adding one, ending one, and knowing one by its key."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from frontdoor.record.access.models import Machine, Worker
from frontdoor.record.access.refusals import refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.organisations.models import Agency


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


def machine_with(key: str) -> Machine | None:
    """Find the machine whose key this is, if it has not been ended."""
    return Machine.objects.filter(key_hash=hash_of(key), ended_at__isnull=True).first()


def hash_of(key: str) -> bytes:
    """Hash a key. It is long and random, so that no slow hash is needed."""
    return sha256(key.encode("utf-8", "surrogatepass")).digest()
