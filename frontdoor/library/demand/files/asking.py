"""One row from DuckDB, its result closed: a connection with a result half read does nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

Cell = str | int | float | bool | None


def one_row(connection: duckdb.DuckDBPyConnection, query: str, told: Sequence[Cell] = ()) -> tuple[Cell, ...]:
    """Ask for the first row of an answer; blank when there is none."""
    rows = connection.execute(query, list(told)).fetchall()
    return tuple(rows[0]) if rows else ()


def one_number(connection: duckdb.DuckDBPyConnection, query: str, told: Sequence[Cell] = ()) -> int:
    """Ask for one whole number; nothing is nought."""
    found = one_row(connection, query, told)
    return int(found[0] or 0) if found else 0


def in_quotes(told: object) -> str:
    """Write a value as a text in SQL: for places where no parameter may stand."""
    return "'" + str(told).replace("'", "''") + "'"
