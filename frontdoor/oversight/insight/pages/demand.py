"""The demand page: what the true demand is, and whether it is changing."""

from __future__ import annotations

from collections.abc import Sequence

from frontdoor.library.demand import CLASSES
from frontdoor.library.demand.measures import measure
from frontdoor.library.demand.rates import Change
from frontdoor.library.demand.report import charts
from frontdoor.oversight.insight import judging
from frontdoor.oversight.insight.asked import BASES, MEASURES, Basis
from frontdoor.oversight.insight.pages.charted import Chart, marks_of
from frontdoor.oversight.insight.periods import Unit
from frontdoor.oversight.insight.queries.demand import Demand
from frontdoor.oversight.insight.tables import Piece, percent, plural, records_url

REST = {
    "open_case": "news on open cases",
    "duplicate": "duplicates",
    "information_request": "requests for information",
    "not_for_us": "not for us",
}
"""The classes that are not net, as the sentence says them, the most telling first."""


def sentence(demand: Demand, *, may_open: bool) -> tuple[Piece, ...]:
    """Say how much came, about how many children, and how much of it was new."""
    asked, counts = demand.asked, demand.month

    def link(**values: str) -> str:
        return records_url(asked.month, may_open=may_open, **values)

    classes = counts.by_class
    pieces = [
        Piece(words=plural(counts.gross_contacts, "contact", "contacts"), url=link()),
        Piece(words=f" in {asked.month.name} about {plural(counts.gross_children, 'child', 'children')}: "),
        Piece(words=f"{classes['new']:,} new", url=link(demand_class="new")),
        Piece(words=", "),
        Piece(words=f"{classes['repeat']:,} repeat", url=link(demand_class="repeat")),
        Piece(words="; the rest was "),
    ]
    for place, (code, words) in enumerate(REST.items()):
        pieces.append(Piece(words=f"{words} (" if place == 0 else f", {words} ("))
        pieces.append(Piece(words=f"{classes[code]:,}", url=link(demand_class=code) if classes[code] else ""))
        pieces.append(Piece(words=")"))
    if counts.unclassed:
        pieces.append(Piece(words=", and "))
        pieces.append(Piece(words=f"{counts.unclassed:,} not classed yet", url=link(demand_class="unclassed")))
    return (*pieces, Piece(words="."))


def comparison(demand: Demand) -> str:
    """Say what changed since the other month, raw and for each working day, and whether that is usual."""
    since = demand.asked.since.name
    if not demand.since.gross_contacts:
        return f"Nothing is on record for {since} to compare it with."
    return (
        f"Since {since}: {_both(demand.contacts_changed)}. "
        f"Net, which is new and repeat alone: {_both(demand.net_changed)}. "
        f"For each working day, {demand.asked.month.name} is {_standing(demand)}."
    )


def _both(changed: Change) -> str:
    if changed.raw is None:
        return "none before"
    per_day = "" if changed.per_working_day is None else f", {percent(changed.per_working_day)} for each working day"
    return f"{percent(changed.raw)} raw{per_day}"


def _standing(demand: Demand) -> str:
    if demand.standing is None or demand.standing.centre is None:
        return "not judged: fewer than six earlier months are on record since the last change"
    return judging.standing_words(demand.standing)


def control_chart(demand: Demand) -> Chart | None:
    """Draw the periods with limits from earlier ones, and the changes that were marked."""
    asked, shown = demand.asked, demand.shown
    if not shown.points:
        return None
    title = f"{MEASURES[asked.measure]} {BASES[asked.basis]}"
    outside = sum(bool(point.signal) for point in shown.points)
    words = (
        f"{len(shown.points)} {asked.unit.value}s to {asked.month.name}. The last: "
        f"{judging.standing_words(shown.points[-1])}. "
        + (f"{plural(outside, 'is', 'are')} ringed as unusual." if outside else "None is unusual.")
    )
    marks = marks_of(demand.changes, shown.periods)
    drawn = charts.control(title, words, _labels(demand), shown.points, marks=marks)
    return Chart(code="control", title=title, words=words, svg=drawn)


def class_chart(demand: Demand) -> Chart | None:
    """Draw what the children's contacts were, period by period, net classes at the foot."""
    if not demand.shown.counts:
        return None
    net_first = sorted(CLASSES, key=lambda each: (not each.is_net, each.code != "new"))
    series = [
        charts.Series(name=each.name, values=[one.by_class[each.code] for one in demand.shown.counts])
        for each in net_first
    ]
    if any(one.unclassed for one in demand.shown.counts):
        series.append(charts.Series(name="Not classed yet", values=[one.unclassed for one in demand.shown.counts]))
    words = "Children on contacts by class; new and repeat, which are net demand, stand at the foot."
    title = "What they were"
    return Chart(code="classes", title=title, words=words, svg=charts.stacked(title, words, _labels(demand), series))


def rules(demand: Demand) -> tuple[str, ...]:
    """Say how each figure of the chart is counted."""
    codes: Sequence[str] = (
        demand.asked.measure,
        *({Basis.WORKING_DAY: ("per_working_day",), Basis.CHILDREN: ("per_10_000",)}.get(demand.asked.basis, ())),
    )
    return tuple(f"{measure(code).name}: {measure(code).rule} {measure(code).caveat}." for code in codes)


def _labels(demand: Demand) -> list[str]:
    form = {Unit.MONTH: "{:%b %y}", Unit.WEEK: "{0.day} {0:%b}", Unit.DAY: "{0.day} {0:%b}"}[demand.asked.unit]
    return [form.format(period.first_on) for period in demand.shown.periods]
