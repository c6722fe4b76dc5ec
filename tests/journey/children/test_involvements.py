"""What was done with people is written once, ended once, and read across their records and no others."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from frontdoor.journey.children import actions, queries
from frontdoor.journey.children.involvement_rules import Involved
from frontdoor.journey.children.models import Involvement
from frontdoor.record.access import context
from frontdoor.record.access.refusals import NotPermitted, Refused
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from tests.builders import Machinery, a_worker
from tests.builders.contacts import a_person
from tests.builders.identities import joined, kept_apart
from tests.builders.involvements import A_YEAR_AGO, involved

pytestmark = pytest.mark.django_db
OVER = Involved(
    kind="assessment", started_on=A_YEAR_AGO, has_ended=True, ended_on=date(2017, 9, 1), led_to="no_support"
)


def titles(person_id: int) -> list[str]:
    return [one.title for one in queries.involvements_of([person_id]).get(person_id, [])]


def test_what_is_recorded_is_read_with_its_entry(now: datetime) -> None:
    child = a_person()
    actions.record_involvements(told=[(child.pk, OVER)], by=Machinery(), at=now)
    assert queries.involvements_of([child.pk]) == {child.pk: [OVER]}
    assert Entry.objects.filter(act="involvement.recorded", subject="person", subject_id=child.pk).count() == 1


def test_an_end_that_is_learned_later_is_written_once(now: datetime) -> None:
    child = a_person()
    row = involved(child, "assessment", at=now - timedelta(days=9))
    actions.end_involvements(ends={row.pk: OVER}, by=Machinery(), at=now)
    row.refresh_from_db()
    assert (row.has_ended, row.ended_on, row.led_to, row.end_learned_at) == (True, OVER.ended_on, "no_support", now)
    assert Entry.objects.filter(act="involvement.ended", subject_id=child.pk).count() == 1
    with pytest.raises(Refused, match="ended already"):
        actions.end_involvements(ends={row.pk: OVER}, by=Machinery(), at=now)


def test_what_cannot_be_is_refused_and_nothing_is_written(now: datetime) -> None:
    child = a_person()
    told = Involved(kind="assessment", started_on=now.date() + timedelta(days=2))
    with pytest.raises(Refused, match="begins in the future"):
        actions.record_involvements(told=[(child.pk, OVER), (child.pk, told)], by=Machinery(), at=now)
    assert not Involvement.objects.exists()


def test_only_whoever_may_change_the_settings_may_record_them_in_person(now: datetime) -> None:
    with pytest.raises(NotPermitted):
        actions.record_involvements(told=[(a_person().pk, OVER)], by=a_worker(Role.SOCIAL_WORKER), at=now)
    with pytest.raises(NotPermitted):
        actions.end_involvements(ends={}, by=a_worker(Role.SOCIAL_WORKER), at=now)


@pytest.mark.parametrize(
    "wrong",
    [
        {"ended_on": date(2017, 1, 1), "has_ended": True},
        {"ended_on": date(2018, 1, 1), "has_ended": False},
        {"led_to": "support", "has_ended": False},
    ],
)
def test_the_database_refuses_what_never_can_be(now: datetime, wrong: dict[str, object]) -> None:
    child = a_person()
    row = {"authority_id": 1, "person": child, "kind": "assessment", "started_on": A_YEAR_AGO, "recorded_at": now}
    with pytest.raises(IntegrityError), transaction.atomic():
        Involvement.objects.create(**{**row, **wrong})


def test_the_same_thing_is_kept_once(now: datetime) -> None:
    child = a_person()
    involved(child)
    with pytest.raises(IntegrityError), transaction.atomic():
        involved(child)


def test_joined_records_are_read_together_and_nobody_elses(now: datetime) -> None:
    one, other, stranger = a_person("Marlowe"), a_person("Marlow"), a_person("Isolde")
    involved(one, "child_protection_plan", category="NEG")
    assert titles(other.pk) == []
    joined(one, other)
    assert titles(other.pk) == ["Child protection plan (neglect)"]
    assert titles(stranger.pk) == []


def test_an_identity_that_is_kept_apart_shows_nothing_of_the_other(now: datetime) -> None:
    before, since = a_person("Marlowe"), a_person("Peregrine", "Oakhollow")
    involved(before, "looked_after", ended_on=date(2018, 1, 5), led_to="E12")
    kept_apart(before, since)
    assert titles(since.pk) == []
    assert titles(before.pk) == ["Looked after"]


def test_another_authority_reads_none_of_it(now: datetime) -> None:
    child = a_person()
    involved(child)
    context.enter(authority_id=2, worker_id=None)
    assert queries.involvements_of([child.pk]) == {}
    assert not Involvement.objects.exists()


def test_the_web_role_may_change_nothing_but_the_end(now: datetime) -> None:
    row = involved(a_person())
    with pytest.raises(Exception, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE children_involvement SET category = 'PHY' WHERE id = %s", [row.pk])


def test_as_it_stood_what_began_that_day_counts_if_it_was_recorded_by_then(now: datetime) -> None:
    child, today = a_person(), now.date()
    involved(child, "section_47", started_on=today, at=now - timedelta(hours=1))
    involved(child, "assessment", started_on=today, at=now + timedelta(hours=1))
    involved(child, "early_help", started_on=today - timedelta(days=1), at=now + timedelta(days=30))
    stood = queries.involvements_of([child.pk], until=now)[child.pk]
    assert [one.kind for one in stood] == ["section_47", "early_help"]


def test_as_it_stood_nothing_had_ended_whose_end_came_later(now: datetime) -> None:
    child, today = a_person(), now.date()
    ended = involved(child, "assessment", started_on=today - timedelta(days=40), ended_on=today, led_to="support")
    Involvement.objects.filter(pk=ended.pk).update(end_learned_at=now + timedelta(hours=1), end_learned_by=None)
    (stood,) = queries.involvements_of([child.pk], until=now)[child.pk]
    assert (stood.has_ended, stood.ended_on, stood.led_to) == (False, None, "")
    (later,) = queries.involvements_of([child.pk], until=now + timedelta(hours=2))[child.pk]
    assert (later.has_ended, later.led_to) == (True, "support")
