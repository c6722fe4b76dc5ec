"""Marlsea's time: minutes on the wall clock since a fixed day, bank holidays, school terms and working hours."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
FIRST_DAY = date(2015, 1, 1)
"""Minute nought of every sum in this package; nothing is invented before it but births."""
MIDNIGHT = datetime(2015, 1, 1, tzinfo=LONDON)
DAY = 1440
OPENS, CLOSES = 8 * 60 + 15, 17 * 60 + 45
SHIFT = CLOSES - OPENS
ONE_OFF_HOLIDAYS = {date(2020, 5, 8), date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)}
MOVED_AWAY = {date(2020, 5, 4), date(2022, 5, 30)}
"""Bank holidays of 2020 and 2022 that were moved to another day."""


def minute(day: date) -> int:
    """Give the minute at which a day begins."""
    return (day - FIRST_DAY).days * DAY


def minute_of(at: datetime) -> int:
    """Give the wall-clock minute of an instant."""
    local = at.astimezone(LONDON)
    return minute(local.date()) + local.hour * 60 + local.minute


def day_of(at: int) -> date:
    """Give the day a minute falls on."""
    return FIRST_DAY + timedelta(days=at // DAY)


def instant(at: int) -> datetime:
    """Give the aware local time of a minute; the hour that spring skips is put an hour earlier."""
    moment = MIDNIGHT + timedelta(minutes=at)
    if moment.month == 3 and moment.hour == 1 and moment.weekday() == 6 and moment.day > 24:
        return moment - timedelta(hours=1)
    return moment


@cache
def easter(year: int) -> date:
    """Give Easter Sunday (the anonymous Gregorian rule)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Give the bank holidays of England and Wales in a year."""
    spring = {easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)}
    mondays = {
        _first_monday(date(year, 5, 1)),
        _first_monday(date(year, 5, 25)),
        _first_monday(date(year, 8, 25)),
    }
    winter = {_weekday_from(date(year, 1, 1))}
    christmas = _weekday_from(date(year, 12, 25))
    boxing = _weekday_from(date(year, 12, 26))
    if boxing == christmas:
        boxing += timedelta(days=1)
    one_off = {day for day in ONE_OFF_HOLIDAYS if day.year == year}
    return frozenset((spring | mondays | winter | {christmas, boxing} | one_off) - MOVED_AWAY)


def _first_monday(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _weekday_from(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


@cache
def is_working_day(day: date) -> bool:
    """Say whether the offices are open on a day."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


@cache
def is_school_day(day: date) -> bool:
    """Say whether Marlsea's schools are open on a day."""
    if not is_working_day(day) or _schools_shut_by_law(day):
        return False
    after_new_year = (day.month, day.day) >= (1, 4)
    before_summer = (day.month, day.day) <= (7, 22)
    autumn = (day.month, day.day) >= (9, 3) and (day.month, day.day) <= (12, 20)
    if not (autumn or (after_new_year and before_summer)):
        return False
    if (day.month == 10 and day.day > 23) or (day.month == 2 and 12 < day.day < 20):
        return False
    if (day.month == 5 and day.day > 25) or (day.month == 6 and day.day < 2):
        return False
    return not easter(day.year) - timedelta(days=9) <= day <= easter(day.year) + timedelta(days=8)


def _schools_shut_by_law(day: date) -> bool:
    return date(2020, 3, 23) <= day <= date(2020, 6, 5) or date(2021, 1, 5) <= day <= date(2021, 3, 7)


@cache
def _shifts() -> tuple[list[int], list[int]]:
    """Count the working days before each day, and list the working days, out to 2045."""
    before: list[int] = []
    working: list[int] = []
    for number in range(11_000):
        before.append(len(working))
        if is_working_day(FIRST_DAY + timedelta(days=number)):
            working.append(number)
    return before, working


def worked(at: int) -> int:
    """Count the working minutes from minute nought to a minute."""
    before, working = _shifts()
    day, clock = divmod(at, DAY)
    passed = before[day] * SHIFT
    if before[day] < len(working) and working[before[day]] == day:
        passed += min(max(clock - OPENS, 0), SHIFT)
    return passed


def when_worked(minutes: int) -> int:
    """Give the minute at which so many working minutes have passed."""
    _, working = _shifts()
    shift, clock = divmod(minutes, SHIFT)
    return working[shift] * DAY + OPENS + clock
