"""How long the work of the last weeks took: openings and acts between those that every contact has, minutes apart.

The ledger of older contacts holds what was done and when, but not who read what: nobody's minutes follow from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from math import ceil, exp
from statistics import NormalDist
from typing import Final

from frontdoor.site.authority import evidence, shapes

WEEKS: Final = timedelta(weeks=14)
"""What the pages of staffing read, and a little more."""
STEP: Final = 11.0
"""Minutes at most between two looks of somebody who is at it."""
TRIES: Final = 101
SENT: Final = frozenset({"api", "portal"})
TAKE, LOOK, GIVE, SEE, TELL = 8.0, 4.0, 1.0, 6.0, 3.0
"""Minutes, half the time: taking down, identifying and rating each, giving it out, overseeing, telling."""
GATHER: Final = 17.0
DECIDE: Final = {"red": 62.0, "amber": 44.0, "green": 24.0}
PASSED_ON: Final = 8.0
SPREADS: Final = {"take": 0.3, "look": 0.4, "gather": 0.5, "decide": 0.5, "see": 0.4}

Deed = tuple[datetime, int, str]
"""When, by which worker of the invention, and which act on the contact."""


@cache
def _lengths(spread: float) -> tuple[float, ...]:
    """Give how many times the usual minutes things take, evenly from a log-normal spread."""
    return tuple(exp(spread * NormalDist().inv_cdf((place + 0.5) / TRIES)) for place in range(TRIES))


def _minutes(median: float, step: str, number: int) -> float:
    """Give the minutes that a step of the contact with this number takes."""
    place = (number * 37 + len(step) * 53 + ord(step[0])) % TRIES
    return median * _lengths(SPREADS[step])[place]


def is_lately(at: datetime, invented: shapes.Authority) -> bool:
    """Say whether something happened in the weeks whose reading is invented too."""
    return at >= invented.until - WEEKS


def taken_at(contact: shapes.Contact, done: shapes.Handling | None, invented: shapes.Authority) -> datetime:
    """Say when a contact was put on the record: some minutes after somebody began to take it down."""
    if not is_taken_down(contact, done, invented) or done is None or done.identified_at is None:
        return contact.received_at + timedelta(minutes=6)
    most = (done.identified_at - contact.received_at) / timedelta(minutes=1)
    took = _minutes(TAKE, "take", evidence.turn_of(done))
    return contact.received_at + timedelta(minutes=int(max(1.0, min(took, most))))


def is_taken_down(contact: shapes.Contact, done: shapes.Handling | None, invented: shapes.Authority) -> bool:
    """Say whether somebody here took a contact down, in the weeks of which it is known how."""
    return (
        contact.channel not in SENT
        and done is not None
        and done.identified_at is not None
        and is_lately(contact.received_at, invented)
    )


def taking(contact: shapes.Contact, taken: datetime) -> Iterator[tuple[datetime, str]]:
    """Go through what the ledger holds of a draft before the contact was received."""
    yield contact.received_at, "draft.started"
    took = (taken - contact.received_at) / timedelta(minutes=1)
    for place in range(1, ceil(took / STEP)):
        yield contact.received_at + timedelta(minutes=int(place * STEP)), "people.suggested"


def gathered_at(done: shapes.Handling, invented: shapes.Authority) -> datetime | None:
    """Say when what is known had been gathered: before it was weighed, where that is invented."""
    at = done.recommended_at
    if at is None or done.allocated_at is None or not is_lately(done.allocated_at, invented):
        return at
    return at - timedelta(minutes=round(_weighing(done)[1]))


def _weighing(done: shapes.Handling) -> tuple[float, float]:
    """Give the minutes of gathering and of weighing; both fit between being given the contact and recommending."""
    number, is_net = evidence.turn_of(done), evidence.is_net(done)
    gather = _minutes(GATHER, "gather", number) if is_net else 0.0
    decide = _minutes(DECIDE.get(done.rating, PASSED_ON) if is_net else PASSED_ON, "decide", number)
    assert done.recommended_at is not None
    assert done.allocated_at is not None
    there = (done.recommended_at - done.allocated_at) / timedelta(minutes=1)
    part = min(1.0, max(there - 1, 1.0) / (gather + decide))
    return gather * part, decide * part


def deeds(done: shapes.Handling, invented: shapes.Authority) -> Iterator[Deed]:
    """Go through what was opened and gathered between the acts that the history holds of one contact."""
    if done.classed_at is None or not is_lately(done.classed_at, invented):
        return
    number = evidence.turn_of(done)
    first = (
        (done.identified_at, done.identified_by, LOOK / 2),
        (done.classed_at, done.classed_by, LOOK / 2),
        (done.rated_at, done.rated_by, LOOK),
        (done.allocated_at, done.allocated_by, GIVE),
    )
    for at, by, median in first:
        if at is not None and by is not None:
            yield from _opened(at, by, _minutes(median, "look", number))
    yield from _weighed(done)
    for at in (done.returned_at, done.decided_at):
        by = done.overseen_by or done.allocated_by
        if at is not None and by is not None:
            yield from _opened(at, by, _minutes(SEE, "see", number), act="oversight.viewed")


def telling(done: shapes.Handling, told_at: datetime | None, invented: shapes.Authority) -> Iterator[Deed]:
    """Go through what was opened before a referrer was told on the phone, and that they were."""
    if told_at is not None and done.recommended_by is not None and is_lately(told_at, invented):
        took = _minutes(TELL, "look", evidence.turn_of(done))
        yield from _opened(told_at, done.recommended_by, min(took, 4.0))
        yield told_at, done.recommended_by, "reply.told"


def _weighed(done: shapes.Handling) -> Iterator[Deed]:
    at, by = done.recommended_at, done.recommended_by
    if at is None or by is None or done.allocated_at is None:
        return
    gather, decide = _weighing(done)
    yield from _opened(at, by, decide)
    if gather:
        gathered = at - timedelta(minutes=round(decide))
        yield from _opened(gathered, by, gather)
        if done.decided_at is not None:  # whoever has work in the door reads the history as it stands (see `desk`)
            yield gathered, by, "history.read"
        yield gathered, by, "finding.added"


def _opened(at: datetime, by: int, minutes: float, *, act: str = "contact.viewed") -> Iterator[Deed]:
    """Go through what somebody opened in the minutes before an act, no longer apart than they look."""
    times = max(1, ceil(minutes / STEP))
    for place in range(times, 0, -1):
        yield at - timedelta(minutes=round(minutes * place / times)), by, act
