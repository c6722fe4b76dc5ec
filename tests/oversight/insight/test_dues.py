"""The due moments that a database follows are the library's own, for every limit and every moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.library import clocks
from frontdoor.library.clocks import Calendar, Limit, Unit
from frontdoor.oversight.insight.dues import Edition, due_at, pieces
from frontdoor.oversight.insight.periods import Period

WINTER = Period(first_on=date(2018, 12, 10), last_on=date(2019, 4, 20), name="")
WINTER_STARTS = datetime(2018, 12, 11, tzinfo=UTC)
CALENDAR = Calendar(closures={date(2018, 12, 24): "Closed"})


def a_limit(unit: Unit, amount: int, *, waits: bool = True) -> Limit:
    return Limit(code="x", name="x", amount=amount, unit=unit, starts="x", source="x", starts_at_opening=waits)


LIMITS = [
    a_limit(Unit.HOURS, 1, waits=False),
    a_limit(Unit.HOURS, 30),
    a_limit(Unit.WORKING_HOURS, 2),
    a_limit(Unit.WORKING_HOURS, 4),
    a_limit(Unit.WORKING_HOURS, 20),
    a_limit(Unit.WORKING_DAYS, 1),
    a_limit(Unit.WORKING_DAYS, 3),
    a_limit(Unit.WORKING_DAYS, 2, waits=False),
    a_limit(Unit.CALENDAR_DAYS, 3),
]
LAID = [
    pieces("x", [Edition(from_on=date(2018, 4, 1), calendar=CALENDAR, limits={"x": one})], WINTER) for one in LIMITS
]


@given(
    place=st.integers(0, len(LIMITS) - 1),
    start=st.timedeltas(timedelta(0), timedelta(days=130)).map(lambda after: WINTER_STARTS + after),
)
def test_following_the_pieces_gives_the_librarys_due_moment(place: int, start: datetime) -> None:
    assert due_at(LAID[place], start) == clocks.due_at(LIMITS[place], start, CALENDAR)


@pytest.mark.parametrize("place", range(len(LIMITS)))
def test_so_it_does_at_every_edge_and_a_moment_beside_it(place: int) -> None:
    for piece in LAID[place][1:]:
        for beside in (timedelta(0), timedelta(microseconds=1), timedelta(microseconds=-1)):
            start = piece.from_at.astimezone(UTC) + beside
            assert due_at(LAID[place], start) == clocks.due_at(LIMITS[place], start, CALENDAR), (start, LIMITS[place])


def test_each_start_is_under_the_edition_then_in_force() -> None:
    old, new = a_limit(Unit.WORKING_DAYS, 3), a_limit(Unit.WORKING_DAYS, 1)
    editions = [
        Edition(from_on=date(2019, 2, 1), calendar=CALENDAR, limits={"x": new}),
        Edition(from_on=date(2018, 4, 1), calendar=CALENDAR, limits={"x": old}),
    ]
    laid = pieces("x", editions, WINTER)
    before, after = datetime(2019, 1, 31, 12, tzinfo=UTC), datetime(2019, 2, 1, 12, tzinfo=UTC)
    assert due_at(laid, before) == clocks.due_at(old, before, CALENDAR)
    assert due_at(laid, after) == clocks.due_at(new, after, CALENDAR)


def test_what_began_before_there_was_a_policy_has_no_due_moment() -> None:
    laid = pieces("x", [Edition(from_on=date(2019, 2, 1), calendar=CALENDAR, limits={"x": LIMITS[0]})], WINTER)
    assert due_at(laid, datetime(2019, 1, 1, tzinfo=UTC)) is None
