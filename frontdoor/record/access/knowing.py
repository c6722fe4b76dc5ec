"""Who is signed in: the sign-in library's own back end, its look-up written out, because every page asks it.

Whose a sign-in is stands sealed inside it, so finding out takes two questions: for the sign-in, then for the worker. A
process remembers who was known by each sign-in last and reads that worker beside it, in one question. That is no more
than a guess: what the sign-in says is read every time, and where it says another worker, they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Final

from allauth.account.auth_backends import AuthenticationBackend

from frontdoor.record.access.models import Worker
from frontdoor.record.organisations.asking import ask
from frontdoor.record.organisations.models import Authority

MOST_REMEMBERED: Final = 10_000
NOBODY: Final = 0


@dataclass
class SignIn:
    """A sign-in as it was read, with the worker who was known by it last, as they are now."""

    key: str
    told: str
    guessed: Worker | None


_last_known: dict[str, int] = {}  # who, by the key of their sign-in
_being_read: ContextVar[SignIn | None] = ContextVar("_being_read", default=None)


def sign_in(key: str | None) -> SignIn | None:
    """Find a sign-in that is not over, and beside it whoever was known by it last."""
    if not key:
        return None
    for told, *columns in ask(_sign_in(), [_last_known.get(key, NOBODY), key], _row):
        guessed = _read(*columns) if columns[0] is not None else None
        return SignIn(key=key, told=str(told), guessed=guessed)
    return None


@contextmanager
def reading(found: SignIn | None) -> Iterator[None]:
    """Let whose sign-in this is be known by what was read beside it, inside the block."""
    token = _being_read.set(found)
    try:
        yield
    finally:
        _being_read.reset(token)


class SignedIn(AuthenticationBackend):  # type: ignore[misc]  # allauth carries no types
    """Knows a worker by the number that their session holds, with their authority, in one question or none."""

    def get_user(self, user_id: int) -> Worker | None:
        """Find the worker, if their account is open."""
        found = _being_read.get()
        worker = found.guessed if found is not None else None
        if worker is None or worker.pk != user_id:
            worker = next(iter(ask(_worker(), [user_id], _read)), None)
        if worker is None or not self.user_can_authenticate(worker):
            return None
        if found is not None:
            _remember(found.key, worker)
        return worker


def _remember(key: str, worker: Worker) -> None:
    if len(_last_known) >= MOST_REMEMBERED:
        _last_known.clear()
    _last_known[key] = worker.pk


def _row(*columns: object) -> tuple[object, ...]:
    return columns


@cache
def _columns() -> str:
    columns = [f"worker.{field.column}" for field in Worker._meta.concrete_fields]
    columns += [f"authority.{field.column}" for field in Authority._meta.concrete_fields]
    return ", ".join(columns)


@cache
def _worker() -> str:
    """Write the question for the columns that the models have."""
    return (
        f"SELECT {_columns()} FROM access_worker worker"  # noqa: S608  (names of our models' columns)
        " JOIN organisations_authority authority ON authority.id = worker.authority_id WHERE worker.id = %s"
    )


@cache
def _sign_in() -> str:
    return (
        f"SELECT sign_in.session_data, {_columns()} FROM django_session sign_in"  # noqa: S608  (our own column names)
        " LEFT JOIN (access_worker worker JOIN organisations_authority authority ON authority.id = worker.authority_id)"
        " ON worker.id = %s WHERE sign_in.session_key = %s AND sign_in.expire_date > now()"
    )


def _read(*row: object) -> Worker:
    size = len(Worker._meta.concrete_fields)
    worker = Worker.from_db("default", [f.attname for f in Worker._meta.concrete_fields], row[:size])
    worker.authority = Authority.from_db("default", [f.attname for f in Authority._meta.concrete_fields], row[size:])
    return worker
