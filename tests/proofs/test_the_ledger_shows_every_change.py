"""Whatever is done to the ledger, by whoever owns the database, is found and its place is named."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from frontdoor.record.ledger import actions as ledger
from frontdoor.record.ledger import heads, verify
from tests.builders import Machinery
from tests.proofs.conftest import Owner

pytestmark = pytest.mark.proof
ENTRIES = 60
AT = datetime(2018, 7, 24, 10, 10, tzinfo=UTC)
REHASH = """DO $$ DECLARE e ledger_entry; before bytea; BEGIN
    FOR e IN SELECT * FROM ledger_entry WHERE authority_id = 2 ORDER BY number LOOP
        e.previous_hash := coalesce(before, ''::bytea); before := ledger_entry_digest(e);
        UPDATE ledger_entry SET previous_hash = e.previous_hash, hash = before WHERE id = e.id;
    END LOOP; END $$"""
COLUMNS = {
    "by_name": "'Somebody Else'",
    "by_id": "coalesce(by_id, 0) + 1",
    "act": "'contact.viewed'",
    "at": "at + interval '1 second'",
    "subject": "'person'",
    "subject_id": "subject_id + 1",
    "detail": "detail || '{\"more\": 1}'",
    "hash": "sha256(hash)",
    "previous_hash": "sha256(previous_hash)",
}


@pytest.fixture
def chain(owner: Owner) -> list[heads.Head]:
    """A ledger of some length whose end has been noted, with its own refusals switched off by the owner."""
    for number in range(ENTRIES):
        ledger.write(
            "contact.rated", subject=("contact", number), by=Machinery(authority_id=2), at=AT, detail={"n": number}
        )
    owner.run("SET CONSTRAINTS ALL IMMEDIATE")
    owner.run("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
    found = verify.check(2)
    assert found.is_whole
    return [verify._head(found, at=AT)]


def last(owner: Owner) -> int:
    ((number,),) = owner.ask("SELECT max(number) FROM ledger_entry WHERE authority_id = 2")
    assert isinstance(number, int)
    return number


def edit(owner: Owner, chance: random.Random) -> int:
    column = chance.choice(sorted(COLUMNS))
    number = chance.randint(2, last(owner))
    owner.run(f"UPDATE ledger_entry SET {column} = {COLUMNS[column]} WHERE authority_id = 2 AND number = %s", number)
    return number


def delete(owner: Owner, chance: random.Random) -> int:
    number = chance.randint(1, last(owner) - 1)
    owner.run("DELETE FROM ledger_entry WHERE authority_id = 2 AND number = %s", number)
    return number


def delete_and_close_the_gap(owner: Owner, chance: random.Random) -> int:
    number = delete(owner, chance)
    shift(owner, after=number, by=-1)
    return number


def shift(owner: Owner, *, after: int, by: int) -> None:
    """Renumber in two steps: no two entries may have one number even for a moment."""
    owner.run("UPDATE ledger_entry SET number = number + 1000000 WHERE authority_id = 2 AND number > %s", after)
    owner.run("UPDATE ledger_entry SET number = number - 1000000 + %s WHERE authority_id = 2 AND number > 1000000", by)


def swap(owner: Owner, chance: random.Random) -> int:
    one, other = sorted(chance.sample(range(1, last(owner) + 1), 2))
    for old, new in ((one, -1), (other, one), (-1, other)):
        owner.run("UPDATE ledger_entry SET number = %s WHERE authority_id = 2 AND number = %s", new, old)
    return one


def insert(owner: Owner, chance: random.Random) -> int:
    after = chance.randint(1, last(owner) - 1)
    shift(owner, after=after, by=1)
    owner.run(
        "INSERT INTO ledger_entry (authority_id, number, at, by_name, act, subject, detail, previous_hash, hash)"
        " SELECT 2, %s, at, 'Forger', act, subject, detail, hash, ''::bytea FROM ledger_entry"
        " WHERE authority_id = 2 AND number = %s",
        after + 1,
        after,
    )
    owner.run(
        "UPDATE ledger_entry e SET hash = ledger_entry_digest(e) WHERE authority_id = 2 AND number = %s", after + 1
    )
    return after + 1


def cut_the_tail(owner: Owner, chance: random.Random) -> int:
    after = chance.randint(1, last(owner) - 1)
    owner.run("DELETE FROM ledger_entry WHERE authority_id = 2 AND number > %s", after)
    return after + 1


def rewrite_everything(owner: Owner, chance: random.Random) -> int:
    number = chance.randint(2, last(owner))
    owner.run("UPDATE ledger_entry SET by_name = 'Somebody Else' WHERE authority_id = 2 AND number = %s", number)
    owner.run(REHASH)
    return number


def put_an_older_copy_back(owner: Owner, chance: random.Random) -> int:
    """Cut the tail and let work go on: the chain is whole again, and longer than before."""
    cut_the_tail(owner, chance)
    owner.run("ALTER TABLE ledger_entry ENABLE TRIGGER USER")
    for number in range(ENTRIES + 5):
        ledger.write("contact.viewed", subject=("contact", number), by=Machinery(authority_id=2), at=AT)
    return ENTRIES


CHANGES: list[Callable[[Owner, random.Random], int]] = [
    edit, delete, delete_and_close_the_gap, swap, insert, cut_the_tail, rewrite_everything, put_an_older_copy_back,
]  # fmt: skip
ONLY_THE_NOTES_SHOW = {cut_the_tail, rewrite_everything, put_an_older_copy_back}


def missed(
    owner: Owner, noted: list[heads.Head], *, change: Callable[[Owner, random.Random], int], times: int
) -> list[str]:
    """Make one change at random places, and list those that were not found, or were found at another place."""
    found: list[str] = []
    for seed in range(times):
        with owner.trying():
            place = change(owner, random.Random(seed))
            verification = verify.check(2, noted=noted)
            named = verification.first_broken
            if named is None or (
                change not in {rewrite_everything, put_an_older_copy_back} and named not in {place, place + 1}
            ):
                found.append(f"{change.__name__}, seed {seed}: at {place}, found {named}")
    return found


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_every_kind_of_change_is_found_at_its_place(owner: Owner, chain: list[heads.Head], change: object) -> None:
    assert missed(owner, chain, change=change, times=12) == []  # type: ignore[arg-type]  # a parameter has no type


@pytest.mark.proof_long
def test_a_thousand_changes_are_found(owner: Owner, chain: list[heads.Head]) -> None:
    assert [said for change in CHANGES for said in missed(owner, chain, change=change, times=125)] == []


@pytest.mark.parametrize("change", sorted(ONLY_THE_NOTES_SHOW, key=lambda change: change.__name__))
def test_without_notes_kept_elsewhere_a_cut_or_a_rewriting_would_be_missed(
    owner: Owner, chain: list[heads.Head], change: Callable[[Owner, random.Random], int]
) -> None:
    assert len(missed(owner, [], change=change, times=5)) == 5


def test_a_build_whose_digests_are_not_compared_would_miss_an_edit(
    owner: Owner, chain: list[heads.Head], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "DIGESTS", "SELECT NULL::bigint WHERE %(authority)s > 0")
    monkeypatch.setattr(verify, "SAMPLE", 1)
    assert missed(owner, chain, change=edit, times=12)
