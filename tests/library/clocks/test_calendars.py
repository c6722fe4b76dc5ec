"""Which days are worked, and counting along them."""

from dataclasses import FrozenInstanceError, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from frontdoor.library import clocks
from frontdoor.library.clocks import Calendar, Hours, Weekday

# As published for England and Wales, typed in by hand: the weekdays on which nobody works.
PUBLISHED = {
    2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clocks.LONDON)


def weekdays_off(year: int) -> list[date]:
    return [day for day in Calendar().bank_holidays(year) if day.weekday() < 5]


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_are_those_published(year: int) -> None:
    assert weekdays_off(year) == [date.fromisoformat(f"{year}-{day}") for day in PUBLISHED[year].split()]


@pytest.mark.parametrize("year", range(2019, 2028))
def test_bank_holidays_agree_with_the_list_of_gov_uk(year: int) -> None:
    listed = BankHolidays(use_cached_holidays=True).get_holidays(division="england-and-wales", year=year)
    assert weekdays_off(year) == [holiday["date"] for holiday in listed]


def test_every_day_of_nine_years_agrees_with_the_list_of_gov_uk() -> None:
    listed = BankHolidays(use_cached_holidays=True)
    calendar = Calendar()
    day = date(2019, 1, 1)
    while day.year < 2028:
        assert calendar.is_working_day(day) == listed.is_work_day(day, division="england-and-wales"), day
        day += timedelta(days=1)


def test_scottish_and_irish_holidays_are_worked() -> None:
    assert all(
        Calendar().is_working_day(date.fromisoformat(day))
        for day in ("2018-01-02", "2018-03-19", "2018-07-12", "2018-11-30")
    )


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2018-03-30", "Good Friday"),
        ("2018-04-02", "Easter Monday"),
        ("2018-08-04", "Saturday"),
        ("2018-08-05", "Sunday"),
        ("2020-05-08", "early May holiday moved to a Friday"),
        ("2021-12-27", "in place of Christmas Day on a Saturday"),
        ("2021-12-28", "in place of Boxing Day on a Sunday"),
        ("2022-09-19", "state funeral, proclaimed nine days before"),
        ("2022-12-27", "in place of Christmas Day on a Sunday"),
        ("2023-05-08", "coronation"),
    ],
)
def test_days_off_are_not_working_days(day: str, why: str) -> None:
    assert not Calendar().is_working_day(date.fromisoformat(day)), why


@pytest.mark.parametrize("day", ["2018-03-29", "2018-04-03", "2018-12-24", "2020-05-04", "2022-12-28", "2024-02-29"])
def test_ordinary_weekdays_are_working_days(day: str) -> None:
    assert Calendar().is_working_day(date.fromisoformat(day))


def test_a_bank_holiday_can_be_added_and_another_removed() -> None:
    moved = Calendar(
        bank_holidays_added={date(2018, 5, 8): "Victory in Europe Day"},
        bank_holidays_removed={date(2018, 5, 7): "moved to the 8th"},
    )
    assert moved.bank_holidays(2018)[date(2018, 5, 8)] == "Victory in Europe Day"
    assert date(2018, 5, 7) not in moved.bank_holidays(2018)
    assert moved.is_working_day(date(2018, 5, 7))
    assert not moved.is_working_day(date(2018, 5, 8))
    assert list(moved.bank_holidays(2018)) == sorted(moved.bank_holidays(2018))
    assert date(2018, 5, 8) not in moved.bank_holidays(2019)


def test_adding_a_holiday_already_listed_changes_no_day() -> None:
    twice = Calendar(bank_holidays_added={date(2022, 9, 19): "Funeral"})
    assert list(twice.bank_holidays(2022)) == list(Calendar().bank_holidays(2022))
    assert twice.bank_holidays(2022)[date(2022, 9, 19)] == "Funeral"


def test_removing_a_holiday_that_is_not_listed_changes_nothing() -> None:
    calendar = Calendar(bank_holidays_removed={date(2020, 5, 4): "moved to the 8th"})
    assert calendar.bank_holidays(2020) == Calendar().bank_holidays(2020)


def test_a_local_closure_is_not_a_working_day_nor_a_bank_holiday() -> None:
    calendar = Calendar(closures={date(2018, 12, 27): "Christmas closure"})
    assert not calendar.is_working_day(date(2018, 12, 27))
    assert not calendar.is_open_day(date(2018, 12, 27))
    assert date(2018, 12, 27) not in calendar.bank_holidays(2018)
    assert calendar.next_working_day(date(2018, 12, 24)) == date(2018, 12, 28)


def test_a_hub_open_on_saturday_does_not_make_saturday_a_working_day() -> None:
    calendar = saturday_hub()
    assert calendar.is_open_day(date(2018, 8, 4))
    assert not calendar.is_working_day(date(2018, 8, 4))
    assert calendar.next_working_day(date(2018, 8, 3)) == date(2018, 8, 6)


def test_a_hub_open_on_saturday_is_closed_when_christmas_day_is_a_saturday() -> None:
    assert not saturday_hub().is_open_day(date(2021, 12, 25))


def test_a_weekday_on_which_the_hub_never_opens_is_not_a_working_day() -> None:
    without_monday = dict(clocks.OFFICE_WEEK)
    del without_monday[Weekday.MONDAY]
    calendar = Calendar(hub_hours=without_monday)
    assert calendar.next_working_day(date(2018, 8, 3)) == date(2018, 8, 7)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2018-08-03", 0, "2018-08-03"),
        ("2018-08-04", 0, "2018-08-06"),
        ("2018-01-01", 0, "2018-01-02"),
        ("2018-08-03", 1, "2018-08-06"),
        ("2018-08-04", 1, "2018-08-06"),
        ("2018-08-05", 1, "2018-08-06"),
        ("2018-08-24", 1, "2018-08-28"),
        ("2018-03-29", 1, "2018-04-03"),
        ("2018-12-24", 1, "2018-12-27"),
        ("2018-12-31", 1, "2019-01-02"),
        ("2018-07-02", 45, "2018-09-04"),
        ("2018-12-10", 15, "2019-01-03"),
        ("2022-09-16", 1, "2022-09-20"),
        ("2018-01-02", 600, "2020-05-18"),
    ],
)
def test_working_days_are_counted_from_the_day_after(day: str, count: int, expected: str) -> None:
    calendar = Calendar()
    start, end = date.fromisoformat(day), date.fromisoformat(expected)
    assert calendar.working_days_after(start, count) == end
    stepped = sum(calendar.is_working_day(start + timedelta(days=place)) for place in range(1, (end - start).days + 1))
    assert calendar.working_days_between(start, end) == stepped


@pytest.mark.parametrize(
    ("day", "until", "expected"),
    [
        ("2018-08-06", "2018-08-06", 0),
        ("2018-08-03", "2018-08-05", 0),
        ("2018-08-03", "2018-08-06", 1),
        ("2018-03-29", "2018-04-03", 1),
        ("2018-03-31", "2018-04-30", 20),
        ("2018-06-30", "2018-07-31", 22),
        ("2017-12-31", "2018-12-31", 253),
        ("2017-12-31", "2019-12-31", 506),
    ],
)
def test_working_days_between_two_days(day: str, until: str, expected: int) -> None:
    assert Calendar().working_days_between(date.fromisoformat(day), date.fromisoformat(until)) == expected


@pytest.mark.parametrize(
    ("received", "counted"),
    [
        ("2018-08-07T09:00", "2018-08-07T09:00"),
        ("2018-08-07T16:59:59", "2018-08-07T16:59:59"),
        ("2018-08-07T17:00", "2018-08-08T09:00"),
        ("2018-08-07T08:59:59", "2018-08-07T09:00"),
        ("2018-08-07T00:00", "2018-08-07T09:00"),
        ("2018-08-07T23:59", "2018-08-08T09:00"),
        ("2018-08-10T16:55", "2018-08-10T16:55"),
        ("2018-08-10T17:05", "2018-08-13T09:00"),
        ("2018-08-24T18:00", "2018-08-28T09:00"),
        ("2018-03-29T20:00", "2018-04-03T09:00"),
        ("2021-12-24T17:30", "2021-12-29T09:00"),
    ],
)
def test_what_arrives_out_of_hours_counts_from_the_next_opening(received: str, counted: str) -> None:
    assert Calendar().counts_from(london(received)) == london(counted)


def test_a_moment_given_in_utc_is_read_on_the_clock_in_london() -> None:
    # 16:30 UTC in July is 17:30 at the hub: it is shut.
    assert Calendar().counts_from(datetime(2018, 7, 24, 16, 30, tzinfo=UTC)) == london("2018-07-25T09:00")
    # 23:30 UTC in July is already the next day.
    assert Calendar().counts_from(datetime(2018, 7, 26, 23, 30, tzinfo=UTC)) == london("2018-07-27T09:00")


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2018-08-07T09:00", 8, "2018-08-07T17:00"),
        ("2018-08-07T10:15", 4, "2018-08-07T14:15"),
        ("2018-08-10T16:55", 4, "2018-08-13T12:55"),
        ("2018-08-10T17:00", 4, "2018-08-13T13:00"),
        ("2018-08-24T15:00", 4, "2018-08-28T11:00"),
        ("2018-08-06T09:00", 24, "2018-08-08T17:00"),
        ("2018-08-05T12:00", 0, "2018-08-06T09:00"),
        ("2018-03-23T16:00", 2, "2018-03-26T10:00"),
        ("2018-10-26T16:00", 2, "2018-10-29T10:00"),
    ],
)
def test_working_hours_carry_over_nights_weekends_and_holidays(start: str, hours: int, end: str) -> None:
    calendar = Calendar()
    assert calendar.add_working_hours(london(start), timedelta(hours=hours)) == london(end)
    assert calendar.working_time_between(london(start), london(end)) == timedelta(hours=hours)


def test_no_working_time_passes_while_the_hub_is_shut() -> None:
    assert Calendar().working_time_between(london("2018-08-03T17:00"), london("2018-08-06T09:00")) == timedelta(0)


@pytest.mark.parametrize(
    ("day", "hours"),
    [("2018-03-25", 23), ("2018-10-28", 25)],
    ids=["an hour is skipped in March", "an hour is repeated in October"],
)
def test_a_hub_that_never_shuts_is_open_as_long_as_the_day_lasts(day: str, hours: int) -> None:
    opening = round_the_clock().opening_on(date.fromisoformat(day))
    assert opening is not None
    assert opening.closes_at - opening.opens_at == timedelta(hours=hours) - timedelta(seconds=1)


def test_the_repeated_hour_in_october_is_told_apart() -> None:
    first = datetime(2018, 10, 28, 1, 30, tzinfo=clocks.LONDON)
    second = first.replace(fold=1)
    assert round_the_clock().working_time_between(first, second) == timedelta(hours=1)


def test_hours_inside_the_hour_skipped_in_march_leave_the_hub_shut() -> None:
    week = {**clocks.OFFICE_WEEK, Weekday.SUNDAY: Hours(opens=time(1, 30), closes=time(2))}
    calendar = Calendar(hub_hours=week)
    assert calendar.opening_on(date(2018, 3, 25)) is None
    assert calendar.opening_on(date(2018, 3, 18)) is not None
    assert calendar.counts_from(london("2018-03-25T00:30")) == london("2018-03-26T09:00")


def test_a_calendar_cannot_be_changed_after_it_is_made() -> None:
    closures = {date(2018, 8, 6): "Flood"}
    calendar = Calendar(closures=closures)
    closures[date(2018, 8, 7)] = "Flood"
    assert calendar.is_working_day(date(2018, 8, 7))
    with pytest.raises(FrozenInstanceError):
        calendar.closures = {}  # type: ignore[misc]


def test_a_changed_copy_does_not_keep_the_old_working_days() -> None:
    calendar = Calendar()
    assert calendar.next_working_day(date(2018, 8, 3)) == date(2018, 8, 6)
    flooded = replace(calendar, closures={date(2018, 8, 6): "Flood"})
    assert flooded.next_working_day(date(2018, 8, 3)) == date(2018, 8, 7)


def test_what_cannot_be_is_refused_by_name() -> None:
    calendar = Calendar()
    day, moment = date(2018, 8, 6), london("2018-08-06T12:00")
    with pytest.raises(ValueError, match="hub_hours must open the hub"):
        Calendar(hub_hours={})
    with pytest.raises(ValueError, match="hub_hours must open the hub"):
        Calendar(hub_hours={Weekday.SUNDAY: Hours(opens=time(9), closes=time(17))})
    with pytest.raises(ValueError, match="closes .* must be later than opens"):
        Hours(opens=time(9), closes=time(9))
    with pytest.raises(ValueError, match="carry no time zone"):
        Hours(opens=time(9, tzinfo=UTC), closes=time(17, tzinfo=UTC))
    with pytest.raises(ValueError, match="closures must give 2018-08-06 a name"):
        Calendar(closures={day: " "})
    with pytest.raises(ValueError, match="closures must be a date"):
        Calendar(closures={moment: "Flood"})
    with pytest.raises(ValueError, match="both name 2018-08-06"):
        Calendar(bank_holidays_added={day: "Gala"}, bank_holidays_removed={day: "no gala"})
    with pytest.raises(ValueError, match="count must not be negative"):
        calendar.working_days_after(day, -1)
    with pytest.raises(ValueError, match="until .* must not be before day"):
        calendar.working_days_between(day, day - timedelta(days=1))
    with pytest.raises(ValueError, match="until must be a date"):
        calendar.working_days_between(day, moment)
    with pytest.raises(ValueError, match="day must be a date"):
        calendar.is_working_day(moment)
    with pytest.raises(ValueError, match="day must be one on which the hub opens"):
        calendar.close_of(date(2018, 8, 5))
    with pytest.raises(ValueError, match="hours must not be negative"):
        calendar.add_working_hours(moment, timedelta(seconds=-1))
    with pytest.raises(ValueError, match="until .* must not be before instant"):
        calendar.working_time_between(moment, moment - timedelta(seconds=1))
    with pytest.raises(ValueError, match="bank holidays are known; 2200 is not"):
        calendar.is_working_day(date(2200, 1, 1))


def test_a_moment_without_a_time_zone_is_refused_by_name() -> None:
    calendar = Calendar()
    naive, aware = datetime.fromisoformat("2018-08-06T12:00"), london("2018-08-06T12:00")
    with pytest.raises(ValueError, match="instant must carry a time zone"):
        calendar.counts_from(naive)
    with pytest.raises(ValueError, match="instant must carry a time zone"):
        calendar.add_working_hours(naive, timedelta(hours=1))
    with pytest.raises(ValueError, match="until must carry a time zone"):
        calendar.working_time_between(aware, naive)


def saturday_hub() -> Calendar:
    return Calendar(hub_hours={**clocks.OFFICE_WEEK, Weekday.SATURDAY: Hours(opens=time(10), closes=time(14))})


def round_the_clock() -> Calendar:
    return Calendar(hub_hours={day: Hours(opens=time(0), closes=time(23, 59, 59)) for day in Weekday})
