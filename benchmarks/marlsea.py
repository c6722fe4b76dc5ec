"""The project's own invented authority as a register and contacts, a fifth of the people taken out."""

from __future__ import annotations

import csv
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from frontdoor.site.authority import files, invent

REGISTER = (
    *("id", "first_name", "middle_names", "last_name", "date_of_birth", "sex"),
    *("address", "postcode", "nhs_number", "upn"),
)
CONTACTS = ("id", "first_name", "last_name", "date_of_birth", "sex", "address", "postcode")
UNTIL = datetime(2026, 11, 1, tzinfo=UTC)
MONTHS = 15
TAKEN_OUT = 0.2
Row = dict[str, str]


def write(folder: Path, children: int, seed: int) -> None:
    """Invent an authority of so many children and write a.csv, b.csv and truth.csv."""
    invented = invent.invent(seed, invent.start_of(MONTHS, UNTIL), UNTIL, children)
    references = {person.id: person.reference for person in invented.people}
    first_of = {references[second]: references[first] for second, first in invented.second_records.items()}
    with tempfile.TemporaryDirectory() as place:
        files.write(invented, Path(place) / "files")
        people, contacts, truth = (
            _read(Path(place) / "files" / name) for name in ("people.csv", "contacts.csv", "truth/truth.csv")
        )
    chance = random.Random(seed)
    everybody = sorted({first_of.get(one["child_id"], one["child_id"]) for one in people})
    gone = {person for person in everybody if chance.random() < TAKEN_OUT}
    register = [(first_of.get(one["child_id"], one["child_id"]), one) for one in people]
    owners = {(one["contact_id"], one["row"]): one["person_id"] for one in truth}
    told = _owned(contacts, owners)
    folder.mkdir(parents=True, exist_ok=True)
    known = _write(folder / "a.csv", REGISTER, [one for one in register if one[0] not in gone], chance)
    asked = _write(folder / "b.csv", CONTACTS, told, chance)
    with (folder / "truth.csv").open("w", newline="") as file:
        write = csv.writer(file, lineterminator="\n")
        write.writerow(("id_a", "id_b"))
        write.writerows((a, b) for person in sorted(asked) for a in known.get(person, ()) for b in asked[person])


def _owned(contacts: list[Row], owners: dict[tuple[str, str], str]) -> list[tuple[str, Row]]:
    """Say whom each row of each contact is about, leaving out the contacts that name nobody."""
    seen: dict[str, int] = defaultdict(int)
    owned = []
    for one in contacts:
        seen[one["contact_id"]] += 1
        owner = owners.get((one["contact_id"], str(seen[one["contact_id"]])), "")
        if owner and (one["first_name"] or one["last_name"]):
            owned.append((owner, one))
    return owned


def _write(
    path: Path, columns: Iterable[str], rows: list[tuple[str, Row]], chance: random.Random
) -> dict[str, list[str]]:
    """Write the rows in a chance order, under numbers that say nothing, and give whose each number is."""
    chance.shuffle(rows)
    numbers: dict[str, list[str]] = defaultdict(list)
    letter = path.stem.upper()
    with path.open("w", newline="") as file:
        write = csv.DictWriter(file, list(columns), lineterminator="\n", extrasaction="ignore")
        write.writeheader()
        for place, (owner, row) in enumerate(rows, 1):
            numbers[owner].append(f"{letter}{place:06d}")
            write.writerow({**row, "id": f"{letter}{place:06d}"})
    return numbers


def _read(path: Path) -> list[Row]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))
