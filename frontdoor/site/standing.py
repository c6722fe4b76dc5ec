"""Standing up: find or start the database, and work as its owner or as the web role."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from frontdoor.site.places import VAR
from frontdoor.site.postgres import (
    Cluster,
    Connection,
    Unusable,
    ensure_web_role,
    from_url,
    refuse_forgetful,
    refuse_unwalled,
)
from frontdoor.site.postgres.roles import WEB

POOL = 20  # connections that the pages' threads share


@dataclass(frozen=True, kw_only=True)
class Ground:
    """The database we stand on: how its owner reaches it, and how the pages do."""

    owner: Connection
    web: Connection
    cluster: Cluster | None


def stand(folder: Path = VAR) -> Ground:
    """Use the server that DATABASE_URL names, or start our own in `folder`. Raises Unusable with what to do."""
    given = os.environ.get("DATABASE_URL")
    if not given:
        cluster = Cluster(folder / "postgres")
        cluster.start()
        return Ground(owner=cluster.owner, web=cluster.web, cluster=cluster)
    owner = from_url(given)
    named = _web_named(owner)
    ground = Ground(owner=owner, web=named or ensure_web_role(owner, folder), cluster=None)
    refuse_forgetful(ground.web)
    return ground


def _web_named(owner: Connection) -> Connection | None:
    """Read the role that DATABASE_WEB_URL names, and refuse one that the second wall would not bind."""
    told = os.environ.get("DATABASE_WEB_URL")
    if not told:
        return None
    web = from_url(told)
    if web.user == owner.user:
        raise Unusable(
            f"DATABASE_WEB_URL names {web.user}, which owns the tables: pages need another role. "
            "Leave it out, and one is made where the owner may; or name a role that owns nothing."
        )
    refuse_unwalled(web)
    return web


def web_role() -> str:
    """Name the role that pages work as, to which the grants go."""
    told = os.environ.get("DATABASE_WEB_URL") if os.environ.get("DATABASE_URL") else None
    return from_url(told).user if told else WEB


def address(connection: Connection) -> str:
    """Write a connection as the address that the settings read."""
    asked = {"host": connection.host, **({"port": str(connection.port)} if connection.port else {})}
    query = urlencode({**asked, **dict(connection.options)})
    return (
        f"postgresql://{quote(connection.user)}:{quote(connection.password, safe='')}@/{quote(connection.name)}?{query}"
    )


def become(connection: Connection, *, pool: int = 0) -> None:
    """Read the settings with this connection. Once in the life of a process, before any page or model is touched."""
    os.environ["FRONTDOOR_DATABASE"] = address(connection)
    if pool:
        os.environ["FRONTDOOR_POOL"] = str(pool)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdoor.site.settings")
    import django

    django.setup()


def become_as_told() -> None:
    """Read the settings with the database that another of our processes has named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdoor.site.settings")
    import django

    django.setup()


def is_told() -> bool:
    """Say whether another of our processes has named the database for us."""
    return "FRONTDOOR_DATABASE" in os.environ


def work_as_web() -> None:
    """Find the database and work on it as the web role, whose rows the second wall keeps to one authority."""
    if is_told():
        become_as_told()
    else:
        become(stand().web)


def as_owner(ground: Ground, *words: str) -> None:
    """Run one of our own commands as the owner of the tables, in a process of its own."""
    told = {**os.environ, "FRONTDOOR_DATABASE": address(ground.owner)}
    done = subprocess.run([sys.executable, "-m", "frontdoor.site.commands", *words], env=told, check=False)
    if done.returncode:
        raise Unusable(f"`frontdoor {words[0]}` did not finish; what it says is above. Nothing was left half-written.")
