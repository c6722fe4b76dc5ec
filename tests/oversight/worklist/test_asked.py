from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.oversight.worklist.asked import closeness, understand, ways_to_say

ON = date(2018, 7, 24)


@pytest.mark.parametrize(
    "words",
    [
        "3/7/2015",
        "03/07/2015",
        "3.7.2015",
        "3-7-15",
        "3 7 2015",
        "03072015",
        "2015-07-03",
        "3 July 2015",
        "3rd July 2015",
        "3 jul 15",
        "3rd of July, 2015",
        "July 3 2015",
        "July 3rd, 2015",
    ],
)
def test_a_date_of_birth_is_read_in_any_common_form(words: str) -> None:
    asked = understand(words, on=ON)
    assert asked.born_on == date(2015, 7, 3)
    assert asked.names == ()
    assert asked.kind == "birth"


def test_a_year_of_two_figures_is_the_latest_that_has_been() -> None:
    assert understand("1/1/18", on=ON).born_on == date(2018, 1, 1)
    assert understand("1/1/19", on=ON).born_on == date(1919, 1, 1)
    assert understand("1/12/18", on=ON).born_on == date(1918, 12, 1)


@pytest.mark.parametrize(
    ("words", "person"), [("P100001", "P100001"), (" p100001 ", "P100001"), ("P 100001", "P100001")]
)
def test_a_persons_reference_is_known_by_its_letter(words: str, person: str) -> None:
    assert understand(words, on=ON).person == person
    assert understand(words, on=ON).kind == "reference"


def test_a_contacts_receipt_is_known_by_its_letter() -> None:
    assert understand("c0000123", on=ON).contact == "C0000123"


def test_a_name_may_come_with_a_date_of_birth() -> None:
    asked = understand("Quillfeather, Marlowe 9 March 2011", on=ON)
    assert asked.names == ("Quillfeather", "Marlowe")
    assert asked.born_on == date(2011, 3, 9)
    assert asked.kind == "name_and_birth"


def test_a_date_that_cannot_be_is_no_date() -> None:
    assert understand("31/2/2015", on=ON).born_on is None


def test_a_name_that_holds_a_month_is_still_a_name() -> None:
    assert understand("April May", on=ON).names == ("April", "May")


def test_every_order_of_the_names_is_asked_for() -> None:
    pairs = {(way.first_name, way.last_name) for way in ways_to_say(understand("Khan Amira Jane", on=ON))}
    assert {("Amira", "Khan"), ("Khan", "Amira"), ("Amira", "Jane"), ("Khan Amira", "Jane")} <= pairs


def test_a_whole_name_stands_nearer_than_a_beginning() -> None:
    asked = understand("Mar Quill", on=ON)
    assert closeness(asked, names=("Mar", "Quill"), born_on=None) > closeness(
        asked, names=("Marlowe", "Quillfeather"), born_on=None
    )


@given(st.text(max_size=200))
def test_whatever_is_typed_is_understood_as_something(words: str) -> None:
    asked = understand(words, on=ON)
    assert asked.kind in {"reference", "birth", "name", "name_and_birth", "nothing"}
    assert len(ways_to_say(asked)) <= 30 if asked.names else True


@given(st.dates(min_value=date(1920, 1, 1), max_value=ON))
def test_a_date_written_as_it_is_said_is_read_back(day: date) -> None:
    assert understand(f"{day.day} {day:%B %Y}", on=ON).born_on == day
    assert understand(f"{day.day}/{day.month}/{day.year}", on=ON).born_on == day
