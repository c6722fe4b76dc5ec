"""A scenario file is read whole, or refused with the line and the field."""

from __future__ import annotations

import pytest

from frontdoor.library.clocks import Weekday
from frontdoor.library.staffing import Rating, Unworkable, example, policy_named, read
from frontdoor.library.staffing.lines import line_of
from tests.library.staffing import doors


def test_the_example_is_read_as_it_is_written() -> None:
    scenario = doors.the_example()
    assert scenario.arrivals.contacts == 1700
    assert [step.code for step in scenario.steps] == ["look", "gather", "decide", "oversee"]
    assert scenario.people_of("social_worker") == 11
    assert scenario.classes[1].rating is Rating.RED
    assert len(scenario.arrivals.hours) == 168
    assert scenario.arrivals.batches[0].days[0] is Weekday.MONDAY
    assert policy_named(example()) == "example"


@pytest.mark.parametrize(
    ("told", "instead", "why"),
    [
        ("contacts = 1700 ", "contacts = -5 ", "arrivals contacts: contacts must be more than 0; it is -5"),
        ("breaks = 30", "breaks = -30", "people number 1 breaks: breaks must not be less than 0; it is -30"),
        ("days = 28 ", 'days = "28" ', "days: this must be a whole number"),
        ("begins_on = 2018-09-03", "begins_on = 3", "begins_on: this must be a date"),
        ('rating = "red"', 'rating = "purple"', 'classes number 2 rating: "purple" is none of danger, red'),
        ('monday = ["17:15", "24:00"]', 'monday = ["17:15", "08:45"]', "must end after it starts"),
        ('weekdays = ["08:45", "17:15"]', 'weekdays = ["08:45"]', "this must be two times"),
        ('weekdays = ["08:45", "17:15"]', 'weekend = ["08:45", "17:15"]', '"weekend" is no day of the week'),
        (
            "minutes = 9, spread = 1.6",
            "minutes = 0, spread = 1.6",
            "handling default minutes: minutes must be more than 0",
        ),
        ('limit = "danger"', 'limit = "dnager"', 'the policy has no limit "dnager"; it has danger, unrated'),
        ("takes_up = 5", "take_up = 5", '"take_up" is not known here'),
        ('name = "Marlsea as it is"', "", 'the file: "name" is missing'),
        ("second_person = true", "second_person = 1", "this must be true or false"),
        ("[arrivals]", "[arrivals", "This is not TOML"),
    ],
)
def test_a_mistake_is_said_with_its_line_and_field(told: str, instead: str, why: str) -> None:
    assert told in example()
    text = example().replace(told, instead, 1)
    with pytest.raises(Unworkable) as refused:
        read(text, doors.limits())
    assert why in str(refused.value)
    if "Line" in str(refused.value) and instead:
        number = int(str(refused.value).split()[1].rstrip(","))
        assert instead.split("=")[0].strip() in text.splitlines()[number - 1]


def test_a_line_is_found_below_tables_in_lists() -> None:
    text = 'a = 1\n[[b]]\nc = 1\n[b.d]\ne = 2\n[[b]]\n[b.d]\n"e f" = 3\n'
    assert line_of(text, ("b", 0, "d", "e")) == 5
    assert line_of(text, ("b", 1, "d", "e f")) == 8
    assert line_of(text, ("b", 1, "d", "no", "such")) == 7
    assert line_of(text, ("z",)) == 1
