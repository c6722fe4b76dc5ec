"""Two noisy censuses of the same people, written as a register and contacts; runs where pseudopeople is.

python censuses.py FOLDER NOISE SEED        NOISE is `usual` or `more`
"""

from __future__ import annotations

import csv
import random
import sys
from collections import defaultdict
from datetime import datetime
from pathlib import Path

import pandas as pd
import pseudopeople

COLUMNS = ("id", "first_name", "middle_names", "last_name", "date_of_birth", "sex", "address", "postcode")
TAKEN_OUT = 0.2
MORE = 0.07
"""How often each kind of error falls on a cell when the noise is turned up; as shipped it is 0.01."""
SEXES = {"Female": "F", "Male": "M"}
ADDRESS = ("street_number", "street_name", "unit_number", "city", "state")


def main() -> None:
    folder, noise, seed = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    first, second = (_census(seed * 2 + place, noise) for place in (1, 2))
    chance = random.Random(seed)
    people = sorted(set(first["simulant_id"]) | set(second["simulant_id"]))
    gone = {person for person in people if chance.random() < TAKEN_OUT}
    register = _write(folder / "a.csv", first[~first["simulant_id"].isin(gone)], "A", chance)
    contacts = _write(folder / "b.csv", second, "B", chance)
    with (folder / "truth.csv").open("w", newline="") as file:
        write = csv.writer(file, lineterminator="\n")
        write.writerow(["id_a", "id_b"])
        for person in people:
            write.writerows((a, b) for a in register[person] for b in contacts[person])


def _census(seed: int, noise: str) -> pd.DataFrame:
    config = {"decennial_census": {"column_noise": _more_noise()}} if noise == "more" else None
    return pseudopeople.generate_decennial_census(seed=seed, year=2020, config=config, verbose=False)


def _more_noise() -> dict[str, dict[str, dict[str, float]]]:
    """Turn up typing errors, nicknames, swapped and wrong digits, and blanks."""
    typing = {"make_typos": {"cell_probability": MORE, "token_probability": 0.1}}
    blank = {"leave_blank": {"cell_probability": MORE}}
    digits = {"write_wrong_digits": {"cell_probability": MORE, "token_probability": 0.1}}
    return {
        "first_name": typing | blank | {"use_nickname": {"cell_probability": MORE}},
        "middle_initial": typing | blank,
        "last_name": typing | blank,
        "date_of_birth": typing | blank | digits | {"swap_month_and_day": {"cell_probability": MORE}},
        "street_number": typing | blank | digits,
        "street_name": typing | blank,
        "unit_number": typing | blank | digits,
        "city": typing | blank,
        "zipcode": typing | blank | {"write_wrong_zipcode_digits": {"cell_probability": MORE}},
        "sex": blank,
    }


def _write(path: Path, census: pd.DataFrame, letter: str, chance: random.Random) -> dict[str, list[str]]:
    """Write the census in a chance order, under numbers that say nothing, and give whose each number is."""
    rows = census.astype(object).where(census.notna(), "").to_dict("records")
    chance.shuffle(rows)
    numbers: dict[str, list[str]] = defaultdict(list)
    with path.open("w", newline="") as file:
        write = csv.writer(file, lineterminator="\n")
        write.writerow(COLUMNS)
        for place, row in enumerate(rows, 1):
            number = f"{letter}{place:06d}"
            numbers[row["simulant_id"]].append(number)
            address = " ".join(str(row[part]) for part in ADDRESS if row[part])
            names = (row["first_name"], row["middle_initial"], row["last_name"])
            born_on = _written_date(row["date_of_birth"])
            write.writerow([number, *names, born_on, SEXES.get(row["sex"], ""), address, row["zipcode"]])
    return numbers


def _written_date(text: str) -> str:
    """Give a month/day/year as 2020-12-31, and nothing for one that is no day."""
    try:
        return datetime.strptime(text, "%m/%d/%Y").date().isoformat()  # noqa: DTZ007 (a day has no zone)
    except ValueError:
        return ""


main()
