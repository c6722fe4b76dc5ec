"""How much there is to do for how many: counted from the records, and a fact only."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from frontdoor.journey.decision.models import Amid
from frontdoor.journey.triage.pressure import Pressure, Then, beside_usual
from frontdoor.journey.triage.queries import pressure
from frontdoor.library.clocks import Calendar
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.capacity import actions as capacity
from frontdoor.record.organisations.models import Team
from frontdoor.record.policy import queries as policy
from tests.builders import a_team, a_worker
from tests.builders.contacts import a_contact
from tests.builders.decisions import a_contact_awaiting_oversight, a_decided_contact


def then(contacts: int, at_work: int = 2) -> Then:
    return Then(contacts=contacts, posts=6, at_work=at_work)


def test_it_is_said_in_one_plain_line() -> None:
    said = Pressure(contacts=44, posts=6, at_work=4, usual_low=6.2, usual_high=9.4)
    assert said.words == "Social workers at work: 4 of 6; open contacts each: 11, usual 6 to 9"
    assert said.is_above_usual
    nobody = Pressure(contacts=1, posts=6, at_work=0)
    assert nobody.words == "Social workers at work: 0 of 6; 1 open contact"
    assert nobody.is_above_usual


def test_what_is_usual_is_where_eight_days_in_ten_lie_and_is_not_said_from_few_days() -> None:
    days = [then(2 * each) for each in range(1, 31)]
    found = beside_usual(then(80), days)
    assert (round(found.usual_low or 0), round(found.usual_high or 0)) == (4, 27)
    assert beside_usual(then(80), days[:19]).usual_low is None
    assert beside_usual(then(80), [then(8, at_work=0)] * 40).usual_low is None


def a_social_worker(name: str) -> Worker:
    worker = a_worker(Role.SOCIAL_WORKER, name=name)
    team = Team.objects.filter(name="Front Door North").first() or a_team("Front Door North")
    Worker.objects.filter(pk=worker.pk).update(team=team)
    return worker


def calendar(now: datetime) -> Calendar:
    return policy.in_force(1, at=now).rules.calendar


@pytest.mark.django_db
def test_who_is_away_or_does_not_work_that_day_is_not_at_work(now: datetime) -> None:
    manager, on = a_worker(Role.TEAM_MANAGER), now.date()
    for name in ("Ada Amber", "Bea Birch"):
        a_social_worker(name)
    away, other_days, to_come = (a_social_worker(name) for name in ("Cy Cole", "Di Dean", "Ed Elm"))
    capacity.record_away(worker=away, from_on=on, until_on=on, by=manager, at=now)
    weekdays = {1, 2, 3, 4, 5} - {on.isoweekday()}
    capacity.record_hours(
        worker=other_days, from_on=date(2018, 4, 1), weekly=Decimal(30), weekdays=weekdays, by=manager, at=now
    )
    capacity.record_hours(
        worker=to_come, from_on=on + timedelta(days=9), weekly=Decimal(37), weekdays={1, 2, 3, 4, 5}, by=manager, at=now
    )
    for _ in range(3):
        a_contact(at=now)
    found = pressure.pressure_now(1, calendar(now), at=now + timedelta(minutes=1))
    assert found is not None
    assert (found.contacts, found.posts, found.at_work) == (3, 4, 2)


@pytest.mark.django_db
def test_what_was_in_the_door_on_a_day_before_is_what_had_come_and_not_ended(now: datetime) -> None:
    a_social_worker("Ada Amber")
    a_contact(at=now - timedelta(days=5))
    a_decided_contact(at=now - timedelta(days=3))
    days = [now - timedelta(days=6), now - timedelta(days=4), now - timedelta(days=2), now]
    assert [one.contacts for one in pressure._at_each(days, 1)] == [0, 1, 1, 1]


@pytest.mark.django_db
def test_it_is_told_again_for_a_minute_and_then_counted_again(now: datetime) -> None:
    a_social_worker("Ada Amber")
    told = [pressure.pressure_now(1, calendar(now), at=now)]
    a_contact(at=now)
    told += [pressure.pressure_now(1, calendar(now), at=now + timedelta(seconds=after)) for after in (59, 60)]
    assert [one.contacts for one in told if one] == [0, 0, 1]


@pytest.mark.django_db
def test_a_front_door_without_social_workers_has_no_figure(now: datetime) -> None:
    assert pressure.pressure_now(1, calendar(now), at=now) is None


@pytest.mark.django_db
def test_on_a_bank_holiday_nobody_is_at_work() -> None:
    a_social_worker("Ada Amber")
    at = datetime.fromisoformat("2018-12-25T11:00:00+00:00")
    found = pressure.pressure_now(1, calendar(at), at=at)
    assert found is not None
    assert (found.posts, found.at_work) == (1, 0)


@pytest.mark.django_db
def test_a_recommendation_and_its_oversight_each_keep_what_they_were_made_amid(now: datetime) -> None:
    a_social_worker("Ada Amber")
    a_decided_contact(at=now)
    kept = list(Amid.objects.order_by("pk"))
    assert [(one.recommendation_id is not None, one.oversight_id is not None) for one in kept] == [
        (True, False),
        (False, True),
    ]
    assert {(one.contacts, one.posts, one.at_work) for one in kept} == {(1, 1, 1)}


@pytest.mark.django_db
def test_without_social_workers_nothing_is_kept(now: datetime) -> None:
    a_contact_awaiting_oversight(at=now)
    assert not Amid.objects.filter(posts=0).exists()
