"""When a limit falls due."""

import inspect
from datetime import UTC, date, datetime, time, timedelta

import pytest

from frontdoor.library import clocks
from frontdoor.library.clocks import Calendar, Hours, Limit, Unit, Weekday


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clocks.LONDON)


def limit(amount: int, unit: Unit, *, starts_at_opening: bool = True) -> Limit:
    return Limit(
        code="decision_red",
        name="Decide a red contact",
        amount=amount,
        unit=unit,
        starts="the contact is received",
        source="Local: agreed by the partnership",
        starts_at_opening=starts_at_opening,
    )


def due(amount: int, unit: Unit, start: str, *, starts_at_opening: bool = True) -> datetime:
    return clocks.due_at(limit(amount, unit, starts_at_opening=starts_at_opening), london(start), Calendar())


@pytest.mark.parametrize(
    ("amount", "start", "expected"),
    [
        (0, "2018-08-07T10:00", "2018-08-07T17:00"),
        (0, "2018-08-07T19:00", "2018-08-08T17:00"),
        (1, "2018-08-07T10:00", "2018-08-08T17:00"),
        (1, "2018-08-07T07:00", "2018-08-08T17:00"),
        (1, "2018-08-07T17:00", "2018-08-09T17:00"),
        (1, "2018-08-10T16:55", "2018-08-13T17:00"),
        (1, "2018-08-10T17:05", "2018-08-14T17:00"),
        (1, "2018-08-11T12:00", "2018-08-14T17:00"),
        (1, "2018-08-24T16:55", "2018-08-28T17:00"),
        (3, "2018-08-23T12:00", "2018-08-29T17:00"),
        (1, "2018-03-29T16:00", "2018-04-03T17:00"),
        (1, "2021-12-24T12:00", "2021-12-29T17:00"),
        (1, "2022-09-16T12:00", "2022-09-20T17:00"),
        (1, "2023-05-05T12:00", "2023-05-09T17:00"),
        (1, "2018-03-23T12:00", "2018-03-26T17:00"),
        (1, "2018-10-26T12:00", "2018-10-29T17:00"),
        (45, "2018-07-02T12:00", "2018-09-04T17:00"),
    ],
)
def test_working_days_fall_due_at_the_close_of_the_last_of_them(amount: int, start: str, expected: str) -> None:
    assert due(amount, Unit.WORKING_DAYS, start) == london(expected)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2018-08-10T16:55", "2018-08-13T12:55"),
        ("2018-08-10T17:05", "2018-08-13T13:00"),
        ("2018-08-07T10:00", "2018-08-07T14:00"),
        ("2018-08-24T15:00", "2018-08-28T11:00"),
    ],
)
def test_four_working_hours_carry_over_while_the_hub_is_shut(start: str, expected: str) -> None:
    assert due(4, Unit.WORKING_HOURS, start) == london(expected)


@pytest.mark.parametrize(
    ("amount", "start", "from_opening", "expected"),
    [
        (4, "2018-08-10T16:55", True, "2018-08-10T20:55"),
        (4, "2018-08-10T17:05", True, "2018-08-13T13:00"),
        (4, "2018-08-10T17:05", False, "2018-08-10T21:05"),
        (72, "2018-08-10T17:05", False, "2018-08-13T17:05"),
        (24, "2018-03-24T12:00", False, "2018-03-25T13:00"),
        (24, "2018-10-27T12:00", False, "2018-10-28T11:00"),
        (72, "2018-10-26T16:00", True, "2018-10-29T15:00"),
    ],
)
def test_hours_are_elapsed_time(amount: int, start: str, from_opening: bool, expected: str) -> None:
    assert due(amount, Unit.HOURS, start, starts_at_opening=from_opening) == london(expected)


def test_hours_from_the_repeated_hour_in_october_know_which_one_it_was() -> None:
    first = datetime(2018, 10, 28, 1, 30, tzinfo=clocks.LONDON)
    one_hour = limit(1, Unit.HOURS, starts_at_opening=False)
    from_first = clocks.due_at(one_hour, first, Calendar())
    assert (from_first.hour, from_first.fold) == (1, 1)
    assert clocks.due_at(one_hour, first.replace(fold=1), Calendar()).hour == 2


@pytest.mark.parametrize(
    ("amount", "unit", "start", "expected"),
    [
        (7, Unit.CALENDAR_DAYS, "2018-08-07T10:00", "2018-08-14T23:59:59"),
        (0, Unit.CALENDAR_DAYS, "2018-08-07T10:00", "2018-08-07T23:59:59"),
        (2, Unit.CALENDAR_DAYS, "2018-08-03T10:00", "2018-08-05T23:59:59"),
        (1, Unit.CALENDAR_DAYS, "2018-03-24T10:00", "2018-03-25T23:59:59"),
        (1, Unit.CALENDAR_DAYS, "2018-10-27T10:00", "2018-10-28T23:59:59"),
        (3, Unit.MONTHS, "2018-08-07T10:00", "2018-11-07T23:59:59"),
        (3, Unit.MONTHS, "2018-11-30T10:00", "2019-02-28T23:59:59"),
        (3, Unit.MONTHS, "2019-11-29T10:00", "2020-02-29T23:59:59"),
        (1, Unit.MONTHS, "2018-01-31T10:00", "2018-02-28T23:59:59"),
        (6, Unit.MONTHS, "2018-08-31T10:00", "2019-02-28T23:59:59"),
        (1, Unit.MONTHS, "2018-11-15T10:00", "2018-12-15T23:59:59"),
        (12, Unit.MONTHS, "2020-02-29T10:00", "2021-02-28T23:59:59"),
    ],
)
def test_calendar_days_and_months_end_with_their_last_day(amount: int, unit: Unit, start: str, expected: str) -> None:
    assert due(amount, unit, start, starts_at_opening=False) == london(expected)


def test_a_meeting_held_in_the_evening_is_not_put_off_until_the_hub_opens() -> None:
    friday_evening = "2018-08-03T18:30"
    assert due(10, Unit.WORKING_DAYS, friday_evening, starts_at_opening=False).date() == date(2018, 8, 17)
    assert due(10, Unit.WORKING_DAYS, friday_evening, starts_at_opening=True).date() == date(2018, 8, 20)


def test_a_working_day_after_a_saturday_shift_is_monday() -> None:
    week = {**clocks.OFFICE_WEEK, Weekday.SATURDAY: Hours(opens=time(10), closes=time(14))}
    one_day = limit(1, Unit.WORKING_DAYS)
    assert clocks.due_at(one_day, london("2018-08-04T11:00"), Calendar(hub_hours=week)) == london("2018-08-06T17:00")


def test_a_limit_ends_when_that_day_of_the_hub_ends() -> None:
    week = {**clocks.OFFICE_WEEK, Weekday.FRIDAY: Hours(opens=time(9), closes=time(16, 30))}
    one_day = limit(1, Unit.WORKING_DAYS)
    assert clocks.due_at(one_day, london("2018-08-02T11:00"), Calendar(hub_hours=week)) == london("2018-08-03T16:30")


def test_a_holiday_proclaimed_after_the_contact_moves_its_due_moment() -> None:
    start, one_day = london("2018-09-14T12:00"), limit(1, Unit.WORKING_DAYS)
    proclaimed = Calendar(bank_holidays_added={date(2018, 9, 17): "proclaimed late"})
    assert clocks.due_at(one_day, start, Calendar()) == london("2018-09-17T17:00")
    assert clocks.due_at(one_day, start, proclaimed) == london("2018-09-18T17:00")


def test_a_start_in_utc_gives_the_same_moment_in_london_time() -> None:
    start = datetime(2018, 8, 10, 15, 55, tzinfo=UTC)
    falls_due_at = clocks.due_at(limit(4, Unit.WORKING_HOURS), start, Calendar())
    assert falls_due_at == london("2018-08-13T12:55")
    assert falls_due_at.tzinfo is clocks.LONDON


def test_a_clock_cannot_be_told_of_a_pause_a_closing_or_a_reopening() -> None:
    assert list(inspect.signature(clocks.due_at).parameters) == ["limit", "started_at", "calendar"]


def test_a_start_without_a_time_zone_is_refused_by_name() -> None:
    naive = datetime.fromisoformat("2018-08-06T12:00")
    for starts_at_opening in (True, False):
        with pytest.raises(ValueError, match="started_at must carry a time zone"):
            clocks.due_at(limit(1, Unit.HOURS, starts_at_opening=starts_at_opening), naive, Calendar())


@pytest.mark.parametrize("field", ["code", "name", "starts", "source"])
def test_a_limit_needs_each_of_its_words(field: str) -> None:
    words = {"code": "x", "name": "x", "starts": "x", "source": "x", field: "  "}
    with pytest.raises(ValueError, match=f"{field} must not be empty"):
        Limit(amount=1, unit=Unit.HOURS, **words)  # type: ignore[arg-type]


def test_a_limit_of_less_than_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="amount must not be negative; it is -1"):
        limit(-1, Unit.WORKING_DAYS)


def test_a_limit_that_would_fall_due_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="amount must be at least 1"):
        limit(0, Unit.WORKING_DAYS, starts_at_opening=False)


def test_every_statutory_limit_has_its_source_and_its_own_code() -> None:
    codes = [statutory.code for statutory in clocks.STATUTORY]
    assert len(codes) == len(set(codes))
    for statutory in clocks.STATUTORY:
        assert statutory.source.startswith(("Statute: ", "Statutory guidance", "Department for Education: "))
        assert statutory.amount > 0
        assert statutory.code.isidentifier()


@pytest.mark.parametrize(
    ("code", "start", "expected"),
    [
        ("response_decision", "2018-08-10T16:55", "2018-08-13T17:00"),
        ("acknowledgement", "2018-08-10T17:05", "2018-08-14T17:00"),
        ("assessment_authorised", "2018-07-02T12:00", "2018-09-04T17:00"),
        ("assessment_in_census", "2018-07-09T12:00", "2018-09-11T17:00"),
        ("initial_conference", "2018-12-10T12:00", "2019-01-03T17:00"),
        ("core_group", "2018-08-17T12:00", "2018-09-03T17:00"),
        ("first_review_conference", "2018-11-30T12:00", "2019-02-28T23:59:59"),
        ("later_review_conference", "2018-08-31T12:00", "2019-02-28T23:59:59"),
        ("police_protection", "2018-10-26T23:00", "2018-10-29T22:00"),
        ("return_conversation", "2018-03-24T02:00", "2018-03-27T03:00"),
        ("first_review_in_care", "2018-08-06T12:00", "2018-09-04T17:00"),
    ],
)
def test_statutory_limits_fall_due_as_a_practitioner_would_count_them(code: str, start: str, expected: str) -> None:
    by_code = {statutory.code: statutory for statutory in clocks.STATUTORY}
    assert clocks.due_at(by_code[code], london(start), Calendar()) == london(expected)


def test_later_holidays_leave_earlier_due_moments_alone() -> None:
    calendar = Calendar(closures={date(2018, 8, 20): "Flood"})
    start, two_days = london("2018-08-07T10:00"), limit(2, Unit.WORKING_DAYS)
    assert clocks.due_at(two_days, start, calendar) == clocks.due_at(two_days, start, Calendar())
    assert clocks.due_at(two_days, start, calendar) - start > timedelta(days=2)
