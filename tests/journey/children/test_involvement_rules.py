from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from frontdoor.journey.children import involvement_rules as rules
from frontdoor.journey.children.involvement_rules import Involved

TODAY = date(2018, 7, 24)
MARCH, JANUARY = date(2016, 3, 3), date(2017, 1, 10)
NOON = datetime(2017, 1, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "title", "when", "end"),
    [
        (
            Involved(kind="child_protection_plan", category="NEG", started_on=MARCH, has_ended=True, ended_on=JANUARY),
            "Child protection plan (neglect)",
            "3 March 2016 to 10 January 2017",
            "",
        ),
        (
            Involved(kind="child_protection_plan", category="EMO", started_on=MARCH),
            "Child protection plan (emotional abuse)",
            "Since 3 March 2016",
            "",
        ),
        (
            Involved(kind="assessment", started_on=MARCH, has_ended=True, ended_on=JANUARY, led_to="no_support"),
            "Child and family assessment",
            "3 March 2016 to 10 January 2017",
            "Ended: does not need support from children's social care",
        ),
        (
            Involved(kind="section_47", started_on=MARCH, has_ended=True, led_to="no_conference"),
            "Section 47 enquiry",
            "From 3 March 2016; ended, the day is not known",
            "Ended: no conference was needed",
        ),
        (
            Involved(kind="assessment", started_on=MARCH, has_ended=True, ended_on=JANUARY),
            "Child and family assessment",
            "3 March 2016 to 10 January 2017",
            "Ended; what came of it is not known",
        ),
        (
            Involved(kind="section_47", started_on=MARCH, has_ended=True, ended_on=MARCH, led_to="plan"),
            "Section 47 enquiry",
            "3 March 2016",
            "Ended: a conference made a child protection plan",
        ),
        (
            Involved(
                kind="child_in_need", category="N1", started_on=MARCH, has_ended=True, ended_on=JANUARY, led_to="RC8"
            ),
            "Child in need (abuse or neglect)",
            "3 March 2016 to 10 January 2017",
            "Ended: RC8: Closed after assessment, no further action",
        ),
        (
            Involved(
                kind="looked_after", category="N5", started_on=MARCH, has_ended=True, ended_on=JANUARY, led_to="E4A"
            ),
            "Looked after (family dysfunction)",
            "3 March 2016 to 10 January 2017",
            "Ended: returned home, as planned",
        ),
    ],
)
def test_it_is_said_in_words(told: Involved, title: str, when: str, end: str) -> None:
    assert (told.title, told.when, told.end_in_words) == (title, when, end)
    assert rules.reasons_not_to_keep(told, on=TODAY) == []


def test_who_did_it_and_how_many_there_were_before_are_said() -> None:
    told = Involved(kind="early_help", started_on=MARCH, organisation="Harbour Primary School")
    assert told.more == "With Harbour Primary School"
    plans = [Involved(kind="child_protection_plan", started_on=MARCH, earlier=many).more for many in (0, 1, 2)]
    assert plans == ["No earlier plans here", "1 earlier plan here", "2 earlier plans here"]


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (Involved(kind="tea", started_on=MARCH), "nothing that is done"),
        (Involved(kind="assessment", started_on=TODAY + timedelta(days=1)), "begins in the future"),
        (Involved(kind="assessment", started_on=JANUARY, has_ended=True, ended_on=MARCH), "ended before it began"),
        (Involved(kind="assessment", started_on=MARCH, ended_on=JANUARY), "still going on"),
        (Involved(kind="assessment", started_on=MARCH, led_to="support"), "still going on"),
        (Involved(kind="assessment", started_on=MARCH, category="NEG"), "not what it can be about"),
        (Involved(kind="looked_after", started_on=MARCH, has_ended=True, led_to="RC8"), "not what it can lead to"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(told: Involved, says: str) -> None:
    assert any(says in reason for reason in rules.reasons_not_to_keep(told, on=TODAY))


def test_every_code_has_words_and_fits_its_column() -> None:
    for codes in (*rules.CATEGORIES.values(), *rules.LED_TO.values()):
        assert all(codes.values())
        assert all(len(code) <= 16 for code in codes)
    assert all(len(code) <= 4 for codes in rules.CATEGORIES.values() for code in codes)
    assert set(rules.CATEGORIES) | set(rules.LED_TO) <= set(rules.KINDS)


def test_what_ended_on_the_very_day_had_ended_only_if_that_was_known() -> None:
    told = Involved(kind="assessment", started_on=MARCH, has_ended=True, ended_on=JANUARY, led_to="support")
    assert rules.as_it_stood(told, NOON, ending_known_at=NOON) == told
    later = rules.as_it_stood(told, NOON, ending_known_at=NOON + timedelta(hours=1))
    assert (later.has_ended, later.ended_on, later.led_to) == (False, None, "")


def test_what_ended_on_an_unknown_day_says_what_it_led_to_only_if_that_was_known() -> None:
    told = Involved(kind="section_47", started_on=MARCH, has_ended=True, led_to="no_conference")
    assert rules.as_it_stood(told, NOON, ending_known_at=NOON) == told
    later = rules.as_it_stood(told, NOON, ending_known_at=NOON + timedelta(hours=1))
    assert (later.has_ended, later.end_in_words) == (True, "Ended; what came of it is not known")


DAYS = some.dates(date(2016, 1, 1), date(2018, 1, 1))


@given(first=DAYS, length=some.integers(0, 900), on=DAYS)
def test_as_it_stood_it_had_ended_exactly_when_its_last_day_was_over(first: date, length: int, on: date) -> None:
    ended_on = first + timedelta(days=length)
    told = Involved(kind="assessment", started_on=first, has_ended=True, ended_on=ended_on)
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    stood = rules.as_it_stood(told, at, ending_known_at=at + timedelta(days=1000))
    assert stood.has_ended is (ended_on < on)
    assert stood.began_at == told.began_at
