"""Rows into tables by COPY: indexes and foreign keys are put aside meanwhile, then made again over all the rows.

Making a foreign key again checks every row; check constraints and triggers stand all the while. It is all one
transaction: a load that is cut off leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from django.db import models
from django.db.backends.utils import CursorWrapper

Value = str | int | float | bool | bytes | date | datetime | None

# A trigger looks these rows up by the contact before the load is through, so their indexes stay.
LOOKED_UP = frozenset({"decision_outcome", "intake_namedperson"})

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_LINES = 4000


@contextmanager
def put_aside(cursor: CursorWrapper, tables: Sequence[str]) -> Iterator[None]:
    """Drop the tables' foreign keys and plain indexes, and make them again at the end of the block."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may be pending on a table that is altered
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    cursor.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s)",
        [list(tables)],
    )
    keys = cursor.fetchall()
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index i"
        " WHERE indrelid::regclass::text = ANY(%s) AND NOT indisunique"
        " AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)",
        [[table for table in tables if table not in LOOKED_UP]],
    )
    indexes = cursor.fetchall()
    for table, name, _ in keys:
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    cursor.execute(f"ANALYZE {', '.join(tables)}")
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for _, definition in indexes:
        cursor.execute(definition)
    for table, name, definition in keys:
        cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


def copy(
    cursor: CursorWrapper, model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Value]]
) -> int:
    """Add rows to a model's table, and return how many. Columns that are not named take the model's own blank."""
    blanks = _blanks(model, columns)
    tail = "".join("\t" + _word(value) for value in blanks.values()) + "\n"
    names = ", ".join((*columns, *blanks))
    added = 0
    with cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as stream:  # type: ignore[attr-defined]  # psycopg's
        held: list[str] = []
        for row in rows:
            held.append("\t".join(map(_word, row)) + tail)
            added += 1
            if len(held) == _LINES:
                stream.write("".join(held))
                held.clear()
        stream.write("".join(held))
    return added


def count_on(cursor: CursorWrapper, model: type[models.Model]) -> None:
    """Set the table's own numbering after the rows that brought their numbers along."""
    table = model._meta.db_table
    highest = model._default_manager.aggregate(highest=models.Max("id"))["highest"] or 1
    cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, highest])


def _blanks(model: type[models.Model], columns: Sequence[str]) -> dict[str, Value]:
    """Find the columns that must hold something and are not named: Django keeps their blanks, the database does not."""
    found: dict[str, Value] = {}
    for field in model._meta.concrete_fields:
        if field.column not in columns and not field.null and not field.primary_key:
            default = field.get_default()
            found[field.column] = default if default is not None else ""
    return found


def _word(value: Value) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    return str(value)
