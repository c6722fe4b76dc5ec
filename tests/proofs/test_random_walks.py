"""However anybody walks: no self-approval, no closure without oversight, nothing open that is nobody's."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Iterator

import pytest

from frontdoor.journey.decision import rules, steps
from frontdoor.record.access import context
from tests.ground import FOLDER
from tests.proofs import walking
from tests.proofs.conftest import Owner
from tests.proofs.walking import Found, walk_about

pytestmark = pytest.mark.proof
SHORT, LONG = 16, int(os.environ.get("FRONTDOOR_WALKS", "20000"))
PARTS, SEED = 40, 310818
"""The long form goes in parts with seeds of their own, so that several processes may share it (`-n 2`)."""


def tell(found: Found) -> str:
    return "\n".join(f"{count} x {name}" for name, count in (found.done + found.refused).most_common())


@pytest.mark.django_db
def test_no_walk_comes_to_what_must_never_be() -> None:
    found = walk_about(SHORT * 3, seed=2018)
    assert not found.faults, found.faults[:10]
    assert found.ended, "no walk reached its end, so nothing was tried"
    assert any(name.startswith("SQL") for name in found.refused), tell(found)


@pytest.mark.django_db
def test_no_walk_under_a_sample_closes_what_its_edition_has_seen() -> None:
    found = walk_about(SHORT * 3, seed=2027, is_sampled=True)
    assert not found.faults, found.faults[:10]
    assert found.left_out, tell(found)
    assert found.done["agree"], "no walk came to oversight, so nothing was told apart"


@pytest.fixture
def _with_little_to_look_through() -> Iterator[None]:
    """What is here before a long walk stays; to look through it for rubbish again and again costs a tenth."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.proof_long
@pytest.mark.django_db
@pytest.mark.usefixtures("_with_little_to_look_through")
@pytest.mark.parametrize("part", range(PARTS))
def test_no_walk_of_twenty_thousand_comes_to_what_must_never_be(part: int) -> None:
    found = walk_about(LONG // PARTS, seed=SEED + part)
    note(found, seed=SEED + part)
    assert not found.faults, found.faults[:10]


@pytest.mark.proof_long
@pytest.mark.django_db
@pytest.mark.usefixtures("_with_little_to_look_through")
@pytest.mark.parametrize("part", range(PARTS, PARTS + PARTS // 4))
def test_no_walk_of_five_thousand_under_a_sample_closes_what_its_edition_has_seen(part: int) -> None:
    found = walk_about(LONG // PARTS, seed=SEED + part, is_sampled=True)
    note(found, seed=SEED + part)
    assert not found.faults, found.faults[:10]


def note(found: Found, *, seed: int) -> None:
    """Keep what the walks of a seed came to, a line each in var/test/walks.jsonl."""
    with (FOLDER / "walks.jsonl").open("a") as file:
        file.write(json.dumps({"seed": seed, **vars(found)}) + "\n")


def test_without_four_eyes_the_walks_find_self_approvals(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    context.enter(authority_id=1, worker_id=None)
    owner.run("ALTER TABLE decision_oversight DROP CONSTRAINT overseer_is_not_recommender")
    monkeypatch.setattr(rules, "reasons_not_yours", lambda **_: [])
    assert "self-approval" in " ".join(walk_about(SHORT, seed=1).faults)


def test_without_its_trigger_the_walks_find_closures_that_nobody_oversaw(owner: Owner) -> None:
    context.enter(authority_id=1, worker_id=None)
    owner.run("DROP TRIGGER contact_ends_with_outcomes ON intake_contact")
    assert "closed without the oversight its edition demands" in " ".join(walk_about(SHORT, seed=2).faults)


@pytest.mark.parametrize(
    ("broken", "found"),
    [
        ("DROP INDEX one_worker_a_contact", "two owners"),
        ("DROP TRIGGER outcome_needs_oversight ON decision_outcome", "an outcome without the oversight"),
    ],
)
def test_without_a_wall_the_walks_find_what_it_kept_out(owner: Owner, broken: str, found: str) -> None:
    context.enter(authority_id=1, worker_id=None)
    owner.run(broken)
    assert found in " ".join(walk_about(SHORT * 2, seed=7).faults)


def test_without_its_wall_the_walks_find_questions_dropped(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    context.enter(authority_id=1, worker_id=None)
    owner.run("ALTER TABLE triage_question DROP CONSTRAINT a_question_is_never_dropped_silently")
    drop = "SQL: drop a question"  # few are open on most walks: here each begins with one, and SQL tries nothing else
    monkeypatch.setitem(walking.ASKED_FOR, steps.Stage.IDENTIFYING, ("ask",))
    monkeypatch.setattr(walking, "BY_SQL", {drop: walking.BY_SQL[drop]})
    assert "a question dropped" in " ".join(walk_about(SHORT, seed=8).faults)


def test_without_its_draw_the_walks_find_closures_left_out_that_are_drawn(
    owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    context.enter(authority_id=1, worker_id=None)
    owner.run(
        "CREATE OR REPLACE FUNCTION decision_may_stand_alone(recommended bigint) RETURNS boolean"
        " LANGUAGE sql AS 'SELECT true'"
    )
    monkeypatch.setattr(rules, "reasons_not_to_stand_alone", lambda **_: [])
    monkeypatch.setattr(walking, "a_returned_one", lambda people: people.children[0])  # it is recommended too
    found = " ".join(walk_about(SHORT, seed=5, is_sampled=True).faults)
    assert "closed without the oversight its edition demands" in found


def test_without_the_rule_the_database_still_refuses(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    context.enter(authority_id=1, worker_id=None)
    monkeypatch.setattr(rules, "reasons_not_to_stand_alone", lambda **_: [])
    monkeypatch.setattr(walking, "a_returned_one", lambda people: people.children[0])  # it is recommended too
    found = walk_about(SHORT, seed=6, is_sampled=True)
    assert not [fault for fault in found.faults if "oversight" in fault], found.faults[:5]
    assert found.refused["recommend: IntegrityError"] + found.refused["weigh: IntegrityError"], tell(found)


@pytest.mark.django_db
def test_without_a_desk_the_walks_find_what_is_nobody_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(steps.DESKS, steps.Stage.CLASSING, "")
    assert "nobody's" in " ".join(walk_about(SHORT, seed=3).faults)


@pytest.mark.django_db
def test_a_way_that_the_table_does_not_have_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(walking.WAYS, steps.Stage.IDENTIFYING, set())
    assert "no way in the table" in " ".join(walk_about(SHORT, seed=4).faults)
