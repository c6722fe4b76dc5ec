"""How a database is reached, as a value, and the one refusal when it cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a command that opens no database should not wait for what would open it
    import psycopg

EXAMPLE = "postgresql://user:password@host:5432/name"


class Unusable(Exception):
    """There is no database to work with; the text says in plain words what to do about it."""


@dataclass(frozen=True, kw_only=True)
class Connection:
    """How to reach one database as one role."""

    host: str
    port: int | None
    user: str
    password: str = field(repr=False)
    name: str
    options: tuple[tuple[str, str], ...] = ()  # what else the address asked for, sslmode for one

    @property
    def dsn(self) -> str:
        """Give the words that libpq connects with."""
        from psycopg import conninfo

        port = "" if self.port is None else str(self.port)
        words = {"host": self.host, "port": port, "user": self.user, "password": self.password, "dbname": self.name}
        return conninfo.make_conninfo("", **{key: word for key, word in words.items() if word}, **dict(self.options))


def from_url(url: str) -> Connection:
    """Read the address of a database on a real server."""
    import psycopg
    from psycopg import conninfo

    if not url.startswith(("postgresql://", "postgres://")):
        raise Unusable(f"DATABASE_URL must begin with postgresql:// and look like {EXAMPLE}.")
    try:
        parts = {key: str(word) for key, word in conninfo.conninfo_to_dict(url).items()}
    except psycopg.ProgrammingError:  # its words repeat the address, password and all, so they go no further
        raise Unusable(f"DATABASE_URL cannot be read: it must look like {EXAMPLE}.") from None
    if not parts.get("user") or not parts.get("dbname"):
        raise Unusable(f"DATABASE_URL must name a user and a database: {EXAMPLE}.")
    port = parts.pop("port", "")
    if port and not port.isdecimal():
        raise Unusable(f"DATABASE_URL must name one server with one port: {EXAMPLE}.")
    return Connection(
        host=parts.pop("host", ""),
        port=int(port) if port else None,
        user=parts.pop("user"),
        password=parts.pop("password", ""),
        name=parts.pop("dbname"),
        options=tuple(sorted(parts.items())),
    )


@contextmanager
def opened(connection: Connection) -> Iterator[psycopg.Connection]:
    """Open a session in which each statement stands by itself, or say that the server lets nobody in."""
    import psycopg

    try:
        session = psycopg.connect(connection.dsn, autocommit=True)
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[-1]
        raise Unusable(
            f"The database {connection.name} cannot be opened as {connection.user}: {reason}. "
            "Check that the server is running and that the address and the password are right."
        ) from error
    with session:
        yield session
