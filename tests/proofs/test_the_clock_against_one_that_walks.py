"""The clock against a second one, written apart, that walks through every quarter-hour of 2020 to 2050.

The short form walks the whole and compares a seeded sample with every quarter-hour about each change of the clocks and
each holiday of some years; the long form compares every quarter-hour.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, time, timedelta
from functools import cache

import pytest

from frontdoor.library import clocks
from frontdoor.library.clocks import Calendar, Hours, Limit, Unit, Weekday, calendars
from tests.proofs.walking_clock import FIRST, LAST, QUARTER, Walk, easter, holidays

SEED, SAMPLE = 20200101, 1_500
HUBS: dict[str, dict[int, tuple[int, int]]] = {
    "office": {day: (9 * 60, 17 * 60) for day in range(5)},
    "marlsea": {**{day: (8 * 60 + 45, 17 * 60 + 15) for day in range(4)}, 4: (8 * 60 + 45, 16 * 60 + 45)},
    "saturdays": {**{day: (8 * 60, 20 * 60) for day in range(5)}, 5: (10 * 60, 14 * 60)},
}
CLOSED = {
    "office": frozenset[date](),
    "marlsea": frozenset(date(year, 12, 24) for year in range(FIRST, LAST + 2)),
    "saturdays": frozenset({date(2031, 2, 3), date(2044, 10, 30)}),
}
LIMITS = (
    ("hours", 1, False),
    ("hours", 4, True),
    ("hours", 72, False),
    ("working_hours", 2, True),
    ("working_hours", 4, True),
    ("working_days", 1, True),
    ("working_days", 3, True),
    ("working_days", 15, False),
    ("working_days", 45, False),
    ("calendar_days", 7, True),
    ("months", 3, False),
    ("months", 6, False),
)
ONE_OF_EACH_UNIT = (LIMITS[1], LIMITS[4], LIMITS[6], LIMITS[9], LIMITS[10])


def limit(unit: str, amount: int, waits: bool) -> Limit:
    return Limit(
        code="any",
        name="Any",
        amount=amount,
        unit=Unit(unit),
        starts="anything happens",
        source="For this proof",
        starts_at_opening=waits,
    )


def calendar(hub: str) -> Calendar:
    def at(minute: int) -> time:
        return time(minute // 60, minute % 60)

    return Calendar(
        hub_hours={Weekday(day): Hours(opens=at(a), closes=at(b)) for day, (a, b) in HUBS[hub].items()},
        closures={day: "Shut" for day in CLOSED[hub]},
    )


@cache
def walk(hub: str) -> Walk:
    return Walk(HUBS[hub], CLOSED[hub])


def differences(hub: str, starts: Iterable[int]) -> Iterator[str]:
    """Compare the two clocks from each quarter-hour for every limit; say where they differ, in order."""
    walked, worked = walk(hub), calendar(hub)
    asked = [(one, limit(*one)) for one in (LIMITS if hub == "office" else ONE_OF_EACH_UNIT)]
    for start in starts:
        utc = walked.utc(start)
        for (unit, amount, waits), one in asked:
            mine = clocks.due_at(one, utc, worked)
            theirs = walked.due(unit, amount, start, waits=waits)
            if mine.astimezone(UTC) != theirs:
                yield f"{hub}, {amount} {unit} from {utc:%a %d %b %Y %H:%M}: {mine} is not {theirs}"


def telling(hub: str) -> Iterator[int]:
    """Choose quarter-hours about every change of the clocks and every holiday of some years, and a seeded sample."""
    walked = walk(hub)
    first = {day: walked.begins[place] for place, day in enumerate(walked.days)}
    for year in (2020, 2022, 2027, 2033):
        turns = [day for day, place in first.items() if day.year == year and _length(walked, day) != 96]
        for day in (*turns, *sorted(holidays(year)), date(year, 12, 24)):
            yield from range(first[day - timedelta(days=3)] if day > date(2020, 1, 3) else 0, first[day] + 96, 5)
    yield from random.Random(SEED).sample(list(walked.starts()), SAMPLE)


def _length(walked: Walk, day: date) -> int:
    place = (day - date(FIRST, 1, 1)).days
    return walked.begins[place + 1] - walked.begins[place]


def test_the_walker_knows_easter_and_the_proclamations() -> None:
    assert [easter(year) for year in (2020, 2024, 2025, 2035, 2038, 2049)] == [
        date(2020, 4, 12),
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2035, 3, 25),
        date(2038, 4, 25),
        date(2049, 4, 18),
    ]
    assert sorted(holidays(2022))[0] == date(2022, 1, 3)
    assert len(holidays(2022)) == 10
    assert sorted(holidays(2027))[-2:] == [date(2027, 12, 27), date(2027, 12, 28)]


@pytest.mark.proof
@pytest.mark.parametrize("year", range(FIRST, LAST + 1))
def test_both_clocks_know_the_same_working_days(year: int) -> None:
    plain, off = Calendar(), holidays(year)
    days = [date(year, 1, 1) + timedelta(days=place) for place in range(365)]
    assert not [day for day in days if plain.is_working_day(day) != (day.weekday() < 5 and day not in off)]


@pytest.mark.proof
@pytest.mark.parametrize("hub", HUBS)
def test_both_clocks_agree_about_what_is_telling(hub: str) -> None:
    assert list(differences(hub, telling(hub))) == []


@pytest.mark.proof_long
@pytest.mark.parametrize("hub", HUBS)
def test_both_clocks_agree_about_every_quarter_hour(hub: str) -> None:
    found = list(differences(hub, walk(hub).starts()))
    assert not found, f"{len(found):,} differ, among them:\n" + "\n".join(found[:20])


@pytest.mark.proof
def test_a_clock_that_forgets_a_substitute_day_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    known = calendars.england_and_wales
    monkeypatch.setattr(
        calendars,
        "england_and_wales",
        lambda year: {day: name for day, name in known(year).items() if "observed" not in name.lower()},
    )
    assert next(differences("office", telling("office")))


@pytest.mark.proof
def test_a_clock_that_is_open_at_the_stroke_of_closing_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = Calendar.close_of
    monkeypatch.setattr(Calendar, "close_of", lambda self, day: honest(self, day) + QUARTER)
    assert next(differences("marlsea", telling("marlsea")))


@pytest.mark.proof
def test_a_clock_that_knows_no_summer_time_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendars, "LONDON", UTC)
    assert next(differences("office", telling("office")))
