"""Families who had agreed to early help when there was nobody to give it: closed for want of capacity, and said so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from frontdoor.journey.decision.rules import CAPACITY
from frontdoor.site.authority import shapes
from frontdoor.site.authority.words import outcomes

MOST: Final = 2
EARLIEST, LATEST = timedelta(days=330), timedelta(days=25)
"""They were closed so long ago, and no longer, that the list of the last year holds them."""
UNIVERSAL: Final = 1
UNREACHED: Final = "Parents could not be reached"


def with_some_closed(invented: shapes.Authority) -> list[shapes.Handling]:
    """Let some of the last year's early help have ended for want of capacity, of children who did not come back."""
    fitting = [one for one in invented.handlings if _fits(one, until=invented.until)]
    wanted = {one.children[0].person_id for one in fitting}
    last = {
        child.person_id: done.contact_id
        for done in sorted(invented.handlings, key=lambda one: one.contact_id)
        for child in done.children
        if child.person_id in wanted
    }
    alone = [one for one in fitting if last[one.children[0].person_id] == one.contact_id]
    chosen = {alone[len(alone) * (turn + 1) // (MOST + 1)].contact_id: turn for turn in range(MOST) if alone}
    return [_closed(one, chosen[one.contact_id]) if one.contact_id in chosen else one for one in invented.handlings]


def _fits(done: shapes.Handling, *, until: datetime) -> bool:
    if done.decided_at is None or not until - EARLIEST <= done.decided_at <= until - LATEST:
        return False
    if done.oversight != "agreed" or done.returned_at is not None or len(done.children) != 1:
        return False
    child = done.children[0]
    is_early_help = child.demand_class == "new" and child.outcome == "early_help" and child.person_id is not None
    is_told_of_need = child.level != UNIVERSAL and UNREACHED not in child.rationale
    return is_early_help and is_told_of_need and child.rationale.endswith(outcomes.REASONS["early_help"])


def _closed(done: shapes.Handling, turn: int) -> shapes.Handling:
    """Close one: what was known stays as it was written, and the end of it says that nobody is free."""
    child = done.children[0]
    reason = next(one for one in outcomes.REASONS["early_help"] if child.rationale.endswith(one))
    rationale = child.rationale.removesuffix(reason) + outcomes.NOBODY_FREE[turn % len(outcomes.NOBODY_FREE)]
    return replace(
        done,
        oversight_reason=outcomes.NOBODY_FREE_AGREED,
        reply=outcomes.REPLIES[CAPACITY] if done.reply else "",
        children=(replace(child, outcome=CAPACITY, rationale=rationale),),
    )
