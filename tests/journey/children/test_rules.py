from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from frontdoor.journey.children import rules
from frontdoor.journey.children.facts import ClosingFacts, NewPerson, OpeningFacts

ON = date(2018, 7, 24)
AT = datetime(2018, 7, 24, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (NewPerson(), "name"),
        (NewPerson(first_name="Una", date_of_birth=ON, expected_on=ON), "not both"),
        (NewPerson(first_name="Una", date_of_birth=ON + timedelta(days=1)), "future"),
        (NewPerson(first_name="Una", date_of_birth=ON, died_on=ON - timedelta(days=1)), "before"),
    ],
)
def test_a_person_is_not_recorded_from_what_cannot_be(new: NewPerson, words: str) -> None:
    (reason,) = rules.reasons_not_to_record(new, on=ON)
    assert words in reason


@pytest.mark.parametrize("new", [NewPerson(last_name="Quill"), NewPerson(expected_on=ON), NewPerson(date_of_birth=ON)])
def test_one_thing_to_know_somebody_by_is_enough(new: NewPerson) -> None:
    assert rules.reasons_not_to_record(new, on=ON) == []


def test_a_child_who_is_open_is_not_opened_again() -> None:
    facts = OpeningFacts(reference="P100001", is_open=True, died_on=None, last_closed_at=None, at=AT)
    assert "already open" in rules.reasons_not_to_open(facts)[0]


def test_a_child_who_died_or_was_closed_later_is_not_opened() -> None:
    facts = OpeningFacts(
        reference="P1", is_open=False, died_on=date(2018, 7, 1), last_closed_at=AT + timedelta(days=1), at=AT
    )
    assert len(rules.reasons_not_to_open(facts)) == 2


def test_a_child_is_closed_with_a_census_reason_after_opening() -> None:
    fine = ClosingFacts(is_open=True, opened_at=AT, reason="RC7", at=AT)
    wrong = ClosingFacts(is_open=False, opened_at=AT + timedelta(days=1), reason="tired", at=AT)
    assert rules.reasons_not_to_close(fine) == []
    assert len(rules.reasons_not_to_close(wrong)) == 3
