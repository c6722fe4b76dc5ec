"""The calendar as hours since the start: when the hub is open, when limits fall due, and when each person works.

Due times here agree with `clocks.due_at` to the minute; a test holds them to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import numpy as np

from frontdoor.library.clocks import LONDON, Calendar, Limit, Unit, due_at
from frontdoor.library.staffing.engine.shapes import Floats, Whole
from frontdoor.library.staffing.scenario import Person, Stretch

HOUR = timedelta(hours=1)
BEYOND = 60  # days after the end that limits may still need


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """A stretch of days from a first midnight in London, counted in elapsed hours."""

    first_on: date
    days: int
    calendar: Calendar

    @property
    def begins_at(self) -> datetime:
        return datetime.combine(self.first_on, time(), LONDON).astimezone(UTC)

    def hours_at(self, moment: datetime) -> float:
        """Count the hours from the first midnight to a moment."""
        return (moment.astimezone(UTC) - self.begins_at) / HOUR

    def moment(self, hours: float) -> datetime:
        """Give the moment that is so many hours after the first midnight."""
        return (self.begins_at + hours * HOUR).astimezone(LONDON)

    def day(self, place: int) -> date:
        return self.first_on + timedelta(days=place)

    def at(self, day: date, on_the_clock: time) -> float:
        """Count the hours to a time on the wall clock of a day."""
        return self.hours_at(datetime.combine(day, on_the_clock, LONDON))

    def openings(self) -> Floats:
        """List when the hub opens and closes, in hours, for the days and some beyond."""
        found = []
        for place in range(self.days + BEYOND):
            opening = self.calendar.opening_on(self.day(place))
            if opening is not None:
                found.append((self.hours_at(opening.opens_at), self.hours_at(opening.closes_at)))
        return np.array(found).reshape(-1, 2)

    def minutes(self) -> Floats:
        """List the start of every minute, in hours."""
        return np.arange(self.days * 24 * 60) / 60.0

    def open_hours(self) -> Floats:
        """Add up, for every minute, how long the hub has been open since the start."""
        return _open_until(self.openings(), self.minutes())

    def due(self, limit: Limit) -> Floats:
        """Find, for a start in every minute, when a limit falls due."""
        minutes = self.minutes()
        counts_from = _next_open(self.openings(), minutes) if limit.starts_at_opening else minutes
        if limit.unit is Unit.HOURS:
            return counts_from + limit.amount
        if limit.unit is Unit.WORKING_HOURS:
            return self._after_open_hours(counts_from, float(limit.amount))
        return self._by_day(limit, counts_from)

    def _after_open_hours(self, counts_from: Floats, amount: float) -> Floats:
        openings = self.openings()
        lengths = openings[:, 1] - openings[:, 0]
        before = np.concatenate([[0.0], np.cumsum(lengths)])
        wanted = _open_until(openings, counts_from) + amount
        # Reached at a closing, not at the next opening; the tiny amount keeps rounding from deciding otherwise.
        place = np.clip(np.searchsorted(before, wanted - 1e-9, side="left") - 1, 0, len(lengths) - 1)
        due: Floats = openings[place, 0] + (wanted - before[place])
        return np.maximum(due, counts_from)

    def _by_day(self, limit: Limit, counts_from: Floats) -> Floats:
        """Count in days, asking the clock itself once for each day on which something starts."""
        last = int(counts_from.max() // 24) + 3
        midnights = np.array([self.at(self.day(place), time()) for place in range(last)])
        of_day = np.searchsorted(midnights, counts_from + 1e-9, side="right") - 1
        due = np.zeros(last)
        for place in np.unique(of_day):
            started = counts_from[np.searchsorted(of_day, place)]
            due[place] = self.hours_at(due_at(limit, self.moment(float(started)), self.calendar))
        return due[of_day]

    def days_off(self) -> Whole:
        """Say of each day whether it is a bank holiday or a closure."""
        return np.array([self.is_day_off(self.day(place)) for place in range(self.days)], dtype=np.int64)

    def is_day_off(self, day: date) -> bool:
        """Say whether a day is taken out of the week by a holiday or a closure."""
        usually_open = day.weekday() in self.calendar.hub_hours
        if usually_open:
            return not self.calendar.is_open_day(day)
        return day in self.calendar.bank_holidays(day.year)

    def spans_of(self, person: Person) -> Iterator[tuple[float, float, float, int, bool]]:
        """List when a person works: from, until, at what pace, on which day, and whether it is that day's last."""
        for place in range(self.days):
            day = self.day(place)
            if not self._is_due_in(person, day):
                continue
            parts = [
                part
                for shift in person.shifts
                if shift.day == day.weekday()
                for part in self._parts(person, shift, day)
            ]
            for number, (start, end) in enumerate(parts, 1):
                yield start, end, pace_on(person, day), place, number == len(parts)

    def _is_due_in(self, person: Person, day: date) -> bool:
        if self.is_day_off(day) and not person.works_bank_holidays:
            return False
        if any(away.first_on <= day <= away.last_on for away in person.leave):
            return False
        if person.starts_on is not None and day < person.starts_on:
            return False
        week = (day - date(2018, 1, 1)).days // 7 % person.duty_of + 1
        return week in person.duty_weeks

    def _parts(self, person: Person, shift: Stretch, day: date) -> Iterator[tuple[float, float]]:
        """Cut the break and the meetings out of a shift."""
        start, end = self.at(day, shift.starts), self.at(day, shift.ends)
        middle, half = (start + end) / 2, person.breaks / 120
        gaps = [(middle - half, middle + half)] if half else []
        gaps += [
            (self.at(day, one.starts), self.at(day, one.ends)) for one in person.meetings if one.day == day.weekday()
        ]
        for gap_start, gap_end in sorted(gaps):
            if gap_start > start:
                yield start, min(gap_start, end)
            start = max(start, gap_end)
        if start < end:
            yield start, end


def pace_on(person: Person, day: date) -> float:
    """Give the pace of a day: less for other work, and less while somebody learns."""
    pace = person.pace
    if person.starts_on is not None and person.learns_in_weeks:
        learnt = min(1.0, max(0.0, (day - person.starts_on).days / 7 / person.learns_in_weeks))
        pace *= person.starting_pace + (1 - person.starting_pace) * learnt
    return pace * (1 - person.other_work)


def _next_open(openings: Floats, moments: Floats) -> Floats:
    place = np.clip(np.searchsorted(openings[:, 1], moments, side="right"), 0, len(openings) - 1)
    found: Floats = np.maximum(moments, openings[place, 0])
    return found


def _open_until(openings: Floats, moments: Floats) -> Floats:
    before = np.concatenate([[0.0], np.cumsum(openings[:, 1] - openings[:, 0])])
    place = np.searchsorted(openings[:, 0], moments, side="right")
    inside = np.clip(moments - openings[place - 1, 0], 0.0, openings[place - 1, 1] - openings[place - 1, 0])
    found: Floats = np.where(place > 0, before[place - 1] + inside, 0.0)
    return found
