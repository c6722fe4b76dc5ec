"""How well classes by rule agree with the truth: of the demonstration authority, and of one with other habits."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks import elsewhere
from frontdoor.library.demand.scoring import Score, score
from frontdoor.site.authority import files
from frontdoor.site.commands import demand

AGREEMENT, HIDDEN = 0.97, 0.005


def scored(folder: Path) -> Score:
    out = folder / "out"
    demand.demand([folder / "contacts.csv"], out=out, people=folder / "people.csv", episodes=folder / "episodes.csv")
    return score(classes(out / "classes.csv"), classes(folder / "truth" / "truth.csv"))


def classes(path: Path) -> dict[tuple[str, str], str]:
    with path.open(encoding="utf-8", newline="") as file:
        rows: Iterable[dict[str, str]] = csv.DictReader(file)
        return {(row["contact_id"], row["row"]): row["demand_class"] for row in rows}


@pytest.mark.parametrize("seed", [3, 11])
def test_the_demonstration_authoritys_rows_get_their_true_class(tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "authority"
    files.write_files(
        seed=seed,
        months=4,
        out=folder,
        until=datetime(2026, 11, 1, tzinfo=UTC),
        progress=lambda stage, share: None,
        children=4_000,
    )
    found = scored(folder)
    assert found.agreement >= AGREEMENT, found.table()
    assert found.hidden <= HIDDEN, found.table()


def test_so_do_those_of_an_authority_with_other_habits(tmp_path: Path) -> None:
    elsewhere.write(tmp_path, contacts=3_000, seed=8)
    found = scored(tmp_path)
    assert found.agreement >= AGREEMENT, found.table()
    assert found.hidden <= HIDDEN, found.table()
