"""The same child under two ids is found; brothers and sisters, twins and namesakes are not taken for one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from frontdoor.site.commands import demand
from tests.library.demand.files.ground import contact, write

BLANK = dict.fromkeys(("child_id", "first_name", "last_name", "date_of_birth", "address", "postcode", "upn"), "")
ANN = {
    "first_name": "Annabel",
    "last_name": "Quillthorn",
    "date_of_birth": "2014-03-07",
    "address": "12 Kiln Road",
    "postcode": "RD4 2AJ",
}


def one_child(folder: Path, **other: str) -> bool:
    """Say whether a child under an id and another, who differs as told, are taken for one."""
    first = {**BLANK, **ANN, "child_id": "P1"}
    others = [
        {
            **BLANK,
            "child_id": f"R{number}",
            "first_name": f"Rhys{'abcdefgh'[number % 8]}",
            "last_name": f"Oakmoor{'stuvwxyz'[number % 8]}",
            "date_of_birth": f"201{number % 8}-0{number % 8 + 1}-1{number % 9}",
            "address": f"{number} Weir Lane",
            "postcode": f"RD{number % 8 + 1} 3BH",
        }
        for number in range(40)
    ]
    people = write(folder / "people.csv", [first, {**first, "child_id": "Q7", **other}, *others])
    contacts = write(folder / "contacts.csv", [contact("1", "2018-07-24T10:00", child_id="P1")])
    demand.demand([contacts], out=folder / "out", people=people)
    with (folder / "out" / "two_ids.csv").open(encoding="utf-8", newline="") as file:
        return [row["Id"] for row in csv.DictReader(file)] == ["P1", "Q7"]


@pytest.mark.parametrize(
    "other",
    [
        {"first_name": "Anabel"},
        {"last_name": "Quilthorn", "address": "9 Mill Lane"},
        {"date_of_birth": "2014-07-03"},
        {"address": "9 Mill Lane", "postcode": "RD1 1AA"},
    ],
)
def test_a_child_who_stands_in_the_register_twice_is_one(tmp_path: Path, other: dict[str, str]) -> None:
    assert one_child(tmp_path, **other)


@pytest.mark.parametrize(
    "other",
    [
        {"first_name": "Joseph"},
        {"first_name": "Joseph", "date_of_birth": "2016-11-19"},
        {"date_of_birth": "2009-11-19", "address": "9 Mill Lane", "postcode": "RD1 1AA"},
    ],
)
def test_twins_brothers_and_namesakes_are_two(tmp_path: Path, other: dict[str, str]) -> None:
    assert not one_child(tmp_path, **other)


def test_two_pupil_numbers_are_two_children(tmp_path: Path) -> None:
    people = [
        {**BLANK, **ANN, "child_id": "P1", "upn": "A999201316003"},
        {**BLANK, **ANN, "child_id": "Q7", "upn": "B999201316004"},
    ]
    contacts = write(tmp_path / "contacts.csv", [contact("1", "2018-07-24T10:00")])
    demand.demand([contacts], out=tmp_path / "out", people=write(tmp_path / "people.csv", people))
    assert (tmp_path / "out" / "two_ids.csv").read_text(encoding="utf-8").splitlines() == ["Counted as,Id,Probability"]
