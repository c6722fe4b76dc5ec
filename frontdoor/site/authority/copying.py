"""Rows into tables by COPY: indexes, foreign keys and uniqueness are put aside meanwhile, then made again over all.

Making a constraint again checks every row; primary keys, check constraints and triggers stand all the while. It is all
one transaction: a load that is cut off leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from django.db import models
from django.db.backends.utils import CursorWrapper

Value = str | int | float | bool | bytes | date | datetime | None
Step = Callable[[float], None]

# These are asked for each row before the load is through: by the chain of the ledger, and by the triggers that wait.
KEPT = frozenset({"ledger_entry", "decision_outcome"})
# Triggers wait on these, so nothing about them is altered until the triggers have run.
WAITED_ON = frozenset({"decision_outcome", "intake_contact"})
ROOM = ("SET LOCAL maintenance_work_mem = '256MB'", "SET LOCAL work_mem = '128MB'")

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_LINES = 250


@dataclass(frozen=True, kw_only=True)
class Aside:
    """What was put aside of one table, as the statement that makes it again."""

    table: str
    definition: str
    is_reference: bool


@contextmanager
def put_aside(cursor: CursorWrapper, tables: Sequence[str], step: Step) -> Iterator[None]:
    """Drop what slows down loading, and make it again at the end of the block; `step` hears what share is made."""
    for words in ROOM:
        cursor.execute(words)
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may be pending on a table that is altered
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    aside = [*_constraints_aside(cursor, tables), *_indexes_aside(cursor, tables)]
    yield
    cursor.execute(f"ANALYZE {', '.join(tables)}")
    before = [one for one in aside if one.table not in WAITED_ON and not one.is_reference]
    after = [one for one in aside if one.table in WAITED_ON and not one.is_reference]
    for place, one in enumerate(before):
        step(0.4 * place / len(before))
        cursor.execute(one.definition)
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    references = [one for one in aside if one.is_reference]
    for place, one in enumerate([*after, *references]):
        step(0.5 + 0.5 * place / (len(after) + len(references)))
        cursor.execute(one.definition)


def _constraints_aside(cursor: CursorWrapper, tables: Sequence[str]) -> list[Aside]:
    """Drop foreign keys, then whatever makes rows unique that nothing else points at."""
    cursor.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), contype = 'f' FROM pg_constraint k"
        " WHERE conrelid::regclass::text = ANY(%s) AND (contype = 'f' OR contype IN ('u', 'x')"
        " AND conrelid::regclass::text <> ALL(%s) AND NOT EXISTS (SELECT 1 FROM pg_constraint o"
        " WHERE o.contype = 'f' AND o.conindid = k.conindid AND o.conrelid::regclass::text <> ALL(%s)))"
        " ORDER BY contype, conrelid::regclass::text, conname",
        [list(tables), sorted(KEPT), list(tables)],
    )
    aside = []
    for table, name, words, is_reference in cursor.fetchall():
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        again = f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {words}'
        aside.append(Aside(table=table, definition=again, is_reference=is_reference))
    return aside


def _indexes_aside(cursor: CursorWrapper, tables: Sequence[str]) -> list[Aside]:
    """Drop the indexes that belong to no constraint."""
    cursor.execute(
        "SELECT indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index i"
        " WHERE indrelid::regclass::text = ANY(%s) AND (NOT indisunique OR indrelid::regclass::text <> ALL(%s))"
        " AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid) ORDER BY 1, 2",
        [[table for table in tables if table != "decision_outcome"], sorted(KEPT)],
    )
    aside = []
    for table, name, words in cursor.fetchall():
        cursor.execute(f"DROP INDEX {name}")
        aside.append(Aside(table=table, definition=words, is_reference=False))
    return aside


def copy(
    cursor: CursorWrapper, model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Value]]
) -> None:
    """Add rows to a model's table. Columns that are not named take the model's own blank."""
    blanks = _blanks(model, columns)
    tail = "".join("\t" + WORDS[type(value)](value) for value in blanks.values()) + "\n"
    copy_lines(cursor, model, (*columns, *blanks), lines(rows, tail))


def copy_lines(cursor: CursorWrapper, model: type[models.Model], columns: Sequence[str], chunks: Iterable[str]) -> None:
    """Add rows to a model's table that are written as lines already."""
    with cursor.copy(f"COPY {model._meta.db_table} ({', '.join(columns)}) FROM STDIN") as stream:
        for chunk in chunks:
            stream.write(chunk)


def lines(rows: Iterable[Sequence[Value]], tail: str = "\n") -> Iterator[str]:
    """Write rows as lines, in pieces small enough that the server reads one while the next is written."""
    word, source = WORDS, iter(rows)
    while piece := ["\t".join([word[type(value)](value) for value in row]) for row in islice(source, _LINES)]:
        yield tail.join(piece) + tail


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
            found[str(field.column)] = default if default is not None else ""
    return found


def _of_text(text: str) -> str:
    if "\\" in text or "\n" in text or "\t" in text or "\r" in text:
        return text.translate(_ESCAPES)
    return text


class _Offsets(dict[timedelta | None, str]):
    """The offsets from universal time, as they are written; there are two of them."""

    def __missing__(self, offset: timedelta | None) -> str:
        self[offset] = f"{(offset or timedelta()) // timedelta(hours=1):+03d}"
        return self[offset]


class _Days(dict[int, str]):
    def __missing__(self, ordinal: int) -> str:
        self[ordinal] = date.fromordinal(ordinal).isoformat()
        return self[ordinal]


_OFFSETS, _DAYS = _Offsets(), _Days()
_CLOCK = [f" {minute // 60:02d}:{minute % 60:02d}" for minute in range(24 * 60)]


def _of_moment(at: datetime) -> str:
    """Write an instant, a whole minute from parts that are kept: `isoformat` is four times as slow."""
    if at.second or at.microsecond:
        return at.isoformat()
    return _DAYS[at.toordinal()] + _CLOCK[at.hour * 60 + at.minute] + _OFFSETS[at.utcoffset()]


class _Words(dict[type, Callable[..., str]]):
    """How each type of value is written for COPY."""

    def __missing__(self, kind: type) -> Callable[..., str]:
        self[kind] = next(self[base] for base in kind.__mro__ if base in self)
        return self[kind]


WORDS = _Words(
    {
        type(None): "\\N".format,
        str: _of_text,
        bool: lambda value: "t" if value else "f",
        int: str,
        float: str,
        date: lambda day: _DAYS[day.toordinal()],
        datetime: _of_moment,
        bytes: lambda value: "\\\\x" + value.hex(),
    }
)
