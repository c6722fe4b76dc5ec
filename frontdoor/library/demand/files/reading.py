"""Files into tables of text in DuckDB, each row with the number of its line; what a file is, by its header."""

from __future__ import annotations

import codecs
import csv
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from frontdoor.library.demand.files.asking import one_number
from frontdoor.library.demand.files.shapes import SHAPES, Shape, columns_of, plain, shape_of

HEADER_BYTES: Final = 1 << 16
BLOCK: Final = 1 << 20
DELIMITERS: Final = ",;\t|"
LARGEST_CSV: Final = 8 * 1024**3
CSV_LINE: Final = re.compile(r"CSV Error on Line: (\d+)")


class Unreadable(Exception):
    """A file that cannot be read; the words name it, with line and column where there is one, and say what to do."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet of a workbook: its title, its header, and the rows under it as text, each with its number."""

    title: str
    header: tuple[str, ...]
    numbers: tuple[int, ...]
    rows: Sequence[Sequence[str]]


SheetReader = Callable[[Path], Sequence[Sheet]]


@dataclass(frozen=True, kw_only=True)
class Source:
    """One table that was read: where it came from, what it is, which columns were taken and which not."""

    file: str
    table: str
    shape: Shape
    taken: Mapping[str, str]
    ignored: tuple[str, ...]
    rows: int
    notes: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        return self.file


def read_sources(
    connection: duckdb.DuckDBPyConnection,
    files: Sequence[Path],
    *,
    renaming: Mapping[str, str],
    sheets_of: SheetReader,
) -> list[Source]:
    """Read every file into tables raw_0, raw_1, … Raises Unreadable."""
    sources: list[Source] = []
    for file in files:
        refuse_absent(file)
        if file.suffix.lower() in (".xlsx", ".xlsm"):
            sources.extend(_read_workbook(connection, file, len(sources), sheets_of))
        else:
            sources.append(_read_csv(connection, file, len(sources), renaming))
    return sources


def refuse_absent(file: Path) -> None:
    """Refuse what is not there or holds nothing."""
    if not file.is_file():
        raise Unreadable(f"There is no file {file}.")
    if file.stat().st_size == 0:
        raise Unreadable(f"{file.name} is empty.")
    if file.stat().st_size > LARGEST_CSV:
        raise Unreadable(f"{file.name} is larger than {LARGEST_CSV // 1024**3} GB: split it by year.")


def _read_workbook(
    connection: duckdb.DuckDBPyConnection, file: Path, number: int, sheets_of: SheetReader
) -> list[Source]:
    sources: list[Source] = []
    for sheet in sheets_of(file):
        shape = shape_of(sheet.header, sheet.title)
        if shape is None:
            continue
        table = f"raw_{number + len(sources)}"
        places = columns_of(shape, sheet.header)
        columns = {"line": pa.array(sheet.numbers, pa.int64())}
        for ours, place in places.items():
            told = [row[place] if place < len(row) else "" for row in sheet.rows]
            columns[ours] = pa.array(told, pa.string())
        connection.register("arriving", pa.table(columns))
        connection.execute(f"create table {table} as select * from arriving")
        connection.unregister("arriving")
        sources.append(_source(f"{file.name}, sheet “{sheet.title}”", table, shape, sheet.header, len(sheet.rows)))
    if not sources:
        raise Unreadable(f"{file.name} has no sheet that is a list of Annex A.")
    return sources


def _read_csv(connection: duckdb.DuckDBPyConnection, file: Path, number: int, renaming: Mapping[str, str]) -> Source:
    readable, notes = in_utf8(file)
    header, delimiter = _header_of(readable, file.name)
    ours = [renaming.get(name, renaming.get(name.strip(), name)) for name in header]
    shape = shape_of(ours, file.stem)
    if shape is None:
        raise Unreadable(_what_is_missing(file.name, header))
    table = f"raw_{number}"
    chosen = ", ".join(f"trim(coalesce(c{place}, '')) as {column}" for column, place in columns_of(shape, ours).items())
    listed = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(header)))
    try:
        connection.execute(
            f"create table {table} as select row_number() over () + 1 as line, {chosen} from read_csv(?,"
            f" auto_detect = false, header = true, delim = ?, quote = '\"', escape = '\"', columns = {{{listed}}})",
            [str(readable), delimiter],
        )
    except duckdb.Error as error:
        raise Unreadable(_in_words(file.name, error)) from error
    count = one_number(connection, f"select count(*) from {table}")
    return _source(file.name, table, shape, ours, count, notes)


def _source(
    file: str, table: str, shape: Shape, header: Sequence[str], rows: int, notes: tuple[str, ...] = ()
) -> Source:
    taken = columns_of(shape, header)
    return Source(
        file=file,
        table=table,
        shape=shape,
        taken={column: header[place] for column, place in taken.items()},
        ignored=tuple(name for place, name in enumerate(header) if name.strip() and place not in taken.values()),
        rows=rows,
        notes=notes,
    )


def in_utf8(file: Path) -> tuple[Path, tuple[str, ...]]:
    """Give a file that is UTF-8: itself, or a copy made from what a spreadsheet writes, and a note that says so."""
    with file.open("rb") as opened:
        start = opened.read(4)
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if start.startswith(mark):
            return _copy_of(file, name), (f"{file.name} is in UTF-16, and was read as such.",)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with file.open("rb") as opened:
            while block := opened.read(BLOCK):
                decoder.decode(block)
    except UnicodeDecodeError:
        return _copy_of(file, "cp1252"), (
            f"{file.name} is not UTF-8; it was read as Windows-1252, which spreadsheets write. Look at its accents.",
        )
    return file, ()


def _copy_of(file: Path, encoding: str) -> Path:
    copy = Path(tempfile.mkdtemp(prefix="frontdoor-")) / file.name
    with file.open(encoding=encoding, errors="replace", newline="") as old, copy.open("w", encoding="utf-8") as new:
        while block := old.read(BLOCK):
            new.write(block)
    return copy


def _header_of(file: Path, name: str) -> tuple[list[str], str]:
    with file.open("rb") as opened:
        start = opened.read(HEADER_BYTES)
    line = start.splitlines()[0].decode("utf-8-sig", errors="replace")
    if not line.strip():
        raise Unreadable(f"{name}, line 1, is blank: the first line should name the columns.")
    delimiter = max(DELIMITERS, key=line.count)
    return next(csv.reader([line], delimiter=delimiter)), delimiter


def _in_words(name: str, error: duckdb.Error) -> str:
    words = str(error)
    line = CSV_LINE.search(words)
    where = f"{name}, line {int(line[1]):,}," if line else name
    if "Expected Number of Columns" in words:
        return f"{where} has another number of columns than the header. A comma within a value needs double quotes."
    if "quote" in words.lower():
        return f"{where} opens a double quote that is never closed, or has text after one that is."
    return f"{where} cannot be read: {words.splitlines()[0]}"


def _what_is_missing(name: str, header: Sequence[str]) -> str:
    known = {plain(column): shape for shape in SHAPES for column in shape.columns}
    near = [column for column in header if plain(column) in known]
    told = f"It has {', '.join(header[:12])}{' …' if len(header) > 12 else ''}."
    hint = f" Known among them: {', '.join(near)}." if near else ""
    return (
        f"{name} is none of the files that can be read. Contacts need contact_id and received_at; people child_id and "
        f"last_name; episodes child_id and opened_on; lists of Annex A and tables of the SSD their own columns. {told}"
        f"{hint} Give what your file calls them with --columns."
    )
