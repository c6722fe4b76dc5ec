from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from frontdoor.library.matching import PersonDetails
from frontdoor.library.matching.live import edition, read_card, read_lines, write_card

LINES = st.text(st.characters(codec="utf-8", exclude_characters="\n\x00"), max_size=12)
SEVERAL = st.lists(LINES.filter(bool), max_size=3).map(tuple)
DAYS = st.none() | st.dates()
PEOPLE = st.builds(
    PersonDetails,
    first_name=LINES,
    middle_names=LINES,
    last_name=LINES,
    other_names=SEVERAL,
    date_of_birth=DAYS,
    date_of_birth_text=LINES,
    expected_on=DAYS,
    sex=LINES,
    nhs_number=LINES,
    upn=LINES,
    phone=LINES,
    email=LINES,
    postcodes=SEVERAL,
    address=LINES,
    council_id=LINES,
)


@given(PEOPLE)
def test_what_is_written_on_a_card_is_read_again(details: PersonDetails) -> None:
    assert read_card(read_lines(write_card(details))) == details


def test_a_card_holds_nothing_of_what_is_blank() -> None:
    card = write_card(PersonDetails(first_name="Una", date_of_birth=date(2011, 3, 9)))
    assert json.loads(card) == {"first_name": "Una", "date_of_birth": "2011-03-09"}


def test_a_card_of_a_later_edition_is_read_as_far_as_it_is_understood() -> None:
    assert read_card(read_lines('{"first_name": "Una", "shoe_size": "31"}')) == PersonDetails(first_name="Una")


def test_the_edition_is_one_number_that_a_database_can_hold() -> None:
    assert edition() == edition()
    assert -(2**63) <= edition() < 2**63
