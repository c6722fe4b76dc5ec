"""Prepared questions, put to PostgreSQL's own protocol library with nothing between.

To a small question a cursor costs more than the answer: it turns values into the database's types one by one, keeps
count of what it prepared, and watches the line from Python. Here a value is written as text, and the line is waited for
in C. Only outside transactions, where there is nothing to begin; a cursor does the rest (see `asking`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, cast
from weakref import WeakKeyDictionary

import psycopg
from psycopg.adapt import Transformer
from psycopg.errors import error_from_result
from psycopg.pq import DiagnosticField, ExecStatus, Format
from psycopg.pq.abc import PGresult

Line = psycopg.Connection[object]
Rows = list[tuple[object, ...]]

PLAIN: Final = (str, int, date)  # a moment is a date, too
FORGOTTEN: Final = b"26000"
WENT_WELL: Final = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)


class _Known:
    """What a connection has prepared, and how its answers are read."""

    def __init__(self, line: Line) -> None:
        self.names: dict[str, bytes] = {}
        self.asked = 0
        self.reading = Transformer(line.adapters)  # not of the line: what is known of one must not keep it


_known: WeakKeyDictionary[Line, _Known] = WeakKeyDictionary()


def may_take(line: Line, values: object) -> bool:
    """Say whether a question may be put so: outside a transaction, with values that are easily written."""
    return line.autocommit and isinstance(values, list | tuple) and all(map(_is_plain, values))


def answer(line: Line, sql: str, values: Sequence[object]) -> Rows:
    """Put a question and wait for its rows."""
    with line.lock:
        return _answer(line, sql, values)


def put(line: Line, sql: str, values: Sequence[object]) -> None:
    """Put a question on its way; `finish` waits for it, and until then nothing else may be asked."""
    with line.lock:
        name = _prepare(line, _known_of(line), sql)
        line.pgconn.send_query_prepared(name, [_written(one) for one in values])
        line.pgconn.flush()


def finish(line: Line, sql: str, values: Sequence[object]) -> None:
    """Wait for what was put, to its end, and raise what went wrong."""
    with line.lock:
        for answered in list(iter(line.pgconn.get_result, None)):
            if _is_forgotten(answered):
                _answer(line, sql, values)
            else:
                _refuse(answered)


def _answer(line: Line, sql: str, values: Sequence[object]) -> Rows:
    answered = _execute(line, sql, values)
    if _is_forgotten(answered):
        _known_of(line).names.clear()
        answered = _execute(line, sql, values)
    _refuse(answered)
    reading = _known_of(line).reading
    reading.set_pgresult(answered)
    return reading.load_rows(0, answered.ntuples, tuple)


def _execute(line: Line, sql: str, values: Sequence[object]) -> PGresult:
    name = _prepare(line, _known_of(line), sql)
    written = cast(list[bytes], list(map(_written, values)))  # or None: the stubs forget that nothing is a value
    return line.pgconn.exec_prepared(name, written, result_format=Format.BINARY)


def _is_forgotten(answered: PGresult) -> bool:
    """Say whether nothing was done because the line has forgotten its questions, as cursors let it after a rollback."""
    return answered.status == ExecStatus.FATAL_ERROR and answered.error_field(DiagnosticField.SQLSTATE) == FORGOTTEN


def _known_of(line: Line) -> _Known:
    known = _known.get(line)
    if known is None:
        known = _known[line] = _Known(line)
    return known


def _prepare(line: Line, known: _Known, sql: str) -> bytes:
    """Name a question, which is planned the first time that it is put."""
    name = known.names.get(sql)
    if name is None:
        known.asked += 1
        name = f"asked_{known.asked}".encode()
        _refuse(line.pgconn.prepare(name, _numbered(sql).encode()))
        known.names[sql] = name
    return name


def _numbered(sql: str) -> str:
    """Write the places of values as the database does."""
    first, *rest = (piece.replace("%%", "%") for piece in sql.split("%s"))
    return first + "".join(f"${place}{piece}" for place, piece in enumerate(rest, start=1))


def _is_plain(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(one, int) for one in value)
    return value is None or (isinstance(value, PLAIN) and "\0" not in str(value))


def _written(value: object) -> bytes | None:
    """Write a value as the database reads it."""
    if isinstance(value, list):
        return b"{%s}" % b",".join(str(one).encode() for one in value)
    return None if value is None else str(value).encode()


def _refuse(answered: PGresult) -> None:
    """Raise what the database says went wrong, as its own kind of error."""
    if answered.status not in WENT_WELL:
        raise error_from_result(answered)
