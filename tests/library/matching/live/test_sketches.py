from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.library.matching import PersonDetails, prepare
from frontdoor.library.matching.live import sketches
from frontdoor.library.matching.live.sketches import NAME_ROW, REST_ROW, SKETCH, STAMP, read_sketches, write_sketch
from tests.library.matching.live.people import PEOPLE

MARLOWE = PersonDetails(first_name="Jonathan Marlowe", last_name="Fernsby-Smith", address="9 Long Gull Tide Gardens")
WRITE = f"""
from frontdoor.library.matching import PersonDetails, prepare
from frontdoor.library.matching.live import write_sketch
print(write_sketch(prepare({MARLOWE!r})).hex())
"""


def test_a_row_is_written_as_it_is_read() -> None:
    assert 3 * NAME_ROW.size + REST_ROW.size == SKETCH.itemsize
    ((row,), _) = read_sketches([write_sketch(prepare(MARLOWE))])
    assert row["last"]["length"] == len("fernsbysmith")
    assert row["lengths"].tolist() == [0, 0, 0, 0, 0, len("9")]
    assert row["street_length"] == len("long gull tide")


@given(st.lists(PEOPLE, max_size=5))
def test_each_name_of_each_person_has_a_row(people: list[PersonDetails]) -> None:
    prepared = list(map(prepare, people))
    rows, owners = read_sketches([write_sketch(one) for one in prepared])
    assert len(rows) == len(owners)
    assert owners.tolist() == [place for place, one in enumerate(prepared) for _ in one.names]


def test_a_sketch_of_another_edition_has_no_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    written = write_sketch(prepare(MARLOWE))
    monkeypatch.setattr(sketches, "edition", lambda: 1)
    rows, owners = read_sketches([b"", written, write_sketch(prepare(MARLOWE))])
    assert (len(rows), owners.tolist()) == (1, [2])


def test_one_person_has_the_same_sketch_in_every_process() -> None:
    here = write_sketch(prepare(MARLOWE)).hex()
    for seed in ("1", "2"):
        told = {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}
        there = subprocess.run([sys.executable, "-c", WRITE.replace("datetime.", "")], env=told, capture_output=True)
        assert there.stdout.decode().strip() == here


def test_a_sketch_holds_no_word_of_a_name() -> None:
    written = write_sketch(prepare(replace(MARLOWE, first_name="Quillfeather")))[STAMP.size :]
    assert b"uill" not in written.lower()
    assert b"llef" not in written.lower()[::-1]
