"""The files of an invented authority: their columns, their sameness, and that none is ever half-written."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from frontdoor.site.authority import files, invent
from frontdoor.site.authority.shapes import Authority
from tests.site.authority.conftest import UNTIL


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.csv"))}


def quiet(stage: str, share: float) -> None:
    assert stage
    assert 0 <= share <= 1


def test_the_columns_are_those_that_any_council_can_fill(small: Authority, tmp_path: Path) -> None:
    files.write(small, tmp_path / "out")
    assert list(rows(tmp_path / "out" / "contacts.csv")[0]) == [
        "contact_id",
        "received_at",
        "channel",
        "source_code",
        "agency",
        "team",
        "reference",
        "child_id",
        "first_name",
        "last_name",
        "date_of_birth",
        "sex",
        "address",
        "postcode",
        "school",
        "concern",
        "wants",
        "outcome",
        "decided_at",
    ]
    assert list(rows(tmp_path / "out" / "people.csv")[0]) == [
        "child_id",
        "first_name",
        "middle_names",
        "last_name",
        "date_of_birth",
        "sex",
        "address",
        "postcode",
        "nhs_number",
        "upn",
        "family_id",
    ]
    assert list(rows(tmp_path / "out" / "episodes.csv")[0]) == ["child_id", "opened_on", "closed_on", "kind"]


def test_the_truth_stands_apart_and_covers_every_row(small: Authority, tmp_path: Path) -> None:
    files.write(small, tmp_path / "out")
    contacts = rows(tmp_path / "out" / "contacts.csv")
    truth = rows(tmp_path / "out" / "truth" / "truth.csv")
    assert [(one["contact_id"], one["child_id"]) for one in contacts] == [
        (one["contact_id"], one["child_id"]) for one in truth
    ]
    assert {one["child_id"] for one in contacts} - {
        one["child_id"] for one in rows(tmp_path / "out" / "people.csv")
    } == {""}
    assert any(one["child_id"] not in ("", one["person_id"]) for one in truth)


def test_a_sealed_address_is_in_no_register(small: Authority, tmp_path: Path) -> None:
    files.write(small, tmp_path / "out")
    latest = {one.household_id: one for one in small.addresses}
    sealed = {f"F{one.household_id}" for one in latest.values() if one.sealed_because}
    people = [one for one in rows(tmp_path / "out" / "people.csv") if one["family_id"] in sealed]
    assert all(one["address"] == one["postcode"] == "" for one in people)


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        files.write_files(seed=4, months=2, out=tmp_path / name, until=UNTIL, progress=quiet, children=900)
    assert everything(tmp_path / "one") == everything(tmp_path / "two")


def test_months_count_back_from_the_first_of_this_one() -> None:
    assert invent.start_of(2, UNTIL) == date(2018, 8, 1)
    assert invent.start_of(0, UNTIL) == invent.start_of(500, UNTIL) == date(2018, 4, 1)


def test_a_folder_in_use_is_refused_and_left_alone(small: Authority, tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("mine")
    with pytest.raises(files.FolderInUse, match="not an empty folder"):
        files.write(small, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_a_failure_half_way_leaves_nothing(small: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(files, "_truth_rows", break_down)
    with pytest.raises(OSError, match="full"):
        files.write(small, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
