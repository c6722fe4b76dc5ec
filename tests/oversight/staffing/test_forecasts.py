"""The coming weeks: what they are made from, what is kept of them, and what the page says when there is little."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from django.test import Client

from frontdoor.library.demand import DemandCounts, counts_of
from frontdoor.oversight.insight import actions as insight
from frontdoor.oversight.staffing import actions, ahead, outlook
from frontdoor.oversight.staffing.ahead import Made
from frontdoor.oversight.staffing.models import ForecastWeek
from frontdoor.oversight.staffing.queries import ahead as reading
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import NotPermitted
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from tests.builders import Machinery, a_worker
from tests.builders.contacts import a_contact

SignIn = Callable[[Worker], Client]
AT = datetime(2018, 7, 25, 10, 10, tzinfo=UTC)  # a Wednesday
TODAY = AT.date()
DAY = timedelta(days=1)


def counted(days: int, *, until: date = TODAY, unclassed: int = 0) -> dict[date, DemandCounts]:
    """Count invented contacts of some days up to the day before one; of the last few nobody has classed any."""
    chance = np.random.default_rng(3)
    found = {}
    for place in range(days):
        day = until - DAY * (place + 1)
        new, old = (int(chance.poisson(mean / (1 if day.weekday() < 5 else 4))) + 1 for mean in (40, 20))
        by_class: dict[str | None, int] = {"new": new, "open_case": old}
        if place < unclassed:
            by_class = {None: new + old}
        net = by_class.get("new", 0)
        found[day] = counts_of(gross_contacts=new + old, net_contacts=net, children_of_class=by_class)
    return found


def made(days: Mapping[date, DemandCounts], *, today: date = TODAY) -> dict[str, Made]:
    return {one.code: one for one in ahead.forecasts(days, {}, today=today)}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "ORIGINS", 2)


@pytest.mark.usefixtures("quick")
def test_weeks_begin_on_the_next_monday_and_are_tested() -> None:
    found = made(counted(400))["gross"]
    assert [week.begins_on for week in found.weeks][:2] == [date(2018, 7, 30), date(2018, 8, 6)]
    assert len(found.weeks) == len(found.naive) == ahead.WEEKS
    assert found.tested is not None
    assert found.tested.weeks is not None
    assert found.tested.weeks.counted == 2 * ahead.WEEKS
    assert found.known_last_on == TODAY - DAY
    true = 5 * 60 + 2 * 15 + 14
    assert all(week.low < true * 1.1 and week.high > true * 0.9 for week in found.weeks)


@pytest.mark.usefixtures("quick")
def test_days_that_nobody_classed_yet_are_not_taken_for_days_without_net_demand() -> None:
    found = made(counted(200, unclassed=3))
    assert found["gross"].known_last_on == TODAY - DAY
    assert found["net"].known_last_on == TODAY - DAY * 4
    assert found["net"].weeks[0].mean > 150
    assert [week.begins_on for week in found["net"].weeks] == [week.begins_on for week in found["gross"].weeks]


def test_records_that_end_end_the_history_and_after_a_month_of_silence_nothing_is_said() -> None:
    some = counted(60, until=TODAY - DAY * 9)
    assert made(some)["gross"].known_last_on == TODAY - DAY * 10
    assert not made(counted(60, until=TODAY - DAY * 40))
    assert not made({})


def test_a_short_history_shows_the_last_week_and_says_from_when_there_is_more() -> None:
    found = made(counted(20))["gross"]
    assert not found.weeks
    assert "at least 56 days of counts; there are 20" in found.note
    assert "30 August 2018; until then the last week stands in" in found.note
    assert {round(week.mean) for week in found.naive} == {sum(found_on(counted(20), 7))}
    untested = made(counted(70))["gross"]
    assert untested.weeks
    assert "could not be tested yet" in untested.note


def found_on(days: Mapping[date, DemandCounts], last: int) -> list[int]:
    return [days[day].gross_contacts for day in sorted(days)[-last:]]


def keep(days: Mapping[date, DemandCounts], monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("frontdoor.oversight.staffing.actions.counting.days_of", lambda _authority, at: (days, {}))
    return actions.make_forecasts(by=Machinery(authority_id=1, ledger_name="The forecast of every night"), at=AT)


@pytest.mark.django_db
@pytest.mark.usefixtures("quick")
def test_what_was_said_is_kept_shown_and_taken_as_a_file(signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    a_contact(at=AT - DAY)
    assert keep(counted(400, unclassed=2), monkeypatch) == 8
    assert Entry.objects.get(act="forecast.made").by_name == "The forecast of every night"
    manager = a_worker(Role.TEAM_MANAGER)
    insight.mark_change(from_on=date(2018, 7, 2), words="Second team", by=a_worker(Role.SERVICE_MANAGER), at=AT)
    page = signed_in(manager).get("/staffing/forecast/").content.decode()
    for words in (
        "In the week from Mon 30 July: ",
        "As of Wed 25 July 2018, 11:10",
        "Net contacts and classes are counted to Sun 22 July",
        "“Second team” was marked from Mon 2 July: only 3 weeks of what is counted came since",
        "Forecasts of the past, against what came",
        "2 times, 16 weeks",
        "<svg",
    ):
        assert words in page, words
    assert Entry.objects.filter(act="forecast.viewed", by_id=manager.pk).count() == 1
    lines = signed_in(manager).get("/staffing/forecast.csv").content.decode().splitlines()
    assert lines[0].startswith("series,week_from,expected,low,high,last_week_again")
    assert len(lines) == 1 + 8 * ahead.WEEKS
    assert Entry.objects.filter(act="forecast.export_viewed").count() == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("quick")
def test_a_forecast_that_cannot_beat_the_last_week_says_so_and_shows_the_last_week(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keep(counted(120), monkeypatch)
    found = reading.outlook(a_worker(Role.ANALYST), at=AT)
    gross = next(one for one in found.series if one.forecast.code == "gross")
    gross.forecast.week_error, gross.forecast.week_naive_error = 0.9, 0.8
    worse = replace(found, series=(gross,))
    shown = outlook.shown(worse)[0]
    assert shown.is_naive
    assert shown.verdict.startswith(
        "Forecasts of the past were no nearer than the last week again (weeks: 0.90 against"
    )
    assert {row.mean for row in shown.rows} == {shown.rows[0].naive}
    assert not outlook.tests(worse)[0].is_better
    assert f"{gross.weeks[0].naive_mean:,.0f} contacts" in outlook.sentence(worse)


@pytest.mark.django_db
def test_day_one_says_what_will_appear(signed_in: SignIn) -> None:
    client = signed_in(a_worker(Role.TEAM_MANAGER))
    assert "Nothing has been received yet. It is made every night" in client.get("/staffing/forecast/").content.decode()
    a_contact(at=AT)
    assert "No forecast has been made yet: contacts are on record from 25 July 2018" in (
        client.get("/staffing/forecast/").content.decode()
    )


@pytest.mark.django_db
def test_an_old_forecast_says_that_it_is_old(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(counted(30), monkeypatch)
    found = reading.outlook(a_worker(Role.ANALYST), at=AT + DAY * 3)
    assert "It is 3 days old" in outlook.notes(found, at=AT + DAY * 3)[0]
    assert ForecastWeek.objects.count() == 8 * ahead.FEWER_WEEKS


@pytest.mark.django_db
def test_the_records_themselves_are_counted_by_day_with_the_days_off() -> None:
    for back in range(1, 4):
        a_contact(at=AT - DAY * back)
    days, named = reading.days_of(1, at=AT)
    assert {day: counts.gross_contacts for day, counts in days.items()} == {TODAY - DAY * back: 1 for back in (1, 2, 3)}
    assert date(2018, 12, 25) in named
    assert actions.make_forecasts(by=Machinery(authority_id=1), at=AT) == 0


@pytest.mark.django_db
def test_only_those_who_see_the_work_see_the_forecast(signed_in: SignIn) -> None:
    assert signed_in(a_worker(Role.SOCIAL_WORKER)).get("/staffing/forecast/").status_code == 403
    with pytest.raises(NotPermitted):
        reading.outlook(a_worker(Role.SOCIAL_WORKER), at=AT)
