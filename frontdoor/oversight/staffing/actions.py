"""What looking at people's work leaves behind."""

from __future__ import annotations

from datetime import datetime

from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger


def note_workload(*, of: Worker | None, by: Worker, at: datetime) -> None:
    """Write that the work of all teams, or of one worker, was opened."""
    require(by, Permission.WORKLOAD_SEE)
    ledger.write("workload.viewed", subject=("worker", of.pk if of else None), by=by, at=at)
