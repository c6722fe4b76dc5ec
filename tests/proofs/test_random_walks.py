"""However anybody walks: no self-approval, no closure without oversight, nothing open that is nobody's."""

from __future__ import annotations

import os

import pytest

from frontdoor.journey.decision import rules, steps
from frontdoor.record.access import context
from tests.proofs.conftest import Owner
from tests.proofs.walking import Found, walk_about

pytestmark = pytest.mark.proof
SHORT, LONG = 16, int(os.environ.get("FRONTDOOR_WALKS", "20000"))


def tell(found: Found) -> str:
    return "\n".join(f"{count} x {name}" for name, count in (found.done + found.refused).most_common())


@pytest.mark.django_db
def test_no_walk_comes_to_what_must_never_be() -> None:
    found = walk_about(SHORT, seed=2018)
    assert not found.faults, found.faults[:10]
    assert found.ended, "no walk reached its end, so nothing was tried"
    assert any(name.startswith("SQL") for name in found.refused), tell(found)


@pytest.mark.proof_long
@pytest.mark.django_db
def test_no_walk_of_twenty_thousand_comes_to_what_must_never_be() -> None:
    found = walk_about(LONG, seed=310818)
    print(f"\n{found.walks} walks, {found.ended} ended, {found.done.total()} acts done, "  # noqa: T201  (a proof's figures)
          f"{found.refused.total()} refused\n{tell(found)}")  # fmt: skip
    assert not found.faults, found.faults[:10]


def test_without_four_eyes_the_walks_find_self_approvals(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    context.enter(authority_id=1, worker_id=None)
    owner.run("ALTER TABLE decision_oversight DROP CONSTRAINT overseer_is_not_recommender")
    monkeypatch.setattr(rules, "reasons_not_yours", lambda **_: [])
    assert "self-approval" in " ".join(walk_about(SHORT, seed=1).faults)


def test_without_its_trigger_the_walks_find_closures_that_nobody_oversaw(owner: Owner) -> None:
    context.enter(authority_id=1, worker_id=None)
    owner.run("DROP TRIGGER contact_ends_with_outcomes ON intake_contact")
    assert "closed without oversight" in " ".join(walk_about(SHORT, seed=2).faults)


@pytest.mark.django_db
def test_without_a_desk_the_walks_find_what_is_nobody_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(steps.DESKS, steps.Stage.CLASSING, "")
    assert "nobody's" in " ".join(walk_about(SHORT, seed=3).faults)


@pytest.mark.django_db
def test_a_way_that_the_table_does_not_have_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.proofs import walking

    monkeypatch.setitem(walking.WAYS, steps.Stage.IDENTIFYING, set())
    assert "no way in the table" in " ".join(walk_about(SHORT, seed=4).faults)
