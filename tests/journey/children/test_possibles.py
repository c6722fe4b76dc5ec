from __future__ import annotations

from datetime import date, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from frontdoor.journey.children import actions, queries
from frontdoor.library.matching import Bands, PersonDetails
from frontdoor.record.access import context
from frontdoor.record.access.roles import Role
from tests.builders import a_team, a_worker
from tests.builders.contacts import a_home, a_person

pytestmark = pytest.mark.django_db

ANY = Bands(show_first_from=14, possible_from=3)
BORN = date(2011, 3, 9)


def test_a_misspelt_name_and_a_swapped_birth_find_the_child(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    child = a_person("Marlowe", "Quillfeather", date_of_birth=BORN)
    told = PersonDetails(first_name="Marlow", last_name="Quilfeather", date_of_birth=date(2011, 9, 3))
    with django_assert_num_queries(2):
        (possible,) = queries.possible_matches(told, authority_id=1, bands=ANY)
    assert (possible.person_id, possible.reference, possible.open_to) == (child.pk, child.reference, "")
    assert possible.name == "Marlowe Quillfeather"
    assert {reason.field for reason in possible.comparison.fields} >= {"first_name", "date_of_birth"}


def test_it_is_said_to_whom_a_child_is_open(now: datetime) -> None:
    child, team = a_person(), a_team("North team")
    worker = a_worker(name="Sol Brightwater")
    manager = a_worker(Role.TEAM_MANAGER)
    actions.open_episode(person=child, worker=worker, team=team, source_code="2A", by=manager, at=now)
    told = PersonDetails(first_name="Marlowe", last_name="Quillfeather", date_of_birth=BORN)
    (possible,) = queries.possible_matches(told, authority_id=1, bands=ANY)
    assert possible.open_to == "Sol Brightwater, North team"


def test_many_who_are_named_are_looked_up_together(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    one, other = a_person(), a_person("Isolde", "Fernsby", date_of_birth=date(2014, 5, 5), sex="F")
    a_home(one, other)
    told = {
        7: PersonDetails(first_name="Isolde", last_name="Fernsby", date_of_birth=date(2014, 5, 5)),
        9: PersonDetails(first_name="Marlowe", last_name="Quillfeather", date_of_birth=BORN),
        11: PersonDetails(),
    }
    with django_assert_num_queries(2):
        found = queries.possible_matches_for_each(told, authority_id=1, bands=ANY)
    assert {place: [each.person_id for each in possibles] for place, possibles in found.items()} == {
        7: [other.pk],
        9: [one.pk],
        11: [],
    }


def test_nobody_of_another_authority_is_suggested() -> None:
    a_person()
    told = PersonDetails(first_name="Marlowe", last_name="Quillfeather", date_of_birth=BORN)
    with context.working_for(authority_id=2):
        assert queries.possible_matches(told, authority_id=2, bands=ANY) == []
        assert queries.possible_matches(told, authority_id=1, bands=ANY) == []
