"""The days as hours: limits fall due as the clocks say, and people work when their rota says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.library.clocks import STATUTORY, Calendar, Limit, Unit, Weekday, due_at
from frontdoor.library.staffing import Away, Stretch
from frontdoor.library.staffing.timeline import Timeline, pace_on
from tests.library.staffing import doors

STARTS = st.sampled_from([date(2018, 3, 19), date(2018, 10, 22), date(2018, 12, 17), date(2024, 3, 25)])
LIMITS = st.one_of(
    st.sampled_from(STATUTORY),
    st.builds(
        Limit,
        code=st.just("x"),
        name=st.just("x"),
        amount=st.integers(1, 12),
        unit=st.sampled_from([Unit.HOURS, Unit.WORKING_HOURS, Unit.WORKING_DAYS, Unit.CALENDAR_DAYS]),
        starts=st.just("x"),
        source=st.just("x"),
        starts_at_opening=st.booleans(),
    ),
)


@settings(max_examples=150, deadline=None)
@given(STARTS, LIMITS, st.lists(st.integers(0, 10 * 24 * 60 - 1), min_size=5, max_size=5))
def test_a_limit_falls_due_as_the_clock_says(first_on: date, limit: Limit, minutes: list[int]) -> None:
    timeline = Timeline(first_on=first_on, days=11, calendar=Calendar())
    if limit.unit is Unit.WORKING_DAYS and limit.amount > 30:
        limit = replace(limit, amount=20)
    due = timeline.due(limit)
    for minute in minutes:
        expected = due_at(limit, timeline.moment(minute / 60), timeline.calendar)
        assert due[minute] == pytest.approx(timeline.hours_at(expected), abs=1 / 3600)


@given(st.integers(0, 20 * 24 * 60 - 1), st.integers(0, 20 * 24 * 60 - 1))
def test_open_hours_add_up_as_the_calendar_says(one: int, other: int) -> None:
    timeline = Timeline(first_on=date(2018, 3, 19), days=21, calendar=Calendar())
    first, last = sorted((one, other))
    expected = timeline.calendar.working_time_between(timeline.moment(first / 60), timeline.moment(last / 60))
    added = timeline.open_hours()
    assert added[last] - added[first] == pytest.approx(expected / timedelta(hours=1), abs=1e-6)


def week() -> Timeline:
    return Timeline(first_on=date(2018, 12, 17), days=14, calendar=Calendar())


def hours_on(person: doors.Person, timeline: Timeline) -> dict[date, float]:
    found: dict[date, float] = {}
    for start, until, _, place, _ in timeline.spans_of(person):
        found[timeline.day(place)] = found.get(timeline.day(place), 0.0) + until - start
    return found


def test_a_rota_leaves_out_holidays_leave_breaks_and_meetings() -> None:
    meeting = Stretch(day=Weekday.TUESDAY, starts=doors.time(10), ends=doors.time(11, 30))
    away = Away(first_on=date(2018, 12, 20), last_on=date(2018, 12, 21))
    person = replace(
        doors.always_there(1),
        shifts=doors.OFFICE,
        works_bank_holidays=False,
        breaks=30,
        meetings=(meeting,),
        leave=(away,),
    )
    hours = hours_on(person, week())
    assert hours[date(2018, 12, 17)] == pytest.approx(7.5)
    assert hours[date(2018, 12, 18)] == pytest.approx(6.0)
    assert not {
        date(2018, 12, 20),
        date(2018, 12, 21),
        date(2018, 12, 22),
        date(2018, 12, 25),
        date(2018, 12, 26),
    } & set(hours)


def test_a_duty_rota_puts_people_on_in_their_weeks_only() -> None:
    person = replace(doors.always_there(1), shifts=doors.OFFICE, duty_of=2, duty_weeks=(1,))
    other = replace(person, duty_weeks=(2,))
    one, two = set(hours_on(person, week())), set(hours_on(other, week()))
    assert one
    assert two
    assert not one & two


def test_somebody_new_gets_quicker_until_they_have_learnt_the_work() -> None:
    person = replace(
        doors.always_there(1), starts_on=date(2018, 9, 3), starting_pace=0.4, learns_in_weeks=10, other_work=0.1
    )
    assert pace_on(person, date(2018, 9, 3)) == pytest.approx(0.36)
    assert pace_on(person, date(2018, 10, 8)) == pytest.approx(0.63)
    assert pace_on(person, date(2019, 1, 1)) == pytest.approx(0.9)
