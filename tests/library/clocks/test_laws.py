"""Laws that hold for any calendar, any limit and any moment."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.library import clocks
from frontdoor.library.clocks import Calendar, Hours, Limit, Unit, Weekday

EXAMPLES = settings(deadline=None)  # their number is left to the profile, so that a long run can ask for more

days = st.dates(date(2018, 1, 1), date(2028, 12, 31))
instants = st.datetimes(
    datetime.fromisoformat("2018-01-01"), datetime.fromisoformat("2028-12-31"), timezones=st.just(UTC)
)
# Around the changes of the clocks, which random moments seldom meet.
changes = st.sampled_from([datetime(2018, 3, 25, 1, tzinfo=UTC), datetime(2018, 10, 28, 1, tzinfo=UTC)])
near_changes = st.builds(lambda change, offset: change + offset, changes, st.timedeltas(-timedelta(2), timedelta(2)))
moments = st.one_of(instants, near_changes)
named_days = st.dictionaries(days, st.just("closed"), max_size=8)


@st.composite
def hours(draw: st.DrawFn) -> Hours:
    opens, closes = sorted(draw(st.lists(st.times(), min_size=2, max_size=2, unique=True)))
    return Hours(opens=opens, closes=closes)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    week = draw(st.dictionaries(st.sampled_from(Weekday), hours(), max_size=7))
    week.setdefault(Weekday.WEDNESDAY, Hours(opens=time(9), closes=time(17)))
    added = draw(named_days)
    removed = {day: name for day, name in draw(named_days).items() if day not in added}
    return Calendar(
        hub_hours=draw(st.sampled_from([clocks.OFFICE_WEEK, week])),
        closures=draw(named_days),
        bank_holidays_added=added,
        bank_holidays_removed=removed,
    )


@st.composite
def limits(draw: st.DrawFn, *, units: tuple[Unit, ...] = tuple(Unit)) -> Limit:
    return Limit(
        code="any",
        name="Any",
        amount=draw(st.integers(1, 60)),
        unit=draw(st.sampled_from(units)),
        starts="anything happens",
        source="Local: for this test",
        starts_at_opening=draw(st.booleans()),
    )


@EXAMPLES
@given(calendar=calendars(), limit=limits(units=(Unit.WORKING_DAYS,)), start=moments)
def test_a_due_date_in_working_days_is_never_a_day_off(calendar: Calendar, limit: Limit, start: datetime) -> None:
    falls_due_at = clocks.due_at(limit, start, calendar)
    assert calendar.is_working_day(falls_due_at.date())
    assert falls_due_at == calendar.close_of(falls_due_at.date())


@EXAMPLES
@given(calendar=calendars(), limit=limits(), start=moments)
def test_nothing_is_due_before_it_starts(calendar: Calendar, limit: Limit, start: datetime) -> None:
    assert clocks.due_at(limit, start, calendar) >= start


@EXAMPLES
@given(calendar=calendars(), limit=limits(), start=moments, wait=st.timedeltas(timedelta(0), timedelta(days=9)))
def test_a_later_start_is_never_due_earlier(calendar: Calendar, limit: Limit, start: datetime, wait: timedelta) -> None:
    sooner = clocks.due_at(limit, start, calendar)
    assert clocks.due_at(limit, start + wait, calendar).astimezone(UTC) >= sooner.astimezone(UTC)


@EXAMPLES
@given(calendar=calendars(), limit=limits(), start=moments)
def test_a_longer_limit_is_never_due_earlier(calendar: Calendar, limit: Limit, start: datetime) -> None:
    longer = clocks.due_at(replace(limit, amount=limit.amount + 1), start, calendar)
    assert longer.astimezone(UTC) > clocks.due_at(limit, start, calendar).astimezone(UTC)


@EXAMPLES
@given(calendar=calendars(), limit=limits(), start=moments, ahead=st.integers(-5, 60))
def test_another_closure_never_brings_a_due_moment_forward(
    calendar: Calendar, limit: Limit, start: datetime, ahead: int
) -> None:
    closed_on = start.date() + timedelta(days=ahead)
    before = clocks.due_at(limit, start, calendar).astimezone(UTC)
    closed = replace(calendar, closures={**calendar.closures, closed_on: "Flood"})
    assert clocks.due_at(limit, start, closed).astimezone(UTC) >= before
    if closed_on not in calendar.bank_holidays_removed:
        proclaimed = replace(calendar, bank_holidays_added={**calendar.bank_holidays_added, closed_on: "Gala"})
        assert clocks.due_at(limit, start, proclaimed) == clocks.due_at(limit, start, closed)


@EXAMPLES
@given(calendar=calendars(), day=days, count=st.integers(1, 500))
def test_counting_working_days_undoes_adding_them(calendar: Calendar, day: date, count: int) -> None:
    end = calendar.working_days_after(day, count)
    assert calendar.is_working_day(end)
    assert calendar.working_days_between(day, end) == count


@EXAMPLES
@given(calendar=calendars(), day=days, gap=st.integers(0, 900))
def test_working_days_between_are_those_counted_one_by_one(calendar: Calendar, day: date, gap: int) -> None:
    stepped = sum(calendar.is_working_day(day + timedelta(days=place)) for place in range(1, gap + 1))
    assert calendar.working_days_between(day, day + timedelta(days=gap)) == stepped


@EXAMPLES
@given(calendar=calendars(), start=moments, length=st.timedeltas(timedelta(0), timedelta(hours=200)))
def test_measuring_working_time_undoes_adding_it(calendar: Calendar, start: datetime, length: timedelta) -> None:
    end = calendar.add_working_hours(start, length)
    assert calendar.working_time_between(start, end) == length


@EXAMPLES
@given(calendar=calendars(), start=moments, wait=st.timedeltas(timedelta(0), timedelta(days=30)))
def test_adding_working_time_undoes_measuring_it(calendar: Calendar, start: datetime, wait: timedelta) -> None:
    end = calendar.counts_from(start + wait)
    opening = calendar.opening_on(end.date())
    assert opening is not None
    # At the stroke of opening, the same working time had already passed by the last closing.
    if opening.opens_at < end.astimezone(UTC):
        worked = calendar.working_time_between(start, end)
        assert calendar.add_working_hours(start, worked) == max(end, calendar.counts_from(start))


@EXAMPLES
@given(calendar=calendars(), start=moments, first=st.timedeltas(timedelta(0), timedelta(days=9)))
def test_working_time_adds_up_over_any_moment_between(calendar: Calendar, start: datetime, first: timedelta) -> None:
    middle, end = start + first, start + timedelta(days=9)
    whole = calendar.working_time_between(start, end)
    assert whole == calendar.working_time_between(start, middle) + calendar.working_time_between(middle, end)


@EXAMPLES
@given(calendar=calendars(), start=moments)
def test_what_counts_from_an_opening_is_never_before_it_came_and_never_moves_again(
    calendar: Calendar, start: datetime
) -> None:
    counted = calendar.counts_from(start)
    assert counted >= start
    assert calendar.counts_from(counted) == counted
    assert calendar.working_time_between(start, counted) == timedelta(0)


@EXAMPLES
@given(due_at=moments, at=moments)
def test_a_limit_is_overdue_exactly_when_nothing_is_left(due_at: datetime, at: datetime) -> None:
    stands = clocks.standing(due_at, at)
    assert stands.is_overdue == (stands.left < timedelta(0)) == (at > due_at)
    assert stands.words.endswith("over" if stands.is_overdue else "left")
