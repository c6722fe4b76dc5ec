"""The analysis as files: classes.csv, a CSV of every table, and the report; all whole, or none."""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

import duckdb

from frontdoor.library.demand.files.analysis import Analysis
from frontdoor.library.demand.files.asking import Cell
from frontdoor.library.demand.files.reading import Unreadable
from frontdoor.library.demand.report import write_page

CLASSES_COLUMNS: Final = "contact_id, row, child_id, demand_class, linked_to, why"
REPORT: Final = "report.html"
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def refuse_unwritable(folder: Path) -> None:
    """Refuse, before any work, a place that is no folder or cannot become one."""
    if folder.exists() and not folder.is_dir():
        raise Unreadable(f"{folder} is a file; --out wants a folder.")
    if not folder.exists() and not folder.absolute().parent.is_dir():
        raise Unreadable(f"There is no folder {folder.parent} to make {folder.name} in.")


def write_all(connection: duckdb.DuckDBPyConnection, analysis: Analysis, folder: Path, *, made_on: date) -> list[str]:
    """Write every file beside its place first, then move them; give their names."""
    refuse_unwritable(folder)
    try:
        part = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.absolute().parent))
    except OSError as error:
        raise Unreadable(f"Nothing can be written beside {folder}: {error.strerror or error}.") from error
    try:
        _write_classes(connection, part / "classes.csv")
        for table in analysis.tables:
            _write_table(part / f"{table.code}.csv", table.columns, table.rows)
        (part / REPORT).write_text(write_page(analysis, made_on=made_on), encoding="utf-8")
        folder.mkdir(exist_ok=True)
        names = sorted(each.name for each in part.iterdir())
        for name in names:
            (part / name).replace(folder / name)
        return names
    except OSError as error:
        raise Unreadable(f"{folder} could not be written: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _write_classes(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    place = str(path).replace("'", "''")
    connection.execute(f"copy (select {CLASSES_COLUMNS} from classed order by n) to '{place}' (header, delimiter ',')")


def _write_table(path: Path, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_safe(cell) for cell in row] for row in rows)


def _safe(cell: Cell) -> Cell:
    """Keep a spreadsheet from taking somebody's text for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
