"""The ladder of the six classes: the first that fits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from frontdoor.library.demand import CLASSES
from frontdoor.library.demand.rule import RuleFacts, class_by_rule

some_facts = st.builds(
    RuleFacts,
    is_for_somebody_else=st.booleans(),
    asks_for_records=st.booleans(),
    same_incident=st.booleans(),
    is_open=st.booleans(),
    came_back=st.booleans(),
)


@given(some_facts)
def test_the_rule_gives_one_of_the_six(facts: RuleFacts) -> None:
    assert class_by_rule(facts) in {each.code for each in CLASSES}


def test_each_class_comes_before_those_after_it() -> None:
    order = ("is_for_somebody_else", "asks_for_records", "same_incident", "is_open", "came_back")
    for place, _ in enumerate(order):
        facts = RuleFacts(**dict.fromkeys(order[place:], True))
        assert class_by_rule(facts) == CLASSES[place].code
    assert class_by_rule(RuleFacts()) == "new"
