"""Two records of one person share a key, whatever single thing went wrong."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.library import matching
from frontdoor.library.matching import PersonDetails

ROBERT = PersonDetails(
    first_name="Robert",
    middle_names="Kwame",
    last_name="Wainwright",
    date_of_birth=date(2014, 3, 7),
    sex="M",
    postcodes=("TS1 4AB", "DL1 1AA"),
    phone="01642 555 010",
)
DOUBLE = replace(ROBERT, last_name="Wainwright-Osei")
NAME_ONLY = PersonDetails(first_name="Robert", last_name="Wainwright")

Corruption = Callable[[PersonDetails], PersonDetails]
CORRUPTIONS: dict[str, Corruption] = {
    "nothing": lambda person: person,
    "slip in the first name": lambda person: replace(person, first_name="Rboert"),
    "slip in the last name": lambda person: replace(person, last_name="Wianwright"),
    "another first letter": lambda person: replace(person, last_name="Vainwright"),
    "nickname": lambda person: replace(person, first_name="Bobby"),
    "names swapped": lambda person: replace(person, first_name=person.last_name, last_name=person.first_name),
    "married name": lambda person: replace(person, last_name="Quill"),
    "known by the middle name": lambda person: replace(person, first_name="Kwame", middle_names=""),
    "no first name": lambda person: replace(person, first_name="", middle_names=""),
    "no last name": lambda person: replace(person, last_name=""),
    "day and month swapped": lambda person: replace(person, date_of_birth=date(2014, 7, 3)),
    "another year": lambda person: replace(person, date_of_birth=date(2011, 3, 7)),
    "no date of birth": lambda person: replace(person, date_of_birth=None),
    "a stand-in date": lambda person: replace(person, date_of_birth=date(2014, 1, 1)),
    "a year only": lambda person: replace(person, date_of_birth=None, date_of_birth_text="2014"),
    "moved": lambda person: replace(person, postcodes=("TS9 9ZZ",)),
    "another telephone": lambda person: replace(person, phone="07700 900123"),
    "an accent": lambda person: replace(person, first_name="Róbert"),
}


@pytest.mark.parametrize("kind", CORRUPTIONS)
def test_a_person_told_with_one_thing_wrong_shares_a_key(kind: str) -> None:
    told = CORRUPTIONS[kind](ROBERT)
    assert matching.block_keys(told) & matching.block_keys(ROBERT)


@pytest.mark.parametrize("kind", CORRUPTIONS)
def test_so_does_a_person_whose_home_and_telephone_are_not_told(kind: str) -> None:
    told = replace(CORRUPTIONS[kind](ROBERT), postcodes=(), phone="")
    assert matching.block_keys(told) & matching.block_keys(ROBERT)


@pytest.mark.parametrize(
    "told",
    [
        NAME_ONLY,
        replace(NAME_ONLY, first_name="Bob"),
        replace(NAME_ONLY, first_name="Wainwright", last_name="Robert"),
        replace(NAME_ONLY, last_name="Wainright"),
        replace(NAME_ONLY, last_name="Vainwright"),
        PersonDetails(phone="+44 1642 555010"),
    ],
)
def test_little_is_enough_to_be_found(told: PersonDetails) -> None:
    assert matching.block_keys(told) & matching.block_keys(ROBERT)


@pytest.mark.parametrize("last_name", ["Osei-Wainwright", "Wainwright Osei", "Osei", "Wainwright"])
def test_either_half_of_a_double_name_finds_it(last_name: str) -> None:
    told = PersonDetails(first_name="Robert", last_name=last_name)
    assert matching.block_keys(told) & matching.block_keys(DOUBLE)


@pytest.mark.parametrize("days", range(-42, 43, 6))
def test_an_unborn_child_is_found_when_born_within_six_weeks_of_the_date(days: int) -> None:
    expected_on = date.fromordinal(date(2014, 3, 7).toordinal() + days)
    told = PersonDetails(last_name="Wainwright", expected_on=expected_on)
    assert matching.block_keys(told) & matching.block_keys(ROBERT)


def test_an_alias_finds_the_person() -> None:
    known = PersonDetails(first_name="Sarah", last_name="Quill", other_names=("Sarah Pottinger",))
    told = PersonDetails(first_name="Sarah", last_name="Pottinger")
    assert matching.block_keys(told) & matching.block_keys(known)


def test_transliterations_have_the_same_keys() -> None:
    one = PersonDetails(first_name="Mohammed", last_name="Hussein", date_of_birth=date(2014, 3, 7))
    other = PersonDetails(first_name="Muhammad", last_name="Hussain", date_of_birth=date(2014, 3, 7))
    assert matching.key_texts(one) & matching.key_texts(other)


def test_nobody_has_more_than_thirty_keys_and_blank_details_have_none() -> None:
    crowded = replace(
        ROBERT,
        first_name="Mary Jane Anne",
        last_name="Wainwright-Osei-Quill",
        other_names=("Sarah Pottinger", "Jane Featherstone"),
        postcodes=("TS1 4AB", "DL1 1AA", "TS9 9ZZ"),
        nhs_number="9990000018",
        upn="A123456789012",
        council_id="100",
    )
    assert len(matching.block_keys(crowded)) <= 30
    assert matching.block_keys(PersonDetails()) == frozenset()


@given(st.text(max_size=20), st.text(max_size=20), st.dates())
@settings(deadline=None)
def test_keys_are_signed_numbers_of_64_bits_and_always_the_same(first: str, last: str, born: date) -> None:
    person = PersonDetails(first_name=first, last_name=last, date_of_birth=born)
    keys = matching.block_keys(person)
    assert keys == matching.block_keys(person)
    assert all(-(2**63) <= key < 2**63 for key in keys)


def test_keys_do_not_change_from_one_version_to_the_next_unnoticed() -> None:
    """If this fails, every stored key is out of date: the index must be built again."""
    person = PersonDetails(
        first_name="Bobby", last_name="Quill", date_of_birth=date(2014, 7, 3), postcodes=("TS1 4AB",)
    )
    assert sorted(matching.key_texts(person)) == [
        "born 2014 3 7",
        "day 3 7 Q400",
        "day 3 7 R163",
        "ending robert uill",
        "month 2014-07 Q400",
        "pair KL RBRT",
        "place TS14AB Q400",
        "place TS14AB R163",
        "year 2014 Q400 b",
    ]
