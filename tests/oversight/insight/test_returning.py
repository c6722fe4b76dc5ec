from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.oversight.insight.returning_oracle import Ended, Told, backs, came_back, share_back

END = datetime(2018, 1, 1, 12, tzinfo=UTC)
LONG_AFTER = END + timedelta(days=800)


def ended(person_id: int = 1, *, homes: tuple[int, ...] = (7,), after: float = 0) -> Ended:
    return Ended(
        named_id=person_id * 10,
        person_id=person_id,
        families=frozenset(homes),
        received_on=date(2018, 1, 1),
        ended_at=END + timedelta(days=after),
        outcome="no_further_action",
    )


def told(person_id: int = 1, *, days: float, homes: tuple[int, ...] = (7,)) -> Told:
    return Told(person_id=person_id, families=frozenset(homes), received_at=END + timedelta(days=days))


def test_a_child_told_of_again_came_back() -> None:
    found = backs([ended()], [told(days=20), told(days=200)], at=LONG_AFTER)
    assert [share_back(found, days=days).count for days in (10, 30, 90)] == [0, 1, 1]
    assert came_back(found, days=30) == [10]


def test_what_was_told_before_the_end_is_no_return() -> None:
    assert share_back(backs([ended()], [told(days=-1), told(days=0)], at=LONG_AFTER), days=90).count == 0


def test_a_brother_told_of_brings_the_family_back_and_not_the_child() -> None:
    found = backs([ended(1)], [told(2, days=20)], at=LONG_AFTER)
    assert share_back(found, days=30).count == 0
    assert share_back(found, days=30, is_family=True).count == 1


def test_somebody_in_another_home_is_not_the_family() -> None:
    found = backs([ended(1)], [told(2, days=20, homes=(8,))], at=LONG_AFTER)
    assert share_back(found, days=30, is_family=True).count == 0


def test_those_whose_days_have_not_gone_by_are_not_counted_yet() -> None:
    found = backs([ended(1), ended(2, after=60)], [told(2, days=65)], at=END + timedelta(days=95))
    assert (share_back(found, days=30).count, share_back(found, days=30).of) == (1, 2)
    assert (share_back(found, days=90).count, share_back(found, days=90).of) == (0, 1)


people = st.integers(1, 4)
moments = st.floats(-100, 700)


@given(st.lists(st.tuples(people, moments), max_size=12), st.lists(st.tuples(people, moments), max_size=20))
def test_a_longer_window_holds_the_shorter_and_a_family_its_children(
    ends: list[tuple[int, float]], incidents: list[tuple[int, float]]
) -> None:
    found = backs(
        [ended(who, after=after) for who, after in ends],
        [told(who, days=days) for who, days in incidents],
        at=END + timedelta(days=2000),
    )
    counts = [share_back(found, days=days).count for days in (30, 90, 365)]
    assert counts == sorted(counts)
    for days in (30, 90, 365):
        assert share_back(found, days=days).count <= share_back(found, days=days, is_family=True).count <= len(ends)
        assert len(came_back(found, days=days)) == share_back(found, days=days).count
