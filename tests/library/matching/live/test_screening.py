from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.library import matching
from frontdoor.library.matching import Field, PersonDetails
from frontdoor.library.matching.comparison import find, weigh
from frontdoor.library.matching.live import write_sketch
from frontdoor.library.matching.live.screening import Screen
from frontdoor.library.matching.shares import count_values
from tests.library.matching.live.people import DAYS, PEOPLE


def passing(told: PersonDetails, known: list[PersonDetails], least: float) -> list[bool]:
    screen = Screen(matching.prepare(told), matching.default_model(), least)
    return [bool(one) for one in screen.passing([write_sketch(matching.prepare(one)) for one in known])]


@settings(max_examples=400)
@given(PEOPLE, st.lists(PEOPLE, min_size=1, max_size=4), st.sampled_from([-5.0, 3.0, 8.0, 11.0, 20.0]))
def test_nobody_who_weighs_enough_is_screened_out(
    told: PersonDetails, known: list[PersonDetails], least: float
) -> None:
    model, prepared = matching.default_model(), matching.prepare(told)
    weights = [weigh(find(prepared, matching.prepare(one), model), model)[0] for one in known]
    assert all(may_be or weight < least for may_be, weight in zip(passing(told, known, least), weights, strict=True))


@settings(max_examples=300)
@given(st.lists(PEOPLE, min_size=1, max_size=8), PEOPLE, st.sampled_from([3.0, 8.0, 11.0, 20.0]))
def test_nobody_is_screened_out_in_a_register_that_is_counted(
    known: list[PersonDetails], told: PersonDetails, least: float
) -> None:
    prepared, register = matching.prepare(told), [matching.prepare(one) for one in known]
    model = matching.default_model().with_shares(count_values(register * 40), people=20_000)
    weights = [weigh(find(prepared, one, model), model)[0] for one in register]
    may_be = Screen(prepared, model, least).passing([write_sketch(one) for one in register])
    assert all(passes or weight < least for passes, weight in zip(may_be, weights, strict=True))


@given(PEOPLE)
def test_nobody_is_screened_out_of_being_themselves(told: PersonDetails) -> None:
    born = replace(told, expected_on=None)
    model, prepared = matching.default_model(), matching.prepare(born)
    weight, _ = weigh(find(prepared, prepared, model), model)
    assert passing(born, [born], weight) == [True]


def test_whoever_shares_a_birth_and_nothing_else_is_left_at_that() -> None:
    told = PersonDetails(first_name="Marlowe", last_name="Quillfeather", date_of_birth=DAYS[0])
    stranger = PersonDetails(first_name="Cassius", last_name="Elderberry", date_of_birth=DAYS[0])
    assert passing(told, [stranger, told, stranger], 11.0) == [False, True, False]


def test_whoever_has_no_sketch_is_compared() -> None:
    told = PersonDetails(first_name="Marlowe", last_name="Quillfeather", date_of_birth=DAYS[0])
    screen = Screen(matching.prepare(told), matching.default_model(), 11.0)
    assert screen.passing([b"", b"another edition"]).all()


def test_whoever_has_an_alias_passes_by_it() -> None:
    told = PersonDetails(first_name="Izzy", last_name="Fernsby", date_of_birth=DAYS[0])
    known = PersonDetails(
        first_name="Cassius", last_name="Elderberry", date_of_birth=DAYS[0], other_names=("Izzy Fernsby",)
    )
    assert passing(told, [known, replace(known, other_names=())], 11.0) == [True, False]
    assert passing(known, [told], 11.0) == [True]


def test_whoever_is_told_with_a_slip_in_a_rare_last_name_passes_by_it() -> None:
    counts = {Field.LAST_NAME: {"mccrudden": 10}}
    model = matching.default_model().with_shares(counts, people=50_000)
    told, known = (
        matching.prepare(PersonDetails(first_name="Marlowe", last_name=last)) for last in ("McCruddenn", "McCrudden")
    )
    weight, _ = weigh(find(told, known, model), model)
    assert weight > 16
    assert Screen(told, model, weight).passing([write_sketch(known)]).tolist() == [True]
