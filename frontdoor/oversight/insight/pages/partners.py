"""The partners page: what each sender told us, how clearly, and what became of it. It ranks nobody."""

from __future__ import annotations

from collections.abc import Collection
from math import isnan

from django.urls import reverse

from frontdoor.library.demand.limits import FUNNEL_ACTION, binomial_limits, funnel
from frontdoor.library.demand.measures import measure
from frontdoor.library.demand.report import charts
from frontdoor.oversight.insight.asked import SENDERS
from frontdoor.oversight.insight.pages.charted import Chart
from frontdoor.oversight.insight.queries.partners import Partners, Profile
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

SHARES = {
    "net_share": "Net share",
    "clarity": "No question back",
    "wants_stated": "Says what is wanted",
    "impact_stated": "Says what it means for the child",
    "sharing_stated": "Says why it may be shared",
    "consent_stated": "Says if the family agrees",
    "told_stated": "Says if the family knows",
    "level_agreed": "Level stated as found",
    "conversion": "Became a referral",
    "no_further_action": "No further action",
}
"""The columns of shares, by the code of their measure."""
MOST_SENDERS = 80
NAMED = 6
"""How many senders that stand apart are named on the chart, the largest first; the table holds them all."""
CURVE = 40
NOTES = {True: "▲", False: "▼"}


def sentence(found: Partners, *, may_open: bool) -> tuple[Piece, ...]:
    """Say from how many senders how much came, and how much of it was net."""
    every = found.everybody
    net = every.share("net_share")
    apart = sum(not _is_within(one, every, "net_share") for one in found.profiles)
    senders = sum(bool(one.key != "none") for one in found.profiles)
    kinds = {"agency": "agencies", "source": "kinds of sender", "referrer": "referrers"}[found.asked.by]
    if not every.contacts:
        return (Piece(words=f"Nothing was received {found.span.name}."),)
    return (
        Piece(words=plural(every.contacts, "contact", "contacts"), url=records_url(found.span, may_open=may_open)),
        Piece(
            words=f" from {senders:,} {kinds}, {found.span.name}. "
            + (f"{net.count / net.of:.0%} of the children on them were new or repeat; " if net.of else "")
            + (
                f"{apart:,} senders stand apart from that by more than their size explains."
                if apart
                else "no sender stands apart from that by more than its size explains."
            )
        ),
    )


def minutes_said(found: Partners) -> str:
    """Say how much of the minutes was measured, or that none was."""
    whole = found.everybody.handling
    if whole.each is None:
        return (
            f"What a contact costs in minutes is not measured: of the contacts received {found.measured.name} nobody "
            "opened one in the system. It is measured from the first that is opened."
        )
    of = f"measured on {plural(whole.measured, 'contact', 'contacts')} received {found.measured.name}"
    return f"A contact costs at least {whole.each:.0f} minutes, {of}."


def funnel_chart(found: Partners) -> Chart | None:
    """Draw each sender's net share against its size, with the limits that chance alone gives."""
    every = found.everybody.share("net_share")
    held = [one for one in found.profiles if one.share("net_share").of]
    if not held or not 0 < every.count < every.of:
        return None
    centre, most = every.count / every.of, max(one.share("net_share").of for one in held)
    sizes = sorted({max(1, round(most * (place / CURVE) ** 2)) for place in range(1, CURVE + 1)})
    limits = [(size, *binomial_limits(size, centre, tail=FUNNEL_ACTION)) for size in sizes]
    apart = [one for one in held if not _is_within(one, found.everybody, "net_share")]
    named = {one.key for one in sorted(apart, key=lambda one: -one.children)[:NAMED]}
    dots = [_dot(one, found.everybody, named) for one in held]
    title = "New or repeat, per cent of children, by how many a sender told of"
    words = (
        f"{plural(len(held), 'sender', 'senders')}; all together {centre:.0%}. "
        f"{plural(len(apart), 'stands', 'stand')} outside what size explains."
    )
    return Chart(code="funnel", title=title, words=words, svg=charts.funnel(title, words, dots, centre, limits))


def tables(found: Partners, *, may_open: bool, whole: bool = False) -> tuple[Table, ...]:
    """Lay out the page's one table."""
    ordered = sorted(found.profiles, key=lambda one: one.name) if found.asked.order == "name" else found.profiles
    listed = list(ordered) if whole else list(ordered)[:MOST_SENDERS]
    left = len(found.profiles) - len(listed)
    rows = [_row(found, one, may_open=may_open) for one in listed]
    if found.profiles:
        rows.append(_row(found, found.everybody, may_open=False))
    return (
        Table(
            code="senders",
            name=f"Each {SENDERS[found.asked.by].lower()}, {found.span.name}",
            heads=heads(
                SENDERS[found.asked.by],
                "Contacts",
                "Children",
                *SHARES.values(),
                "Minutes a contact",
                *(["Told on"] if found.asked.by == "agency" else []),
            ),
            rows=tuple(rows),
            rules=rules(),
            rest=f"{left:,} more are in the file." if left else "",
        ),
    )


def rules() -> tuple[str, ...]:
    """Say how each column is counted."""
    return (
        "▲ and ▼: more or less than all senders together by more than the sender's size explains (funnel limits, one "
        "in a thousand on each side). A difference says nothing else, and nobody is ranked. A dash: nothing to count.",
        *(f"{words}: {measure(code).rule} {measure(code).caveat}." for code, words in SHARES.items()),
        f"{measure('minutes').name}: {measure('minutes').rule} {measure('minutes').caveat}.",
    )


def share_cell(one: Profile, every: Profile, code: str, *, url: str = "") -> Cell:
    """Write a share, and whether it stands apart from everybody's by more than its size explains."""
    own = one.share(code)
    is_apart = one.key != "" and not _is_within(one, every, code)
    whole = every.share(code)
    note = NOTES[own.count * whole.of > whole.count * own.of] if is_apart else ""
    return share(own.count, own.of, url=url, note=note)


def stands(one: Profile, every: Profile, code: str) -> str:
    """Say in words where a sender's share stands."""
    if not one.share(code).of:
        return "nothing to count"
    if _is_within(one, every, code):
        return "as its size explains"
    own, whole = one.share(code), every.share(code)
    return (
        "more than its size explains" if own.count * whole.of > whole.count * own.of else "less than its size explains"
    )


def _row(found: Partners, one: Profile, *, may_open: bool) -> tuple[Cell, ...]:
    url = records_url(found.span, may_open=may_open, **{found.asked.by: one.key}) if one.key else ""
    cells = [
        name(one.name, url=_page_of(found, one)),
        number(one.contacts, url=url),
        number(one.children),
        *(share_cell(one, found.everybody, code) for code in SHARES),
        number(one.handling.each),
    ]
    if found.asked.by == "agency":
        cells.append(name(f"{one.told_on:%d %b %Y}" if one.told_on else ""))
    return tuple(cells)


def _page_of(found: Partners, one: Profile) -> str:
    if found.asked.by != "agency" or not one.key.isdigit():
        return ""
    return f"{reverse('insight:partner', args=[int(one.key)])}?month={found.asked.codes['month']}"


def _dot(one: Profile, every: Profile, named: Collection[str]) -> charts.Dot:
    own = one.share("net_share")
    within = _is_within(one, every, "net_share")
    return charts.Dot(name=one.name, size=own.of, share=own.count / own.of, is_within=within, is_named=one.key in named)


def _is_within(one: Profile, every: Profile, code: str) -> bool:
    own, whole = one.share(code), every.share(code)
    if not own.of or not 0 < whole.count < whole.of:
        return True
    standing = funnel(own, whole)
    return isnan(standing.share) or standing.is_within
