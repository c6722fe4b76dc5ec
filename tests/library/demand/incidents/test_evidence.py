"""Clues that two reports are of one incident."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from frontdoor.library.demand.incidents import Report, clues, read_telling, read_weights, weight_of

AT = datetime(2018, 7, 24, 10, 0)  # noqa: DTZ001  (local time, as files hold it)
WORDS = "Mum was hit by her partner on Sunday 22 July at about 23:15 in the kitchen while the children slept upstairs"


def report(words: str = WORDS, *, hours: float = 0, source: str = "6", agency: str = "", reference: str = "") -> Report:
    at = AT + timedelta(hours=hours)
    return Report(
        received_at=at,
        source=source,
        agency=agency,
        reference=reference,
        words=words.upper(),
        telling=read_telling(words, at.date()),
    )


def bits(earlier: Report, later: Report) -> float:
    return weight_of(earlier, later, lambda word: 4.0, read_weights())


def enough(earlier: Report, later: Report) -> bool:
    return bits(earlier, later) >= read_weights().enough


def test_the_same_words_from_another_agency_are_one_incident() -> None:
    assert enough(report(), report(hours=30, source="2A"))


def test_a_report_sent_again_under_its_reference_is_one_incident_whatever_it_says() -> None:
    one, other = (
        report(reference="INC1", agency="Police"),
        report("Corrected.", hours=90, reference="INC1", agency="Police"),
    )
    assert enough(one, other)


def test_two_references_of_one_sender_are_two_incidents() -> None:
    one = report(reference="INC1", agency="Police")
    other = report("Seen drunk in the street with the baby", hours=20, reference="INC2", agency="Police")
    assert not enough(one, other)


def test_another_day_and_other_words_are_another_incident() -> None:
    later = report("Came to nursery on Tuesday 24 July with a burn on his hand that nobody could explain", hours=40)
    assert not enough(report(), later)


def test_a_reference_quoted_by_another_agency_counts() -> None:
    later = report("We were told of SPN1820-5512 by the police", hours=20, source="2A")
    assert "quoted_reference" in {
        clue.code for clue in clues(report(reference="SPN1820-5512"), later, lambda word: 4.0, read_weights())
    }


def test_a_forms_own_wording_says_nothing() -> None:
    one, other = report("See attached form", hours=0), report("See attached form", hours=60)
    usual = [replace(each, is_usual_wording=True) for each in (one, other)]
    assert bits(one, other) > bits(*usual)


def test_days_are_read_however_they_are_written() -> None:
    on = AT.date()
    for words in ("on 22/07/2018", "on 22.07.18", "Sunday 22 July", "on Sunday", "22nd July", "2018-07-22"):
        assert on - timedelta(days=2) in read_telling(words, on).days, words
    assert read_telling("last night", on).days == {on - timedelta(days=1)}


def test_times_are_read_on_a_clock_of_twelve_hours() -> None:
    assert read_telling("at 23:15", AT.date()).clocks == read_telling("at 11.15pm", AT.date()).clocks == {11 * 60 + 15}


@given(st.text(max_size=200))
def test_any_words_can_be_read(words: str) -> None:
    read_telling(words, AT.date())


@given(st.floats(0, 167), st.floats(0, 167))
def test_the_same_words_weigh_less_the_longer_after(one: float, other: float) -> None:
    sooner, later = sorted((one, other))
    words = "Nothing is said here of any day"
    assert bits(report(words), report(words, hours=sooner)) >= bits(report(words), report(words, hours=later))
