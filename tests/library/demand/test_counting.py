from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.library import demand

CODES = [each.code for each in demand.CLASSES]
ROWS = st.lists(
    st.builds(demand.ChildClass, contact_id=st.integers(1, 5), demand_class=st.sampled_from([*CODES, None]))
)


def test_the_six_classes_are_those_of_the_design_and_two_are_net() -> None:
    assert CODES == ["not_for_us", "information_request", "duplicate", "open_case", "repeat", "new"]
    assert {"new", "repeat"} == demand.NET_CODES
    assert demand.class_named("repeat").name == "Repeat"


def test_a_family_of_three_is_one_contact_and_three_children() -> None:
    rows = [demand.ChildClass(contact_id=1, demand_class=code) for code in ("new", "open_case", None)]
    counted = demand.count(rows)
    assert (counted.gross_contacts, counted.gross_children) == (1, 3)
    assert (counted.net_contacts, counted.net_children, counted.unclassed) == (1, 1, 1)


def test_a_class_that_is_none_of_the_six_is_refused() -> None:
    with pytest.raises(KeyError):
        demand.counts_of(gross_contacts=1, net_contacts=0, children_of_class={"urgent": 1})


@given(ROWS)
def test_every_child_is_counted_once(rows: list[demand.ChildClass]) -> None:
    counted = demand.count(rows)
    assert counted.gross_children == len(rows) == sum(counted.by_class.values()) + counted.unclassed
    assert counted.net_children <= counted.gross_children
    assert counted.net_contacts <= counted.gross_contacts


@given(ROWS, ROWS)
def test_children_of_two_spans_add_up(first: list[demand.ChildClass], second: list[demand.ChildClass]) -> None:
    one, two, both = demand.count(first), demand.count(second), demand.count(first + second)
    assert both.net_children == one.net_children + two.net_children
    assert both.gross_children == one.gross_children + two.gross_children
