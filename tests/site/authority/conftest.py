"""A small invented authority, made once: a few hundred families and six months; and one in a database of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from frontdoor.site.authority import times
from frontdoor.site.authority.invent import invent
from frontdoor.site.authority.shapes import Authority

START = date(2018, 4, 1)
UNTIL = datetime(2018, 10, 3, 10, 30, tzinfo=times.LONDON)
CHILDREN = 1_500
HELD = """
    SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    UNION ALL SELECT 'index', indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid)
        FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
"""


@pytest.fixture(scope="session")
def small() -> Authority:
    return invent(7, START, UNTIL, CHILDREN)


@dataclass(frozen=True, kw_only=True)
class Apart:
    """A database of its own, and what is asked of it."""

    address: str

    def step(self, name: str) -> Any:
        done = self._run("-m", "tests.site.authority.apart", name)
        return json.loads(done.splitlines()[-1])

    def command(self, *words: str) -> None:
        self._run("-m", "frontdoor.site.commands", *words)

    def ask(self, words: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.address) as connection:
            return connection.execute(words).fetchall()

    def number(self, words: str) -> int:
        return int(self.ask(words)[0][0])

    def _run(self, *words: str) -> str:
        told = {**os.environ, "FRONTDOOR_DATABASE": self.address}
        done = subprocess.run([sys.executable, *words], env=told, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="session")
def apart() -> Iterator[Apart]:
    owner = os.environ["FRONTDOOR_DATABASE"]
    name = f"apart_{os.getpid()}"
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            apart = Apart(address=urlsplit(owner)._replace(path=f"/{name}").geturl())
            apart.command("prepare")
            yield apart
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def held(apart: Apart) -> set[tuple[Any, ...]]:
    """What held the tables before anything was loaded."""
    return set(apart.ask(HELD))


@pytest.fixture(scope="session")
def cut_off(apart: Apart, held: set[tuple[Any, ...]]) -> str:
    """What was said of a load that is cut off in the middle, and what it left: the loads after it start from there."""
    said = apart.step("fail")
    left = {
        table: apart.number(f"SELECT count(*) FROM {table}")
        for table in ("organisations_authority", "children_person", "intake_contact", "ledger_entry", "access_worker")
    }
    assert not any(left.values()), left
    assert set(apart.ask(HELD)) == held
    return str(said)


@pytest.fixture(scope="session")
def loaded(apart: Apart, cut_off: str) -> Mapping[str, Any]:
    said: Mapping[str, Any] = apart.step("load")
    return said
