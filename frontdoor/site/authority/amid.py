"""What the decisions of the last weeks were made amid: counted from the invented history as the pages count it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from frontdoor.journey.triage.pressure import Pressure, Then, beside_usual
from frontdoor.site.authority import paces, shapes, times
from frontdoor.site.authority.copying import Value
from frontdoor.site.authority.work_rows import WorkRows, recommendations

COLUMNS: Final = (
    *("id", "authority_id", "recommendation_id", "oversight_id", "contacts", "posts", "at_work"),
    *("usual_low", "usual_high"),
)
DAYS: Final = 84


class Amids:
    """Rows for what recommendations and second persons' decisions of the last weeks were made amid."""

    def __init__(self, authority_id: int, invented: shapes.Authority, work: WorkRows, *, base: int) -> None:
        self.authority_id, self.invented, self.work, self.base = authority_id, invented, work, base
        self.received = sorted(one.received_at for one in invented.contacts)
        self.ended = sorted(one.decided_at for one in invented.handlings if one.decided_at is not None)
        self.workers = [one for one in invented.workers if one.team_id == 1 and one.role == "social_worker"]
        self._noons: dict[date, Then] = {}
        self._usual: dict[date, Pressure] = {}

    def rows(self) -> Iterator[Sequence[Value]]:
        """Go through the rows, once the work's own rows of oversight have their numbers."""
        number = self.base
        for done in self.invented.handlings:
            for is_second, at in recommendations(done):
                if paces.is_lately(at, self.invented):
                    number += 1
                    recommendation = self.work.recommendation_number[done.contact_id, is_second]
                    yield number, self.authority_id, recommendation, None, *self._told(at)
            if done.overseen_at is not None and paces.is_lately(done.overseen_at, self.invented):
                number += 1
                oversight = self.work.oversight_number[done.contact_id]
                yield number, self.authority_id, None, oversight, *self._told(done.overseen_at)

    def _told(self, at: datetime) -> tuple[Value, ...]:
        day, now = times.day_of(times.minute_of(at)), self._then(at)
        if day not in self._usual:
            days = (day - timedelta(days=number) for number in range(DAYS, 0, -1))
            before = [self._noon(one) for one in days if times.is_working_day(one)]
            self._usual[day] = beside_usual(now, before)
        usual = self._usual[day]
        return now.contacts, now.posts, now.at_work, usual.usual_low, usual.usual_high

    def _noon(self, day: date) -> Then:
        if day not in self._noons:
            self._noons[day] = self._then(datetime.combine(day, time(12), times.LONDON))
        return self._noons[day]

    def _then(self, at: datetime) -> Then:
        day = times.day_of(times.minute_of(at))
        there = [one for one in self.workers if one.started_on <= day and (one.ended_on is None or day < one.ended_on)]
        is_open = times.is_working_day(day)
        return Then(
            contacts=bisect_right(self.received, at) - bisect_right(self.ended, at),
            posts=len(there),
            at_work=sum(self.invented.rota.is_in(one.id, day) for one in there) if is_open else 0,
        )
