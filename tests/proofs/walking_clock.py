"""A second, slow clock: it walks through every quarter-hour from 2020 on, and knows nothing of `library/clocks`.

Everything in it is worked out from first principles and written for this purpose: Easter by golden numbers and epacts,
bank holidays by the rules of the Banking and Financial Dealings Act 1971 with the proclamations of those years typed
in, summer time by the law (from the last Sunday in March to the last in October, at one in the morning UTC), and due
times by walking along the quarter-hours and days that it has numbered. It does no arithmetic with time zones.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

QUARTER = timedelta(minutes=15)
HOUR = 4  # quarters
FIRST, LAST = 2020, 2050
SATURDAY = 5

# What was proclaimed for once: days added, and days that were not bank holidays after all.
PROCLAIMED = ("2020-05-08", "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08")
NOT_THAT_YEAR = ("2020-05-04", "2022-05-30")


def easter(year: int) -> date:
    """Find Easter by the Gregorian computus, step by step: the Sunday after the paschal full moon."""
    golden = year % 19 + 1
    century = year // 100 + 1
    skipped_leaps = 3 * century // 4 - 12
    moon = (8 * century + 5) // 25 - 5
    sunday = 5 * year // 4 - skipped_leaps - 10
    epact = (11 * golden + 20 + moon - skipped_leaps) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    full = 44 - epact
    full += 30 if full < 21 else 0
    day = full + 7 - (sunday + full) % 7
    return date(year, 4, day - 31) if day > 31 else date(year, 3, day)


def _first(year: int, month: int, weekday: int) -> date:
    return next(date(year, month, day) for day in range(1, 8) if date(year, month, day).weekday() == weekday)


def _last(year: int, month: int, weekday: int) -> date:
    return next(date(year, month, day) for day in range(31, 24, -1) if date(year, month, day).weekday() == weekday)


def holidays(year: int) -> set[date]:
    """Name the weekdays that are off: a holiday on a weekend is taken on the next weekday that is not one already."""
    off = {easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)}
    off |= {_first(year, 5, 0), _last(year, 5, 0), _last(year, 8, 0)}
    off -= {date.fromisoformat(day) for day in NOT_THAT_YEAR}
    off |= {date.fromisoformat(day) for day in PROCLAIMED if day.startswith(str(year))}
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while day.weekday() >= SATURDAY or day in off:
            day += timedelta(days=1)
        off.add(day)
    return off


def feasts(year: int) -> set[date]:
    """Name the feast days themselves: a hub that opens at weekends is shut on them too."""
    return {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}


class Walk:
    """Every quarter-hour from the start of the first year to well after the last, in order, as the hub's wall shows it.

    `week` gives for each weekday on which the hub opens its minutes of opening and of closing.
    """

    def __init__(self, week: dict[int, tuple[int, int]], closed: frozenset[date] = frozenset()) -> None:
        self.start = datetime(FIRST, 1, 1, tzinfo=UTC)
        self.day_of: list[int] = []  # for each quarter-hour, the number of its day
        self.days: list[date] = []
        self.begins: list[int] = []  # for each day, its first quarter-hour
        self.is_worked: list[bool] = []
        self.open: list[int] = []  # the quarter-hours in which the hub is open
        self.closes: dict[int, int] = {}  # for each day with hours, the quarter-hour at which it closes
        off = {day for year in range(FIRST, LAST + 3) for day in holidays(year)} | closed
        shut = off | {day for year in range(FIRST, LAST + 3) for day in feasts(year)}
        for place, wall in enumerate(self._wall()):
            today = wall.date()
            if not self.days or self.days[-1] != today:
                self.days.append(today)
                self.begins.append(place)
                self.is_worked.append(today.weekday() < SATURDAY and today.weekday() in week and today not in off)
            self.day_of.append(len(self.days) - 1)
            opens, closes = week.get(today.weekday(), (0, 0))
            minute = wall.hour * 60 + wall.minute
            if opens <= minute < closes and today not in shut:
                self.open.append(place)
                self.closes[len(self.days) - 1] = place + 1
        self.next_open = self._next_open()

    def utc(self, place: int) -> datetime:
        return self.start + place * QUARTER

    def starts(self) -> Iterator[int]:
        """Go through every quarter-hour of the years in question."""
        return iter(range(next(place for place in range(len(self.day_of)) if self._year(place) > LAST)))

    def due(self, unit: str, amount: int, start: int, *, waits: bool) -> datetime:
        """Walk from a quarter-hour to the moment when so much time has gone by."""
        if waits:
            start = self.open[self.next_open[start]]
        if unit == "hours":
            return self.utc(start + amount * HOUR)
        if unit == "working_hours":
            return self.utc(self.open[self.next_open[start] + amount * HOUR - 1] + 1)
        day = self.day_of[start]
        if unit == "working_days":
            return self.utc(self.closes[self._worked_after(day, amount)])
        day = day + amount if unit == "calendar_days" else self._months_after(day, amount)
        return self.utc(self.begins[day + 1]) - timedelta(seconds=1)

    def _worked_after(self, day: int, amount: int) -> int:
        while amount:
            day += 1
            amount -= self.is_worked[day]
        return day

    def _months_after(self, day: int, amount: int) -> int:
        """Walk through the first days of months, then through that month to the same day, or to its end."""
        wanted, here = self.days[day].day, day
        for _ in range(amount):
            here += 1
            while self.days[here].day != 1:
                here += 1
        while self.days[here].day < wanted and self.days[here + 1].day != 1:
            here += 1
        return here

    def _wall(self) -> Iterator[datetime]:
        """Show each quarter-hour as the clock in London does, an hour on in summer."""
        utc, turns = self.start, (self.start, self.start)
        year = 0
        while utc.year < LAST + 3:
            if utc.year != year:
                year = utc.year
                spring, autumn = (datetime(year, month, _last(year, month, 6).day, 1, tzinfo=UTC) for month in (3, 10))
                turns = (spring, autumn)
            yield utc + timedelta(hours=1) if turns[0] <= utc < turns[1] else utc
            utc += QUARTER

    def _next_open(self) -> list[int]:
        """For each quarter-hour, which of those in which the hub is open comes first from there."""
        found, rank = [], 0
        for place in range(self.open[-1]):
            while self.open[rank] < place:
                rank += 1
            found.append(rank)
        return found

    def _year(self, place: int) -> int:
        return self.days[self.day_of[place]].year
