"""Work cut off at a minute: what had been done by then, and nothing that is still to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from frontdoor.site.authority.shapes import ChildDecided, Handling


def as_done_by(until: datetime, handling: Handling) -> Handling:
    """Keep the steps taken by an instant."""
    if _past(handling.decided_at, until):
        return _without_reply(until, handling)
    done = Handling(contact_id=handling.contact_id)
    if _past(handling.identified_at, until):
        done = replace(done, identified_at=handling.identified_at, identified_by=handling.identified_by)
    if _past(handling.classed_at, until):
        done = replace(done, classed_at=handling.classed_at, classed_by=handling.classed_by)
    if _past(handling.rated_at, until):
        done = _rated(done, handling)
    if _past(handling.allocated_at, until):
        done = _allocated(done, handling)
    if _past(handling.recommended_at, until):
        done = replace(done, recommended_at=handling.recommended_at, recommended_by=handling.recommended_by)
    if _past(handling.returned_at, until):
        done = replace(done, returned_at=handling.returned_at, returned_direction=handling.returned_direction)
    return replace(done, children=tuple(_child(done, child) for child in handling.children if done.identified_at))


def _past(at: datetime | None, until: datetime) -> bool:
    return at is not None and at <= until


def _without_reply(until: datetime, handling: Handling) -> Handling:
    if handling.replied_at is not None and handling.replied_at > until:
        return replace(handling, replied_at=None, reply="")
    return handling


def _rated(done: Handling, handling: Handling) -> Handling:
    return replace(
        done,
        rated_at=handling.rated_at,
        rated_by=handling.rated_by,
        rating=handling.rating,
        rating_reason=handling.rating_reason,
    )


def _allocated(done: Handling, handling: Handling) -> Handling:
    return replace(
        done,
        allocated_at=handling.allocated_at,
        allocated_by=handling.allocated_by,
        allocated_to=handling.allocated_to,
    )


def _child(done: Handling, child: ChildDecided) -> ChildDecided:
    """Keep what had been recorded about a child: the class once classed, the rest once recommended."""
    if done.recommended_at is not None:
        return child
    blank = replace(child, childs_day="", need="", level=None, outcome="", rationale="")
    if done.classed_at is None:
        return replace(blank, demand_class="", linked_to=None)
    return blank
