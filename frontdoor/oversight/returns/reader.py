"""Opening a workbook that somebody sent us: safely, and finding the lists in it whatever they are called."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Final, cast

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from frontdoor.oversight.returns import columns, values
from frontdoor.oversight.returns.columns import SHAPES, Shape

LARGEST_FILE: Final = 60 * 1024 * 1024
LARGEST_UNPACKED: Final = 600 * 1024 * 1024
MOST_PARTS: Final = 2_000
MOST_ROWS: Final = 500_000
LAST_ROW: Final = 1_048_576  # of any sheet
MOST_COLUMNS: Final = 120
HEADER_WITHIN: Final = 25
OLD_OR_LOCKED: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CALENDAR_OF_1904: Final = date(1904, 1, 1)

Cells = tuple[object, ...]


class Unreadable(Exception):
    """A file that cannot be read at all; the words say why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Column:
    index: int
    letter: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """One list as it stands in its sheet: where each thing is, and the rows under the header."""

    shape: Shape
    sheet: str
    columns: dict[str, Column]
    not_read: tuple[Column, ...]
    doubled: tuple[tuple[Column, Column], ...]
    rows: tuple[tuple[int, Cells], ...]
    first_day: date

    def cell(self, cells: Cells, field: str) -> object:
        column = self.columns.get(field)
        return cells[column.index] if column and column.index < len(cells) else None


@dataclass(frozen=True, kw_only=True)
class Book:
    """What was found in a workbook."""

    file: str
    tables: tuple[Table, ...]
    sheets_not_read: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LooseSheet:
    """One sheet as it stands, whatever it holds: the rows that are not blank, each with its number."""

    title: str
    rows: tuple[tuple[int, Cells], ...]
    first_day: date


def read_sheets(file: Path) -> tuple[LooseSheet, ...]:
    """Read every sheet of a workbook, for whoever knows other lists than the import does. Raises Unreadable."""
    refuse_unsafe(file)
    try:
        with file.open("rb") as opened:
            workbook = load_workbook(opened, read_only=True, data_only=True, keep_links=False)
            first_day = CALENDAR_OF_1904 if workbook.epoch == CALENDAR_MAC_1904 else values.DAY_NOUGHT
            return tuple(_loose(cast(ReadOnlyWorksheet, sheet), first_day) for sheet in workbook.worksheets)
    except Unreadable:
        raise
    except Exception as error:  # as in read_book
        raise Unreadable(_why_not(file.name, error)) from error


def _loose(sheet: ReadOnlyWorksheet, first_day: date) -> LooseSheet:
    sheet.reset_dimensions()
    rows = tuple(islice((row for row in _rows(sheet) if not _is_blank(row[1])), MOST_ROWS + 2))
    if len(rows) > MOST_ROWS + 1:
        raise Unreadable(f"Sheet “{sheet.title}” has more than {MOST_ROWS:,} rows.")
    return LooseSheet(title=sheet.title, rows=rows, first_day=first_day)


def read_book(file: Path) -> Book:
    """Read the lists 1 to 8 of Annex A in a workbook, as many as there are. Raises Unreadable with what to do."""
    refuse_unsafe(file)
    try:
        with file.open("rb") as opened:
            workbook = load_workbook(opened, read_only=True, data_only=True, keep_links=False)
            return _book(file.name, workbook)
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part makes it raise, also as a sheet is read
        raise Unreadable(_why_not(file.name, error)) from error


def _why_not(name: str, error: BaseException) -> str:
    """Say why a workbook could not be opened; what was refused as hostile may lie under what openpyxl made of it."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, DefusedXmlException):
            return f"{name} holds XML that a workbook has no use for, and was not read."
        cause = cause.__cause__ or cause.__context__
    return f"{name} is damaged, or is not an Excel workbook ({type(error).__name__})."


def refuse_unsafe(file: Path) -> None:
    """Refuse what is no workbook, is locked, or would unpack to more than anybody's lists could hold."""
    if not file.is_file():
        raise Unreadable(f"There is no file {file}.")
    if file.stat().st_size > LARGEST_FILE:
        raise Unreadable(f"{file.name} is larger than {LARGEST_FILE // 1024**2} MB.")
    with file.open("rb") as opened:
        if opened.read(len(OLD_OR_LOCKED)) == OLD_OR_LOCKED:
            raise Unreadable(
                f"{file.name} has a password or is in the old .xls form. Open it in a spreadsheet and save it as .xlsx "
                "without a password."
            )
    try:
        with zipfile.ZipFile(file) as parts:
            held = parts.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise Unreadable(f"{file.name} is not an Excel workbook (.xlsx).") from error
    if "[Content_Types].xml" not in {part.filename for part in held}:
        raise Unreadable(f"{file.name} is not an Excel workbook (.xlsx).")
    if len(held) > MOST_PARTS or sum(part.file_size for part in held) > LARGEST_UNPACKED:
        raise Unreadable(f"{file.name} would unpack to more than {LARGEST_UNPACKED // 1024**2} MB, and was not opened.")


def _book(name: str, workbook: Workbook) -> Book:
    sheets = {sheet.title: cast(ReadOnlyWorksheet, sheet) for sheet in workbook.worksheets}
    for sheet in sheets.values():
        sheet.reset_dimensions()  # what a sheet says of its own size is often wrong
    first_day = CALENDAR_OF_1904 if workbook.epoch == CALENDAR_MAC_1904 else values.DAY_NOUGHT
    tables = [
        _table(shape, sheets[title], first_day)
        for shape in SHAPES
        if (title := _title_of(shape, sheets, name=name)) is not None
    ]
    if not tables:
        there = ", ".join(f"“{title}”" for title in sheets) or "none"
        raise Unreadable(
            f"{name} has none of the lists 1 to 8 of Annex A. Its sheets are {there}; one should be called List_1, "
            "“List 1” or Contacts, or List_3, “List 3” or Referrals, and so on."
        )
    read = {table.sheet for table in tables}
    return Book(file=name, tables=tuple(tables), sheets_not_read=tuple(title for title in sheets if title not in read))


def _title_of(shape: Shape, sheets: dict[str, ReadOnlyWorksheet], *, name: str) -> str | None:
    """Find a list's sheet: by its number, else by its name, else by what its header says."""
    for fits in (columns.fits_numbered, columns.fits_named):
        found = [title for title in sheets if fits(shape, title)]
        if len(found) > 1:
            both = " and ".join(f"“{title}”" for title in found)
            raise Unreadable(f"{name} has more than one list of {shape.holds}: {both}. Leave one of them out.")
        if found:
            return found[0]
    others = [title for title in sheets if not columns.is_called_a_list(title)]
    fitting = (title for title in others if _header_row(shape, sheets[title], also=shape.known_by) is not None)
    return next(fitting, None)


def _header_row(shape: Shape, sheet: ReadOnlyWorksheet, *, also: str = "") -> int | None:
    """Find the row that names the columns: the first with the child's id and the list's own date."""
    wanted = {"child_id", shape.on, also} - {""}
    for number, cells in islice(_rows(sheet), HEADER_WITHIN):
        fields = {columns.field_of(shape, cell) for cell in cells}
        if wanted <= fields:
            return number
    return None


def _table(shape: Shape, sheet: ReadOnlyWorksheet, first_day: date) -> Table:
    header = _header_row(shape, sheet)
    if header is None:
        own_day = "the day on which each began" if shape.kind else f"the date of the {shape.holds.rstrip('s')}"
        raise Unreadable(
            f"Sheet “{sheet.title}” has no row of column names within its first {HEADER_WITHIN} rows: it needs at "
            f"least “Child Unique ID” and {own_day}."
        )
    filled = (row for row in islice(_rows(sheet), header - 1, None) if not _is_blank(row[1]))
    rows = list(islice(filled, MOST_ROWS + 2))
    if len(rows) > MOST_ROWS + 1:
        raise Unreadable(f"Sheet “{sheet.title}” has more than {MOST_ROWS:,} rows.")
    known, doubled, not_read = _columns(shape, rows[0][1])
    return Table(
        shape=shape,
        sheet=sheet.title,
        columns=known,
        not_read=tuple(not_read),
        doubled=tuple(doubled),
        rows=tuple(rows[1:]),
        first_day=first_day,
    )


def _columns(shape: Shape, header: Cells) -> tuple[dict[str, Column], list[tuple[Column, Column]], list[Column]]:
    """Say what each column holds; a second one of the same kind and one that no list knows are kept apart."""
    known: dict[str, Column] = {}
    doubled: list[tuple[Column, Column]] = []
    not_read: list[Column] = []
    for index, cell in enumerate(header):
        column = Column(index=index, letter=get_column_letter(index + 1), name=" ".join(str(cell or "").split())[:80])
        field = columns.field_of(shape, cell)
        if not field and column.name:
            not_read.append(column)
        elif field in known:
            doubled.append((known[field], column))
        elif field:
            known[field] = column
    return known, doubled, not_read


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[tuple[int, Cells]]:
    rows: Iterable[Cells] = cast(Worksheet, sheet).iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS, values_only=True)
    return enumerate((_without_empty_end(cells) for cells in rows), start=1)


def _without_empty_end(cells: Cells) -> Cells:
    last = max((index for index, cell in enumerate(cells) if cell is not None), default=-1)
    return cells[: last + 1]


def _is_blank(cells: Cells) -> bool:
    return all(cell is None or (isinstance(cell, str) and not cell.strip("\u00a0 \t\r\n")) for cell in cells)
