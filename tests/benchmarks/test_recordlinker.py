"""Our client of RecordLinker, against a small stand-in that answers as its API does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from benchmarks.environments import Missing
from benchmarks.line import Line
from benchmarks.recordlinker import SHIPPED, TUNED, RecordLinker, checkout

Told = dict[str, object]
DEFAULT = {
    "label": SHIPPED,
    "is_default": True,
    "passes": [
        {
            "label": "BLOCK_x",
            "blocking_keys": ["BIRTHDATE", "SEX"],
            "evaluators": [{"feature": "FIRST_NAME", "func": "COMPARE_PROBABILISTIC_FUZZY_MATCH"}],
            "possible_match_window": [0.8, 0.9],
            "kwargs": {"log_odds": {"FIRST_NAME": 6.8}},
        }
    ],
}


class StandIn(BaseHTTPRequestHandler):
    """Knows whoever was loaded last, and takes everybody for them."""

    protocol_version = "HTTP/1.1"  # keeps the line open, as theirs does
    heard: ClassVar[list[tuple[str, Told]]] = []

    def do_GET(self) -> None:
        self._answer(200, DEFAULT)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.heard.append((self.path, body))
        if self.path == "/api/seed":
            people = [one["external_person_id"] for one in body["clusters"]]
            persons = [{"person_reference_id": f"ref-{one}", "external_person_id": one} for one in people]
            return self._answer(201, {"persons": persons})
        if self.path == "/api/algorithm":
            return self._answer(201, body)
        if body["record"].get("birth_date", "").startswith("3"):
            return self._answer(422, {"detail": "in the future"})
        return self._answer(200, {"results": [{"person_reference_id": "ref-A2", "accumulated_points": 21.5}]})

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(self, status: int, said: object) -> None:
        text = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


@pytest.fixture
def linker() -> Iterator[RecordLinker]:
    StandIn.heard.clear()
    server = HTTPServer(("127.0.0.1", 0), StandIn)
    Thread(target=server.serve_forever, daemon=True).start()
    line = Line(server.server_port)
    yield RecordLinker(line=line, root="/api")
    line.close()
    server.shutdown()
    server.server_close()


def test_a_register_is_loaded_and_a_contact_matched(linker: RecordLinker, tmp_path: Path) -> None:
    register = tmp_path / "a.csv"
    register.write_text(
        "id,first_name,middle_names,last_name,date_of_birth,sex,address,postcode\n"
        'A1,Ada,Rose,Quill,2015-02-03,F,"4 Tern Way, Penby",MZ4 2WX\nA2,Ben,,Quill,,,,\n'
    )
    linker.load(register)
    _, found = linker.ask({"id": "B1", "first_name": "Ben", "last_name": "Quill"}, SHIPPED)
    assert found == [("A2", "B1", 21.5)]
    sent = StandIn.heard[0][1]["clusters"]
    assert isinstance(sent, list)
    assert sent[0]["records"][0]["name"] == [{"family": "Quill", "given": ["Ada", "Rose"]}]
    assert sent[0]["records"][0]["address"] == [{"line": ["4 Tern Way"], "city": "Penby", "postal_code": "MZ4 2WX"}]


def test_a_birth_date_that_it_refuses_is_no_answer(linker: RecordLinker) -> None:
    assert linker.ask({"id": "B1", "date_of_birth": "3015-01-01"}, SHIPPED)[1] == []


def test_the_tuned_algorithm_keeps_the_shape_of_the_default_one(linker: RecordLinker) -> None:
    linker.tune()
    made = StandIn.heard[0][1]
    passes = made["passes"]
    assert isinstance(passes, list)
    assert (made["label"], made["is_default"]) == (TUNED, False)
    assert len({one["label"] for one in passes}) == len(passes) > 2
    assert all(one["kwargs"] == {"log_odds": {"FIRST_NAME": 6.8}} for one in passes)


def test_without_a_checkout_it_is_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RECORDLINKER", raising=False)
    with pytest.raises(Missing, match="not here"):
        checkout()
