from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.library import demand

RECEIVED = datetime(2018, 7, 24, 10, 10, tzinfo=UTC)
WINDOWS = demand.Windows(duplicate=7, repeat=90, history=365)
PLAIN = demand.DemandFacts(received_at=RECEIVED, windows=WINDOWS, is_identified=True)


def earlier(*, days: float, **more: object) -> demand.Earlier:
    facts = {"receipt": "C0000001", "received_at": RECEIVED - timedelta(days=days), "source": "School", **more}
    return demand.Earlier(**facts)  # type: ignore[arg-type]  # a test's own keywords


def spoken(facts: demand.DemandFacts) -> dict[str, tuple[str, ...]]:
    return {each.text: each.speaks_for for each in demand.sentences(facts)}


def test_a_child_never_heard_of_speaks_for_new() -> None:
    assert spoken(PLAIN) == {
        "Not open to us when this was received": ("new", "repeat"),
        "No other contact about this child in the 365 days before": ("new",),
    }


def test_a_child_nobody_has_identified_speaks_for_nothing() -> None:
    assert list(spoken(replace(PLAIN, is_identified=False)).values()) == [()]


def test_an_open_episode_says_whose_it_is() -> None:
    opened = demand.OpenTo(opened_at=datetime(2018, 5, 3, 9, tzinfo=UTC), worker="Jo Webb", team="Assessment 2")
    assert spoken(replace(PLAIN, open_when_received=opened))["Open to Jo Webb, Assessment 2 since 3 May 2018"] == (
        "open_case",
    )


def test_an_open_episode_without_a_worker_says_so() -> None:
    opened = demand.OpenTo(opened_at=datetime(2018, 5, 3, 9, tzinfo=UTC))
    assert any("no worker named" in text for text in spoken(replace(PLAIN, open_when_received=opened)))


def test_an_episode_opened_since_is_told_apart() -> None:
    opened = demand.OpenTo(opened_at=RECEIVED + timedelta(hours=1), worker="Jo Webb")
    assert any(
        text.startswith("Not open when this was received; open to Jo Webb")
        for text in spoken(replace(PLAIN, opened_since=opened))
    )


def test_an_earlier_contact_in_the_window_speaks_for_a_duplicate() -> None:
    facts = replace(PLAIN, earlier=(earlier(days=2),))
    assert spoken(facts)["2 days before from School: not decided yet"] == ("duplicate",)


def test_an_ended_contact_without_referral_speaks_for_a_repeat() -> None:
    ended = {"decided": "No further action", "ended_at": RECEIVED - timedelta(days=22), "ended_without_referral": True}
    facts = replace(PLAIN, earlier=(earlier(days=23, **ended),))
    assert spoken(facts)["23 days before from School: No further action"] == ("repeat",)


@pytest.mark.parametrize(
    ("received", "ended", "speaks"),
    [(95, 88, True), (95, 90, True), (95, 90.001, False), (1, -0.1, False), (30, None, False)],
)
def test_a_repeat_counts_from_the_end_of_the_earlier_contact(
    received: float, ended: float | None, speaks: bool
) -> None:
    ended_at = None if ended is None else RECEIVED - timedelta(days=ended)
    one = earlier(days=received, decided="Advice", ended_at=ended_at, ended_without_referral=True)
    assert one.came_back_within(90, RECEIVED) is speaks
    assert (
        any("repeat" in codes and "Advice" in text for text, codes in spoken(replace(PLAIN, earlier=(one,))).items())
        is speaks
    )


def test_the_same_reference_speaks_for_a_duplicate_however_old() -> None:
    facts = replace(PLAIN, earlier=(earlier(days=30, has_same_reference=True),))
    assert ("duplicate",) in spoken(facts).values()


def test_a_contact_older_than_the_history_window_is_left_out() -> None:
    assert "No other contact about this child in the 365 days before" in spoken(
        replace(PLAIN, earlier=(earlier(days=366),))
    )


def test_windows_are_counted_and_listed() -> None:
    facts = replace(PLAIN, earlier=(earlier(days=1), earlier(days=7), earlier(days=8), earlier(days=91)))
    assert "Contacts about this child before this one: in 7 days: 2; in 90 days: 3; in 365 days: 4" in spoken(facts)


def test_who_asks_for_what_speaks_for_an_information_request() -> None:
    facts = replace(
        PLAIN, source="Court", is_from_a_record_seeker=True, words_that_ask_for_records=("checks", "records")
    )
    assert spoken(facts)["It comes from: Court"] == ("information_request",)
    assert spoken(facts)["What they want says “checks”, “records”"] == ("information_request",)


def test_an_adult_or_another_district_speaks_for_not_for_us() -> None:
    facts = replace(PLAIN, age_in_years=18, district_told="LS6", is_district_known_to_us=False)
    assert spoken(facts)["18 years old when this was received"] == ("not_for_us",)
    assert spoken(facts)["The address told is in LS6, where we know no home"] == ("not_for_us",)


def test_a_known_district_or_a_child_of_seventeen_says_nothing() -> None:
    facts = replace(PLAIN, age_in_years=17, district_told="LS6", is_district_known_to_us=True)
    assert ("not_for_us",) not in spoken(facts).values()


@given(days=st.floats(0, 800), ended=st.booleans(), same=st.booleans())
def test_every_sentence_has_a_source_and_speaks_only_for_the_six(days: float, ended: bool, same: bool) -> None:
    facts = replace(PLAIN, earlier=(earlier(days=days, ended_without_referral=ended, has_same_reference=same),))
    codes = {each.code for each in demand.CLASSES}
    for each in demand.sentences(facts):
        assert each.source
        assert set(each.speaks_for) <= codes


def test_an_earlier_contact_says_whether_it_was_the_same_concern() -> None:
    same = earlier(days=40, decided="No further action", concern=demand.Likeness.SAME.concern_words)
    assert "40 days before from School: No further action; same concern" in spoken(replace(PLAIN, earlier=(same,)))
    unknown = earlier(days=40, concern=demand.Likeness.NOT_CODED.concern_words)
    said = spoken(replace(PLAIN, earlier=(unknown,)))
    assert "40 days before from School: not decided yet; nothing says whether it is the same concern" in said


def test_where_nobody_coded_this_contact_it_says_so_once_and_only_beside_earlier_ones() -> None:
    told = replace(PLAIN, is_coded=False, earlier=(earlier(days=40), earlier(days=41)))
    assert [text for text in spoken(told) if text.startswith("Nobody has coded")] == [
        "Nobody has coded what this is about, so no earlier contact is marked as the same concern or another"
    ]
    assert not any("coded" in text for text in spoken(replace(PLAIN, is_coded=False)))
