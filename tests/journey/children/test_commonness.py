"""How common names are in the register itself, and what that says when they are shared."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from frontdoor.journey.children import actions, queries
from frontdoor.journey.children.actions import counting
from frontdoor.journey.children.models import Commonness
from frontdoor.library import matching
from frontdoor.library.matching import Field
from frontdoor.record.access import context
from frontdoor.record.access.roles import Role
from tests.builders import a_worker
from tests.builders.contacts import a_home, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count registers of any size."""
    monkeypatch.setattr(counting, "LEAST_PEOPLE", 1)


def counted() -> Commonness:
    actions.count_registers(lambda _: None)
    return Commonness.objects.order_by("pk").last() or Commonness()


def test_a_small_register_is_weighed_by_the_shares_of_the_model() -> None:
    a_person()
    assert not actions.has_registers_to_count()
    assert queries.model_of(1) is matching.default_model()


@pytest.mark.usefixtures("small")
def test_what_several_people_share_is_counted_and_what_one_has_is_not() -> None:
    for born in (date(2011, 3, 9), date(2012, 4, 1), date(2013, 4, 1)):
        a_person("Marlowe", "Quillfeather", date_of_birth=born)
    a_person("Isolde", "Fernsby", date_of_birth=date(2014, 5, 5))
    told = counted()
    assert told.people == 4
    assert told.counts["last_name"] == {"quillfeather": 3}
    assert told.counts["date_of_birth"] == {}


@pytest.mark.usefixtures("small")
def test_a_name_that_many_have_says_less_than_it_did() -> None:
    for _ in range(30):
        a_person("Marlowe", "Quillfeather")
    before = queries.model_of(1).rarity(Field.LAST_NAME, "quillfeather")
    counted()
    assert queries.model_of(1).rarity(Field.LAST_NAME, "quillfeather") < before - 2
    assert "marlowe" in queries.model_of(1).names_in_use


@pytest.mark.usefixtures("small")
def test_a_register_is_counted_again_only_when_it_has_grown() -> None:
    for _ in range(10):
        a_person()
    assert counted().people == 10
    assert not actions.has_registers_to_count()
    a_person("Isolde", "Fernsby")
    assert actions.has_registers_to_count()
    assert counted().people == 11


@pytest.mark.usefixtures("small")
def test_a_sealed_address_is_in_no_count(now: datetime) -> None:
    one, other = a_person(), a_person("Isolde", "Fernsby")
    home = a_home(one, other)
    manager = a_worker(Role.TEAM_MANAGER)
    assert counted().counts["postcode"]
    actions.seal_address(
        household=home, lines="A refuge", postcode="TS3 9ZZ", reason="Afraid", from_on=now.date(), by=manager, at=now
    )
    a_person("Ottoline", "Finch")
    told = counted()
    assert told.people == 3
    assert not told.counts.get("postcode")
    assert not told.counts.get("address")


@pytest.mark.usefixtures("small")
def test_the_count_of_one_authority_is_not_seen_by_another() -> None:
    a_person()
    a_person()
    counted()
    with context.working_for(authority_id=2):
        assert queries.model_of(1) is matching.default_model()
        assert queries.model_of(2) is matching.default_model()
