"""Who is signed in: the sign-in library's own back end, its look-up written out, because every page asks it."""

from __future__ import annotations

from functools import cache

from allauth.account.auth_backends import AuthenticationBackend

from frontdoor.record.access.models import Worker
from frontdoor.record.organisations.asking import ask
from frontdoor.record.organisations.models import Authority


class SignedIn(AuthenticationBackend):  # type: ignore[misc]  # allauth carries no types
    """Knows a worker by the number that their session holds, with their authority, in one question."""

    def get_user(self, user_id: int) -> Worker | None:
        """Find the worker, if their account is open."""
        for worker in ask(_worker(), [user_id], _read):
            return worker if self.user_can_authenticate(worker) else None
        return None


@cache
def _worker() -> str:
    """Write the question for the columns that the models have."""
    columns = [f"worker.{field.column}" for field in Worker._meta.concrete_fields]
    columns += [f"authority.{field.column}" for field in Authority._meta.concrete_fields]
    return (
        f"SELECT {', '.join(columns)} FROM access_worker worker"  # noqa: S608  (names of our models' columns)
        " JOIN organisations_authority authority ON authority.id = worker.authority_id WHERE worker.id = %s"
    )


def _read(*row: object) -> Worker:
    size = len(Worker._meta.concrete_fields)
    worker = Worker.from_db("default", [f.attname for f in Worker._meta.concrete_fields], row[:size])
    worker.authority = Authority.from_db("default", [f.attname for f in Authority._meta.concrete_fields], row[size:])
    return worker
