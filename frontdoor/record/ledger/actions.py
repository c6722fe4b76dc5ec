"""The one way in: an act and its entry are written in the same transaction, or neither is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Final, Protocol

from frontdoor.record.ledger.acts import ACTS
from frontdoor.record.ledger.models import Entry
from frontdoor.record.organisations.asking import ask, put_meanwhile

ADD: Final = """
    INSERT INTO ledger_entry
        (authority_id, at, by_id, by_name, act, subject, subject_id, detail, number, previous_hash, hash)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s::jsonb, 0, '', '') RETURNING id, number
"""
"""Every act and every look writes one, so the question is planned once; the database numbers and chains the entry."""

type_detail = int | str | float | bool | None
Detail = Mapping[str, type_detail | Sequence[type_detail]]


class Actor(Protocol):
    """Whoever acts: a worker, or a machine that works for an agency."""

    @property
    def authority_id(self) -> int: ...

    @property
    def ledger_id(self) -> int | None: ...

    @property
    def ledger_name(self) -> str: ...


def write(act: str, *, subject: tuple[str, int | None], by: Actor, at: datetime, detail: Detail | None = None) -> Entry:
    """Add one entry. `detail` holds codes and row numbers only.

    Raises KeyError for an act that `acts.ACTS` does not list.
    """
    return ask(ADD, _values(act, subject, by, at, detail), _written)[0]


@contextmanager
def write_meanwhile(
    act: str, *, subject: tuple[str, int | None], by: Actor, at: datetime, detail: Detail | None = None
) -> Iterator[None]:
    """Add one entry while the block makes what is to be shown; the block ends when the entry is kept.

    What the block made is shown after it, so never without the entry: where that fails, the block's end raises.
    """
    with put_meanwhile(ADD, _values(act, subject, by, at, detail)):
        yield


def _values(
    act: str, subject: tuple[str, int | None], by: Actor, at: datetime, detail: Detail | None
) -> tuple[object, ...]:
    ACTS[act]
    kind, key = subject
    told = json.dumps(dict(detail or {}))
    return (by.authority_id, at, by.ledger_id, by.ledger_name, act, kind, key, told)


def _written(key: int, number: int) -> Entry:
    return Entry(pk=key, number=number)


def write_all(act: str, *, subject: str, keys: Sequence[int], by: Actor, at: datetime) -> None:
    """Add one entry of the same act for each of many things: for acts that are done in bulk."""
    ACTS[act]
    Entry.objects.bulk_create(
        (
            Entry(
                authority_id=by.authority_id,
                at=at,
                by_id=by.ledger_id,
                by_name=by.ledger_name,
                act=act,
                subject=subject,
                subject_id=key,
            )
            for key in keys
        ),
        batch_size=1000,
    )
