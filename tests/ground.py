"""The ground the tests stand on: a PostgreSQL of their own, in var/test, unless DATABASE_URL names one.

Loaded before Django reads its settings (pyproject.toml, addopts: -p tests.ground).
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from frontdoor.site.postgres import Cluster, Connection, ensure_web_role, from_url

FOLDER = Path(os.environ.get("FRONTDOOR_TEST_VAR", "var/test")).resolve()


def address(connection: Connection) -> str:
    """Write a connection as the address that the settings read."""
    port = f"&port={connection.port}" if connection.port else ""
    return (
        f"postgresql://{quote(connection.user)}:{quote(connection.password, safe='')}@/{connection.name}"
        f"?host={quote(connection.host, safe='')}{port}"
    )


def _stand() -> None:
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps a loop running in the test's thread
    if "PYTEST_XDIST_WORKER" in os.environ:
        return  # the first process has started the database and handed its address on
    os.environ["FRONTDOOR_VAR"] = str(FOLDER)
    os.environ["FRONTDOOR_DEMONSTRATION"] = "yes"
    given = os.environ.get("DATABASE_URL")
    if given:
        owner = from_url(given)
        web = ensure_web_role(owner, FOLDER)
    else:
        cluster = Cluster(FOLDER / "postgres")
        cluster.start()
        owner, web = cluster.owner, cluster.web
    os.environ["FRONTDOOR_DATABASE"] = address(owner)
    os.environ["FRONTDOOR_TEST_WEB"] = address(web)


_stand()
