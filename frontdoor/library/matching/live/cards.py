"""A card: what is compared of one person, written in one line, so that a look-up reads one row for each candidate."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import files
from typing import Final

from frontdoor.library.matching.details import PersonDetails

Lines = Mapping[str, str]  # the lines of a card by the name of the field; what is blank has none

BETWEEN: Final = "\n"
FIELDS: Final = tuple(field.name for field in fields(PersonDetails))
SAID_ELSEWHERE: Final = frozenset({"model.toml"})  # weights are read when people are compared, not when they are filed
SOUND_LIBRARIES: Final = ("jellyfish", "nicknames")


def write_card(details: PersonDetails) -> str:
    """Write what is known of a person; what is blank is left out, and of several each has a line."""
    told = {name: _line(getattr(details, name)) for name in FIELDS if getattr(details, name)}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def read_lines(card: str) -> Lines:
    """Read the lines of a card."""
    lines: Lines = json.loads(card)
    return lines


def read_card(lines: Lines) -> PersonDetails:
    """Return what a card says of a person; what this edition does not know is passed over."""
    line = lines.get
    return PersonDetails(
        first_name=line("first_name", ""),
        middle_names=line("middle_names", ""),
        last_name=line("last_name", ""),
        other_names=several(line("other_names", "")),
        date_of_birth=_day(line("date_of_birth", "")),
        date_of_birth_text=line("date_of_birth_text", ""),
        expected_on=_day(line("expected_on", "")),
        sex=line("sex", ""),
        nhs_number=line("nhs_number", ""),
        upn=line("upn", ""),
        phone=line("phone", ""),
        email=line("email", ""),
        postcodes=several(line("postcodes", "")),
        address=line("address", ""),
        council_id=line("council_id", ""),
    )


def several(lines: str) -> tuple[str, ...]:
    """Return each of several things on a card."""
    return tuple(lines.split(BETWEEN)) if lines else ()


def _line(told: object) -> str:
    if isinstance(told, tuple):
        return BETWEEN.join(told)
    return told.isoformat() if isinstance(told, date) else str(told)


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


@cache
def edition() -> int:
    """Return a number that changes when the making of keys or cards may have: people are then filed again."""
    digest = blake2b(digest_size=8)
    for room in (files("frontdoor.library.matching"), files(__package__)):
        for file in sorted(room.iterdir(), key=lambda one: one.name):
            if file.name.endswith((".py", ".toml")) and file.name not in SAID_ELSEWHERE:
                digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    for library in SOUND_LIBRARIES:
        digest.update(version(library).encode() + b"\0")
    return int.from_bytes(digest.digest(), "big", signed=True)
