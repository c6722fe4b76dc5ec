"""Tell the database for whom it works, so that its own wall can stand (row-level security)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import InternalError, connection

from frontdoor.record.organisations.asking import ask

_SET = (
    "SELECT set_config('app.authority', %s, false), set_config('app.worker', %s, false),"
    " set_config('app.may_unseal', 'no', false)"
)


def enter(*, authority_id: int | None, worker_id: int | None) -> None:
    """Work for one authority from here on; None works for nobody and sees no row."""
    ask(_SET, [str(authority_id or ""), str(worker_id or "")], lambda *_: None)


def leave() -> None:
    """Work for nobody from here on. A connection of the pool does so when it goes back, after the answer has left."""
    if not connection.settings_dict["OPTIONS"].get("pool"):
        with suppress(InternalError):  # a transaction that failed forgets what was set in it
            enter(authority_id=None, worker_id=None)


@contextmanager
def working_for(*, authority_id: int, worker_id: int | None = None) -> Iterator[None]:
    """Work for one authority inside the block, for nobody after it."""
    enter(authority_id=authority_id, worker_id=worker_id)
    try:
        yield
    finally:
        with suppress(InternalError):  # a transaction that failed forgets what was set in it
            enter(authority_id=None, worker_id=None)


@contextmanager
def unsealed() -> Iterator[None]:
    """Let sealed addresses be read inside the block. The caller has checked the permission and written the ledger."""
    _unseal("yes")
    try:
        yield
    finally:
        _unseal("no")


def _unseal(answer: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.may_unseal', %s, false)", [answer])
