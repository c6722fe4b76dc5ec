"""Person files, CSV or Parquet; whatever is wrong with one is said with its row and column.

DuckDB, which takes a while to start, is imported only for files that are not read without it.
"""

from __future__ import annotations

import codecs
import csv
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.compute as pc

from frontdoor.library.matching.batch.columns import DETAILS, ID, Unreadable, name_columns
from frontdoor.library.matching.batch.plain_files import read_plain

if TYPE_CHECKING:
    import duckdb

HEADER_BYTES: Final = 1 << 16
BLOCK_BYTES: Final = 1 << 20
DELIMITERS: Final = ",;\t|"
MEMORY_FOR_A_BYTE: Final = 75  # measured with two files of 100,000 people: what both processes hold for a byte of CSV
NOT_UTF8: Final = ("unicode", "utf-8", "utf8")
CSV_LINE = re.compile(r"CSV Error on Line: (\d+)")
CSV_COLUMNS = re.compile(r"Expected Number of Columns: (\d+) Found: (\d+)")
ENDINGS: Final = {".csv": "csv", ".tsv": "csv", ".txt": "csv", ".parquet": "parquet", ".pq": "parquet"}


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonFile:
    """A file that was read: its columns by our names, blank where the file says nothing; and what it has besides."""

    name: str
    ids: pa.Array
    columns: Mapping[str, pa.Array]
    header: tuple[str, ...]
    ignored: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.ids)


def read_file(path: Path, renaming: Mapping[str, str], *, memory: int = 0) -> PersonFile:
    """Return the people of a file; `memory` is how many bytes there are to work in, 0 for what the machine has."""
    form = form_of(path)
    _refuse_absent(path)
    refuse_too_large([path], memory=memory)
    name = path.name
    header = _header_of_csv(path) if form == "csv" else _header_of_parquet(path)
    ours = name_columns(header.names, renaming, name)
    taken = {place: our for place, our in enumerate(ours) if our in {ID, *DETAILS}}
    table = read_plain(path, header.delimiter, len(ours), taken) if form == "csv" else None
    if table is None:
        table = _rows(path, header, taken)
    if table.num_rows == 0:
        raise Unreadable(f"{name} has a header and no people below it.")
    _refuse_bad_ids(table, name)
    columns = {our: _whole(table[our]) for our in table.column_names}
    return PersonFile(
        name=name,
        ids=columns.pop(ID),
        columns=columns,
        header=tuple(header.names),
        ignored=tuple(theirs for theirs, our in zip(header.names, ours, strict=True) if our not in {ID, *DETAILS}),
    )


def form_of(path: Path) -> str:
    """Return "csv" or "parquet", by the ending of the file's name."""
    form = ENDINGS.get(path.suffix.lower())
    if form is None:
        raise Unreadable(f"{path.name} is neither .csv nor .parquet; give the file the ending of what it holds.")
    return form


@dataclass(frozen=True, kw_only=True, slots=True)
class _Header:
    names: list[str]
    delimiter: str = ""


def _refuse_absent(path: Path) -> None:
    if not path.exists():
        raise Unreadable(f"There is no file {path}.")
    if not path.is_file():
        raise Unreadable(f"{path} is not a file.")
    if not os.access(path, os.R_OK):
        raise Unreadable(f"{path} may not be read by you.")
    if path.stat().st_size == 0:
        raise Unreadable(f"{path.name} is empty: it has not even a header.")


def refuse_too_large(paths: Sequence[Path], *, memory: int = 0) -> None:
    """Refuse, before reading them, files that would not fit into memory together with what is made of them."""
    there_is = memory or os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    sizes = [path.stat().st_size for path in paths]
    needed = sum(
        size * (3 if form_of(path) == "parquet" else 1) * MEMORY_FOR_A_BYTE
        for path, size in zip(paths, sizes, strict=True)
    )
    if needed > there_is:
        have = "have" if len(paths) > 1 else "has"
        raise Unreadable(
            f"{' and '.join(path.name for path in paths)} {have} {sum(sizes) / 1e9:.1f} GB, and matching needs about "
            f"{needed / 1e9:.0f} GB of memory for it; this machine has {there_is / 1e9:.0f} GB. "
            "Leave out the columns that are not compared, or split the file: by year of birth, say, with a year either "
            "side in the other file."
        )


def _header_of_csv(path: Path) -> _Header:
    with path.open("rb") as file:
        start = file.read(HEADER_BYTES)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Unreadable(f"{path.name} is written in UTF-16, not UTF-8. {_how_to_mend(path, 'UTF-16')}")
    first = re.split(rb"\r\n|\n|\r", start, maxsplit=1)[0]
    try:
        line = first.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _not_utf8(path) from None
    if not line.strip():
        raise Unreadable(f"{path.name}, line 1, is blank: the first line should name the columns.")
    delimiter = max(DELIMITERS, key=line.count)
    return _Header(names=next(csv.reader([line], delimiter=delimiter)), delimiter=delimiter)


def _header_of_parquet(path: Path) -> _Header:
    import duckdb

    try:
        return _Header(names=duckdb.connect().read_parquet(str(path)).columns)
    except duckdb.Error as error:
        raise Unreadable(f"{path.name} is not a Parquet file that can be read: {_first_line(error)}") from error


def _rows(path: Path, header: _Header, taken: Mapping[int, str]) -> pa.Table:
    """Return the columns that are compared, as text without spaces around it, in the order of the file."""
    import duckdb

    columns = [f"c{place}" for place in range(len(header.names))] if header.delimiter else header.names
    chosen = ", ".join(
        f"trim(coalesce(cast({_quoted(columns[place])} as varchar), '')) as {our}" for place, our in taken.items()
    )
    try:
        with duckdb.connect() as connection:
            return _source(connection, path, header.delimiter, columns).project(chosen).to_arrow_table()
    except duckdb.Error as error:
        raise _words_for(path, error) from error


def _source(
    connection: duckdb.DuckDBPyConnection, path: Path, delimiter: str, columns: list[str]
) -> duckdb.DuckDBPyRelation:
    if not delimiter:
        return connection.read_parquet(str(path))
    return connection.read_csv(
        str(path),
        auto_detect=False,  # type: ignore[call-arg, unused-ignore]  # the stub is behind the library
        header=True,
        delimiter=delimiter,
        quotechar='"',
        escapechar='"',
        columns=dict.fromkeys(columns, "VARCHAR"),
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _words_for(path: Path, error: duckdb.Error) -> Unreadable:
    words = str(error)
    line = CSV_LINE.search(words)
    if any(word in words.lower() for word in NOT_UTF8) and form_of(path) == "csv":
        return _not_utf8(path)
    where = f"{path.name}, line {int(line[1]):,}" if line else path.name
    if count := CSV_COLUMNS.search(words):
        return Unreadable(
            f"{where}, has {count[2]} columns, but the header has {count[1]}. "
            "A comma within a value needs the value in double quotes."
        )
    if "quote" in words.lower():
        return Unreadable(f"{where}, opens a double quote that is never closed, or has text after one that is.")
    return Unreadable(f"{where}, cannot be read: {_first_line(error)}")


def _not_utf8(path: Path) -> Unreadable:
    """Find the first byte that is not UTF-8, reading block by block."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line, column = 1, 1
    with path.open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            waiting = decoder.getstate()[0]
            try:
                decoder.decode(block)
            except UnicodeDecodeError as error:
                whole = waiting + block
                before = whole[: error.start]
                line += before.count(b"\n")
                newline = before.rfind(b"\n")
                column = len(before) - newline if newline >= 0 else column + len(before)
                return Unreadable(
                    f"{path.name}, line {line:,}, byte {column:,} of the line (0x{whole[error.start]:02x}), "
                    f"is not UTF-8. {_how_to_mend(path, 'WINDOWS-1252')}"
                )
            newline = block.rfind(b"\n")
            line += block.count(b"\n")
            column = len(block) - newline if newline >= 0 else column + len(block)
    return Unreadable(f"{path.name} ends in the middle of a letter: it is not whole, or not UTF-8.")


def _how_to_mend(path: Path, likely: str) -> str:
    return (
        f"It is perhaps {likely}: save it as “CSV UTF-8”, or run `iconv -f {likely} -t UTF-8 {path.name} > utf8.csv`."
    )


def _refuse_bad_ids(table: pa.Table, name: str) -> None:
    if pc.count_distinct(table[ID]).as_py() == table.num_rows and not pc.any(pc.equal(table[ID], "")).as_py():
        return
    import duckdb

    with duckdb.connect() as connection:
        connection.register("people", table.select([ID]).append_column("row", pa.array(range(2, table.num_rows + 2))))
        blank = connection.execute("select min(row) from people where id = ''").fetchone()
        same = connection.execute(
            "select id, min(row), max(row), count(*) from people group by id having count(*) > 1 order by 2 limit 1"
        ).fetchone()
    if blank is not None and blank[0] is not None:
        raise Unreadable(f'{name}, row {blank[0]:,}, column "{ID}": is blank. Every person needs an id.')
    if same is not None:
        raise Unreadable(
            f'{name}, column "{ID}": {same[0]} is in row {same[1]:,} and in row {same[2]:,}. Every id may be used once.'
        )


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
