"""When clocks fall due, as pieces of a line that a database can follow. Pure: the counting itself is the library's.

A due moment stands still for whatever came while the hub was shut, and moves along with what came while it was open.
So the due moments of a whole span are a few pieces for each opening, each asked of `clocks.due_at` at its beginning.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from frontdoor.library import clocks
from frontdoor.library.clocks import LONDON, Calendar, Limit, Opening, Unit
from frontdoor.oversight.insight.periods import ONE_DAY, Period

A_WHILE = timedelta(days=21)
"""Longer than any run of days on which a hub is shut."""
A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True)
class Edition:
    """The limits and the calendar of a policy edition, and from which day it is in force."""

    from_on: date
    calendar: Calendar
    limits: Mapping[str, Limit]


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Whatever began from a moment on falls due then; `moves` where each later start is due that much later."""

    from_at: datetime
    due_at: datetime
    moves: bool


def pieces(code: str, editions: Sequence[Edition], period: Period) -> list[Piece]:
    """Lay out one limit over a period, each start under the edition then in force."""
    inside = sorted(editions, key=lambda each: each.from_on)
    ends = [*(datetime.combine(each.from_on, time.min, LONDON) for each in inside[1:]), period.ends_at]
    found: list[Piece] = []
    for edition, until in zip(inside, ends, strict=True):
        limit = edition.limits.get(code)
        start = max(period.starts_at, datetime.combine(edition.from_on, time.min, LONDON))
        if limit is not None and start < until:
            found += _of_limit(limit, edition.calendar, start, until)
    return found


def due_at(laid: Sequence[Piece], started_at: datetime) -> datetime | None:
    """Follow the pieces to a due moment, as the database does; nothing before the first of them."""
    place = bisect_right([each.from_at for each in laid], started_at) - 1
    if place < 0:
        return None
    one = laid[place]
    moved = started_at.astimezone(UTC) - one.from_at.astimezone(UTC) if one.moves else timedelta(0)
    return (one.due_at.astimezone(UTC) + moved).astimezone(LONDON)


def _of_limit(limit: Limit, calendar: Calendar, start: datetime, until: datetime) -> list[Piece]:
    openings = _openings(calendar, start - A_WHILE, until + A_WHILE)
    edges = {start, *(edge for edge in _edges(limit, openings) if start < edge < until)}
    every = sorted(edges)
    return [_piece(limit, calendar, edge, after) for edge, after in zip(every, [*every[1:], until], strict=True)]


def _piece(limit: Limit, calendar: Calendar, edge: datetime, after: datetime) -> Piece:
    first = clocks.due_at(limit, edge, calendar)
    last = clocks.due_at(limit, after.astimezone(UTC) - A_MOMENT, calendar)
    return Piece(from_at=edge, due_at=first, moves=last != first)


def _openings(calendar: Calendar, start: datetime, until: datetime) -> list[Opening]:
    first, days = start.astimezone(LONDON).date(), (until - start).days + 1
    found = (calendar.opening_on(first + ONE_DAY * day) for day in range(days))
    return [each for each in found if each]


def _edges(limit: Limit, openings: Sequence[Opening]) -> Iterable[datetime]:
    """Give every moment at which the due moment begins to stand still, to move along, or jumps."""
    if limit.unit in (Unit.CALENDAR_DAYS, Unit.MONTHS) or not limit.starts_at_opening:
        for each in openings:
            yield datetime.combine(each.opens_at.astimezone(LONDON).date(), time.min, LONDON)
    for place, each in enumerate(openings):
        yield each.closes_at
        if limit.unit in (Unit.HOURS, Unit.WORKING_HOURS):
            yield each.opens_at
        if limit.unit is Unit.WORKING_HOURS:
            yield _back_from(openings, place, timedelta(hours=limit.amount))


def _back_from(openings: Sequence[Opening], place: int, left: timedelta) -> datetime:
    """Go back so many open hours from a closing; what begins later than that falls due in another opening."""
    while place > 0 and openings[place].closes_at - openings[place].opens_at < left:
        left -= openings[place].closes_at - openings[place].opens_at
        place -= 1
    return openings[place].closes_at - left + A_MOMENT
