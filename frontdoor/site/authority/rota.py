"""When the council's own people are in: the days of the week they work, leave, sickness and the duty rota.

All follows from the seed, the worker and the day alone, so that a longer history says the same of an earlier day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Final

from frontdoor.site.authority import times

DAY: Final = timedelta(days=1)
WEEK: Final = frozenset(range(1, 6))
PART_TIME: Final[tuple[tuple[float, frozenset[int]], ...]] = (
    (22.0, frozenset({1, 2, 3})),
    (22.2, frozenset({3, 4, 5})),
    (29.6, frozenset({1, 2, 4, 5})),
    (18.5, frozenset({2, 3, 4})),
)
FULL_TIME: Final = 37.0
SHARE_PART_TIME: Final = 0.2
LONGEST_LOOK: Final = 5
"""Work that takes longer than so many days is handed to somebody who is in at its two ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Days away, from the first to the last, and whether they were known beforehand."""

    first_on: date
    last_on: date
    is_planned: bool

    def days(self) -> Iterator[date]:
        """Go through the days."""
        for number in range((self.last_on - self.first_on).days + 1):
            yield self.first_on + number * DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Rota:
    """Who is in when. What a worker's year holds is worked out once."""

    seed: int
    _hours: dict[int, tuple[float, frozenset[int]]] = field(default_factory=dict, compare=False, repr=False)
    _years: dict[tuple[int, int], tuple[Stay, ...]] = field(default_factory=dict, compare=False, repr=False)
    _away: dict[tuple[int, int], frozenset[date]] = field(default_factory=dict, compare=False, repr=False)

    def hours(self, worker_id: int) -> tuple[float, frozenset[int]]:
        """Give a worker's hours a week, and on which weekdays they work; 1 is Monday."""
        if worker_id not in self._hours:
            rng = Random(f"marlsea:{self.seed}:hours:{worker_id}")
            self._hours[worker_id] = rng.choice(PART_TIME) if rng.random() < SHARE_PART_TIME else (FULL_TIME, WEEK)
        return self._hours[worker_id]

    def stays(self, worker_id: int, year: int) -> tuple[Stay, ...]:
        """Give a worker's days away in a year, the first first."""
        key = worker_id, year
        if key not in self._years:
            self._years[key] = tuple(_year(Random(f"marlsea:{self.seed}:away:{worker_id}:{year}"), year))
        return self._years[key]

    def is_away(self, worker_id: int, day: date) -> bool:
        """Say whether a worker is on leave or ill on a day."""
        key = worker_id, day.year
        if key not in self._away:
            self._away[key] = frozenset(day for stay in self.stays(*key) for day in stay.days())
        return day in self._away[key]

    def is_in(self, worker_id: int, day: date) -> bool:
        """Say whether a worker is in. On a day off it is enough not to be away: whoever is in is on call."""
        works = not times.is_working_day(day) or day.isoweekday() in self.hours(worker_id)[1]
        return works and not self.is_away(worker_id, day)

    def is_in_through(self, worker_id: int, on: date, through: date) -> bool:
        """Say whether a worker is in on the days of a piece of work that takes from one day to another."""
        length = (through - on).days
        if length > LONGEST_LOOK:
            return self.is_in(worker_id, on) and self.is_in(worker_id, through)
        return all(self.is_in(worker_id, on + number * DAY) for number in range(length + 1))


def _year(rng: Random, year: int) -> Iterator[Stay]:
    """Lay out a year: three or four stretches of leave, some single days, and being ill now and then."""
    taken: set[date] = set()
    weeks = ((rng.randint(26, 34), 2), (rng.randint(8, 20), 1), (rng.randint(37, 50), 1))
    wanted = [_stay(date.fromisocalendar(year, week, 1), 7 * length - 2, is_planned=True) for week, length in weeks]
    first, last = date(year, 1, 2), date(year, 12, 20)
    for length in (1, 1, 1, 2, 3):
        wanted.append(_stay(first + rng.randrange((last - first).days) * DAY, length, is_planned=True))
    for _ in range(rng.choice((0, 1, 1, 2, 3))):
        length = rng.choice((1, 1, 2, 2, 3, 5))
        wanted.append(_stay(first + rng.randrange((last - first).days) * DAY, length, is_planned=False))
    for stay in sorted(wanted, key=lambda one: one.first_on):
        if not taken.intersection(stay.days()):
            taken.update(stay.days())
            yield stay


def _stay(first_on: date, length: int, *, is_planned: bool) -> Stay:
    last_on = min(first_on + (length - 1) * DAY, date(first_on.year, 12, 31))
    return Stay(first_on=first_on, last_on=last_on, is_planned=is_planned)
