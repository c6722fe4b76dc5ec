"""The timeliness page: how long it takes, what was in time, what was not and why, and what has been open longest."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from frontdoor.library.demand.limits import Point, Share, p_chart
from frontdoor.library.demand.measures import measure
from frontdoor.library.demand.report import charts
from frontdoor.oversight.insight import judging
from frontdoor.oversight.insight.pages.charted import Chart, in_per_cent, marks_of
from frontdoor.oversight.insight.periods import Period
from frontdoor.oversight.insight.queries import late
from frontdoor.oversight.insight.queries.timeliness import Timeliness
from frontdoor.oversight.insight.tables import Piece, late_url, plural
from frontdoor.oversight.insight.taken import BUCKET_NAMES, hours_between, spread, times

COLOURS = {"red": "Red", "amber": "Amber", "green": "Green", "": "Not rated"}
AROUND = timedelta(days=90)
"""How long before and after a change is compared."""


def sentence(found: Timeliness, *, may_open: bool) -> tuple[Piece, ...]:
    """Say what share was decided in time, what was late, and how long it took."""
    month = found.asked.month
    due = late.share_of(found.due, late.DECIDING, month)
    missed = due.of - due.count
    if not due.of:
        return (Piece(words=f"No clock of decision fell due in {month.name}."),)
    before = late.share_of(found.due_before, late.DECIDING, found.asked.since)
    then = f", {before.count / before.of:.1%} in {found.asked.since.name}" if before.of else ""
    url = late_url(found.asked.codes["month"], may_open=may_open, clock="decisions")
    decided = times(hours_between(one.received_at, one.decided_at) for one in found.handled if one.decided_at)
    took = f" Half were decided within {_hours(decided.middle)} of receipt." if decided.middle is not None else ""
    return (
        Piece(words=f"{due.count / due.of:.1%} of {due.of:,} decisions due in {month.name} were in time{then}; "),
        Piece(words=f"{missed:,} late", url=url if missed else ""),
        Piece(words=f".{took} {plural(found.open_count, 'contact is', 'contacts are')} open now."),
    )


def reasons_said(found: Timeliness) -> str:
    """Say how many of the clocks that were missed have a reason beside them."""
    if not found.late:
        return f"No clock that fell due in {found.asked.month.name} was missed."
    said = sum((one.contact_id, one.clock) in found.reasons for one in found.late)
    return f"{plural(len(found.late), 'clock was', 'clocks were')} missed in all; {said:,} with a reason given."


def left_out_said(found: Timeliness) -> str:
    """Say how many contacts closed outside the sample that a second person sees, where any did."""
    if not found.left_out_count:
        return ""
    closed = plural(found.left_out_count, "contact", "contacts")
    return (
        f"{closed} of {found.ended_count:,} that ended in {found.asked.month.name} closed on one person's "
        "recommendation, not in the sample that a second person sees."
    )


def control_chart(found: Timeliness) -> Chart | None:
    """Draw the share of decisions in time, month by month."""
    rows = judged(found)
    if not rows:
        return None
    title = "Decided in time, per cent"
    words = f"By the month in which it fell due. The last: {judging.standing_words(rows[-1][2])}."
    drawn = charts.control(
        title,
        words,
        [f"{month.first_on:%b %y}" for month, _, _ in rows],
        [in_per_cent(point) for _, _, point in rows],
        marks=marks_of(found.changes, tuple(month for month, _, _ in rows)),
        is_share=True,
    )
    return Chart(code="in-time", title=title, words=words, svg=drawn)


def spread_chart(found: Timeliness) -> Chart | None:
    """Draw how long it took from receipt to the decision, the whole distribution by rating."""
    held = {
        colour: [
            hours_between(one.received_at, one.decided_at)
            for one in found.handled
            if one.decided_at and one.colour == colour
        ]
        for colour in COLOURS
    }
    if not any(held.values()):
        return None
    series = [charts.Series(name=COLOURS[code], values=spread(hours)) for code, hours in held.items() if hours]
    title = "From receipt to the decision"
    words = f"Contacts received in {found.asked.month.name}, by how long it took up to their decision."
    return Chart(code="spread", title=title, words=words, svg=charts.stacked(title, words, BUCKET_NAMES, series))


def judged(found: Timeliness) -> list[tuple[Period, Share, Point]]:
    """Judge the share in time of each month in which anything fell due."""
    shares = {month: late.share_of(found.decided, late.DECIDING, month) for month in found.months}
    held = {month: share for month, share in shares.items() if share.of}
    changes = {mark.place for mark in marks_of(found.changes, tuple(held))}
    points = p_chart(list(held.values()), changes=changes)
    return [(month, share, point) for (month, share), point in zip(held.items(), points, strict=True)]


def reason_counts(found: Timeliness) -> Counter[str]:
    """Count the missed clocks by the reason given; blank where none is."""
    held = ((one.contact_id, one.clock) for one in found.late)
    return Counter(found.reasons[key].because if key in found.reasons else "" for key in held)


def around(found: Timeliness) -> list[tuple[str, Share, Period, Share]]:
    """Compare the days before and after each change that the page reaches."""
    rows = []
    for one in found.changes:
        before = Period(first_on=one.from_on - AROUND, last_on=one.from_on - timedelta(days=1), name="before")
        after = Period(first_on=one.from_on, last_on=one.from_on + AROUND - timedelta(days=1), name="after")
        if found.months and before.first_on >= found.months[0].first_on:
            shares = [late.share_of(found.decided, late.DECIDING, each) for each in (before, after)]
            rows.append((one.words, shares[0], after, shares[1]))
    return rows


def rules() -> tuple[str, ...]:
    """Say how the share in time is counted."""
    told = measure("in_time")
    return (f"{told.name}: {told.rule} {told.caveat}.",)


def _hours(hours: float) -> str:
    return f"{hours:.1f} hours" if hours < 48 else f"{hours / 24:.1f} days"
