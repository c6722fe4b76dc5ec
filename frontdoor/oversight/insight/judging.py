"""Counts made comparable and judged against the ones before them. Pure: the limits are the library's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from datetime import date

from frontdoor.library.clocks import Calendar
from frontdoor.library.demand.counting import DemandCounts
from frontdoor.library.demand.limits import Point, Share, Signal, binomial_limits, xmr
from frontdoor.library.demand.rates import Span, per_10_000, per_working_day
from frontdoor.oversight.insight.asked import Basis
from frontdoor.oversight.insight.periods import ONE_DAY, Period, Unit

SIGNALS = {
    Signal.ABOVE: "more than what came before makes usual",
    Signal.BELOW: "less than what came before makes usual",
    Signal.RUN_ABOVE: "the eighth in a row above the middle of what came before",
    Signal.RUN_BELOW: "the eighth in a row below the middle of what came before",
}


def count_of(counts: DemandCounts, measure: str) -> int:
    """Take one measure out of the counts, by its code."""
    return {
        "gross_contacts": counts.gross_contacts,
        "gross_children": counts.gross_children,
        "net_contacts": counts.net_contacts,
        "net_children": counts.net_children,
    }[measure]


def working_days(period: Period, calendar: Calendar) -> int:
    """Count the working days of a period."""
    return calendar.working_days_between(period.first_on - ONE_DAY, period.last_on)


def span_of(counts: DemandCounts, measure: str, period: Period, calendar: Calendar) -> Span:
    """Lay a count beside the working days on which it came."""
    return Span(count=count_of(counts, measure), working_days=working_days(period, calendar))


def comparable(count: int, period: Period, *, basis: Basis, calendar: Calendar, children: int) -> float:
    """Make a count comparable; as it was counted where there is nothing to divide it by."""
    rate: float | None = None
    if basis is Basis.WORKING_DAY:
        rate = per_working_day(Span(count=count, working_days=working_days(period, calendar)))
    if basis is Basis.CHILDREN:
        rate = per_10_000(count, children, days=period.days)
    return float(count) if rate is None else rate


def judged(
    values: Sequence[float], periods: Sequence[Period], *, unit: Unit, calendar: Calendar, changed_on: Sequence[date]
) -> list[Point]:
    """Judge each period against earlier ones of its kind: a Monday against Mondays, a day off against days off."""
    kinds: dict[Hashable, list[int]] = defaultdict(list)
    for place, period in enumerate(periods):
        kinds[_kind(period, unit, calendar)].append(place)
    points: dict[int, Point] = {}
    for places in kinds.values():
        starts = _starts([periods[place] for place in places], changed_on)
        points.update(zip(places, xmr([values[place] for place in places], changes=starts), strict=True))
    return [points[place] for place in range(len(periods))]


def standing_words(point: Point) -> str:
    """Say how a period stands against the ones before it."""
    if point.centre is None:
        return "too few earlier ones to say"
    return SIGNALS.get(point.signal, "within what came before makes usual")


def beyond(before: Share, after: Share) -> str:
    """Say whether a share moved by more than chance would, given how many it is a share of."""
    if not before.of or not after.of:
        return "too few to say"
    together = (before.count + after.count) / (before.of + after.of)
    lower, upper = binomial_limits(after.of, together)
    share = after.count / after.of
    if share > upper:
        return "higher, beyond chance"
    return "lower, beyond chance" if share < lower else "within chance"


def _kind(period: Period, unit: Unit, calendar: Calendar) -> Hashable:
    if unit is not Unit.DAY:
        return unit
    return period.first_on.weekday() if calendar.is_working_day(period.first_on) else "off"


def _starts(periods: Sequence[Period], changed_on: Sequence[date]) -> set[int]:
    """Find the first period that begins on or after each change."""
    found = (next((at for at, each in enumerate(periods) if each.first_on >= day), None) for day in changed_on)
    return {place for place in found if place}
