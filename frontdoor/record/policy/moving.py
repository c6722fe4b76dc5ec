"""Which due times move when the rules or the days off change. Pure: nothing due is stored, so both are worked out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from frontdoor.library import clocks
from frontdoor.record.policy.editions.facts import Rules


@dataclass(frozen=True, kw_only=True)
class Running:
    """A limit that runs on an open contact: by its receipt, and by nothing that says who it is about."""

    contact_id: int
    receipt: str
    limit: str
    started_at: datetime


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A limit that falls due at another time than before."""

    running: Running
    from_at: datetime
    to_at: datetime


def moved(running: Iterable[Running], *, before: Rules, after: Rules) -> list[Moved]:
    """Find the running limits that fall due at another time under other rules, the earliest first."""
    found = []
    for one in running:
        if one.limit not in before.limits or one.limit not in after.limits:
            continue
        was = clocks.due_at(before.limit_of(one.limit), one.started_at, before.calendar)
        now = clocks.due_at(after.limit_of(one.limit), one.started_at, after.calendar)
        if was != now:
            found.append(Moved(running=one, from_at=was, to_at=now))
    return sorted(found, key=lambda one: (one.from_at, one.running.receipt, one.running.limit))
