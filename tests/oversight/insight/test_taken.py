from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from frontdoor.oversight.insight.taken import BUCKET_NAMES, spread, times


def test_the_middle_is_the_least_that_half_do_not_pass() -> None:
    found = times([4, 1, 3, 2])
    assert (found.count, found.middle, found.ninth_tenth, found.longest) == (4, 2, 4, 4)


def test_of_nothing_there_is_no_middle() -> None:
    found = times([])
    assert (found.count, found.middle, found.ninth_tenth, found.longest) == (0, None, None, None)


def test_exactly_an_hour_is_in_the_first_bucket_and_all_are_in_one() -> None:
    assert spread([1, 1.01, 240, 241]) == [1, 1, 0, 0, 0, 0, 0, 0, 1, 1]


@given(st.lists(st.floats(0, 1_000)))
def test_every_time_is_counted_once(hours: list[float]) -> None:
    assert sum(spread(hours)) == len(hours)
    assert len(spread(hours)) == len(BUCKET_NAMES)
