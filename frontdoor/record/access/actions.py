"""What the guard writes: who came in, who left, and who asked for what they may not have."""

from __future__ import annotations

from datetime import datetime

from frontdoor.record.access.models import Worker
from frontdoor.record.ledger import actions as ledger


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
