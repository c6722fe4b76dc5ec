"""Planning people's time: what is kept, what the ledger has, and who is at work on a day."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import NotPermitted, Refused
from frontdoor.record.access.roles import Role
from frontdoor.record.capacity import actions
from frontdoor.record.capacity.models import Absence, ContractHours, Duty
from frontdoor.record.capacity.queries import Time, time_on
from frontdoor.record.ledger.models import Entry
from tests.builders import a_worker

pytestmark = pytest.mark.django_db
FULL_TIME = Decimal(37)
TUESDAY, SATURDAY = date(2018, 7, 24), date(2018, 7, 28)


@pytest.fixture
def manager() -> Worker:
    return a_worker(Role.TEAM_MANAGER)


@pytest.fixture
def worker() -> Worker:
    return a_worker(Role.SOCIAL_WORKER)


def time_of(worker: Worker, on: date) -> Time:
    return time_on([worker.pk], on, full_time=FULL_TIME)[worker.pk]


def part_time(worker: Worker, *, by: Worker, at: datetime, from_on: date = date(2018, 4, 1)) -> ContractHours:
    return actions.record_hours(worker=worker, from_on=from_on, weekly=Decimal("18.5"), weekdays=[1, 2], by=by, at=at)


def test_nobody_recorded_counts_as_full_time_and_says_so(worker: Worker) -> None:
    time = time_of(worker, TUESDAY)
    assert (time.weekly, time.is_assumed, time.is_at_work) == (FULL_TIME, True, True)
    assert not time_of(worker, SATURDAY).is_at_work


def test_hours_hold_from_their_day_until_later_ones(worker: Worker, manager: Worker, now: datetime) -> None:
    part_time(worker, by=manager, at=now)
    actions.record_hours(worker=worker, from_on=date(2018, 9, 3), weekly=Decimal(0), weekdays=[], by=manager, at=now)
    assert time_of(worker, TUESDAY).share_of(FULL_TIME) == Decimal("0.5")
    assert not time_of(worker, date(2018, 7, 26)).is_at_work  # a Thursday
    assert not time_of(worker, date(2018, 9, 4)).is_at_work
    entries = Entry.objects.filter(act="time.planned", subject="worker", subject_id=worker.pk)
    assert [entry.detail["what"] for entry in entries] == ["hours", "hours"]


def test_hours_taken_back_are_kept_and_hold_no_more(worker: Worker, manager: Worker, now: datetime) -> None:
    plan = part_time(worker, by=manager, at=now)
    actions.withdraw(plan=plan, by=manager, at=now)
    actions.withdraw(plan=plan, by=manager, at=now)
    assert time_of(worker, TUESDAY).is_assumed
    assert ContractHours.objects.get(pk=plan.pk).withdrawn_by == manager
    assert Entry.objects.filter(act="time.plan_withdrawn").count() == 1
    part_time(worker, by=manager, at=now)


def test_the_same_day_twice_is_refused_and_leaves_nothing(worker: Worker, manager: Worker, now: datetime) -> None:
    part_time(worker, by=manager, at=now)
    with pytest.raises(Refused, match="take those back"):
        part_time(worker, by=manager, at=now)
    assert ContractHours.objects.count() == 1


def test_whoever_is_away_is_not_at_work_and_not_put_on_duty(worker: Worker, manager: Worker, now: datetime) -> None:
    actions.record_away(worker=worker, from_on=TUESDAY, until_on=TUESDAY, by=manager, at=now)
    assert time_of(worker, TUESDAY).is_away
    assert not time_of(worker, TUESDAY).is_at_work
    with pytest.raises(Refused, match="away that day"):
        actions.put_on_duty(worker=worker, on=TUESDAY, by=manager, at=now)
    with pytest.raises(Refused, match="already"):
        actions.record_away(worker=worker, from_on=date(2018, 7, 20), until_on=TUESDAY, by=manager, at=now)
    assert Absence.objects.count() == 1
    assert not Duty.objects.exists()


def test_duty_is_shown_on_its_day(worker: Worker, manager: Worker, now: datetime) -> None:
    actions.put_on_duty(worker=worker, on=TUESDAY, by=manager, at=now)
    assert time_of(worker, TUESDAY).is_on_duty
    assert not time_of(worker, date(2018, 7, 25)).is_on_duty


def test_a_worker_does_not_plan_their_own_time(worker: Worker, now: datetime) -> None:
    with pytest.raises(NotPermitted):
        part_time(worker, by=worker, at=now)


def test_somebody_whose_hours_begin_later_does_not_work_yet(worker: Worker, manager: Worker, now: datetime) -> None:
    part_time(worker, by=manager, at=now, from_on=date(2018, 9, 3))
    time = time_of(worker, TUESDAY)
    assert (time.weekly, time.is_assumed, time.is_at_work) == (0, False, False)
    assert time.starts_on == date(2018, 9, 3)
    assert time_of(worker, date(2018, 9, 3)).is_at_work


def test_nobody_is_at_work_on_a_day_on_which_the_hub_is_shut(worker: Worker) -> None:
    assert not time_on([worker.pk], TUESDAY, full_time=FULL_TIME, is_shut=True)[worker.pk].is_at_work
