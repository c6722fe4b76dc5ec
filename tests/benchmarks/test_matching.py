"""The measure of matching in short: a small town and no peers, through the command as anybody runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import doors, matching, people
from benchmarks.sets import Set


def test_a_small_town_is_matched_well_through_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "OUT", tmp_path)
    people.write(tmp_path, people=1_500, contacts=300, seed=5)
    town = Set(name="town", folder=tmp_path)
    scored = town.score(doors.link(town, "--threshold", matching.ALL).pairs)
    assert scored.f1 > 0.95
    assert scored.recall_at_99 > 0.85


def test_a_command_that_fails_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "OUT", tmp_path)
    (tmp_path / "a.csv").write_text("name\nNobody\n")
    with pytest.raises(doors.Failed, match="id"):
        doors.link(Set(name="town", folder=tmp_path))
