from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.oversight.insight.asked import Basis, months_to_choose, read
from frontdoor.oversight.insight.periods import (
    Period,
    Unit,
    month_before,
    month_code,
    month_named,
    month_of,
    periods_until,
    place_of,
    since_first,
)

TODAY = date(2018, 8, 15)
JULY = month_of(date(2018, 7, 24))
days = st.dates(min_value=date(2010, 1, 1), max_value=date(2040, 1, 1))


@given(days)
def test_a_day_is_in_its_month_and_a_month_reads_back_from_its_code(day: date) -> None:
    month = month_of(day)
    assert month.first_on <= day <= month.last_on
    assert month_named(month_code(month)) == month
    assert month_before(month).last_on + timedelta(days=1) == month.first_on


@given(days, st.sampled_from(Unit))
def test_periods_follow_one_another_without_a_gap(day: date, unit: Unit) -> None:
    periods = periods_until(unit, month_of(day), count=9)
    assert len(periods) == 9
    for before, after in zip(periods, periods[1:], strict=False):
        assert before.last_on + timedelta(days=1) == after.first_on
    assert month_of(day).last_on - timedelta(days=7) < periods[-1].last_on <= month_of(day).last_on


def test_a_summer_month_is_an_hour_ahead_of_the_world() -> None:
    assert JULY.starts_at.isoformat() == "2018-07-01T00:00:00+01:00"
    assert JULY.ends_at.isoformat() == "2018-08-01T00:00:00+01:00"


@pytest.mark.parametrize("words", ["", "2018-13", "July", "1700-01", "2018-07-01-"])
def test_what_is_no_month_is_not_read(words: str) -> None:
    assert month_named(words) is None


def test_periods_before_the_first_record_are_left_out() -> None:
    kept = since_first(periods_until(Unit.MONTH, JULY), date(2018, 4, 1))
    assert [month_code(each) for each in kept] == ["2018-04", "2018-05", "2018-06", "2018-07"]
    assert since_first(kept, None) == ()


def test_a_change_stands_before_the_first_period_that_begins_after_it() -> None:
    months = periods_until(Unit.MONTH, JULY, count=4)
    assert place_of(date(2018, 6, 1), months) == 2
    assert place_of(date(2018, 5, 9), months) == 2
    assert place_of(date(2018, 4, 1), months) is None
    assert place_of(date(2019, 1, 1), months) is None


def test_unless_asked_it_is_the_last_whole_month_against_the_third_before() -> None:
    asked = read({}, today=TODAY)
    assert (asked.codes["month"], asked.codes["since"]) == ("2018-07", "2018-04")
    assert asked.basis is Basis.WORKING_DAY


def test_a_month_that_is_not_over_ends_today_and_says_so() -> None:
    asked = read({"month": "2018-08"}, today=TODAY)
    assert asked.month == Period(first_on=date(2018, 8, 1), last_on=TODAY, name="August 2018 so far")


@pytest.mark.parametrize(
    "told",
    [
        {"month": "2019-01"},
        {"since": "2018-09"},
        {"unit": "year", "basis": "all", "measure": "risk", "split": "family"},
    ],
)
def test_what_cannot_be_asked_falls_back(told: dict[str, str]) -> None:
    assert read(told, today=TODAY) == read({}, today=TODAY)


def test_the_months_on_record_can_be_chosen_latest_first() -> None:
    assert [code for code, _ in months_to_choose(date(2018, 6, 4), today=TODAY)] == ["2018-08", "2018-07", "2018-06"]
    assert months_to_choose(None, today=TODAY) == ()
