"""The people of one or two files, held as numbers: what is written the same is held, read and compared once."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from frontdoor.library.matching.batch.columns import DATE_OF_BIRTH, DETAILS
from frontdoor.library.matching.batch.dates import read_dates
from frontdoor.library.matching.batch.files import PersonFile
from frontdoor.library.matching.details import PersonDetails
from frontdoor.library.matching.postcodes import POSTCODE

Codes = NDArray[np.int32]

SEXES: Final = {"m": "M", "male": "M", "boy": "M", "1": "M", "f": "F", "female": "F", "girl": "F", "2": "F"}
FIRST_ROW: Final = 2  # the header is row 1
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
POSTCODE_WITHIN: Final = f"(?i)(?P<postcode>{POSTCODE.pattern})"


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column of everybody: the number of each person's value, and the values by their numbers."""

    codes: Codes
    values: list[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class People:
    """Everybody, those known first. Without a second file those told are the ones known."""

    ids: list[str]
    known: int
    has_two_files: bool
    columns: Mapping[str, Column]

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def told(self) -> range:
        return range(self.known, len(self)) if self.has_two_files else range(self.known)

    def column(self, name: str) -> Column:
        """Return a column; one that no file has is blank for everybody."""
        return self.columns.get(name) or Column(codes=np.zeros(len(self), np.int32), values=[""])

    def details(self, row: int) -> PersonDetails:
        """Return what the files say of one person."""
        return next(self.details_in(range(row, row + 1)))

    def details_in(self, rows: range) -> Iterator[PersonDetails]:
        """Yield what the files say of each person in turn."""
        return self._details(slice(rows.start, rows.stop), len(rows))

    def details_at(self, rows: Codes) -> Iterator[PersonDetails]:
        """Yield what the files say of some people, by their rows."""
        return self._details(rows, len(rows))

    def _details(self, rows: slice | Codes, number: int) -> Iterator[PersonDetails]:
        nothing = [""] * number
        listed = [
            list(map(column.values.__getitem__, column.codes[rows].tolist())) if column else nothing
            for column in map(self.columns.get, DETAILS)
        ]
        for first, middle, last, birth, sex, nhs, upn, address, postcode, phone, email in zip(*listed, strict=True):
            on, text = date_and_text(birth)
            yield PersonDetails(
                first_name=first,
                middle_names=middle,
                last_name=last,
                date_of_birth=on,
                date_of_birth_text=text,
                sex=SEXES.get(sex.lower(), ""),
                nhs_number=nhs,
                upn=upn,
                address=address,
                postcodes=(postcode,) if postcode else (),
                phone=phone,
                email=email,
            )


def details_of(written: Mapping[str, str]) -> PersonDetails:
    """Return details as a file writes them; columns that are not given are not known."""
    columns = {name: Column(codes=np.zeros(1, np.int32), values=[value]) for name, value in written.items()}
    return People(ids=[""], known=1, has_two_files=False, columns=columns).details(0)


@lru_cache(maxsize=50_000)
def date_and_text(plain: str) -> tuple[date | None, str]:
    """Return a whole date, or the words for part of one."""
    return (date.fromisoformat(plain), "") if ISO_DATE.fullmatch(plain) else (None, plain)


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathered:
    people: People
    notes: tuple[str, ...]


def gather(known: PersonFile, told: PersonFile | None, *, leave_out_dates: bool = False) -> Gathered:
    """Return everybody in one or two files; refuse dates that cannot be read."""
    files = [known, told] if told else [known]
    names = [name for name in DETAILS if any(name in file.columns for file in files)]
    pieces = {name: [_values(file, name) for file in files] for name in names}
    notes: list[str] = []
    if DATE_OF_BIRTH in pieces:
        dated = [_with_dates_read(file, leave_out_dates) for file in files]
        pieces[DATE_OF_BIRTH] = [values for values, _ in dated]
        notes = [note for _, more in dated for note in more]
    if "address" in pieces:
        codes = pieces.get("postcode") or [_blank(len(file)) for file in files]
        pieces["postcode"] = list(map(_with_postcode_within, codes, pieces["address"]))
    people = People(
        ids=[one for file in files for one in file.ids.to_pylist()],
        known=len(known),
        has_two_files=told is not None,
        columns={name: column_of(values) for name, values in pieces.items()},
    )
    return Gathered(people=people, notes=tuple(notes))


def _values(file: PersonFile, name: str) -> pa.Array:
    return file.columns[name] if name in file.columns else _blank(len(file))


def _blank(length: int) -> pa.Array:
    return pa.repeat("", length)


def _with_dates_read(file: PersonFile, leave_out: bool) -> tuple[pa.Array, tuple[str, ...]]:
    """Return the dates of a file in one form, so that two files with their own ways of writing can be compared."""
    coded = _values(file, DATE_OF_BIRTH).dictionary_encode()
    written = coded.dictionary.to_pylist()

    def row_of(value: str) -> int:
        return int(pc.index(coded.indices, written.index(value)).as_py()) + FIRST_ROW

    reading = read_dates(written, name=file.name, row_of=row_of, leave_out=leave_out)
    read = [reading.told[value] for value in written]
    plain = pa.array([one.on.isoformat() if one.on else one.text for one in read], pa.string())
    return plain.take(coded.indices), reading.notes


def _with_postcode_within(postcodes: pa.Array, addresses: pa.Array) -> pa.Array:
    """Return the postcodes; where there is none, the one that the address ends in."""
    within = pc.extract_regex(addresses, pattern=POSTCODE_WITHIN)
    found = pc.coalesce(pc.struct_field(within, "postcode"), "")
    return pc.if_else(pc.equal(postcodes, ""), found, postcodes)


def column_of(pieces: list[pa.Array]) -> Column:
    """Number the values of one or more pieces together."""
    coded = pa.concat_arrays(pieces).dictionary_encode()
    return Column(codes=coded.indices.to_numpy(), values=coded.dictionary.to_pylist())
