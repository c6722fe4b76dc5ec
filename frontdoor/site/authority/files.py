"""The invention as plain files: what referrers wrote, the register, the episodes; the truth in its own folder."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from frontdoor.site.authority import times
from frontdoor.site.authority.invent import CHILDREN, invent, start_of
from frontdoor.site.authority.shapes import Address, Authority, ChildDecided, ChildTold, Contact, Handling
from frontdoor.site.postgres import Unusable

CONTACTS = (
    *("contact_id", "received_at", "channel", "source_code", "agency", "team", "reference", "child_id"),
    *("first_name", "last_name", "date_of_birth", "sex", "address", "postcode", "school", "concern", "wants"),
    *("outcome", "decided_at"),
)
PEOPLE = (
    *("child_id", "first_name", "middle_names", "last_name", "date_of_birth", "sex", "address", "postcode"),
    *("nhs_number", "upn", "family_id"),
)
EPISODES = ("child_id", "opened_on", "closed_on", "kind")
TRUTH = ("contact_id", "row", "child_id", "demand_class", "incident", "linked_to", "person_id")

Row = Sequence[str]


class FolderInUse(Unusable):
    """The folder to write to is not a new or empty one."""


def write_files(
    *,
    seed: int,
    months: int,
    out: Path,
    until: datetime,
    progress: Callable[[str, float], None],
    children: int = CHILDREN,
) -> None:
    """Invent an authority with so many whole months of history before this one (0: all of it) and write its files."""
    _refuse_unless_empty(out)
    invented = invent(seed, start_of(months, until), until, children, lambda stage, share: progress(stage, share * 0.9))
    progress("Writing files", 0.9)
    write(invented, out, months=0)
    progress("Written", 1.0)


def write(authority: Authority, folder: Path, months: int = 0) -> None:
    """Write the files of an authority, or of its last whole months, into a new folder: all of them or none."""
    _refuse_unless_empty(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = folder.parent / f".{folder.name}.part"
    if part.exists():
        shutil.rmtree(part)
    try:
        _write_all(authority, part, start_of(months, authority.until))
        part.replace(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _refuse_unless_empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderInUse(f"{folder} is there already and is not an empty folder. Give the name of a new one.")


def _write_all(authority: Authority, folder: Path, since: date) -> None:
    (folder / "truth").mkdir(parents=True)
    references = {person.id: person.reference for person in authority.people}
    kept = {one.id for one in authority.contacts if one.received_at.date() >= since}
    _write(folder / "contacts.csv", CONTACTS, _contact_rows(authority, kept, references))
    _write(folder / "people.csv", PEOPLE, _people_rows(authority))
    _write(folder / "episodes.csv", EPISODES, _episode_rows(authority, references))
    _write(folder / "truth" / "truth.csv", TRUTH, _truth_rows(authority, kept, references))


def _write(path: Path, heads: Row, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heads)
        writer.writerows(rows)


def _contact_rows(authority: Authority, kept: set[str], references: dict[int, str]) -> Iterable[Row]:
    senders = {agency.id: agency.name.partition(": ") for agency in authority.agencies}
    for contact, handling in zip(authority.contacts, authority.handlings, strict=True):
        if contact.id not in kept:
            continue
        agency, _, team = senders.get(contact.agency_id or 0, ("", "", ""))
        recorded = {child.row: child for child in handling.children}
        for told in contact.children:
            yield _contact_row(contact, (agency, team), told, recorded.get(told.row), handling, references)


def _contact_row(
    contact: Contact,
    sender: tuple[str, str],
    told: ChildTold,
    recorded: ChildDecided | None,
    handling: Handling,
    references: dict[int, str],
) -> Row:
    is_decided = handling.decided_at is not None and recorded is not None
    return (
        contact.id,
        _local(contact.received_at),
        contact.channel,
        contact.source_code,
        *sender,
        contact.agency_reference,
        _reference(recorded, references),
        told.first_name,
        told.last_name,
        _day(told.date_of_birth),
        told.sex,
        told.address,
        told.postcode,
        told.school,
        contact.what_happened,
        contact.wants,
        recorded.outcome if is_decided and recorded is not None else "",
        _local(handling.decided_at),
    )


def _reference(recorded: ChildDecided | None, references: dict[int, str]) -> str:
    if recorded is None or recorded.person_id is None:
        return ""
    return references.get(recorded.person_id, "")


def _people_rows(authority: Authority) -> Iterable[Row]:
    homes = {one.person_id: one.household_id for one in reversed(authority.memberships) if one.role == "child"}
    addresses = {one.household_id: one for one in authority.addresses}
    for person in authority.people:
        if not person.is_child:
            continue
        home = homes.get(authority.second_records.get(person.id, person.id))
        address = addresses.get(home) if home is not None else None
        is_second = person.id in authority.second_records
        yield (
            person.reference,
            person.first_name,
            person.middle_names,
            person.last_name,
            _day(person.date_of_birth),
            person.sex,
            *_shown(address),
            person.nhs_number or "",
            person.upn or "",
            "" if home is None or is_second else f"F{home}",
        )


def _shown(address: Address | None) -> tuple[str, str]:
    """Give an address line and postcode; a sealed address is in no file."""
    return (address.line, address.postcode) if address is not None and not address.sealed_because else ("", "")


def _episode_rows(authority: Authority, references: dict[int, str]) -> Iterable[Row]:
    for one in authority.episodes:
        closed_on = _day(one.closed_at.date()) if one.closed_at is not None else ""
        yield references[one.person_id], _day(one.opened_at.date()), closed_on, "child_in_need"


def _truth_rows(authority: Authority, kept: set[str], references: dict[int, str]) -> Iterable[Row]:
    recorded = {
        (handling.contact_id, child.row): child for handling in authority.handlings for child in handling.children
    }
    for one in authority.truths:
        if one.contact_id in kept:
            yield (
                one.contact_id,
                str(one.row),
                _reference(recorded.get((one.contact_id, one.row)), references),
                one.demand_class,
                "" if one.incident is None else f"I{one.incident}",
                one.linked_to or "",
                references.get(one.person_id, "") if one.person_id is not None else "",
            )


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _local(at: datetime | None) -> str:
    return "" if at is None else at.astimezone(times.LONDON).strftime("%Y-%m-%dT%H:%M")
