"""One agency's page: its own figures, beside everybody's, in a form that can be printed and sent to it."""

from __future__ import annotations

from frontdoor.library.demand import CLASSES
from frontdoor.library.demand.measures import measure
from frontdoor.oversight.insight import judging
from frontdoor.oversight.insight.pages import partners as senders
from frontdoor.oversight.insight.queries.partner import Around, Partner
from frontdoor.oversight.insight.queries.partners import Profile
from frontdoor.oversight.insight.tables import (
    Cell,
    Piece,
    Table,
    heads,
    name,
    number,
    plural,
    records_url,
    share,
)

ASKS = {
    "wants_stated": "say what you want from us",
    "impact_stated": "say for each child what it means for that child",
    "sharing_stated": "say on what basis you share it",
    "consent_stated": "say whether the family agrees to help, or why you did not ask",
    "told_stated": "say whether the family knows that you told us, or why not",
}
"""What makes a contact clear, as it is asked of a sender whose share of it is not whole."""


def sentence(found: Partner, *, may_open: bool) -> tuple[Piece, ...]:
    """Say how much the agency told us and how much of it was net."""
    own, every = found.own, found.everybody
    url = records_url(found.span, may_open=may_open, agency=str(found.agency.pk)) if own.contacts else ""
    if not own.contacts:
        return (Piece(words=f"Nothing was received from this agency {found.span.name}."),)
    net, whole = own.share("net_share"), every.share("net_share")
    said = f" about {plural(own.children, 'child', 'children')}, {found.span.name}."
    if net.of and whole.of:
        said += f" {net.count / net.of:.0%} were new or repeat; of all senders' children, {whole.count / whole.of:.0%}."
    return (Piece(words=plural(own.contacts, "contact", "contacts"), url=url), Piece(words=said))


def asks(found: Partner) -> tuple[str, ...]:
    """List what would make the agency's contacts clearer: what a tenth of them or more leave out."""
    held = ((words, found.own.share(code)) for code, words in ASKS.items())
    return tuple(words for words, one in held if one.of and one.count < 0.9 * one.of)


def tables(found: Partner) -> tuple[Table, ...]:
    """Lay out every table of the page. Its figures go out of the house, so that none opens a record."""
    return (_figures(found), _around(found), _classes(found), _months(found), _levels(found), _referrers(found))


def _figures(found: Partner) -> Table:
    own, every = found.own, found.everybody
    rows: list[tuple[Cell, ...]] = []
    for code, words in senders.SHARES.items():
        mine, whole = own.share(code), every.share(code)
        rows.append(
            (
                name(words),
                number(mine.count),
                number(mine.of),
                share(mine.count, mine.of),
                share(whole.count, whole.of),
                name(senders.stands(own, every, code)),
            )
        )
    minutes = own.handling
    rows.append(
        (
            name("Minutes a contact, at least"),
            number(minutes.minutes if minutes.measured else None),
            number(minutes.measured),
            number(minutes.each),
            number(None),
            name("" if minutes.measured else "not measured"),
        )
    )
    return Table(
        code="figures",
        name=f"{found.agency.name} and all senders, {found.span.name}",
        heads=(*heads("What", "Count", "Of", "Share", "All senders"), heads("Stands")[0]),
        rows=tuple(rows),
        rules=senders.rules(),
    )


def _around(found: Partner) -> Table:
    around = found.around
    rows: list[tuple[Cell, ...]] = []
    title = "Since they were told"
    if around:
        days = around.after_span.days
        title = f"Since they were told on {around.telling.told_on:%d %B %Y}: {days} days before and after"
        rows.append(_a_day(around))
        rows += [_moved(words, around.before, around.after, code) for code, words in senders.SHARES.items()]
    return Table(
        code="since",
        name=title,
        heads=(*heads("What", "Before", "Of", "Share", "After", "Of", "Share"), heads("Stands")[0]),
        rows=tuple(rows),
        rules=(
            "As many days before as have gone by since, 180 at most, by the day of receipt. Beyond chance: further "
            "from the share of both together than three sigma. What came after is not proof that telling them did it.",
        ),
    )


def _a_day(around: Around) -> tuple[Cell, ...]:
    return (
        name("Contacts, and for each working day"),
        number(around.before.contacts),
        number(None),
        number(around.before_a_day, places=2),
        number(around.after.contacts),
        number(None),
        number(around.after_a_day, places=2),
        name(""),
    )


def _moved(words: str, before: Profile, after: Profile, code: str) -> tuple[Cell, ...]:
    was, now = before.share(code), after.share(code)
    return (
        name(words),
        number(was.count),
        number(was.of),
        share(was.count, was.of),
        number(now.count),
        number(now.of),
        share(now.count, now.of),
        name(judging.beyond(was, now)),
    )


def _classes(found: Partner) -> Table:
    own, every = found.own, found.everybody
    classed, all_classed = (sum(one.by_class.values()) for one in (own, every))
    rows = [
        (
            name(f"{each.name} (net)" if each.is_net else each.name),
            number(own.by_class.get(each.code, 0)),
            share(own.by_class.get(each.code, 0), classed),
            share(every.by_class.get(each.code, 0), all_classed),
        )
        for each in CLASSES[::-1]
    ]
    return Table(
        code="classes",
        name="What they were",
        heads=heads("Class", "Children", "Share", "All senders"),
        rows=tuple(rows),
        rules=(f"{measure('class_share').name}: {measure('class_share').rule}",),
    )


def _months(found: Partner) -> Table:
    rows = [
        (name(month.name), number(each.gross_contacts), number(each.gross_children), number(each.net_children))
        for month, each in found.months
    ]
    return Table(
        code="months",
        name="Month by month",
        heads=heads("Month", "Contacts", "Children", "Net children"),
        rows=tuple(rows[::-1]),
        rules=(f"{measure('gross_contacts').rule}", f"{measure('net_children').rule}"),
    )


def _levels(found: Partner) -> Table:
    codes = list(found.level_names)
    codes += sorted({code for pair in found.levels for code in pair} - set(codes))
    names = [found.level_names.get(code, code) for code in codes]
    rows = [
        (name(words), *(number(found.levels.get((stated, level), 0)) for level in codes))
        for stated, words in zip(codes, names, strict=True)
        if any(found.levels.get((stated, level)) for level in codes)
    ]
    told = measure("level_agreed")
    return Table(
        code="levels",
        name="Level stated, and level found",
        heads=heads("They stated", *(f"Found: {words}" for words in names)),
        rows=tuple(rows),
        rules=(f"Children with both, by the levels of the threshold document. {told.caveat}.",),
    )


def _referrers(found: Partner) -> Table:
    rows = [
        (
            name(one.name),
            number(one.contacts),
            number(one.children),
            *(senders.share_cell(one, found.everybody, code) for code in senders.SHARES),
        )
        for one in found.referrers
    ]
    return Table(
        code="referrers",
        name="By referrer: for the conversation, not to be sent",
        heads=heads("Referrer", "Contacts", "Children", *senders.SHARES.values()),
        rows=tuple(rows),
        rules=senders.rules()[:1],
    )
