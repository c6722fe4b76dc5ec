"""Is the ledger whole? Every hash is worked out again, and each chain's end compared with what was noted elsewhere.

The database's own digest function is not asked: whoever can change entries could change it too. The digest is written
here twice, in SQL for all entries and in Python for a sample; both must agree with what is stored.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from django.db import connection

from frontdoor.record.ledger import heads
from frontdoor.record.organisations.models import Authority

SAMPLE = 500

# One row for each thing that can be wrong: the number of the first entry that has it, and how many entries there are.
CHAIN = """
WITH chain AS (
    SELECT number, hash, previous_hash,
        lag(number, 1, 0::bigint) OVER line AS number_before, lag(hash, 1, ''::bytea) OVER line AS hash_before
    FROM ledger_entry WHERE authority_id = %(authority)s WINDOW line AS (ORDER BY number)
)
SELECT count(*), min(number) FILTER (WHERE number <> number_before + 1),
    min(number) FILTER (WHERE previous_hash <> hash_before)
FROM chain
"""
DIGESTS = """
SELECT min(number) FROM ledger_entry WHERE authority_id = %(authority)s AND hash <> sha256(convert_to(json_build_array(
    authority_id, number, extract(epoch FROM at), by_id, by_name, act, subject, subject_id, detail,
    encode(previous_hash, 'hex'))::text, 'UTF8'))
"""
SAMPLED = """
SELECT authority_id, number, at, by_id, by_name, act, subject, subject_id, detail::text, previous_hash, hash
FROM ledger_entry WHERE authority_id = %(authority)s AND number = ANY(%(numbers)s) ORDER BY number
"""

Row = tuple[int, int, datetime, int | None, str, str, str, int | None, str, bytes, bytes]
Json = None | bool | int | Decimal | str | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, kw_only=True)
class Verification:
    """What was found of one authority's ledger."""

    authority_id: int
    name: str
    entries: int
    first_broken: int | None = None
    what: str = ""

    @property
    def is_whole(self) -> bool:
        return self.first_broken is None

    @property
    def words(self) -> str:
        if self.is_whole:
            return f"{self.name}: {self.entries:,} entries, whole."
        return f"{self.name}: BROKEN at entry {self.first_broken} of {self.entries:,}: {self.what}"


def verify(var: Path, at: datetime) -> list[Verification]:
    """Check every authority's ledger, and note the end of each that is whole outside the database."""
    noted = heads.read(var)
    found = [check(one, noted=noted) for one in Authority.objects.order_by("pk").values_list("pk", flat=True)]
    heads.note(var, [_head(one, at=at) for one in found if one.is_whole and one.entries])
    return found


def check(authority_id: int, *, noted: Sequence[heads.Head] = ()) -> Verification:
    """Work out every hash of one authority's ledger again, and find the first entry that is not as it was written."""
    with _reading(authority_id), connection.cursor() as cursor:
        asked = {"authority": authority_id}
        cursor.execute(CHAIN, asked)
        entries, unnumbered, unlinked = cursor.fetchone()
        cursor.execute(DIGESTS, asked)
        (changed,) = cursor.fetchone()
        cursor.execute(SAMPLED, {**asked, "numbers": _sample(entries)})
        misread = next((row[1] for row in cursor.fetchall() if digest(row) != bytes(row[10])), None)
        broken = [
            (changed, "it is not what was written"),
            (misread, "it is not what was written (worked out in Python)"),
            (unnumbered, "entries are missing before it, or were put in"),
            (unlinked, "it does not follow from the entry before it"),
            *(_against(head) for head in noted if head.authority_id == authority_id),
        ]
    first = min(((number, what) for number, what in broken if number is not None), default=(None, ""))
    name = Authority.objects.get(pk=authority_id).name
    return Verification(authority_id=authority_id, name=name, entries=entries, first_broken=first[0], what=first[1])


def _against(head: heads.Head) -> tuple[int | None, str]:
    """Compare one noted end of the chain with the entry of that number now."""
    noted_on = f"{head.at:%d %B %Y %H:%M}"
    if not head.is_genuine:
        return head.number, f"the note of {noted_on} was altered, outside the database"
    with connection.cursor() as ask:
        ask.execute(
            "SELECT hash, (SELECT max(number) FROM ledger_entry WHERE authority_id = %s) FROM (SELECT 1) one"
            " LEFT JOIN ledger_entry ON authority_id = %s AND number = %s",
            [head.authority_id, head.authority_id, head.number],
        )
        stored, last = ask.fetchone()
    if stored is None:
        return min(head.number, (last or 0) + 1), f"entries are gone that were there on {noted_on}"
    return (None, "") if bytes(stored).hex() == head.hash else (head.number, f"it is not the one noted on {noted_on}")


def _head(found: Verification, *, at: datetime) -> heads.Head:
    with _reading(found.authority_id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT hash FROM ledger_entry WHERE authority_id = %s AND number = %s", [found.authority_id, found.entries]
        )
        (stored,) = cursor.fetchone()
    return heads.Head(authority_id=found.authority_id, number=found.entries, hash=bytes(stored).hex(), at=at)


def _sample(entries: int) -> list[int]:
    """Choose entries evenly along the chain, with its first and its last."""
    step = max(1, entries // SAMPLE)
    return sorted({*range(1, entries + 1, step), entries})


def digest(row: Row) -> bytes:
    """Work out an entry's hash without the database."""
    authority_id, number, at, by_id, by_name, act, subject, subject_id, detail, previous_hash = row[:10]
    said: list[Json] = [
        authority_id,
        number,
        _epoch(at),
        by_id,
        by_name,
        act,
        subject,
        subject_id,
        json.loads(detail, parse_float=Decimal),
        bytes(previous_hash).hex(),
    ]
    return hashlib.sha256(jsonb(said).encode()).digest()


def _epoch(at: datetime) -> Decimal:
    passed = at - datetime(1970, 1, 1, tzinfo=UTC)
    return Decimal(passed // timedelta(microseconds=1)).scaleb(-6)


def jsonb(value: Json) -> str:
    """Write a value as PostgreSQL writes jsonb: keys by length, then by bytes."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: (len(key.encode()), key.encode()))
        return "{" + ", ".join(f"{jsonb(key)}: {jsonb(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(jsonb, value)) + "]"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return json.dumps(value, ensure_ascii=False)


@contextmanager
def _reading(authority_id: int) -> Iterator[None]:
    """Read one authority's rows inside the block, and whoever's rows were being read after it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.authority', true)")
        (before,) = cursor.fetchone()
        cursor.execute("SELECT set_config('app.authority', %s, false)", [str(authority_id)])
        try:
            yield
        finally:
            cursor.execute("SELECT set_config('app.authority', %s, false)", [before or ""])
