from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from frontdoor.journey.children import family_rules as rules
from frontdoor.journey.children.family_rules import (
    DyingFacts,
    EndingFacts,
    MovingFacts,
    RelatingFacts,
    ResponsibilityFacts,
)

ON = date(2018, 7, 24)
RELATING = RelatingFacts(
    one="P100001",
    other="P100002",
    kind="parent",
    is_oneself=False,
    is_recorded=False,
    one_born_on=date(1985, 1, 1),
    other_born_on=date(2011, 3, 9),
    how_known="said_by_family",
    from_on=None,
    on=ON,
)
RESPONSIBLE = ResponsibilityFacts(
    holder="P100001",
    child="P100002",
    is_council=False,
    is_oneself=False,
    is_recorded=False,
    is_unborn=False,
    child_born_on=date(2011, 3, 9),
    answer="yes",
    basis="registered",
    how_known="birth_certificate",
    from_on=None,
    on=ON,
)
ENDING = EndingFacts(
    is_withdrawn=False, from_on=date(2015, 1, 1), ended_on=None, until_on=date(2018, 7, 1), because="", on=ON
)
DYING = DyingFacts(
    person="P100001", is_recorded=False, is_unborn=False, born_on=date(1985, 1, 1), died_on=date(2018, 7, 1), on=ON
)


def test_a_relation_that_is_plain_may_be_recorded() -> None:
    assert rules.reasons_not_to_relate(RELATING) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"is_oneself": True}, "Nobody is related to themselves"),
        ({"is_recorded": True}, "recorded already"),
        ({"one_born_on": date(2012, 1, 1)}, "was not born before"),
        ({"kind": "grandparent", "one_born_on": date(2011, 3, 9)}, "was not born before"),
        ({"how_known": ""}, "how we know"),
        ({"from_on": date(2018, 7, 25)}, "in the future"),
    ],
)
def test_a_relation_is_refused_with_the_reason(change: dict[str, object], said: str) -> None:
    (reason,) = rules.reasons_not_to_relate(replace(RELATING, **change))  # type: ignore[arg-type]  # a test's own fields
    assert said in reason


def test_an_elder_sister_and_a_partner_of_any_age_may_be_recorded() -> None:
    for kind in ("sibling", "partner", "carer", "twin"):
        assert rules.reasons_not_to_relate(replace(RELATING, kind=kind, one_born_on=date(2012, 1, 1))) == []


def test_an_answer_about_responsibility_that_is_plain_may_be_recorded() -> None:
    assert rules.reasons_not_to_say_responsible(RESPONSIBLE) == []
    assert rules.reasons_not_to_say_responsible(replace(RESPONSIBLE, is_council=True, basis="care_order")) == []
    assert rules.reasons_not_to_say_responsible(replace(RESPONSIBLE, answer="no", basis="")) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"is_oneself": True}, "for themselves"),
        ({"is_recorded": True}, "stands already"),
        ({"is_unborn": True, "child_born_on": None}, "begins at birth"),
        ({"child_born_on": date(2000, 7, 24)}, "18 or older"),
        ({"answer": "no"}, "only where the answer is yes"),
        ({"basis": "care_order"}, "The council has"),
        ({"is_council": True}, "The council has"),
        ({"is_council": True, "basis": "", "answer": "no"}, "The council has"),
        ({"how_known": ""}, "how we know"),
        ({"from_on": date(2018, 7, 25)}, "in the future"),
        ({"from_on": date(2010, 1, 1)}, "before P100002 was born"),
    ],
)
def test_an_answer_about_responsibility_is_refused_with_the_reason(change: dict[str, object], said: str) -> None:
    (reason,) = rules.reasons_not_to_say_responsible(replace(RESPONSIBLE, **change))  # type: ignore[arg-type]  # as above
    assert said in reason


def test_it_is_for_a_child_until_the_day_before_they_are_eighteen() -> None:
    assert rules.reasons_not_to_say_responsible(replace(RESPONSIBLE, child_born_on=date(2000, 7, 25))) == []


def test_nobody_moves_in_twice_or_in_the_future() -> None:
    moving = MovingFacts(person="P100001", lives_there=False, from_on=ON, on=ON)
    assert rules.reasons_not_to_move_in(moving) == []
    assert len(rules.reasons_not_to_move_in(replace(moving, lives_there=True, from_on=date(2018, 7, 25)))) == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"is_withdrawn": True}, "already"),
        ({"ended_on": date(2017, 1, 1)}, "already"),
        ({"until_on": None}, "Give the day"),
        ({"until_on": date(2018, 7, 25)}, "in the future"),
        ({"until_on": date(2015, 1, 1)}, "recorded in error?"),
    ],
)
def test_an_end_is_refused_with_the_reason(change: dict[str, object], said: str) -> None:
    assert rules.reasons_not_to_end(ENDING) == []
    (reason,) = rules.reasons_not_to_end(replace(ENDING, **change))  # type: ignore[arg-type]  # as above
    assert said in reason


def test_what_was_wrong_is_withdrawn_once_and_with_a_reason() -> None:
    assert rules.reasons_not_to_withdraw(replace(ENDING, because="Another child of that name")) == []
    assert len(rules.reasons_not_to_withdraw(replace(ENDING, because=" ", is_withdrawn=True))) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"is_recorded": True},
        {"is_unborn": True, "born_on": None},
        {"born_on": date(2018, 7, 2)},
        {"died_on": date(2018, 7, 25)},
    ],
)
def test_a_death_is_refused_with_the_reason(change: dict[str, object]) -> None:
    assert rules.reasons_not_to_say_died(DYING) == []
    assert len(rules.reasons_not_to_say_died(replace(DYING, **change))) == 1  # type: ignore[arg-type]  # as above
