"""Small files for the tests of files, and the doors that they are read through."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import duckdb

from frontdoor.library.demand.files.analysis import Analysis, Doors, analyse
from frontdoor.library.demand.files.pairs import WeighPairs, weigh_here
from frontdoor.library.demand.files.who import FindPairs

CONTACTS = (
    *("contact_id", "received_at", "source_code", "agency", "reference", "child_id", "first_name", "last_name"),
    *("date_of_birth", "concern", "wants", "outcome", "decided_at"),
)


def contact(contact_id: str, received_at: str, child_id: str = "P1", **more: str) -> dict[str, str]:
    """Give a contact about one child, blank where nothing is said."""
    blank = dict.fromkeys(CONTACTS, "")
    return {
        **blank,
        "source_code": "6",
        "contact_id": contact_id,
        "received_at": received_at,
        "child_id": child_id,
        **more,
    }


def write(path: Path, rows: Sequence[dict[str, str]]) -> Path:
    """Write rows as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path


def doors(*, weigh_pairs: WeighPairs = weigh_here, find_pairs: FindPairs | None = None) -> Doors:
    """Give doors that lead nowhere: no workbook, no matching unless given, every day a working day."""
    return Doors(
        sheets_of=lambda file: (),
        source_code=lambda told: told,
        working_days=lambda first, last: (last - first).days + 1,
        find_pairs=find_pairs,
        weigh_pairs=weigh_pairs,
    )


def analysed(*files: Path, rules: str = "ours") -> tuple[Analysis, dict[tuple[str, int], tuple[str, str, str]]]:
    """Analyse files; give what came of it, and of each row its class, its link and why."""
    with duckdb.connect() as connection:
        found = analyse(
            connection, list(files), renaming={}, rules=rules, doors=doors(), tell=lambda words, share: None
        )
        rows = connection.execute("select contact_id, row, demand_class, linked_to, why from classed").fetchall()
    return found, {(str(one), int(row)): (code, linked, why) for one, row, code, linked, why in rows}
