"""The state of the machinery, for the settings page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection

from frontdoor.journey.intake.models import Contact
from frontdoor.record.access.models import Worker
from frontdoor.record.ledger import heads
from frontdoor.record.outbox import queries as outbox
from frontdoor.record.outbox.queries import Waiting


@dataclass(frozen=True, kw_only=True)
class Machinery:
    """What an administrator needs to know is well."""

    database: str
    database_size: str
    outbox: Waiting
    ledger_verified_at: datetime | None
    contacts_waiting: int


def of_machinery(worker: Worker, *, var: Path, at: datetime) -> Machinery:
    """Look at each part once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), pg_size_pretty(pg_database_size(current_database()))")
        version, size = cursor.fetchone()
    return Machinery(
        database=f"PostgreSQL {version.split()[0]}",
        database_size=size,
        outbox=outbox.waiting(at),
        ledger_verified_at=heads.last_verified_at(var, worker.authority_id),
        contacts_waiting=Contact.objects.filter(authority_id=worker.authority_id, ended_at__isnull=True).count(),
    )
