"""The words for what is left and what is over."""

from datetime import UTC, datetime, timedelta

import pytest

from frontdoor.library import clocks

DUE_AT = datetime(2018, 7, 24, 14, 5, tzinfo=clocks.LONDON)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(hours=2, minutes=10), "2 h 10 left"),
        (timedelta(hours=2, minutes=5), "2 h 05 left"),
        (timedelta(hours=2), "2 h left"),
        (timedelta(minutes=45), "45 min left"),
        (timedelta(minutes=45, seconds=59), "45 min left"),
        (timedelta(minutes=59, seconds=59), "59 min left"),
        (timedelta(hours=1), "1 h left"),
        (timedelta(seconds=59), "under 1 min left"),
        (timedelta(0), "under 1 min left"),
        (timedelta(minutes=1), "1 min left"),
        (timedelta(hours=23, minutes=59), "23 h 59 left"),
        (timedelta(days=1), "1 day left"),
        (timedelta(days=1, hours=23), "1 day left"),
        (timedelta(days=3), "3 days left"),
        (-timedelta(seconds=1), "under 1 min over"),
        (-timedelta(minutes=40), "40 min over"),
        (-timedelta(hours=3, minutes=7), "3 h 07 over"),
        (-timedelta(days=1), "1 day over"),
        (-timedelta(days=2, hours=5), "2 days over"),
    ],
)
def test_what_is_left_is_said_shortly(left: timedelta, words: str) -> None:
    stands = clocks.standing(DUE_AT, DUE_AT - left)
    assert stands.words == words
    assert stands.left == left
    assert stands.is_overdue == words.endswith("over")
    assert stands.due_at == DUE_AT


def test_due_at_this_very_moment_is_not_overdue() -> None:
    assert not clocks.standing(DUE_AT, DUE_AT).is_overdue
    assert clocks.standing(DUE_AT, DUE_AT + timedelta(microseconds=1)).is_overdue


def test_what_is_left_is_elapsed_time_over_a_change_of_the_clocks() -> None:
    saturday_noon = datetime(2018, 3, 24, 12, tzinfo=clocks.LONDON)
    sunday_noon = datetime(2018, 3, 25, 12, tzinfo=clocks.LONDON)
    assert clocks.standing(sunday_noon, saturday_noon).words == "23 h left"


def test_the_due_moment_comes_back_in_london_time() -> None:
    stands = clocks.standing(DUE_AT.astimezone(UTC), DUE_AT)
    assert (stands.due_at.hour, stands.due_at.tzinfo) == (14, clocks.LONDON)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2018, 1, 1, tzinfo=UTC), "Tue 24 July, 14:05"),
        (datetime(2019, 1, 1, tzinfo=UTC), "Tue 24 July 2018, 14:05"),
        (datetime(2017, 12, 31, 23, 59, tzinfo=UTC), "Tue 24 July 2018, 14:05"),
    ],
)
def test_a_moment_says_its_year_only_when_it_is_not_this_one(at: datetime, words: str) -> None:
    assert clocks.moment_words(DUE_AT, at) == words
    assert clocks.moment_words(DUE_AT.astimezone(UTC), at) == words


def test_a_moment_is_written_on_the_clock_in_london_in_winter_too() -> None:
    new_year = datetime(2019, 1, 1, 0, 5, tzinfo=UTC)
    assert clocks.moment_words(new_year, new_year) == "Tue 1 January, 00:05"
    assert clocks.moment_words(datetime(2018, 6, 30, 23, 30, tzinfo=UTC), DUE_AT) == "Sun 1 July, 00:30"


def test_moments_without_a_time_zone_are_refused_by_name() -> None:
    naive = datetime.fromisoformat("2018-08-06T12:00")
    with pytest.raises(ValueError, match="due_at must carry a time zone"):
        clocks.standing(naive, DUE_AT)
    with pytest.raises(ValueError, match="at must carry a time zone"):
        clocks.standing(DUE_AT, naive)
    with pytest.raises(ValueError, match="instant must carry a time zone"):
        clocks.moment_words(naive, DUE_AT)
