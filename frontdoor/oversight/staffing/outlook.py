"""The forecast page: what may come, week by week, how far to believe it, and what it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

from frontdoor.library.clocks import LONDON
from frontdoor.library.demand.report import charts
from frontdoor.library.demand.report.charts import Line
from frontdoor.oversight.insight.pages.charted import Chart, marks_of
from frontdoor.oversight.insight.periods import Period
from frontdoor.oversight.staffing.ahead import SERIES, count_of
from frontdoor.oversight.staffing.models import ForecastWeek, SeriesForecast
from frontdoor.oversight.staffing.queries.ahead import Outlook, Series

WEEK: Final = timedelta(days=7)
RECENT: Final = 13
"""A change within so many weeks is said beside the forecast: most of what it was made from came before."""
STALE: Final = timedelta(hours=36)
KEPT: Final = "\u00a0"
LEAST_WEEKS: Final = 40
"""Of fewer weeks, the share inside an interval says little: one week more or less moves it by points."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One week to come: what is expected, between what it lies eight times in ten, and the last week again."""

    begins: str
    mean: str
    interval: str
    naive: str


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One series as the page shows it. `is_naive`: what is shown is the last week again, and `verdict` says why."""

    code: str
    name: str
    chart: Chart
    rows: tuple[Row, ...]
    verdict: str
    is_naive: bool


@dataclass(frozen=True, kw_only=True)
class Test:
    """How forecasts of the past fared, beside saying that each week is the last one again."""

    name: str
    days: str
    naive_days: str
    cover: str
    weeks: str
    naive_weeks: str
    week_cover: str
    counted: str
    span: str
    is_better: bool


def shown(outlook: Outlook) -> tuple[Shown, ...]:
    """Lay out every series: contacts gross and net first, then each class."""
    return tuple(_shown(outlook, one) for one in outlook.series)


def by_week(series: Sequence[Shown]) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Lay the same weeks of several series beside one another."""
    weeks = dict.fromkeys(row.begins for one in series for row in one.rows)
    said = [{row.begins: row for row in one.rows} for one in series]
    return tuple((begins, tuple(rows[begins] for rows in said if begins in rows)) for begins in weeks)


def tests(outlook: Outlook) -> tuple[Test, ...]:
    """Lay out how each series' forecasts of the past fared."""
    return tuple(_test(one.forecast) for one in outlook.series if one.forecast.origins)


def sentence(outlook: Outlook) -> str:
    """Say what the first week to come may bring, gross and net."""
    found = {one.forecast.code: one for one in outlook.series}
    if "gross" not in found or not found["gross"].weeks:
        return ""
    first = found["gross"].weeks[0]
    told = f"In the week from {_day(first.begins_on)}: {_range(found['gross'], 'contacts')}"
    return f"{told}; {_range(found['net'], 'of them net')}." if "net" in found else f"{told}."


def _range(series: Series, words: str) -> str:
    mean, low, high = _said(series.forecast, series.weeks[0])
    return f"{mean:,.0f} {words}, {low:,.0f} to {high:,.0f} in eight weeks of ten"


def notes(outlook: Outlook, *, at: datetime) -> tuple[str, ...]:
    """Say what must be known to read the forecast: its age, what is not classed yet, what changed of late."""
    return tuple(_notes(outlook, at=at))


def _notes(outlook: Outlook, *, at: datetime) -> Iterator[str]:
    until = {one.forecast.code: one.forecast.known_last_on for one in outlook.series}
    if outlook.made_at is None or "gross" not in until:
        return
    age = at - outlook.made_at
    if age > STALE:
        yield f"It is {age.days} days old: it has not been made anew at night. Ask whoever keeps the server."
    before = outlook.made_at.astimezone(LONDON).date() - until["gross"]
    if before.days > 1:
        yield f"Nothing was received after {_day(until['gross'])}."
    if "net" not in until:
        yield "No contact is classed yet: there is no forecast of net demand or of classes."
    elif until["net"] < until["gross"]:
        yield f"Net contacts and classes are counted to {_day(until['net'])}: what came later is not all classed yet."
    for change in outlook.changes:
        weeks = (until["gross"] - change.from_on).days // 7
        if 0 <= weeks < RECENT:
            since = "less than a week" if weeks == 0 else f"{weeks} week{'s' if weeks > 1 else ''}"
            yield (
                f"“{change.words}” was marked from {_day(change.from_on)}: only {since} of what is counted came since, "
                "and the forecast still leans on what came before."
            )


def made_from(outlook: Outlook) -> str:
    """Say what the forecast was made from."""
    gross = next((one.forecast for one in outlook.series if one.forecast.code == "gross"), None)
    if gross is None:
        return ""
    return f"{gross.known:,} contacts received {_dated(gross.known_first_on)} to {_dated(gross.known_last_on)}"


def nothing_yet(outlook: Outlook) -> str:
    """Say what will appear where there is no forecast, and when."""
    begins = "It is made every night from the records: from a week of contacts on the last week again, "
    begins += "from eight weeks on a forecast. Earlier years can be loaded from files."
    if outlook.first_on is None:
        return f"Nothing has been received yet. {begins}"
    week = ""
    if outlook.counted:
        week = (
            f"Last week brought {outlook.counted[-1].gross_contacts:,} contacts; until there is more, expect as many. "
        )
    since = f"No forecast has been made yet: contacts are on record from {_dated(outlook.first_on)}."
    return f"{since} {week}{begins}"


def verdict(forecast: SeriesForecast) -> str:
    """Say how far one series' forecast may be believed."""
    if forecast.note:
        return forecast.note
    if forecast.error is None or forecast.naive_error is None:
        return "It was not tested."
    if not forecast.is_better:
        return (
            "Forecasts of the past were no nearer than the last week again "
            f"({_worse(forecast)}): the last week is what is shown, and a forecast is not to be believed."
        )
    told = f"Errors were {1 - forecast.error / forecast.naive_error:.0%} smaller than those of the last week again"
    if forecast.week_cover is None or (forecast.weeks_tested or 0) < LEAST_WEEKS:
        return f"{told}; too few weeks could be tested to say how often they lay inside."
    return f"{told}; {forecast.week_cover:.0%} of weeks lay inside the interval, which is meant for 80%."


def _worse(forecast: SeriesForecast) -> str:
    pairs = (("days", forecast.error, forecast.naive_error), ("weeks", forecast.week_error, forecast.week_naive_error))
    return ", ".join(
        f"{what}: {ours:.2f} against {naive:.2f}"
        for what, ours, naive in pairs
        if ours is not None and naive is not None and ours >= naive
    )


def _shown(outlook: Outlook, series: Series) -> Shown:
    forecast, name = series.forecast, SERIES.get(series.forecast.code, series.forecast.code)
    is_naive = not forecast.is_better or any(week.mean is None for week in series.weeks)
    return Shown(
        code=forecast.code,
        name=name,
        chart=_chart(outlook, series, name, is_naive=is_naive),
        rows=tuple(_row(forecast, week) for week in series.weeks),
        verdict=verdict(forecast),
        is_naive=is_naive,
    )


def _row(forecast: SeriesForecast, week: ForecastWeek) -> Row:
    mean, low, high = _said(forecast, week)
    return Row(
        begins=_day(week.begins_on),
        mean=f"{mean:,.0f}",
        interval=_interval(low, high),
        naive=f"{week.naive_mean:,.0f}",
    )


def _interval(low: float, high: float) -> str:
    return f"{low:,.0f}{KEPT}to{KEPT}{high:,.0f}" if high > low else "not known"


def _said(forecast: SeriesForecast, week: ForecastWeek) -> tuple[float, float, float]:
    """Give what is shown of a week: the forecast, or the last week again where that was nearer."""
    if week.mean is None or week.low is None or week.high is None or not forecast.is_better:
        return week.naive_mean, week.naive_low, week.naive_high
    return week.mean, week.low, week.high


def _chart(outlook: Outlook, series: Series, name: str, *, is_naive: bool) -> Chart:
    periods = _periods(outlook.periods, series.weeks)
    before, place = len(periods) - len(series.weeks), {each.first_on: at for at, each in enumerate(periods)}
    counted: list[float | None] = [None] * len(periods)
    for period, counts in zip(outlook.periods, outlook.counted, strict=True):
        if period.last_on <= series.forecast.known_last_on:
            counted[place[period.first_on]] = count_of(counts, series.forecast.code)
    said = [_said(series.forecast, week) for week in series.weeks]
    blank: list[float | None] = [None] * before
    ahead = (
        "The last week again, and where eight weeks of ten lie"
        if is_naive
        else "Expected, and where eight weeks of ten lie"
    )
    drawn = (
        Line(name="Counted", values=counted),
        Line(
            name=ahead,
            values=[*blank, *(mean for mean, _, _ in said)],
            lows=[*blank, *(low for _, low, _ in said)],
            highs=[*blank, *(high for _, _, high in said)],
            is_dashed=True,
        ),
    )
    words = f"{before} weeks gone by and {len(series.weeks)} to come, by the Monday on which each begins."
    labels = [f"{each.first_on.day} {each.first_on:%b}" for each in periods]
    svg = charts.lines(name, words, labels, drawn, marks=marks_of(outlook.changes, periods))
    return Chart(code=series.forecast.code, title=name, words=words, svg=svg)


def _periods(before: tuple[Period, ...], weeks: tuple[ForecastWeek, ...]) -> tuple[Period, ...]:
    """Put the weeks to come behind those gone by, with the one that is under way between them."""
    begins = [*(each.first_on for each in before), *(week.begins_on for week in weeks)]
    whole = list(begins[:1])
    for one, following in pairwise(begins):
        while one < following:
            one += WEEK
            whole.append(one)
    return tuple(Period(first_on=each, last_on=each + WEEK - timedelta(days=1), name="") for each in whole)


def _test(forecast: SeriesForecast) -> Test:
    span = ""
    if forecast.tested_first_on and forecast.tested_last_on:
        span = f"{_dated(forecast.tested_first_on)} to {_dated(forecast.tested_last_on)}"
    return Test(
        name=SERIES.get(forecast.code, forecast.code),
        days=_number(forecast.error),
        naive_days=_number(forecast.naive_error),
        cover=_share(forecast.cover),
        weeks=_number(forecast.week_error),
        naive_weeks=_number(forecast.week_naive_error),
        week_cover=_share(forecast.week_cover),
        counted=f"{forecast.origins} times, {forecast.weeks_tested or 0} weeks",
        span=span,
        is_better=forecast.is_better,
    )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}"


def _day(on: date) -> str:
    return f"{on:%a} {on.day} {on:%B}"


def _dated(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
