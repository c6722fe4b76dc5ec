"""The repeats page: who came back after the door had closed, and after which outcome."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from frontdoor.journey.decision.models import OutcomeKind
from frontdoor.library.demand.limits import Point, Share, p_chart
from frontdoor.library.demand.measures import measure
from frontdoor.library.demand.report import charts
from frontdoor.oversight.insight import judging
from frontdoor.oversight.insight.pages import concerns
from frontdoor.oversight.insight.pages.charted import Chart, in_per_cent, marks_of
from frontdoor.oversight.insight.periods import Period
from frontdoor.oversight.insight.queries.repeats import Repeats
from frontdoor.oversight.insight.returning import WINDOWS, WITHOUT_REFERRAL, Returns, after, share_back, share_same
from frontdoor.oversight.insight.tables import (
    Cell,
    Head,
    Piece,
    Table,
    heads,
    name,
    number,
    plural,
    records_url,
    share,
)

CHARTED = 90


def sentence(found: Repeats, *, may_open: bool) -> tuple[Piece, ...]:
    """Say how many came back within ninety days, after no further action first."""
    every = share_back(found.returns, days=CHARTED)
    nothing_done = share_back(after(found.returns, WITHOUT_REFERRAL[0]), days=CHARTED)

    def link(**values: str) -> str:
        return records_url(found.span, may_open=may_open, back=str(CHARTED), **values)

    if not every.of:
        return (Piece(words=f"No contact of {found.span.name} has ended without a referral more than 90 days ago."),)
    return (
        Piece(words=plural(every.count, "child", "children"), url=link()),
        Piece(
            words=f" of {every.of:,} ({every.count / every.of:.0%}) came back with a new incident within 90 days after "
            f"a contact ended without a referral, on contacts received {found.span.name}; after no further action "
        ),
        Piece(words=f"{nothing_done.count:,}", url=link(outcome=WITHOUT_REFERRAL[0])),
        Piece(words=f" of {nothing_done.of:,}{_in_brackets(nothing_done.count, nothing_done.of)}."),
    )


def tables(found: Repeats, *, may_open: bool) -> tuple[Table, ...]:
    """Lay out every table of the page."""
    return (
        _by_outcome(found, may_open=may_open),
        concerns.by_concern(found, may_open=may_open),
        _by_month(found, may_open=may_open),
        _reopened(found),
    )


def control_chart(found: Repeats) -> Chart | None:
    """Draw the share that came back within ninety days, by the month in which the contact came."""
    judged = _judged(found)
    if not judged:
        return None
    months, points = [month for month, _, _ in judged], [point for _, _, point in judged]
    title = "Came back within 90 days, per cent"
    words = f"By the month in which the contact came. The last whole one: {judging.standing_words(points[-1])}."
    labels = [f"{month.first_on:%b %y}" for month in months]
    marks = marks_of(found.changes, tuple(months))
    drawn = charts.control(title, words, labels, [in_per_cent(point) for point in points], marks=marks, is_share=True)
    return Chart(code="back", title=title, words=words, svg=drawn)


def _by_outcome(found: Repeats, *, may_open: bool) -> Table:
    rows = []
    for kind in (*WITHOUT_REFERRAL, ""):
        told = after(found.returns, kind)
        cells = [name(OutcomeKind(kind).label if kind else "All of these")]
        for days in WINDOWS:
            child = share_back(told, days=days)
            family = share_back(told, days=days, is_family=True)
            url = records_url(found.span, may_open=may_open, back=str(days), outcome=kind)
            cells += [
                number(child.count, url=url),
                number(child.of),
                share(child.count, child.of),
                share(family.count, family.of),
            ]
        again = share_same(told, days=CHARTED)
        rows.append((*cells, share(again.count, again.of)))
    columns = (
        f"{words} {days} days" for days in WINDOWS for words in ("Back in", "Of, whose", "Share in", "Family in")
    )
    return Table(
        code="outcomes",
        name=f"After which outcome, {found.span.name}",
        heads=heads("Ended with", *columns, "Back in 90 days, told by the same sender"),
        rows=tuple(rows),
        rules=(
            *(f"{measure(f'repeat_{days}').name}: {measure(f'repeat_{days}').rule}" for days in WINDOWS),
            f"{measure('repeat_90').caveat}. A child whom nobody has identified cannot be seen to come back.",
            "Family: the child or anybody who shared a home with them at the time.",
            "The last column is the share of returns told by the same agency, or where there is none by the same kind "
            "of source. Whether it was the same concern stands in the table below.",
        ),
    )


def _by_month(found: Repeats, *, may_open: bool) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for month, back, point in _judged(found):
        rows.append(
            (
                name(month.name),
                number(back.count, url=records_url(month, may_open=may_open, back=str(CHARTED))),
                number(back.of),
                share(back.count, back.of),
                *(share(limit, 1) if limit is not None else number(None) for limit in (point.lower, point.upper)),
                name(judging.standing_words(point)),
            )
        )
    return Table(
        code="months",
        name="Came back within 90 days, month by month",
        heads=(*heads("Contacts of", "Back", "Of", "Share", "Lower", "Upper"), Head(words="Stands", is_number=False)),
        rows=tuple(rows[::-1]),
        rules=(
            "Limits are a p-chart's, exact for small numbers, from earlier months alone. A month of which some "
            "windows are still open is left out.",
        ),
    )


def _reopened(found: Repeats) -> Table:
    told = measure("reopened")
    closed = found.reopened
    return Table(
        code="reopened",
        name=told.name,
        heads=heads("Episodes", "Again within 7 days", "Closed", "Share"),
        rows=((name(found.span.name), number(closed.count), number(closed.of), share(closed.count, closed.of)),),
        rules=(f"{told.rule} {told.caveat}.",),
    )


def _judged(found: Repeats) -> list[tuple[Period, Share, Point]]:
    """Judge the months whose every window has gone by, each against those before it."""
    held: dict[date, list[Returns]] = defaultdict(list)
    for each in found.returns:
        if each.days == CHARTED:
            held[each.month_on].append(each)
    shares = {
        month: share_back(held[month.first_on], days=CHARTED)
        for month in found.months
        if held[month.first_on] and all(each.is_whole for each in held[month.first_on])
    }
    changes = {mark.place for mark in marks_of(found.changes, tuple(shares))}
    points = p_chart(list(shares.values()), changes=changes)
    return [(month, back, point) for (month, back), point in zip(shares.items(), points, strict=True)]


def _in_brackets(count: int, of: int) -> str:
    return f" ({count / of:.0%})" if of else ""
