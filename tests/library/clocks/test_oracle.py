"""The same answers from a slow clock that walks forward a minute at a time.

It shares nothing with the code it checks: its holidays are typed in, its summer time is worked out
from the law (from the last Sunday in March to the last in October, at one in the morning UTC), and
it never adds a length of time longer than a minute.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.library import clocks
from frontdoor.library.clocks import Calendar, Limit, Unit

MINUTE = timedelta(minutes=1)
DAYS_OFF_BY_YEAR = {
    2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
}
DAYS_OFF = frozenset(
    date.fromisoformat(f"{year}-{day}") for year, listed in DAYS_OFF_BY_YEAR.items() for day in listed.split()
)


@dataclass(frozen=True, kw_only=True)
class Tick:
    """One minute as the wall clock in the hub shows it."""

    utc: datetime
    day: date
    minute_of_day: int

    @property
    def is_worked(self) -> bool:
        return self.day.weekday() < 5 and self.day not in DAYS_OFF

    @property
    def is_open(self) -> bool:
        return self.is_worked and 540 <= self.minute_of_day < 1020


def last_sunday(year: int, month: int) -> datetime:
    day = date(year, month, 31)
    while day.weekday() != 6:
        day -= timedelta(days=1)
    return datetime(year, month, day.day, 1, tzinfo=UTC)


def tick(utc: datetime) -> Tick:
    is_summer = last_sunday(utc.year, 3) <= utc < last_sunday(utc.year, 10)
    wall = utc + timedelta(hours=1) if is_summer else utc
    return Tick(utc=utc, day=wall.date(), minute_of_day=wall.hour * 60 + wall.minute)


def ticks(utc: datetime) -> Iterator[Tick]:
    while True:
        yield tick(utc)
        utc += MINUTE


def opened(utc: datetime) -> datetime:
    return next(moment.utc for moment in ticks(utc) if moment.is_open)


def after_hours(utc: datetime, amount: int, *, only_open: bool) -> datetime:
    passed = 0
    for moment in ticks(utc):
        # Reached when enough minutes have gone by, at the end of the last of them.
        if only_open and not moment.is_open:
            continue
        passed += 1
        if passed == amount * 60:
            return moment.utc + MINUTE
    raise AssertionError


def after_days(utc: datetime, amount: int, *, only_worked: bool) -> datetime:
    today, counted = tick(utc).day, 0
    for moment in ticks(utc):
        if moment.day != today:
            today = moment.day
            counted += moment.is_worked or not only_worked
        if counted < amount:
            continue
        if only_worked and moment.minute_of_day == 1020:
            return moment.utc
        if not only_worked and moment.minute_of_day == 1439:
            return moment.utc + timedelta(seconds=59)
    raise AssertionError


def slow_due_at(limit: Limit, start: datetime) -> datetime:
    start = opened(start) if limit.starts_at_opening else start
    match limit.unit:
        case Unit.HOURS | Unit.WORKING_HOURS:
            return after_hours(start, limit.amount, only_open=limit.unit is Unit.WORKING_HOURS)
        case _:
            return after_days(start, limit.amount, only_worked=limit.unit is Unit.WORKING_DAYS)


COUNTED = (Unit.HOURS, Unit.WORKING_HOURS, Unit.WORKING_DAYS, Unit.CALENDAR_DAYS)
starts = st.one_of(
    st.datetimes(datetime.fromisoformat("2018-01-01"), datetime.fromisoformat("2023-11-30"), timezones=st.just(UTC)),
    # Around holidays, weekends and the changes of the clocks.
    st.builds(
        lambda day, minutes: datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minutes),
        st.sampled_from([*sorted(DAYS_OFF)[:-2], date(2018, 3, 25), date(2018, 10, 28), date(2020, 10, 25)]),
        st.integers(-4000, 3000),
    ),
).map(lambda start: start.replace(second=0, microsecond=0))


@settings(deadline=None)
@given(
    start=starts.filter(lambda start: start.year > 2017),
    unit=st.sampled_from(COUNTED),
    amount=st.integers(1, 5),
    starts_at_opening=st.booleans(),
)
def test_due_moments_are_those_of_a_clock_that_walks(
    start: datetime, unit: Unit, amount: int, starts_at_opening: bool
) -> None:
    limit = Limit(
        code="any",
        name="Any",
        amount=amount,
        unit=unit,
        starts="anything happens",
        source="Local: for this test",
        starts_at_opening=starts_at_opening,
    )
    assert clocks.due_at(limit, start, Calendar()).astimezone(UTC) == slow_due_at(limit, start)


@settings(deadline=None, max_examples=50)
@given(start=starts.filter(lambda start: start.year > 2017), minutes=st.integers(0, 20_000))
def test_working_time_is_that_of_a_clock_that_walks(start: datetime, minutes: int) -> None:
    worked = sum(tick(start + place * MINUTE).is_open for place in range(minutes))
    assert Calendar().working_time_between(start, start + minutes * MINUTE) == worked * MINUTE
