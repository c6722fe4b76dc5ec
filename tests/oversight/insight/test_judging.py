from __future__ import annotations

from datetime import date, timedelta

import pytest

from frontdoor.library.clocks import Calendar
from frontdoor.library.demand.limits import Signal
from frontdoor.oversight.insight.asked import Basis
from frontdoor.oversight.insight.judging import comparable, judged, standing_words, working_days
from frontdoor.oversight.insight.periods import Unit, month_of, periods_until

CALENDAR = Calendar()
JULY = month_of(date(2018, 7, 1))


def test_april_to_july_2018_has_the_working_days_that_the_letter_was_read_with() -> None:
    assert [working_days(month_of(date(2018, month, 1)), CALENDAR) for month in (4, 7)] == [20, 22]


@pytest.mark.parametrize(
    ("basis", "children", "value"),
    [
        (Basis.RAW, 33_000, 1899.0),
        (Basis.WORKING_DAY, 33_000, 1899 / 22),
        (Basis.CHILDREN, 33_000, 1899 * 10_000 / 33_000 * 365 / 31),
        (Basis.CHILDREN, 0, 1899.0),
    ],
)
def test_a_count_is_made_comparable_where_it_can_be(basis: Basis, children: int, value: float) -> None:
    made = comparable(1899, JULY, basis=basis, calendar=CALENDAR, children=children)
    assert made == pytest.approx(value)


def test_a_month_is_judged_by_earlier_ones_alone() -> None:
    months = periods_until(Unit.MONTH, JULY, count=8)
    steady = [100.0, 104, 98, 101, 103, 99, 102]
    calm = judged([*steady, 101.0], months, unit=Unit.MONTH, calendar=CALENDAR, changed_on=[])
    jump = judged([*steady, 150.0], months, unit=Unit.MONTH, calendar=CALENDAR, changed_on=[])
    assert (calm[-1].centre, calm[-1].upper) == (jump[-1].centre, jump[-1].upper)
    assert jump[-1].signal is Signal.ABOVE
    assert standing_words(calm[-1]) == "within what came before makes usual"
    assert standing_words(calm[0]) == "too few earlier ones to say"


def test_a_change_begins_anew() -> None:
    months = periods_until(Unit.MONTH, JULY, count=8)
    values = [100.0, 104, 98, 101, 103, 99, 150, 152]
    points = judged(values, months, unit=Unit.MONTH, calendar=CALENDAR, changed_on=[months[6].first_on])
    assert points[6].begins
    assert points[6].centre is None
    assert points[6].signal is Signal.NONE


def test_a_weekend_is_not_judged_by_working_days() -> None:
    days = periods_until(Unit.DAY, JULY, count=70)
    values = [80.0 if CALENDAR.is_working_day(day.first_on) else 20.0 for day in days]
    points = judged(values, days, unit=Unit.DAY, calendar=CALENDAR, changed_on=[])
    assert not [point for point in points if point.signal is not Signal.NONE]
    assert {point.centre for point in points[-7:]} == {80.0, 20.0}
    assert days[-1].first_on - days[0].first_on == timedelta(days=69)
