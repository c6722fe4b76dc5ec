"""The table of the repeats page that parts those who came back by the same concern, another, or not coded."""

from __future__ import annotations

from frontdoor.journey.decision.models import OutcomeKind
from frontdoor.library.demand import Likeness
from frontdoor.library.demand.measures import measure
from frontdoor.oversight.insight.queries.records import FAMILY
from frontdoor.oversight.insight.queries.repeats import Repeats
from frontdoor.oversight.insight.returning import WINDOWS, WITHOUT_REFERRAL, after, split_of
from frontdoor.oversight.insight.tables import Cell, Head, Table, name, number, records_url, share

WHO = {"": "Child", FAMILY: "Family"}


def by_concern(found: Repeats, *, may_open: bool) -> Table:
    """Part the children and the families who came back, after each outcome and within each window."""
    told = measure("repeat_same_concern")
    columns = (
        f"{who}, {words}" for who in WHO.values() for words in ("back", *(one.words.lower() for one in Likeness))
    )
    return Table(
        code="concerns",
        name=f"With the same or another concern, {found.span.name}",
        heads=(
            Head(words="Ended with", is_number=False),
            Head(words="Within", is_number=False),
            *(Head(words=words) for words in columns),
            Head(words="Child, same of those coded"),
        ),
        rows=tuple(_row(found, kind, days, may_open=may_open) for kind in (*WITHOUT_REFERRAL, "") for days in WINDOWS),
        rules=(
            f"{told.name}: {told.rule}",
            f"{told.caveat}. A concern that the policy has retired counts as the one that took its place.",
            "Family: the child or anybody who shared a home with them at the time: whoever of them was told of first.",
        ),
    )


def _row(found: Repeats, kind: str, days: int, *, may_open: bool) -> tuple[Cell, ...]:
    told = after(found.returns, kind)
    cells = [name(OutcomeKind(kind).label if kind else "All of these"), name(f"{days} days")]
    for who in WHO:
        split = split_of(told, days=days, is_family=bool(who))
        asked = {"back": str(days), "outcome": kind, "who": who}
        cells.append(number(split.back, url=records_url(found.span, may_open=may_open, **asked)))
        cells += [
            number(split.of(like), url=records_url(found.span, may_open=may_open, **asked, concern=like.value))
            for like in Likeness
        ]
    children = split_of(told, days=days)
    return (*cells, share(children.same, children.same + children.another))
