from __future__ import annotations

from datetime import date

import pytest

from frontdoor.journey.children.ages import age_words
from frontdoor.oversight.worklist.plain import SHORT_SOURCES, in_two_lines, initials
from frontdoor.record.organisations.sources import SOURCES

DAY = date(2018, 7, 24)


def test_initials_say_what_is_not_known() -> None:
    assert initials("Marlowe", "Quillfeather") == "MQ"
    assert initials("", "Quillfeather") == "?Q"
    assert initials("", " ") == "Not named"


@pytest.mark.parametrize(
    ("born_on", "words"),
    [
        (date(2011, 7, 24), "7"),
        (date(2011, 7, 25), "6"),
        (date(2016, 7, 25), "23 months"),
        (date(2018, 6, 24), "1 month"),
        (date(2018, 7, 10), "2 weeks"),
        (date(2018, 7, 24), "0 weeks"),
        (None, "age not known"),
    ],
)
def test_an_age_is_written_as_it_is_said(born_on: date | None, words: str) -> None:
    assert age_words(DAY, born_on=born_on) == words


def test_an_age_may_be_as_it_was_told() -> None:
    assert age_words(DAY, born_on=None, told="about six") == "about six"
    assert age_words(DAY, born_on=None, is_unborn=True) == "unborn"


def test_a_worry_is_some_two_lines_without_the_names_of_the_people_in_it() -> None:
    text = "Marlowe's mother Odette shouts at O'Brien and Marlowe each night. No food in the house, he says, for days."
    names = ["Marlowe Quillfeather", "Odette Quillfeather", "Sean O'Brien"]
    short = "M. mother O. shouts at O. and M. each night. No food in the house, he says,…"
    assert in_two_lines(text, names=names) == short


def test_a_short_worry_is_left_whole() -> None:
    assert in_two_lines("Hungry at school", names=[]) == "Hungry at school"


def test_every_source_has_a_short_name() -> None:
    assert SHORT_SOURCES.keys() == SOURCES.keys()


@pytest.mark.parametrize(
    "told",
    ["Officers attended 76 Elder Lane. Mum said", "Seen at Flat 3, 12b St Elva’s Court today", "They moved to MZ7 3GA"],
)
def test_where_somebody_lives_does_not_stand_on_the_wall(told: str) -> None:
    short = in_two_lines(told, names=())
    assert "(address)" in short
    assert not any(word in short for word in ("Elder", "Elva", "76", "12b", "MZ7"))


def test_numbers_that_are_no_address_are_left_alone() -> None:
    assert (
        in_two_lines("She was 12 when St Elva's School told us", names=()) == "She was 12 when St Elva's School told us"
    )
