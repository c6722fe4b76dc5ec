"""Counts made comparable."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.library.clocks import Calendar
from frontdoor.library.demand.rates import Span, change, per_10_000, per_working_day


def working_days(first: date, last: date) -> int:
    calendar = Calendar()
    return sum(calendar.is_working_day(first + timedelta(days=day)) for day in range((last - first).days + 1))


def test_april_to_july_2018_is_a_quarter_more_contacts_and_an_eighth_more_a_working_day() -> None:
    april = Span(count=1539, working_days=working_days(date(2018, 4, 1), date(2018, 4, 30)))
    july = Span(count=1899, working_days=working_days(date(2018, 7, 1), date(2018, 7, 31)))
    found = change(april, july)
    assert found.raw == pytest.approx(0.234, abs=0.001)
    assert found.per_working_day == pytest.approx(0.122, abs=0.001)


@given(st.integers(1, 10**6), st.integers(1, 300), st.integers(1, 50))
def test_twice_as_much_in_twice_the_days_is_no_change(count: int, days: int, times: int) -> None:
    found = change(Span(count=count, working_days=days), Span(count=count * times, working_days=days * times))
    assert found.per_working_day == pytest.approx(0, abs=1e-9)


def test_nothing_is_guessed_where_there_is_nothing_to_divide_by() -> None:
    assert per_working_day(Span(count=3, working_days=0)) is None
    assert per_10_000(50, 0, days=30) is None
    assert change(Span(count=0, working_days=1), Span(count=1, working_days=1)).raw is None


def test_a_rate_is_yearly() -> None:
    assert per_10_000(100, 20_000, days=73) == pytest.approx(250)
