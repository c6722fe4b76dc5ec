"""The coming weeks of every series, from counts by day: forecasts, the last week again beside them, and their tests.

Pure but for the time it takes: some seconds for ten years, so that it is worked out at night and kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from frontdoor.library.demand import CLASSES, DemandCounts
from frontdoor.library.staffing import Unworkable
from frontdoor.library.staffing.forecast import backtests, forecasting
from frontdoor.library.staffing.forecast.backtests import Backtest
from frontdoor.library.staffing.forecast.naive import Week, last_week_again

SERIES: Final[Mapping[str, str]] = {
    "gross": "Contacts",
    "net": "Net contacts",
    **{one.code: one.name for one in sorted(CLASSES, key=lambda one: (not one.is_net, one.code != "new"))},
}
DAY: Final = timedelta(days=1)
WEEK: Final = 7
WEEKS, FEWER_WEEKS, A_YEAR = 8, 4, 364
ORIGINS: Final = 12
UNCLASSED: Final = 0.05
"""A day whose children lack a class by more than this is not counted into net and classes yet."""
MOST_DAYS_UNCLASSED: Final = 28
LONGEST_SILENCE: Final = 28
"""After so many days without anything to count, the records say nothing about the weeks to come."""

History = Mapping[date, int]


@dataclass(frozen=True, kw_only=True)
class Made:
    """One series: the weeks to come, and how such forecasts of the past fared. Without `weeks` there is no forecast."""

    code: str
    known_first_on: date
    known_last_on: date
    known: int
    note: str
    weeks: tuple[Week, ...]
    naive: tuple[Week, ...]
    tested: Backtest | None


def forecasts(days: Mapping[date, DemandCounts], named: Mapping[date, str], *, today: date) -> Iterator[Made]:
    """Forecast every series from the counts of days. Days on which nothing came may be left out."""
    for code, history in histories(days, today=today).items():
        if len(history) >= WEEK and (today - max(history)).days <= LONGEST_SILENCE:
            yield made(code, history, named, today=today)


def histories(days: Mapping[date, DemandCounts], *, today: date) -> Mapping[str, History]:
    """Lay out each series by day, up to yesterday, or up to the last day on which anything came.

    What is counted by class ends where contacts are not all classed yet, and begins where anybody classed them.
    """
    came = sorted(day for day, counts in days.items() if day < today and counts.gross_contacts)
    if not came:
        return {}
    classed = [day for day in came if days[day].gross_children > days[day].unclassed]
    until = _classed_until(days, came)
    by_class = (
        {} if not classed else {code: _filled(days, code, classed[0], until) for code in SERIES if code != "gross"}
    )
    return {"gross": _filled(days, "gross", came[0], came[-1]), **by_class}


def _classed_until(days: Mapping[date, DemandCounts], came: list[date]) -> date:
    """Find the last day up to which children are classed."""
    for day in reversed(came[-MOST_DAYS_UNCLASSED:]):
        if days[day].unclassed <= UNCLASSED * days[day].gross_children:
            return day
    return came[-1]


def _filled(days: Mapping[date, DemandCounts], code: str, first: date, last: date) -> History:
    every = (first + DAY * place for place in range((last - first).days + 1))
    return {day: count_of(days[day], code) if day in days else 0 for day in every}


def count_of(counts: DemandCounts, code: str) -> int:
    """Take one series out of the counts: contacts gross and net, children by class."""
    whole = {"gross": counts.gross_contacts, "net": counts.net_contacts}
    return whole[code] if code in whole else counts.by_class[code]


def made(code: str, history: History, named: Mapping[date, str], *, today: date) -> Made:
    """Forecast one series for whole weeks from Monday on, and test such forecasts on what has gone by."""
    first, last = min(history), max(history)
    begins = today + DAY * (-today.weekday() % WEEK)
    skipped = (begins - last).days - 1
    count = WEEKS if len(history) >= A_YEAR else FEWER_WEEKS
    mondays = [begins + DAY * WEEK * place for place in range(count)]
    ahead = [last + DAY * (place + 1) for place in range(skipped + WEEK * count)]
    weeks: tuple[Week, ...] = ()
    tested, note = None, ""
    try:
        weeks = forecasting.of_days(history, ahead, named, skipped=skipped).weeks
        tested = backtests.of_days(history, named, steps=len(ahead), origins=ORIGINS, skipped=skipped)
    except Unworkable as error:
        note = _note(error, first, has_forecast=bool(weeks))
    return Made(
        code=code,
        known_first_on=first,
        known_last_on=last,
        known=sum(history.values()),
        note=note,
        weeks=weeks,
        naive=last_week_again(history, mondays),
        tested=tested,
    )


def _note(error: Unworkable, first: date, *, has_forecast: bool) -> str:
    if has_forecast:
        return "It could not be tested yet: too few weeks are on record to forecast some of them again."
    on = first + DAY * forecasting.LEAST_DAYS
    return f"{error} The first is made on {on.day} {on:%B %Y}; until then the last week stands in for it."
