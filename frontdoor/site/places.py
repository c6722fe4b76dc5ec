"""Where this installation keeps its own things, and where its database is. Read by the settings; knows no Django."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, unquote, urlsplit

if TYPE_CHECKING:
    import psycopg

VAR = Path(os.environ.get("FRONTDOOR_VAR", "var")).resolve()

ONLY_IF_ASKED: Final = 2**31 - 1
"""So many times must a question be put before it is prepared unasked: only those are that say so (see `asking`)."""

PLANNING: Final = "-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1"
"""A prepared question is planned once: left to itself, PostgreSQL plans again what is quickly answered. And a page out
of order costs about as much as the next one, as it does in memory and on any disk without arms."""


FORGET: Final = (
    "SELECT set_config('app.authority', '', false), set_config('app.worker', '', false),"
    " set_config('app.may_unseal', 'no', false)"
)


def forget(connection: psycopg.Connection[object]) -> None:
    """Let a connection that goes back to the pool forget for whom it worked: whoever takes it next sees no row."""
    connection.execute(FORGET)
    if not connection.autocommit:
        connection.commit()


def secret(name: str) -> str:
    """Return this installation's secret of that name, making it (readable by its owner alone) the first time."""
    given = os.environ.get("FRONTDOOR_" + name.upper().replace("-", "_"))
    if given:
        return given
    file = VAR / name
    if not file.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_urlsafe(48))
    return file.read_text()


def database() -> dict[str, object]:
    """Return Django's settings for the database named by FRONTDOOR_DATABASE, set by the command that starts us."""
    url = urlsplit(os.environ.get("FRONTDOOR_DATABASE", "postgresql://frontdoor_web@/frontdoor?host=localhost"))
    options: dict[str, object] = dict(parse_qsl(url.query))
    options["prepare_threshold"] = ONLY_IF_ASKED
    options["options"] = f"{PLANNING} {options.get('options', '')}".strip()
    pooled = os.environ.get("FRONTDOOR_POOL", "")
    if pooled:
        options["pool"] = {"min_size": 2, "max_size": int(pooled), "timeout": 10, "reset": forget}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": options.pop("host", ""),
        "PORT": options.pop("port", ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": options,
        "TEST": {"NAME": "test_frontdoor"},
    }
