from __future__ import annotations

from datetime import date, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from frontdoor.journey.children import actions, queries
from frontdoor.journey.children.models import Membership
from frontdoor.library.matching import Bands, PersonDetails
from frontdoor.record.access import context
from frontdoor.record.access.roles import Role
from tests.builders import a_team, a_worker
from tests.builders.contacts import a_home, a_person
from tests.builders.identities import kept_apart

pytestmark = pytest.mark.django_db

ANY = Bands(show_first_from=14, possible_from=3)
BORN = date(2011, 3, 9)


def test_a_misspelt_name_and_a_swapped_birth_find_the_child(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    child = a_person("Marlowe", "Quillfeather", date_of_birth=BORN)
    told = PersonDetails(first_name="Marlow", last_name="Quilfeather", date_of_birth=date(2011, 9, 3))
    with django_assert_num_queries(4):
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
    with django_assert_num_queries(6):  # the model, keys, cards, housemates and their cards, what is shown of them
        found = queries.possible_matches_for_each(told, authority_id=1, bands=ANY)
    assert {place: [each.person_id for each in possibles] for place, possibles in found.items()} == {
        7: [other.pk],
        9: [one.pk],
        11: [],
    }


def test_somebody_is_found_by_another_name_and_by_where_they_lived_before(now: datetime) -> None:
    child = a_person("Marlowe", "Quillfeather", date_of_birth=None)
    actions.add_other_name(person=child, first_name="Ludo", last_name="Finch", by=a_worker(), at=now)
    a_home(child, lines="14 Gull Street", postcode="TS1 4AB")
    a_home(child, lines="9 Tide Gardens", postcode="DL1 1AA", at=now)
    by_alias = PersonDetails(first_name="Ludo", last_name="Finch", postcodes=("DL1 1AA",))
    before = PersonDetails(first_name="Marlow", last_name="Quilfeather", postcodes=("TS1 4AB",))
    for told in (by_alias, before):
        (possible,) = queries.possible_matches(told, authority_id=1, bands=ANY)
        assert possible.person_id == child.pk


SISTER = PersonDetails(first_name="Isolde", last_name="Fernsby", date_of_birth=date(2014, 5, 5))
HALF_NAMED = PersonDetails(first_name="Ludo")  # nothing that a key could be made of


def test_a_sister_who_is_known_for_certain_brings_those_who_live_with_her() -> None:
    known_sister = a_person("Isolde", "Fernsby", date_of_birth=date(2014, 5, 5), sex="F")
    brother = a_person("Ludo", "Brightwater", date_of_birth=None)
    a_home(known_sister, brother)
    assert queries.possible_matches(HALF_NAMED, authority_id=1, bands=ANY) == []
    found = queries.possible_matches_for_each({0: SISTER, 1: HALF_NAMED}, authority_id=1, bands=ANY)
    (possible,) = found[1]
    assert possible.person_id == brother.pk
    words = [reason.words for reason in possible.comparison.fields]
    assert f"Lives with {known_sister.reference}, who matches Isolde in this contact" in words


def test_a_brother_is_not_suggested_for_his_sister_because_they_share_a_home() -> None:
    known_sister = a_person("Isolde", "Fernsby", date_of_birth=date(2014, 5, 5), sex="F")
    a_home(known_sister, a_person("Ludo", "Fernsby", date_of_birth=date(2012, 2, 2)))
    another = PersonDetails(first_name="Cassius", last_name="Fernsby", date_of_birth=date(2016, 6, 6))
    found = queries.possible_matches_for_each({0: SISTER, 1: another}, authority_id=1)
    assert [one.person_id for one in found[0]] == [known_sister.pk]
    assert found[1] == []


def test_somebody_who_moved_out_is_not_looked_at_through_the_home(now: datetime) -> None:
    known_sister = a_person("Isolde", "Fernsby", date_of_birth=date(2014, 5, 5), sex="F")
    home = a_home(known_sister, a_person("Ludo", "Brightwater", date_of_birth=None))
    Membership.objects.filter(household=home).exclude(person=known_sister).update(until_on=now.date())
    found = queries.possible_matches_for_each({0: SISTER, 1: HALF_NAMED}, authority_id=1, bands=ANY)
    assert found[1] == []


def test_two_identities_that_are_kept_apart_are_never_shown_together(now: datetime) -> None:
    told = PersonDetails(first_name="Marlowe", last_name="Quillfeather", date_of_birth=BORN)
    one, other = a_person(), a_person("Marlow")
    assert len(queries.possible_matches(told, authority_id=1, bands=ANY)) == 2
    kept_apart(one, other, at=now)
    (possible,) = queries.possible_matches(told, authority_id=1, bands=ANY)
    assert possible.person_id == one.pk


def test_nobody_of_another_authority_is_suggested() -> None:
    a_person()
    told = PersonDetails(first_name="Marlowe", last_name="Quillfeather", date_of_birth=BORN)
    with context.working_for(authority_id=2):
        assert queries.possible_matches(told, authority_id=2, bands=ANY) == []
        assert queries.possible_matches(told, authority_id=1, bands=ANY) == []
