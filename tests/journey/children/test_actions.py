from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from frontdoor.journey.children import actions, queries
from frontdoor.journey.children.facts import NewPerson
from frontdoor.journey.children.models import Episode, MatchKey
from frontdoor.record.access import context
from frontdoor.record.access.refusals import NotPermitted, Refused
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from tests.builders import Machinery, a_team, a_worker
from tests.builders.contacts import a_child_at_home_with, a_home, a_person

pytestmark = pytest.mark.django_db


def acts() -> list[str]:
    return list(Entry.objects.exclude(act="policy.adopted").order_by("number").values_list("act", flat=True))


def test_a_person_is_recorded_under_a_reference_and_its_keys(now: datetime) -> None:
    person = actions.record_person(NewPerson(first_name="Una", last_name="Quill"), by=a_worker(), at=now)
    assert person.reference.startswith("P1")
    assert MatchKey.objects.filter(person=person).exists()
    assert acts() == ["person.recorded"]


def test_a_machine_may_record_people_but_an_analyst_may_not(now: datetime) -> None:
    actions.record_person(NewPerson(first_name="Una"), by=Machinery(), at=now)
    with pytest.raises(NotPermitted):
        actions.record_person(NewPerson(first_name="Una"), by=a_worker(Role.ANALYST), at=now)


def test_nobody_is_recorded_without_anything_to_know_them_by(now: datetime) -> None:
    with pytest.raises(Refused):
        actions.record_person(NewPerson(), by=a_worker(), at=now)
    assert acts() == []


def test_another_name_and_a_new_home_are_ways_to_be_found(now: datetime) -> None:
    person = a_person()
    before = set(MatchKey.objects.filter(person=person).values_list("key", flat=True))
    actions.add_other_name(person=person, first_name="Ludo", last_name="Finch", by=a_worker(), at=now)
    a_home(person)
    after = set(MatchKey.objects.filter(person=person).values_list("key", flat=True))
    assert before < after
    assert queries.details_of([person.pk])[person.pk].other_names == ("Ludo Finch",)


def test_a_person_lives_in_a_home_once(now: datetime) -> None:
    person = a_person()
    home = a_home(person)
    with pytest.raises(Refused):
        actions.join_household(person=person, household=home, role="", from_on=now.date(), by=a_worker(), at=now)


def test_a_sealed_address_leaves_no_trace_where_people_are_found(now: datetime) -> None:
    person = a_person()
    home = a_home(person, postcode="TS1 4AB")
    open_keys = set(MatchKey.objects.filter(person=person).values_list("key", flat=True))
    manager = a_worker(Role.TEAM_MANAGER)
    actions.seal_address(
        household=home,
        lines="A refuge",
        postcode="TS3 9ZZ",
        reason="From an ex-partner",
        from_on=now.date(),
        by=manager,
        at=now,
    )
    details = queries.details_of([person.pk])[person.pk]
    assert (details.postcodes, details.address) == ((), "")
    assert set(MatchKey.objects.filter(person=person).values_list("key", flat=True)) < open_keys
    assert acts()[-1] == "household.address_sealed"


def test_an_address_is_sealed_only_by_those_who_may_read_it(now: datetime) -> None:
    home = a_home(a_person())
    with pytest.raises(NotPermitted):
        actions.seal_address(
            household=home, lines="x", postcode="", reason="y", from_on=now.date(), by=a_worker(), at=now
        )


def test_a_child_is_opened_once_and_closed_with_a_reason(now: datetime) -> None:
    person, manager, team = a_person(), a_worker(Role.TEAM_MANAGER), a_team()
    episode = actions.open_episode(person=person, worker=None, team=team, source_code="2A", by=manager, at=now)
    with pytest.raises(Refused, match="already open"):
        actions.open_episode(person=person, worker=None, team=team, source_code="2A", by=manager, at=now)
    with pytest.raises(Refused, match="reason"):
        actions.close_episode(episode=episode, reason="", by=manager, at=now)
    later = now + timedelta(days=3)
    closed = actions.close_episode(episode=episode, reason="RC8", by=manager, at=later)
    assert (closed.closed_at, closed.closed_by) == (later, manager)
    assert acts()[-2:] == ["episode.opened", "episode.closed"]


def test_a_social_worker_does_not_open_a_child_alone(now: datetime) -> None:
    with pytest.raises(NotPermitted):
        actions.open_episode(person=a_person(), worker=None, team=None, source_code="2A", by=a_worker(), at=now)
    assert not Episode.objects.exists()


def test_a_home_holds_everybody_who_lives_there_now(now: datetime) -> None:
    mother = a_person("Odette", date_of_birth=date(1985, 1, 2), sex="F")
    child = a_child_at_home_with(mother)
    sister = a_child_at_home_with(child, first_name="Isolde")
    homes = queries.home_of([child.pk, mother.pk], now.date())
    assert {one.person_id for one in homes[child.pk]} == {child.pk, mother.pk, sister.pk}
    assert homes[child.pk] == homes[mother.pk]
    assert queries.home_of([child.pk], now.date() - timedelta(days=4000)) == {child.pk: []}


def test_people_of_another_authority_are_not_seen(now: datetime) -> None:
    a_person()
    with context.working_for(authority_id=2):
        elsewhere = a_worker(authority_id=2)
        assert not queries.visible_to(elsewhere).exists()


def test_an_analyst_and_a_partner_open_nobody() -> None:
    a_person()
    assert queries.visible_to(a_worker()).count() == 1
    assert not queries.visible_to(a_worker(Role.ANALYST)).exists()
    assert not queries.visible_to(a_worker(Role.PARTNER)).exists()
