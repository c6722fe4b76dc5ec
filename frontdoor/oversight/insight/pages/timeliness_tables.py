"""The tables of the timeliness page."""

from __future__ import annotations

from frontdoor.library.clocks import LONDON
from frontdoor.library.demand.measures import measure
from frontdoor.oversight.insight import judging
from frontdoor.oversight.insight.models import LateBecause
from frontdoor.oversight.insight.pages import timeliness as page
from frontdoor.oversight.insight.queries import late
from frontdoor.oversight.insight.queries.timeliness import Timeliness
from frontdoor.oversight.insight.tables import Cell, Table, contact_cell, heads, late_url, name, number, share
from frontdoor.oversight.insight.taken import BUCKET_NAMES, Times, hours_between, spread, times


def tables(found: Timeliness, *, may_open: bool) -> tuple[Table, ...]:
    """Lay out every table of the page."""
    return (
        _clocks(found, may_open=may_open),
        _reasons(found, may_open=may_open),
        _times(found),
        _oldest(found, may_open=may_open),
        _spread(found),
        _around(found),
        _months(found),
    )


def _clocks(found: Timeliness, *, may_open: bool) -> Table:
    asked, rows = found.asked, []
    for clock in late.CLOCKS:
        now = late.share_of(found.due, [clock], asked.month)
        before = late.share_of(found.due_before, [clock], asked.since)
        waiting = sum(day.waiting for day in found.due if day.clock == clock)
        url = late_url(asked.codes["month"], may_open=may_open, clock=clock)
        rows.append(
            (
                name(found.names.get(clock, clock)),
                number(now.of),
                number(now.count),
                share(now.count, now.of, places=1),
                number(now.of - now.count, url=url),
                number(waiting),
                share(before.count, before.of, places=1),
            )
        )
    told = measure("in_time")
    return Table(
        code="clocks",
        name=f"Clocks that fell due in {asked.month.name}",
        heads=heads("Clock", "Fell due", "In time", "Share", "Late", "Not met yet", asked.since.name),
        rows=tuple(rows),
        rules=(
            f"{told.name}: {told.rule} {told.caveat}.",
            "Each clock starts once, at the receipt, the recommendation or the passing on, and is counted by the "
            "limits of the policy edition then in force, in its hub hours.",
            "A decision is met when every child on the contact has an outcome that a second person stands behind; a "
            "look by the first rating, or the end where none was needed. Danger is met by the first act recorded: "
            "contacts that ended with no act recorded are not counted, since nobody can say when it was acted on.",
        ),
    )


def _reasons(found: Timeliness, *, may_open: bool) -> Table:
    counted, month = page.reason_counts(found), found.asked.codes["month"]
    rows = [
        (
            name(label),
            number(counted[code], url=late_url(month, may_open=may_open, because=code or "none")),
            share(counted[code], len(found.late)),
        )
        for code, label in (*LateBecause.choices, ("", "No reason given"))
        if counted[code] or not code
    ]
    return Table(
        code="reasons",
        name="Why they were late",
        heads=heads("Reason", "Clocks", "Share"),
        rows=tuple(rows),
        rules=("What a manager recorded beside each missed clock, of every kind; the latest stands.",),
    )


def _times(found: Timeliness) -> Table:
    rows = []
    for code, words in page.COLOURS.items():
        held = [one for one in found.handled if one.colour == code]
        if not held and not code:
            continue
        looked = times(hours_between(one.received_at, one.looked_at) for one in held if one.looked_at)
        decided = times(hours_between(one.received_at, one.decided_at) for one in held if one.decided_at)
        after = times(hours_between(one.looked_at, one.decided_at) for one in held if one.looked_at and one.decided_at)
        open_yet = len(held) - decided.count
        rows.append(
            (name(words), number(len(held)), *_taken(looked), *_taken(after), *_taken(decided), number(open_yet))
        )
    told = measure("decision_hours")
    steps = ("First look", "Look to decision", "Receipt to decision")
    return Table(
        code="times",
        name=f"Hours taken, contacts received in {found.asked.month.name}",
        heads=heads(
            "Rating",
            "Contacts",
            *(f"{step}: {part}" for step in steps for part in ("half", "nine tenths", "longest")),
            "Open yet",
        ),
        rows=tuple(rows),
        rules=(f"{told.name}: {told.rule} {told.caveat}.", "Hours on the wall clock, nights and weekends with them."),
    )


def _taken(taken: Times) -> tuple[Cell, ...]:
    return tuple(number(each, places=1) for each in (taken.middle, taken.ninth_tenth, taken.longest))


def _oldest(found: Timeliness, *, may_open: bool) -> Table:
    rows = [
        (
            contact_cell(one.receipt, may_open=may_open),
            name(f"{one.received_at.astimezone(LONDON):%d %b %Y, %H:%M}"),
            number((found.at - one.received_at).total_seconds() / 86400, places=1),
            name(page.COLOURS[one.colour]),
            name(one.stage.words),
        )
        for one in found.oldest
    ]
    columns = heads("Contact", "Received", "Days open", "Rating", "Waits for")
    return Table(
        code="oldest",
        name="Open longest",
        heads=tuple(head if place == 2 else heads(head.words)[0] for place, head in enumerate(columns)),
        rows=tuple(rows),
        rules=("Of every contact that is open now, whenever it came, those received first.",),
    )


def _spread(found: Timeliness) -> Table:
    rows = []
    for code, words in page.COLOURS.items():
        held = [one for one in found.handled if one.colour == code and one.decided_at]
        hours = [hours_between(one.received_at, one.decided_at) for one in held if one.decided_at]
        if hours:
            rows.append((name(words), *(number(count) for count in spread(hours))))
    return Table(
        code="spread",
        name="From receipt to the decision, up to",
        heads=heads("Rating", *BUCKET_NAMES),
        rows=tuple(rows),
        rules=("The same contacts as in the chart: each is in the first column that its time does not pass.",),
    )


def _around(found: Timeliness) -> Table:
    rows = []
    for words, was, after, now in page.around(found):
        rows.append(
            (
                name(f"{words}, {after.first_on:%d %b %Y}"),
                number(was.of),
                share(was.count, was.of, places=1),
                number(now.of),
                share(now.count, now.of, places=1),
                name(judging.beyond(was, now)),
            )
        )
    return Table(
        code="around",
        name="Before and after what changed",
        heads=(
            *heads("Change", "Due in 90 days before", "In time", "Due in 90 days after", "In time"),
            heads("Stands")[0],
        ),
        rows=tuple(rows),
        rules=(
            "Decisions that fell due in the 90 days before a marked change and in the 90 from it on, as far as they "
            "have gone by. Beyond chance: further from the share of both together than three sigma. What comes after a "
            "change is not proof that the change did it.",
        ),
    )


def _months(found: Timeliness) -> Table:
    rows = []
    for month, due, point in page.judged(found):
        limits = (share(each, 1, places=1) if each is not None else number(None) for each in (point.lower, point.upper))
        rows.append(
            (
                name(month.name),
                number(due.of),
                number(due.count),
                share(due.count, due.of, places=1),
                *limits,
                name(judging.standing_words(point)),
            )
        )
    return Table(
        code="months",
        name="Decided in time, month by month",
        heads=(*heads("Fell due in", "Decisions", "In time", "Share", "Lower", "Upper"), heads("Stands")[0]),
        rows=tuple(rows[::-1]),
        rules=("Limits are a p-chart's, exact for small numbers, from earlier months alone, since the last change.",),
    )
