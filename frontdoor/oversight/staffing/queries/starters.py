"""Who has just started at the front door, or will within the month that is asked about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from frontdoor.library.clocks import LONDON
from frontdoor.record.capacity.queries import Time, time_on
from frontdoor.record.ledger import queries as ledger

LEARNS: Final = timedelta(weeks=13)
"""Whoever started longer ago has learnt the work (the example's weeks)."""
AHEAD: Final = timedelta(days=28)


def times_of(worker_ids: Iterable[int], on: date, *, full_time: Decimal) -> dict[int, Time]:
    """Tell each worker's time on a day; of those who start within the month, on the day on which they start."""
    times = time_on(worker_ids, on, full_time=full_time)
    later = {one.starts_on for one in times.values() if one.starts_on and on < one.starts_on <= on + AHEAD}
    for day in sorted(later):
        who = [worker_id for worker_id, one in times.items() if one.starts_on == day]
        times |= time_on(who, day, full_time=full_time)
    return times


def new_among(authority_id: int, times: Mapping[int, Time], *, on: date) -> dict[int, date]:
    """Tell since when those are there who are new: whoever did something before their hours begin is not."""
    recent = {key: one.starts_on for key, one in times.items() if one.starts_on and one.starts_on > on - LEARNS}
    return {
        key: day
        for key, day in recent.items()
        if not ledger.has_acted_before(datetime.combine(day, time(), LONDON), authority_id=authority_id, worker_id=key)
    }
