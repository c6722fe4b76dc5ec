"""Pages on a real server work as the role that DATABASE_WEB_URL names, whatever it is called."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from frontdoor.site import standing
from frontdoor.site.postgres import Cluster, Connection, Unusable
from tests.site.test_postgres import ask, do, place

__all__ = ["place"]  # a fixture: pytest finds it by its name here


def _url(connection: Connection, *, user: str, password: str) -> str:
    return f"postgresql://{user}:{quote(password, safe='')}@/{connection.name}?host={quote(connection.host, safe='')}"


@pytest.fixture
def server(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    """A server whose administrator made the web role under a name of its own."""
    cluster = Cluster(place / "council")
    cluster.start()
    do(cluster._connection("postgres", "frontdoor"), "create role \"Council pages\" login password 'hush'")
    letting_in = f'grant connect on database {cluster.owner.name} to "Council pages"'
    do(cluster._connection("postgres", "frontdoor"), letting_in)
    owner = cluster.owner
    monkeypatch.setenv("DATABASE_URL", _url(owner, user=owner.user, password=owner.password))
    monkeypatch.setenv("DATABASE_WEB_URL", _url(owner, user="Council%20pages", password="hush"))
    monkeypatch.delenv("FRONTDOOR_DATABASE", raising=False)
    yield cluster
    cluster.stop()
    cluster.erase()


def test_the_grants_go_to_the_role_that_is_named(server: Cluster, tmp_path: Path) -> None:
    assert standing.web_role() == "Council pages"
    command = [sys.executable, "-m", "frontdoor.site.commands", "prepare"]
    subprocess.run(command, env={**os.environ, "FRONTDOOR_VAR": str(tmp_path)}, check=True)
    web = standing.stand(tmp_path).web
    assert ask(web, "select count(*) from intake_contact") == [(0,)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        do(web, "delete from intake_contact")


def test_the_owner_of_the_tables_is_refused_as_the_web_role(
    server: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_WEB_URL", os.environ["DATABASE_URL"])
    with pytest.raises(Unusable, match="which owns the tables"):
        standing.stand(tmp_path)


def test_a_named_role_that_skips_row_level_security_is_refused(server: Cluster, tmp_path: Path) -> None:
    do(server._connection("postgres", "frontdoor"), 'alter role "Council pages" bypassrls')
    with pytest.raises(Unusable, match="skips row-level security"):
        standing.stand(tmp_path)
