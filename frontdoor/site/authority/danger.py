"""Who acted on a child's immediate danger in the invented history, and how many minutes after the receipt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from frontdoor.site.authority import shapes

USUAL, LONG = (3, 38), (45, 110)
"""Minutes from the receipt: of most, and of the few that took too long."""
TOO_LONG = 0.06
DEEDS = (("police", "Police called; a car is on its way"), ("visit", "Two of us are on the way"), ("medical", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """One act on danger: on which contact, what, when, and by which worker of the invention."""

    contact_id: str
    deed: str
    words: str
    at: datetime
    by: int


def acts(invented: shapes.Authority) -> Iterator[Acted]:
    """Go through the acts on danger, in the order of the contacts. What nobody has looked at yet, nobody acted on."""
    handled = {done.contact_id: done for done in invented.handlings}
    for contact in invented.contacts:
        done = handled.get(contact.id) if contact.is_in_danger_now else None
        by = done.rated_by or done.classed_by if done is not None else None
        if done is not None and by is not None:
            yield from _of(contact, done, by, until=invented.until)


def _of(contact: shapes.Contact, done: shapes.Handling, by: int, *, until: datetime) -> Iterator[Acted]:
    chance = Random(f"danger {contact.id}")
    minutes = chance.randint(*(LONG if chance.random() < TOO_LONG else USUAL))
    at = contact.received_at + timedelta(minutes=minutes)
    deed, words = chance.choice(DEEDS)
    if at > min(until, done.decided_at or until):
        return
    yield Acted(contact_id=contact.id, deed=deed, words=words, at=at, by=by)
    held_at = done.recommended_at
    if held_at and held_at > at and any(child.outcome == "strategy_discussion" for child in done.children):
        yield Acted(contact_id=contact.id, deed="strategy", words="", at=held_at, by=done.recommended_by or by)
