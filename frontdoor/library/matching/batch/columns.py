"""The columns a person file may have, and what a file calls them."""

import tomllib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

ID: Final = "id"
DATE_OF_BIRTH: Final = "date_of_birth"
DETAILS: Final = (
    *("first_name", "middle_names", "last_name", DATE_OF_BIRTH, "sex", "nhs_number", "upn"),
    *("address", "postcode", "phone", "email"),
)
COLUMNS: Final = (ID, *DETAILS)
WRITE_SO: Final = 'Write lines like "Surname" = "last_name".'


class Unreadable(Exception):
    """A file that cannot be matched. Its words say which file, row and column, and what to do."""


def read_renaming(text: str, name: str) -> Mapping[str, str]:
    """Return what a TOML file says of columns that are called otherwise: theirs = ours."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(f"{name} is not TOML: {error}. {WRITE_SO}") from error
    for theirs, ours in table.items():
        if ours not in COLUMNS:
            raise Unreadable(f'{name}: "{theirs}" = {ours!r}, but our columns are {", ".join(COLUMNS)}. {WRITE_SO}')
    return MappingProxyType({theirs: str(ours) for theirs, ours in table.items()})


def name_columns(header: list[str], renaming: Mapping[str, str], name: str) -> list[str]:
    """Return our name for each column of a header; a column that is none of ours keeps its own."""
    ours = [renaming.get(theirs) or theirs.strip().casefold().replace(" ", "_") for theirs in header]
    for column in COLUMNS:
        if ours.count(column) > 1:
            same = [theirs for theirs, our in zip(header, ours, strict=True) if our == column]
            raise Unreadable(f'{name}: {" and ".join(map(repr, same))} would both be the column "{column}".')
    if ID not in ours:
        raise Unreadable(
            f'{name} has no column "{ID}", by which each person is told apart. It has: {", ".join(header)}. '
            f"If one of these is the id, say so in a file for --columns."
        )
    if not set(ours) & set(DETAILS):
        raise Unreadable(f"{name} has none of the columns that are compared: {', '.join(DETAILS)}.")
    return ours
