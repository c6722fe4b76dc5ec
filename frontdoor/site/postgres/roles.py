"""Who may sign in to the database: the owner of the tables, and the web role that row-level security always binds."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, LiteralString

from frontdoor.site.postgres.connection import Connection, Unusable, opened

if TYPE_CHECKING:
    import psycopg

OWNER, WEB = "frontdoor_owner", "frontdoor_web"
OWNER_RIGHTS: LiteralString = "login createdb createrole"
WEB_RIGHTS: LiteralString = "login nobypassrls nocreatedb nocreaterole"
OLDEST_MAJOR = 15


def password_file(folder: Path, role: str) -> Path:
    """Name the file in which a role's password is kept."""
    return folder / f"{role}.password"


def read_password(folder: Path, role: str) -> str:
    """Read a role's password."""
    path = password_file(folder, role)
    try:
        return path.read_text()
    except FileNotFoundError:
        raise Unusable(f"{path} is missing: start the database on that folder, or put the file back.") from None
    except PermissionError:
        raise Unusable(f"{path} belongs to another account: work as the one that made it.") from None


def keep_password(folder: Path, role: str) -> str:
    """Read a role's password, after making one if there is none; whole or not at all, and for nobody else's eyes."""
    path = password_file(folder, role)
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(24))
        draft.rename(path)
    return read_password(folder, role)


def has_role(session: psycopg.Connection, name: str) -> bool:
    """Say whether the server knows a role."""
    return session.execute("select 1 from pg_roles where rolname = %s", [name]).fetchone() is not None


def put_role(session: psycopg.Connection, name: str, rights: LiteralString, password: str) -> None:
    """Make a role, or give an existing one its password again; the server never sees the password itself."""
    from psycopg import sql

    sealed = session.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
    verb: LiteralString = "alter role {} login" if has_role(session, name) else "create role {} " + rights
    session.execute(sql.SQL(verb + " password {}").format(sql.Identifier(name), sql.Literal(sealed)))


def let_connect(session: psycopg.Connection, role: str, database: str) -> None:
    """Let a role into a database, if it is not let in already."""
    from psycopg import sql

    row = session.execute("select has_database_privilege(%s, %s, 'connect')", [role, database]).fetchone()
    if row != (True,):
        session.execute(
            sql.SQL("grant connect on database {} to {}").format(sql.Identifier(database), sql.Identifier(role))
        )


def ensure_web_role(owner: Connection, folder: Path) -> Connection:
    """Make the role that pages sign in as on a real server, unless it is there, and give its connection."""
    advice = (
        f"Copy {WEB}.password into {folder} from the installation that made the role, or set DATABASE_WEB_URL to the "
        "address of a role that neither owns the tables nor skips row-level security."
    )
    with opened(owner) as session:
        there = has_role(session, WEB)
        if there and not password_file(folder, WEB).exists():  # a new password would lock another installation out
            raise Unusable(f"The server already has a role {WEB}, whose password is not in {folder}. {advice}")
        if not there and not _may_create_roles(session):
            raise Unusable(f"The role {owner.user} in DATABASE_URL may not create the role {WEB}. {advice}")
        folder.mkdir(parents=True, exist_ok=True)
        password = keep_password(folder, WEB)
        if not there:
            put_role(session, WEB, WEB_RIGHTS, password)
        let_connect(session, WEB, owner.name)
    web = Connection(
        host=owner.host, port=owner.port, user=WEB, password=password, name=owner.name, options=owner.options
    )
    refuse_unwalled(web)
    return web


def refuse_unwalled(web: Connection) -> None:
    """Refuse a web role that row-level security would not bind."""
    with opened(web) as session:
        row = session.execute("select rolsuper or rolbypassrls from pg_roles where rolname = current_user").fetchone()
    if row == (True,):
        raise Unusable(
            f"The role {web.user} skips row-level security, so pages may not use it. "
            "Name another in DATABASE_WEB_URL, or alter it to nosuperuser nobypassrls."
        )


def refuse_forgetful(connection: Connection) -> None:
    """Refuse a server that is too old, may forget what it confirmed, or cannot tell a damaged page."""
    with opened(connection) as session:
        rows = session.execute(
            "select name, setting from pg_settings where (name in ('fsync', 'full_page_writes', 'synchronous_commit',"
            " 'data_checksums') and setting = 'off') or (name = 'server_version_num' and setting::int < %s) order by 1",
            [OLDEST_MAJOR * 10_000],
        ).fetchall()
    if rows:
        words = ", ".join(f"{name} is {setting}" for name, setting in rows)
        raise Unusable(
            f"This PostgreSQL server cannot be trusted with records: {words}. "
            f"It must be version {OLDEST_MAJOR} or newer, with all of these settings on."
        )


def _may_create_roles(session: psycopg.Connection) -> bool:
    row = session.execute("select rolsuper or rolcreaterole from pg_roles where rolname = current_user").fetchone()
    return row == (True,)
