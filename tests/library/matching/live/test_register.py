"""The live path over a real database, beside comparing with everybody."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdoor.library import matching
from frontdoor.library.matching import PersonDetails, block_keys, compare, default_model
from frontdoor.library.matching.crowds import MOST_UNDER_A_KEY
from frontdoor.library.matching.live import LiveRegister
from tests.library.matching.live.people import PEOPLE

LEAST = 8.0


@pytest.fixture(scope="module")
def connection() -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    with psycopg.connect(os.environ["FRONTDOOR_DATABASE"], autocommit=True) as connection:
        yield connection


def whoever_shares_a_key(told: PersonDetails, known: list[PersonDetails]) -> dict[str, float]:
    keys = block_keys(told)
    weights = {str(place): compare(told, one, default_model()).weight for place, one in enumerate(known)}
    return {
        place: weight
        for (place, weight), one in zip(weights.items(), known, strict=True)
        if weight >= LEAST and keys & block_keys(one)
    }


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(known=st.lists(PEOPLE, min_size=1, max_size=30), told=PEOPLE)
def test_the_live_path_finds_whom_comparing_with_everybody_finds(
    connection: psycopg.Connection[tuple[object, ...]], known: list[PersonDetails], told: PersonDetails
) -> None:
    register = LiveRegister.build(connection, [(str(place), one) for place, one in enumerate(known)])
    found = register.possible(told, least_weight=LEAST, most=100)
    assert {own: comparison.weight for own, comparison in found} == pytest.approx(whoever_shares_a_key(told, known))
    assert [comparison.weight for _, comparison in found] == sorted((c.weight for _, c in found), reverse=True)
    assert all(comparison == compare(told, known[int(own)], default_model()) for own, comparison in found)


def test_only_as_many_as_are_asked_for_are_given(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    child = PersonDetails(first_name="Marlowe", last_name="Quillfeather", date_of_birth=date(2011, 3, 9))
    register = LiveRegister.build(connection, [(f"R{place}", child) for place in range(5)])
    assert [own for own, _ in register.possible(child, least_weight=LEAST, most=2)] == ["R0", "R1"]


def test_a_key_that_too_many_share_is_passed_over_and_the_others_still_find(
    connection: psycopg.Connection[tuple[object, ...]],
) -> None:
    crowd = [PersonDetails(first_name="Marlowe", last_name="Quillfeather") for _ in range(MOST_UNDER_A_KEY + 1)]
    one = PersonDetails(first_name="Marlowe", last_name="Quillfeather", date_of_birth=date(2011, 3, 9))
    register = LiveRegister.build(connection, [(str(place), known) for place, known in enumerate([*crowd, one])])
    assert register.possible(crowd[0], least_weight=LEAST, most=9) == []
    assert [own for own, _ in register.possible(one, least_weight=LEAST, most=9)] == [str(len(crowd))]


def test_nobody_is_passed_over_because_many_share_the_one_key_that_finds_them(
    connection: psycopg.Connection[tuple[object, ...]],
) -> None:
    born = date(2011, 3, 9)
    others = [
        PersonDetails(first_name="Zachary", last_name=f"Xq{'abcdefghij'[place % 10]}z", date_of_birth=born)
        for place in range(300)
    ]
    told = PersonDetails(first_name="Marlowe", last_name="Quillfeather", date_of_birth=born)
    known = PersonDetails(first_name="Marlowe", last_name="Oakhollow", date_of_birth=born)
    shared = block_keys(told) & block_keys(known)
    for place in (0, len(others)):
        people = [*others[:place], known, *others[place:]]
        register = LiveRegister.build(connection, [(str(at), one) for at, one in enumerate(people)])
        assert str(place) in [own for own, _ in register.possible(told, least_weight=0.0, most=400)], shared


def test_a_card_keeps_every_letter_on_its_way_into_the_database(
    connection: psycopg.Connection[tuple[object, ...]],
) -> None:
    odd = PersonDetails(first_name='Zoë "\\N\t', last_name="O\\'Brien", date_of_birth=date(2011, 3, 9))
    register = LiveRegister.build(connection, [("x", odd)])
    ((own, comparison),) = register.possible(odd, least_weight=LEAST, most=9)
    assert own == "x"
    assert comparison == matching.compare(odd, odd, default_model())


def test_a_register_says_how_far_it_is(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    told: list[int] = []
    LiveRegister.build(connection, [(str(place), PersonDetails()) for place in range(7)], progress=told.append)
    assert told == [7]
