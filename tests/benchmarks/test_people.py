"""The benchmark's town: the same seed gives the same files, and the truth of them is kept apart."""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random

import pytest

from benchmarks import mistakes, people, scores


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town")
    people.write(folder, people=1_000, contacts=500, seed=3)
    return folder


def test_the_same_seed_gives_the_same_files(town: Path, tmp_path: Path) -> None:
    people.write(tmp_path, people=1_000, contacts=500, seed=3)
    for name in ("a.csv", "b.csv", "truth.csv"):
        assert (tmp_path / name).read_bytes() == (town / name).read_bytes()


def test_a_fifth_of_the_contacts_are_about_people_who_are_not_in_the_register(town: Path) -> None:
    assert len(rows(town / "a.csv")) == 1_000
    known = {contact for _, contact in scores.read_truth(town / "truth.csv")}
    assert 0.72 < len(known) / len(rows(town / "b.csv")) < 0.88


def test_the_numbers_say_nothing_of_who_is_who(town: Path) -> None:
    truth = scores.read_truth(town / "truth.csv")
    assert sum(known[1:] == contact[1:] for known, contact in truth) < len(truth) / 50


def test_most_contacts_tell_the_name_as_the_register_has_it_and_many_do_not(town: Path) -> None:
    known = {row["id"]: row for row in rows(town / "a.csv")}
    told = {row["id"]: row for row in rows(town / "b.csv")}
    same = [
        known[a]["first_name"].lower() == told[b]["first_name"].lower()
        for a, b in scores.read_truth(town / "truth.csv")
    ]
    assert 0.6 < sum(same) / len(same) < 0.9


@pytest.mark.parametrize("seed", range(40))
def test_a_slip_changes_a_name_a_little(seed: int) -> None:
    slipped = mistakes.mistype(Random(seed), "Charlotte")
    assert abs(len(slipped) - len("Charlotte")) <= 1
    assert len(set("charlotte") - set(slipped.lower())) <= 2
