from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.library import matching
from frontdoor.library.matching import PersonDetails
from frontdoor.library.matching.comparison import find, weigh
from frontdoor.library.matching.live import read_lines, write_card
from frontdoor.library.matching.live.screening import Screen
from tests.library.matching.live.people import DAYS, PEOPLE


@settings(max_examples=400)
@given(PEOPLE, st.lists(PEOPLE, min_size=1, max_size=4), st.sampled_from([-5.0, 3.0, 8.0, 11.0, 20.0]))
def test_nobody_who_weighs_enough_is_screened_out(
    told: PersonDetails, known: list[PersonDetails], least: float
) -> None:
    model, prepared = matching.default_model(), matching.prepare(told)
    screen = Screen(prepared, model, least)
    for one in known:
        weight, _ = weigh(find(prepared, matching.prepare(one), model), model)
        assert weight < least or screen.passes(read_lines(write_card(one)))


@given(PEOPLE)
def test_nobody_is_screened_out_of_being_themselves(told: PersonDetails) -> None:
    born = replace(told, expected_on=None)
    model, prepared = matching.default_model(), matching.prepare(born)
    weight, _ = weigh(find(prepared, prepared, model), model)
    assert Screen(prepared, model, weight).passes(read_lines(write_card(born)))


def test_most_people_who_share_a_birth_and_nothing_else_are_left_at_that() -> None:
    told = PersonDetails(first_name="Marlowe", last_name="Quillfeather", date_of_birth=DAYS[0])
    screen = Screen(matching.prepare(told), matching.default_model(), 11.0)
    stranger = PersonDetails(first_name="Cassius", last_name="Elderberry", date_of_birth=DAYS[0])
    assert not screen.passes(read_lines(write_card(stranger)))
    assert screen.passes(read_lines(write_card(told)))
