from __future__ import annotations

import pytest

from frontdoor.library import matching
from frontdoor.library.matching import Field, PersonDetails
from frontdoor.library.matching.comparison import find, weigh
from frontdoor.library.matching.live.homes import through_home

MODEL = matching.default_model()
WORDS = "Lives with P100001, who matches Kayla in this contact"


def weights(told: PersonDetails, known: PersonDetails) -> tuple[float, float]:
    """Give the weight without the home, and with it."""
    findings = find(matching.prepare(told), matching.prepare(known), MODEL)
    return weigh(findings, MODEL)[0], weigh(through_home(findings, MODEL, words=WORDS), MODEL)[0]


KNOWN = PersonDetails(first_name="Jayden", last_name="Brightwater", postcodes=("TS1 4AB",), address="14 Gull Street")


@pytest.mark.parametrize("told_at", [{}, {"postcodes": ("DL1 1AA",), "address": "9 Tide Gardens"}])
def test_a_home_counts_in_place_of_an_address_that_is_blank_or_differs(told_at: dict[str, object]) -> None:
    told = PersonDetails(first_name="Jayden", last_name="Brightwater", **told_at)  # type: ignore[arg-type]
    alone, with_home = weights(told, KNOWN)
    assert with_home > alone


def test_a_home_never_counts_beside_the_address_that_it_is() -> None:
    told = PersonDetails(first_name="Jayden", last_name="Brightwater", postcodes=("TS1 4AB",))
    alone, with_home = weights(told, KNOWN)
    assert with_home == alone


def test_a_home_is_worth_no_more_than_its_postcode_would_be() -> None:
    told = PersonDetails(first_name="Jayden", last_name="Brightwater")
    _, with_home = weights(told, KNOWN)
    told_there = PersonDetails(first_name="Jayden", last_name="Brightwater", postcodes=("TS1 4AB",))
    assert with_home <= weights(told_there, KNOWN)[0] + 1e-9


def test_a_home_says_nothing_of_which_child_in_it_this_is() -> None:
    told = PersonDetails(last_name="Brightwater", sex="M")
    alone, with_home = weights(told, KNOWN)
    assert with_home == alone


def test_the_reason_says_in_words_with_whom_they_live() -> None:
    told = PersonDetails(first_name="Jayden", last_name="Brightwater")
    findings = find(matching.prepare(told), matching.prepare(KNOWN), MODEL)
    (reason,) = [one for one in through_home(findings, MODEL, words=WORDS) if one.field is Field.POSTCODE]
    assert reason.words == WORDS
    assert [one.field for one in through_home(findings, MODEL, words=WORDS)] == [one.field for one in findings]
