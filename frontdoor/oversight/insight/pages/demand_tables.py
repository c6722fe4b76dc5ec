"""The tables of the demand page."""

from __future__ import annotations

from frontdoor.library.demand import CLASSES, DemandCounts
from frontdoor.library.demand.measures import measure
from frontdoor.library.demand.rates import Span, change, per_10_000, per_working_day
from frontdoor.oversight.insight import judging
from frontdoor.oversight.insight.asked import BASES, MEASURES, Basis
from frontdoor.oversight.insight.periods import Period
from frontdoor.oversight.insight.queries.counts import SPLITS, Part
from frontdoor.oversight.insight.queries.demand import Demand
from frontdoor.oversight.insight.tables import Cell, Table, heads, name, number, records_url, share
from frontdoor.oversight.insight.tables import change as changed

MOST_PARTS = 20
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHADES = 4


def tables(demand: Demand, *, may_open: bool, whole: bool = False) -> tuple[Table, ...]:
    """Lay out every table of the page; `whole` lists all that the page would cut short."""
    return (
        _classes(demand, may_open=may_open),
        _counted(demand, may_open=may_open),
        _parts(demand, may_open=may_open, most=None if whole else MOST_PARTS),
        _hours(demand, may_open=may_open),
        _periods(demand, may_open=may_open),
    )


def _counted(demand: Demand, *, may_open: bool) -> Table:
    """Gross and net, as events and as children, in every way of making them comparable."""
    asked = demand.asked
    rate = f"{_rule('per_10_000')} Here: {demand.children:,} children."
    no_rate = "The number of children in the area is not set, so that no rate is given."
    return Table(
        code="counted",
        name="Gross and net",
        heads=heads(
            "Counted",
            asked.month.name,
            "a working day",
            "a year for each 10,000 children",
            asked.since.name,
            "Change",
            "Change a working day",
        ),
        rows=tuple(_measured(demand, code, words, may_open=may_open) for code, words in MEASURES.items()),
        rules=(*(_rule(code) for code in (*MEASURES, "per_working_day")), rate if demand.children else no_rate),
    )


def _measured(demand: Demand, code: str, words: str, *, may_open: bool) -> tuple[Cell, ...]:
    asked = demand.asked
    before, after = (
        judging.span_of(counts, code, period, demand.calendar)
        for counts, period in ((demand.since, asked.since), (demand.month, asked.month))
    )
    is_net = "net" if code.startswith("net") else ""
    moved = change(before, after)
    return (
        name(words),
        number(after.count, url=records_url(asked.month, may_open=may_open, demand_class=is_net)),
        number(per_working_day(after), places=1),
        number(per_10_000(after.count, demand.children, days=asked.month.days)),
        number(before.count, url=records_url(asked.since, may_open=may_open, demand_class=is_net)),
        changed(moved.raw),
        changed(moved.per_working_day),
    )


def _classes(demand: Demand, *, may_open: bool) -> Table:
    asked, days = demand.asked, judging.working_days
    rows = []
    codes = [*((each.code, each.name, each.is_net) for each in CLASSES[::-1]), ("unclassed", "Not classed yet", False)]
    for code, words, is_net in codes:
        before, after = (
            Span(count=_of_class(counts, code), working_days=days(period, demand.calendar))
            for counts, period in ((demand.since, asked.since), (demand.month, asked.month))
        )
        if code == "unclassed" and not after.count and not before.count:
            continue
        rows.append(
            (
                name(f"{words} (net)" if is_net else words),
                number(after.count, url=records_url(asked.month, may_open=may_open, demand_class=code)),
                share(after.count, demand.month.gross_children),
                number(before.count, url=records_url(asked.since, may_open=may_open, demand_class=code)),
                changed(change(before, after).per_working_day),
            )
        )
    return Table(
        code="classes",
        name="What they were",
        heads=heads("Class", "Children", "Share", asked.since.name, "Change a working day"),
        rows=tuple(rows),
        rules=(_rule("gross_children"), _rule("class_share")),
    )


def _parts(demand: Demand, *, may_open: bool, most: int | None) -> Table:
    asked, split = demand.asked, SPLITS[demand.asked.split]
    listed = demand.parts[:most]
    left = demand.parts[len(listed) :]
    rest = ""
    if left:
        others = sum(part.counts.gross_contacts for part in left)
        rest = f"{len(left)} more, with {others:,} contacts, are in the file."
    return Table(
        code="parts",
        name=f"By {split.name[0].lower()}{split.name[1:]}",
        heads=heads(split.name, "Contacts", "Children", "Net children", "Net share", *(e.name for e in CLASSES[::-1])),
        rows=tuple(_part(part, asked.month, split.code, may_open=may_open) for part in listed),
        rules=(_rule("gross_contacts"), _rule("net_children"), _rule("net_share")),
        rest=rest,
    )


def _part(part: Part, month: Period, split: str, *, may_open: bool) -> tuple[Cell, ...]:
    counts = part.counts

    def link(**values: str) -> str:
        return records_url(month, may_open=may_open, **{split: part.key}, **values)

    return (
        name(part.name),
        number(counts.gross_contacts, url=link()),
        number(counts.gross_children, url=link()),
        number(counts.net_children, url=link(demand_class="net")),
        share(counts.net_children, counts.gross_children - counts.unclassed),
        *(number(counts.by_class[each.code], url=link(demand_class=each.code)) for each in CLASSES[::-1]),
    )


def _hours(demand: Demand, *, may_open: bool) -> Table:
    most = max(demand.hours.values(), default=0)
    rows = []
    for weekday, words in enumerate(WEEKDAYS, start=1):
        cells = [name(words)]
        for hour in range(24):
            count = demand.hours.get((weekday, hour), 0)
            url = records_url(demand.asked.month, may_open=may_open, weekday=str(weekday), hour=str(hour))
            cells.append(number(count, url=url, shade=round(SHADES * count / most) if most else 0))
        rows.append(tuple(cells))
    return Table(
        code="hours",
        name="When they came",
        heads=heads("Day", *(f"{hour:02d}" for hour in range(24))),
        rows=tuple(rows),
        rules=("Contacts by the hour of receipt in local time, over the whole month; darker is more.",),
    )


def _periods(demand: Demand, *, may_open: bool) -> Table:
    asked, shown = demand.asked, demand.shown
    places = 0 if asked.basis is Basis.RAW else 1
    rows = []
    for period, counts, point in zip(shown.periods, shown.counts, shown.points, strict=True):
        is_net = "net" if asked.measure.startswith("net") else ""
        rows.append(
            (
                name(period.name),
                number(
                    judging.count_of(counts, asked.measure),
                    url=records_url(period, may_open=may_open, demand_class=is_net),
                ),
                number(point.value, places=places),
                number(point.centre, places=places),
                number(point.lower, places=places),
                number(point.upper, places=places),
                name(judging.standing_words(point)),
                *(number(counts.by_class[each.code]) for each in CLASSES[::-1]),
            )
        )
    return Table(
        code="periods",
        name=f"{MEASURES[asked.measure]}, {asked.unit.value} by {asked.unit.value}",
        heads=(
            *heads(asked.unit.value.capitalize(), "Count", BASES[asked.basis].capitalize(), "Middle", "Lower", "Upper"),
            heads("Stands")[0],
            *heads("", *(f"{each.name}, children" for each in CLASSES[::-1]))[1:],
        ),
        rows=tuple(rows[::-1]),
        rules=(
            "Middle and limits come from earlier periods alone (individual values and moving ranges, three sigma), "
            "since the last marked change; six are needed. A day is judged against earlier days of its kind.",
        ),
    )


def _of_class(counts: DemandCounts, code: str) -> int:
    return counts.unclassed if code == "unclassed" else counts.by_class[code]


def _rule(code: str) -> str:
    return f"{measure(code).name}: {measure(code).rule}"
