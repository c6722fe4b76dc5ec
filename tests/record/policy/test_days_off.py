"""A late bank holiday moves open due times at once, and the ledger says which, from when to when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.library import clocks
from frontdoor.record.access import context
from frontdoor.record.access.refusals import Refused
from frontdoor.record.ledger.models import Entry
from frontdoor.record.policy import actions, queries
from frontdoor.record.policy.calendars import Declared, with_days_off
from frontdoor.record.policy.editions import EXAMPLE, read_file, understand
from frontdoor.record.policy.models import DayOff
from frontdoor.record.policy.moving import Running, moved
from frontdoor.record.policy.rules import (
    DayOffFacts,
    WithdrawFacts,
    reasons_not_to_declare,
    reasons_not_to_withdraw,
)
from tests.builders import Machinery
from tests.record.policy.ground import folder

RULES = understand(read_file(EXAMPLE))
MONDAY = date(2018, 7, 30)
MACHINE = Machinery(authority_id=1)


def facts(**told: object) -> DayOffFacts:
    usual: dict[str, object] = {
        "falls_on": MONDAY,
        "kind": "added",
        "name": "Royal wedding",
        "today": date(2018, 7, 24),
        "declared_name": "",
        "is_open_day": True,
        "is_bank_holiday": False,
    }
    return DayOffFacts(**{**usual, **told})  # type: ignore[arg-type]


def running(now: datetime) -> list[Running]:
    """Two contacts on a Friday afternoon: amber, due on Monday, and one in danger, due within the hour."""
    friday = now + timedelta(days=3)
    return [
        Running(contact_id=8, receipt="C0000008", limit="danger", started_at=friday),
        Running(contact_id=7, receipt="C0000007", limit="amber", started_at=friday),
    ]


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"name": " "}, "Say what day it is"),
        ({"kind": "holiday"}, "Choose: shut"),
        ({"falls_on": date(2018, 7, 23)}, "23 July 2018 is past"),
        ({"declared_name": "Burst pipe"}, "is declared already (Burst pipe)"),
        ({"is_open_day": False}, "The hub is shut on 30 July 2018 already"),
        ({"kind": "removed"}, "is not a bank holiday, so it cannot stop being one"),
    ],
)
def test_a_day_off_changes_something_and_nothing_that_is_past(told: dict[str, object], reason: str) -> None:
    (found,) = reasons_not_to_declare(facts(**told))
    assert reason in found


def test_a_day_off_may_be_declared_for_today_and_a_bank_holiday_may_be_moved() -> None:
    assert reasons_not_to_declare(facts()) == []
    assert reasons_not_to_declare(facts(falls_on=date(2018, 7, 24), kind="closed")) == []
    assert reasons_not_to_declare(facts(kind="removed", is_open_day=False, is_bank_holiday=True)) == []


def test_a_day_that_has_come_is_not_withdrawn() -> None:
    today = date(2018, 7, 24)
    assert reasons_not_to_withdraw(WithdrawFacts(falls_on=MONDAY, today=today, is_withdrawn=False)) == []
    assert (
        "people worked to it"
        in reasons_not_to_withdraw(WithdrawFacts(falls_on=today, today=today, is_withdrawn=False))[0]
    )
    assert reasons_not_to_withdraw(WithdrawFacts(falls_on=MONDAY, today=today, is_withdrawn=True))


@given(
    day=st.dates(date(2018, 7, 1), date(2018, 12, 31)),
    hours=st.integers(0, 183 * 24),
    limit=st.sampled_from(sorted(RULES.limits)),
)
def test_a_day_off_never_brings_a_due_time_forward(day: date, hours: int, limit: str) -> None:
    start = datetime(2018, 7, 1, tzinfo=UTC) + timedelta(hours=hours)
    shut = with_days_off(RULES, [Declared(falls_on=day, kind="closed", name="Shut")])
    one = Running(contact_id=1, receipt="C0000001", limit=limit, started_at=start)
    was = clocks.due_at(RULES.limits[limit], start, RULES.calendar)
    for found in moved([one], before=RULES, after=shut):
        assert found.from_at == was
        assert found.to_at > was


def test_what_is_declared_later_has_the_last_word() -> None:
    days = [Declared(falls_on=MONDAY, kind=kind, name="x") for kind in ("closed", "added")]
    calendar = with_days_off(RULES, days).calendar
    assert MONDAY in calendar.bank_holidays_added
    assert MONDAY not in calendar.closures


@pytest.mark.django_db
def test_a_late_bank_holiday_moves_open_due_times_and_the_ledger_says_so(now: datetime) -> None:
    before = queries.in_force(1, at=now).rules
    day = actions.declare_day_off(
        falls_on=MONDAY, kind="added", name="Royal wedding", running=running(now), by=MACHINE, at=now
    )
    after = queries.in_force(1, at=now).rules
    amber = after.limits["amber"]
    friday = now + timedelta(days=3)
    assert f"{clocks.due_at(amber, friday, before.calendar):%a %H:%M}" == "Mon 17:15"
    assert f"{clocks.due_at(amber, friday, after.calendar):%a %H:%M}" == "Tue 17:15"
    told = Entry.objects.get(act="policy.day_off_declared", subject_id=day.pk)
    assert told.detail == {"falls_on": "2018-07-30", "kind": "added", "due_times_moved": 1}
    (entry,) = Entry.objects.filter(act="clock.moved", subject="contact")
    assert entry.subject_id == 7
    assert entry.detail == {
        "receipt": "C0000007",
        "limit": "amber",
        "from": "2018-07-30T17:15:00+01:00",
        "to": "2018-07-31T17:15:00+01:00",
        "day_off": day.pk,
        "counts_from": "2018-07-24",
    }


@pytest.mark.django_db
def test_before_it_was_declared_the_day_still_counted(now: datetime) -> None:
    actions.declare_day_off(falls_on=MONDAY, kind="closed", name="Burst pipe", by=MACHINE, at=now)
    earlier = queries.in_force(1, at=now - timedelta(minutes=1)).rules
    assert earlier.calendar.is_working_day(MONDAY)
    assert not queries.in_force(1, at=now).rules.calendar.is_working_day(MONDAY)
    with context.working_for(authority_id=2):
        assert queries.in_force(2, at=now).rules.calendar.is_working_day(MONDAY), "another authority's hub is open"


@pytest.mark.django_db
def test_withdrawing_it_moves_them_back(now: datetime) -> None:
    day = actions.declare_day_off(falls_on=MONDAY, kind="closed", name="Burst pipe", by=MACHINE, at=now)
    later = now + timedelta(hours=1)
    actions.withdraw_day_off(day=day, running=running(now), by=MACHINE, at=later)
    assert queries.in_force(1, at=later).rules.calendar.is_working_day(MONDAY)
    assert not queries.in_force(1, at=now).rules.calendar.is_working_day(MONDAY), "as it was known then"
    assert Entry.objects.get(act="clock.moved").detail["to"] == "2018-07-30T17:15:00+01:00"
    with pytest.raises(Refused, match="withdrawn already"):
        actions.withdraw_day_off(day=DayOff.objects.get(pk=day.pk), by=MACHINE, at=later)


@pytest.mark.django_db
def test_a_refused_day_leaves_nothing_behind(now: datetime) -> None:
    entries = Entry.objects.count()
    with pytest.raises(Refused, match="is shut on 29 July 2018 already"):
        actions.declare_day_off(falls_on=date(2018, 7, 29), kind="added", name="A Sunday", by=MACHINE, at=now)
    assert not DayOff.objects.exists()
    assert Entry.objects.count() == entries


@pytest.mark.django_db
def test_a_new_edition_says_which_open_due_times_it_moves(now: datetime, tmp_path: Path) -> None:
    ours = folder(
        tmp_path,
        ("edition.toml", "2018-04-01", "2018-07-25"),
        ("days.toml", "[bank_holidays_added]", '[bank_holidays_added]\n2018-07-30 = "Royal wedding"\n#'),
    )
    edition = actions.adopt(file=ours, running=running(now), by=MACHINE, at=now)
    (entry,) = Entry.objects.filter(act="clock.moved")
    assert entry.detail["edition"] == edition.pk
    assert entry.detail["counts_from"] == "2018-07-25"
    assert entry.detail["to"] == "2018-07-31T17:15:00+01:00"
    told = Entry.objects.get(act="policy.adopted", subject_id=edition.pk)
    assert told.detail == {"in_force_from": "2018-07-25", "due_times_moved": 1}


@pytest.mark.django_db
def test_a_decision_is_read_by_the_edition_that_it_was_made_under(now: datetime, tmp_path: Path) -> None:
    first = queries.in_force(1, at=now)
    ours = folder(tmp_path, ("edition.toml", "2018-04-01", "2018-07-25"), ("clocks.toml", "amount = 4", "amount = 3"))
    actions.adopt(file=ours, by=MACHINE, at=now)
    tomorrow = now + timedelta(days=1)
    assert queries.in_force(1, at=now).edition_id == first.edition_id
    assert queries.in_force(1, at=tomorrow).rules.limits["red"].amount == 3
    pinned = queries.edition(1, first.edition_id, at=tomorrow)
    assert pinned is not None
    assert pinned.rules.limits["red"].amount == 4
    following = queries.next_after(1, on=now.date(), at=now)
    assert following is not None
    assert following.rules.limits["red"].amount == 3
    assert queries.edition(2, first.edition_id, at=now) is None, "another authority's"
