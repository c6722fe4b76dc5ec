"""Questions that are asked at every keystroke: written out, so that the database plans each of them once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Final, Generic, NamedTuple, TypeVar, cast, overload

import psycopg
from django.db import connection, transaction
from psycopg.rows import tuple_row

from frontdoor.record.organisations import prepared

ROWS: Final = "ARRAY(SELECT own FROM ({}) AS own)"
ALONG_AN_INDEX: Final = "SET LOCAL enable_sort = off"  # so what is wanted in order is read in order
ROW_BY_ROW: Final = "SELECT count({column}) FROM (SELECT {column} FROM {table} WHERE authority_id = %s ORDER BY {by}) a"

Row = TypeVar("Row")
Answer = TypeVar("Answer", covariant=True)
One = TypeVar("One")
Two = TypeVar("Two")
Three = TypeVar("Three")
Four = TypeVar("Four")


class Question(NamedTuple, Generic[Answer]):
    """A question that may be asked together with others. `%s` stands for each value; `row` takes each row."""

    sql: str
    values: Sequence[object]
    row: Callable[..., Answer]


class Along(NamedTuple):
    """A table, the column whose index is followed, and one that is read of each row."""

    table: str
    by: str
    column: str


def ask(sql: str, values: Sequence[object] | Mapping[str, object], row: Callable[..., Row]) -> list[Row]:
    """Ask on Django's own connection, behind the same wall, and hand each row to `row`.

    Django writes values into its questions, so each is read and planned anew; these are prepared, which takes a
    tenth of the time. Without `prepare_threshold` in the settings of the connection nothing is prepared.
    """
    line = _ready(sql)
    with connection.wrap_database_errors:
        return [row(*one) for one in _rows(line, sql, values)]


@contextmanager
def put_meanwhile(sql: str, values: Sequence[object]) -> Iterator[None]:
    """Put something to the database that works on it while the block does; the block ends when it is done.

    The block asks nothing itself. What goes wrong is raised by its end. Outside a transaction it is committed by then;
    inside one, it is done before the block begins.
    """
    line = _ready(sql)
    if not prepared.may_take(line, values):
        with connection.wrap_database_errors:
            _rows(line, sql, values)
        yield
        return
    with connection.wrap_database_errors:
        prepared.put(line, sql, values)
    try:
        yield
    finally:
        with connection.wrap_database_errors:
            prepared.finish(line, sql, values)


def read_through(authority_id: int, read: Iterable[Along]) -> None:
    """Have the database read an authority's rows one by one along an index, so that they are at hand from then on.

    A table read from end to end passes through the database's memory and leaves nothing there.
    """
    with connection.wrap_database_errors, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ALONG_AN_INDEX)
        for one in read:
            cursor.execute(ROW_BY_ROW.format(**one._asdict()), [authority_id])


def _rows(line: prepared.Line, sql: str, values: Sequence[object] | Mapping[str, object]) -> prepared.Rows:
    if prepared.may_take(line, values):
        return prepared.answer(line, sql, cast(Sequence[object], values))
    with psycopg.Cursor(line, row_factory=tuple_row) as cursor:
        cursor.execute(sql.encode(), values, prepare=True, binary=True)
        return cursor.fetchall()


def _ready(sql: str) -> prepared.Line:
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    if connection.queries_logged:
        connection.queries_log.append({"sql": sql, "time": "0"})  # they count where questions are counted
    return cast(prepared.Line, connection.connection)


@overload
def ask_together(one: Question[One], two: Question[Two], /) -> tuple[Sequence[One], Sequence[Two]]: ...


@overload
def ask_together(
    one: Question[One], two: Question[Two], three: Question[Three], /
) -> tuple[Sequence[One], Sequence[Two], Sequence[Three]]: ...


@overload
def ask_together(
    one: Question[One], two: Question[Two], three: Question[Three], four: Question[Four], /
) -> tuple[Sequence[One], Sequence[Two], Sequence[Three], Sequence[Four]]: ...


def ask_together(*questions: Question[object]) -> tuple[Sequence[object], ...]:
    """Ask several questions in one: what a keystroke waits for is less the answers than going and coming.

    Each is answered as it would be alone, with its rows in the order that it asks for.
    """
    values = [value for question in questions for value in question.values]
    (answers,) = ask(_in_one(tuple(question.sql for question in questions)), values, _answers)
    return tuple([question.row(*row) for row in rows] for question, rows in zip(questions, answers, strict=True))


@lru_cache(maxsize=64)
def _in_one(questions: tuple[str, ...]) -> str:
    """Write questions as one: each becomes a column that holds its rows."""
    return f"SELECT {', '.join(ROWS.format(sql) for sql in questions)}"


def _answers(*columns: list[tuple[object, ...]]) -> tuple[list[tuple[object, ...]], ...]:
    return columns
