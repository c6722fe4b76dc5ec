"""The records of a file, filed in a database so that they can be looked up one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Final, Protocol, TypeVar

from frontdoor.library.matching.comparison import Comparison
from frontdoor.library.matching.details import PersonDetails
from frontdoor.library.matching.keys import keys_of
from frontdoor.library.matching.live.cards import write_card
from frontdoor.library.matching.live.index import Ask, LiveIndex, Looked, Tables
from frontdoor.library.matching.live.sketches import write_sketch
from frontdoor.library.matching.model import Model, default_model
from frontdoor.library.matching.prepared import prepare

NOBODYS: Final = 0  # a file belongs to no authority
TABLES: Final = Tables(keys="pg_temp.live_keys", cards="pg_temp.live_cards")
PIECE: Final = 1 << 20

Told = Callable[[int], None]
Row = TypeVar("Row")


class Copying(Protocol):
    """One COPY into a table."""

    def write(self, buffer: str) -> None: ...


class Cursor(Protocol):
    """A cursor as psycopg makes them."""

    def execute(self, query: str, params: Sequence[object] | None = None, *, prepare: bool | None = None) -> object: ...
    def copy(self, statement: str) -> AbstractContextManager[Copying]: ...
    def fetchall(self) -> list[tuple[object, ...]]: ...


class Connection(Protocol):
    """A connection as psycopg makes them."""

    def cursor(self, *, binary: bool = False) -> Cursor: ...


class LiveRegister:
    """People of a file by the ids they have in it. The tables are temporary: they end with the connection."""

    def __init__(self, index: LiveIndex, ids: Sequence[str]) -> None:
        self._index = index
        self._ids = ids

    @classmethod
    def build(
        cls,
        connection: Connection,
        records: Iterable[tuple[str, PersonDetails]],
        *,
        model: Model | None = None,
        progress: Told = lambda _: None,
    ) -> LiveRegister:
        """File the records; `progress` is told how many are filed so far."""
        cursor = connection.cursor()
        _make_tables(cursor)
        ids = _file(cursor, records, progress)
        _make_indexes(cursor)
        index = LiveIndex(asking(connection), TABLES, authority_id=NOBODYS, model=model or default_model())
        return cls(index, ids)

    def possible(self, details: PersonDetails, *, least_weight: float, most: int) -> list[tuple[str, Comparison]]:
        """Find who may be the person told, the heaviest first."""
        looked: Mapping[int, Looked] = self._index.look({0: details}, least_weight=least_weight, most=most)
        return [(self._ids[one.person_id], one.comparison) for one in looked[0].found]


def asking(connection: Connection) -> Ask:
    """Give a way to ask that keeps the plan of each question and reads numbers as the database holds them."""
    cursor = connection.cursor(binary=True)

    def ask(sql: str, values: Sequence[object], row: Callable[..., Row]) -> list[Row]:
        cursor.execute(sql, [_written(one) for one in values], prepare=True)
        return [row(*one) for one in cursor.fetchall()]

    return ask


def _written(value: object) -> object:
    """Write many numbers as the database reads them, in one piece: one by one they take four times as long."""
    return f"{{{','.join(map(str, value))}}}" if isinstance(value, list) else value


def _make_tables(cursor: Cursor) -> None:
    for table, columns in (
        (TABLES.keys, "authority_id bigint NOT NULL, key bigint NOT NULL, person_id bigint NOT NULL"),
        (
            TABLES.cards,
            "authority_id bigint NOT NULL, person_id bigint NOT NULL, details text NOT NULL, sketch bytea NOT NULL",
        ),
    ):
        cursor.execute(f"DROP TABLE IF EXISTS {table}")
        cursor.execute(f"CREATE TEMPORARY TABLE {table.removeprefix('pg_temp.')} ({columns})")


def _file(cursor: Cursor, records: Iterable[tuple[str, PersonDetails]], progress: Told) -> list[str]:
    """Copy the cards in while the keys of as many people as fit a piece are made, and then those keys."""
    ids: list[str] = []
    for piece in _pieces(records):
        keys: list[str] = []
        with cursor.copy(f"COPY {TABLES.cards} FROM STDIN") as copying:
            cards: list[str] = []
            for own, details in piece:
                number = len(ids)
                ids.append(own)
                person = prepare(details)
                card, sketch = _escaped(write_card(details)), write_sketch(person).hex()
                cards.append(f"{NOBODYS}\t{number}\t{card}\t\\\\x{sketch}\n")
                keys.extend(f"{NOBODYS}\t{key}\t{number}\n" for key in keys_of(person))
            copying.write("".join(cards))
        with cursor.copy(f"COPY {TABLES.keys} FROM STDIN") as copying:
            copying.write("".join(keys))
        progress(len(ids))
    return ids


def _pieces(
    records: Iterable[tuple[str, PersonDetails]], size: int = 5_000
) -> Iterator[list[tuple[str, PersonDetails]]]:
    piece: list[tuple[str, PersonDetails]] = []
    for record in records:
        piece.append(record)
        if len(piece) == size:
            yield piece
            piece = []
    if piece:
        yield piece


def _escaped(card: str) -> str:
    """Escape a card for COPY; JSON has escaped everything but the backslashes that it escapes with."""
    return card.replace("\\", "\\\\")


def _make_indexes(cursor: Cursor) -> None:
    keys, cards = (table.removeprefix("pg_temp.") for table in (TABLES.keys, TABLES.cards))
    cursor.execute(f"CREATE UNIQUE INDEX ON {keys} (authority_id, key, person_id)")
    cursor.execute(f"CREATE UNIQUE INDEX ON {cards} (person_id)")
    for table in (keys, cards):
        cursor.execute(f"VACUUM ANALYZE {table}")
