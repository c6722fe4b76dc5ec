"""A whole ledger is found whole, and the digest is written twice with one result."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.record.ledger import actions as ledger
from frontdoor.record.ledger import heads, verify
from frontdoor.record.ledger.models import Entry
from tests.builders import Machinery

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
CODES = st.none() | st.booleans() | st.integers(-(2**60), 2**60) | TEXT | st.floats(-1e9, 1e9, allow_nan=False)


@pytest.mark.django_db
def test_a_whole_ledger_is_found_whole_and_its_end_noted(tmp_path: Path, now: datetime) -> None:
    for _ in range(3):
        ledger.write("contact.received", subject=("contact", 1), by=Machinery(), at=now)
    found = verify.verify(tmp_path, at=now)
    assert [one.name for one in found] == ["Testborough", "Elsewhere", "Journeyborough"]
    assert all(one.is_whole for one in found)
    assert "whole" in found[0].words
    assert heads.last_verified_at(tmp_path, 1) == now
    assert [head.number for head in heads.read(tmp_path) if head.authority_id == 1] == [found[0].entries]
    ledger.write("contact.rated", subject=("contact", 1), by=Machinery(), at=now)
    again = verify.verify(tmp_path, at=now + timedelta(hours=1))
    assert again[0].is_whole
    assert again[0].entries == found[0].entries + 1


@pytest.mark.django_db
def test_whoever_was_worked_for_still_is_after_a_check() -> None:
    verify.check(2)
    assert set(Entry.objects.values_list("authority_id", flat=True)) <= {1}


@pytest.mark.django_db
def test_a_note_that_was_altered_is_found(tmp_path: Path, now: datetime) -> None:
    ledger.write("contact.received", subject=("contact", 1), by=Machinery(), at=now)
    verify.verify(tmp_path, at=now)
    file = tmp_path / heads.FILE
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    lines[0]["number"] -= 1
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    (found, *_) = verify.verify(tmp_path, at=now)
    assert not found.is_whole
    assert "altered" in found.what
    file.write_text("no note\n")
    with pytest.raises(ValueError, match="line 1"):
        verify.verify(tmp_path, at=now)


@pytest.mark.django_db
@settings(max_examples=150)
@given(
    detail=st.dictionaries(TEXT, CODES | st.lists(CODES, max_size=3), max_size=4),
    name=TEXT,
    number=st.none() | st.integers(0, 2**40),
    passed=st.timedeltas(timedelta(days=-30_000), timedelta(days=30_000)),
)
def test_the_digest_in_python_is_the_databases(
    detail: dict[str, object], name: str, number: int | None, passed: timedelta
) -> None:
    at = datetime(2018, 7, 24, tzinfo=UTC) + passed
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.authority_id, e.number, e.at, e.by_id, e.by_name, e.act, e.subject, e.subject_id, e.detail::text,"
            " e.previous_hash, ledger_entry_digest(e) FROM"
            " jsonb_populate_record(null::ledger_entry, jsonb_build_object("
            "'authority_id', 1, 'number', 7, 'at', %s::timestamptz, 'by_id', %s::bigint, 'by_name', %s::text,"
            " 'act', 'contact.viewed', 'subject', 'contact', 'subject_id', %s::bigint, 'detail', %s::jsonb,"
            " 'previous_hash', '\\xab')) e",
            [at, number, name, number, json.dumps(detail)],
        )
        row = cursor.fetchone()
    assert verify.digest(row) == bytes(row[10])


@pytest.mark.django_db
def test_what_is_moved_from_one_field_to_the_next_is_another_digest() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT ledger_entry_digest(e) FROM jsonb_populate_recordset(null::ledger_entry, %s::jsonb) e",
            [json.dumps([_entry("Ash|x", "y", "contact"), _entry("Ash", "x|y", "contact")])],
        )
        assert len(cursor.fetchall()) == 2


def _entry(by_name: str, act: str, subject: str) -> dict[str, object]:
    said = {"by_name": by_name, "act": act, "subject": subject}
    return {"authority_id": 1, "number": 7, "at": "2018-07-24T10:10:00Z", "detail": {}, "previous_hash": "", **said}


@pytest.mark.django_db
def test_the_last_entry_is_looked_up_by_its_index_whatever_the_planner_believes() -> None:
    """A plan made for a table of a few rows read all of it for each row of a long insert."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT proconfig FROM pg_proc WHERE proname = 'ledger_entry_chain'")
        assert cursor.fetchone() == (["enable_sort=off"],)
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute("EXPLAIN SELECT number FROM ledger_entry WHERE authority_id = 1 ORDER BY number DESC LIMIT 1")
        plan = " ".join(row[0] for row in cursor.fetchall())
    assert "Index" in plan
    assert "ledger_numbered_once" in plan
    assert "Sort" not in plan
