"""CDC's RecordLinker beside us: started from a checkout of its own, loaded over HTTP, and asked at /match.

RECORDLINKER=/path/to/checkout says where it is; it is on no package index. It runs as its guide says, with uvicorn,
on a database of its own in the benchmark's PostgreSQL. What is called how differs from version to version, so the path
and the algorithm are read from the server itself. `as shipped` is its default algorithm; `tuned` has passes that
block widely and compare every field, which is what brought its F1 to Splink's and beyond.
"""

from __future__ import annotations

import csv
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from benchmarks.environments import FOLDER, Missing, python_of_checkout
from benchmarks.line import Line
from benchmarks.sets import Set

Row = dict[str, str]
Json = dict[str, Any]  # whatever this version of theirs says
AT_ONCE = 100
WIDE = (
    ["BIRTHDATE"],
    ["FIRST_NAME", "LAST_NAME"],
    ["LAST_NAME", "ADDRESS"],
    ["FIRST_NAME", "ADDRESS"],
    ["LAST_NAME", "ZIP"],
)
COMPARED = ("FIRST_NAME", "LAST_NAME", "BIRTHDATE", "ADDRESS", "ZIP", "SEX")
SHIPPED, TUNED = "dibbs-default", "front-door-wide"


@dataclass
class RecordLinker:
    """A running RecordLinker and whom it knows."""

    line: Line
    root: str
    known: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0  # that the last answer took, by the same clock as ours

    def ask(self, contact: Row, algorithm: str) -> tuple[float, list[tuple[str, str, float]]]:
        """Match one contact; give the seconds it took and the pairs with their points."""
        body = {"record": _record(contact), "algorithm": algorithm}
        status, answer = self.call("POST", "/match", body)
        taken = self.seconds
        if status == 422:  # it refuses a birth date in the future outright
            return taken, []
        if status != 200:
            raise Missing(f"RecordLinker answered {status} to /match: {answer}")
        results = answer["results"]
        return taken, [
            (self.known[one["person_reference_id"]], contact["id"], one.get("accumulated_points", one.get("rms", 1.0)))
            for one in results
        ]

    def load(self, register: Path) -> None:
        """Send the register a hundred people at a time."""
        with register.open(newline="") as file:
            for rows in _batched(csv.DictReader(file), AT_ONCE):
                clusters = [{"records": [_record(row)], "external_person_id": row["id"]} for row in rows]
                status, answer = self.call("POST", "/seed", {"clusters": clusters})
                if status not in (200, 201):
                    raise Missing(f"RecordLinker answered {status} to /seed: {answer}")
                for one in answer["persons"]:
                    self.known[one["person_reference_id"]] = one["external_person_id"]

    def tune(self) -> None:
        """Add the algorithm with wide passes, made from the default one so that its shape is this version's."""
        _, made = self.call("GET", f"/algorithm/{SHIPPED}")
        first = made["passes"][0]
        made |= {"label": TUNED, "is_default": False, "description": "Wide blocking, every field compared"}
        made["passes"] = [_wide_pass(first, keys) for keys in WIDE]
        status, answer = self.call("POST", "/algorithm", made)
        if status not in (200, 201):
            raise Missing(f"RecordLinker would not take the tuned algorithm: {answer}")

    def call(self, method: str, path: str, body: object = None) -> tuple[int, Json]:
        """Send a request and read its answer, which is theirs to shape."""
        text = json.dumps(body) if body is not None else None
        answer = self.line.ask(method, self.root + path, {"Content-Type": "application/json"}, (text or "").encode())
        self.seconds = answer.seconds
        return answer.status, json.loads(answer.body) if answer.body else {}


def _wide_pass(first: Json, keys: list[str]) -> Json:
    func = first["evaluators"][0]["func"]
    evaluators = [{"feature": name, "func": func} for name in COMPARED]
    made = {**first, "label": f"BLOCK_{'_'.join(keys)}", "blocking_keys": keys, "evaluators": evaluators}
    if "possible_match_window" in made:
        made["possible_match_window"] = [0.3, 0.9]
    return made


def checkout() -> Path:
    """Give the checkout that RECORDLINKER names."""
    told = os.environ.get("RECORDLINKER", "")
    if not told:
        raise Missing("RecordLinker is not here: RECORDLINKER names no checkout")
    if not (Path(told) / "pyproject.toml").exists():
        raise Missing(f"RECORDLINKER={told} is not a checkout of RecordLinker")
    return Path(told)


@contextmanager
def running(one: Set) -> Iterator[RecordLinker]:
    """Start RecordLinker on an empty database and load the register of a set into it."""
    place = checkout()
    python = python_of_checkout("recordlinker", place)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    source = next(
        (path for path in (place / "src", place / "src" / "api") if (path / "recordlinker/main.py").exists()), place
    )
    words = [str(python), "-m", "uvicorn", "recordlinker.main:app", "--app-dir", str(source), "--port", str(port)]
    told = {**os.environ, "DB_URI": _database()}
    with (FOLDER / "recordlinker.log").open("w") as log:
        server = subprocess.Popen(words, cwd=source.parent, env=told, stdout=log, stderr=log)
        try:
            root = _root(port)
            linker = RecordLinker(line=Line(port), root=root)
            print("Loading RecordLinker…", file=sys.stderr, flush=True)
            linker.load(one.a)
            linker.tune()
            yield linker
        finally:
            server.terminate()
            server.wait(20)


def _database() -> str:
    """Make an empty database of its own and give its address."""
    import psycopg

    from frontdoor.site import standing

    owner = standing.stand(FOLDER).owner
    with psycopg.connect(owner.dsn, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS recordlinker")
        connection.execute("CREATE DATABASE recordlinker")
    place = f"host={owner.host}" + (f"&port={owner.port}" if owner.port else "")
    return f"postgresql+psycopg2://{owner.user}:{owner.password}@/recordlinker?{place}"


def _root(port: int) -> str:
    """Wait for the server and find under which path it answers."""
    until = monotonic() + 60
    while monotonic() < until:
        for root in ("/api", ""):
            line = HTTPConnection("127.0.0.1", port, timeout=5)
            try:
                line.request("GET", f"{root}/algorithm")
                if line.getresponse().status == 200:
                    return root
            except OSError:
                sleep(0.3)
            finally:
                line.close()
    raise Missing(f"RecordLinker did not start; see {FOLDER / 'recordlinker.log'}")


def _record(row: Row) -> dict[str, object]:
    """Write a person as RecordLinker's PIIRecord."""
    given = [name for name in (row.get("first_name", ""), *row.get("middle_names", "").split()) if name]
    line, _, town = row.get("address", "").rpartition(", ")
    address = {"line": [line or town], "city": town if line else "", "postal_code": row.get("postcode", "")}
    record: dict[str, object] = {
        "external_id": row["id"],
        "name": [{"family": row.get("last_name", ""), "given": given}],
        "address": [{key: word for key, word in address.items() if word and word != [""]}],
    }
    if row.get("date_of_birth"):
        record["birth_date"] = row["date_of_birth"]
    if row.get("sex"):
        record["sex"] = row["sex"]
    return record


def _batched(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    rest = iter(rows)
    while piece := list(islice(rest, size)):
        yield piece
