"""What may be drawn, reviewed and decided again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.oversight.quality.rules import (
    QUESTIONS,
    CaseFacts,
    DrawFacts,
    drawn,
    reasons_not_to_decide_again,
    reasons_not_to_draw,
    reasons_not_to_open_again,
    reasons_not_to_review,
)

DRAW = DrawFacts(
    name="Closures in July",
    from_on=date(2018, 7, 1),
    until_on=date(2018, 7, 31),
    today=date(2018, 8, 1),
    fitting=40,
    most=10,
)
CASE = CaseFacts(is_of_purpose=True, is_done=False, has_recommended=False, has_overseen=False)
ALL_YES = {one.code: "yes" for one in QUESTIONS}


def test_a_whole_draw_has_no_reasons_against_it() -> None:
    assert reasons_not_to_draw(DRAW) == []


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (replace(DRAW, name=" "), "what the sample is for"),
        (replace(DRAW, from_on=date(2018, 8, 1)), "after the last"),
        (replace(DRAW, until_on=date(2018, 8, 2)), "still to come"),
        (replace(DRAW, fitting=0), "widen"),
        (replace(DRAW, most=0), "at least one"),
        (replace(DRAW, fitting=501, most=None), "at most 500"),
    ],
)
def test_a_draw_is_refused_with_what_to_do(facts: DrawFacts, words: str) -> None:
    assert any(words in reason for reason in reasons_not_to_draw(facts))


@given(st.sets(st.integers(1, 10**9), min_size=1, max_size=80), st.integers(0, 10**6), st.integers(1, 20))
def test_the_same_seed_draws_the_same_children_in_whatever_order_they_come(
    children: set[int], seed: int, most: int
) -> None:
    first = drawn(sorted(children), seed=seed, most=most)
    assert first == drawn(sorted(children, reverse=True), seed=seed, most=most)
    assert len(first) == min(most, len(children))
    assert set(first) <= children


@given(st.sets(st.integers(1, 10**9), min_size=2, max_size=80), st.integers(0, 10**6))
def test_a_smaller_draw_is_the_beginning_of_a_larger_one(children: set[int], seed: int) -> None:
    whole = drawn(children, seed=seed, most=None)
    assert drawn(children, seed=seed, most=1) == whole[:1]
    assert sorted(whole) == sorted(children)


def test_every_child_is_as_likely_to_be_drawn() -> None:
    times = {child: 0 for child in range(50)}
    for seed in range(2_000):
        for child in drawn(times, seed=seed, most=10):
            times[child] += 1
    assert all(320 <= each <= 480 for each in times.values())  # 400 expected, 18 a standard deviation


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (replace(CASE, has_recommended=True), "recommended this yourself"),
        (replace(CASE, has_overseen=True), "the second person"),
        (replace(CASE, is_done=True), "already"),
        (replace(CASE, is_of_purpose=False), "something else"),
    ],
)
def test_nobody_looks_at_their_own_decision_or_twice(facts: CaseFacts, words: str) -> None:
    for reasons in (
        reasons_not_to_review(facts, found="sound", words="It says why", answers=ALL_YES),
        reasons_not_to_decide_again(
            facts, outcome="advice", outcomes=["advice"], level="universal", levels=["universal"], words="Enough"
        ),
    ):
        assert len(reasons) == 1
        assert words in reasons[0]


def test_a_review_answers_every_question_and_says_what_it_rests_on() -> None:
    assert reasons_not_to_review(CASE, found="sound", words="It says why", answers=ALL_YES) == []
    left_out = dict(list(ALL_YES.items())[1:])
    assert reasons_not_to_review(CASE, found="", words="", answers=left_out) == [
        f"Answer: {QUESTIONS[0].words}",
        "Say what you find",
        "Say what it rests on",
    ]


def test_a_finding_may_not_say_other_than_its_answers() -> None:
    no_day = {**ALL_YES, "childs_day": "no"}
    assert reasons_not_to_review(CASE, found="sound", words="Fine", answers=no_day)
    assert reasons_not_to_review(CASE, found="thin", words="No day", answers=no_day) == []
    unmet = {**ALL_YES, "met": "no"}
    assert reasons_not_to_review(CASE, found="thin", words="Left", answers=unmet)
    assert reasons_not_to_review(CASE, found="unmet", words="Left", answers=unmet) == []


def test_only_a_known_child_whose_need_may_be_unmet_is_opened_again_and_once() -> None:
    def reasons(*, found: str = "unmet", again: bool = False, known: bool = True) -> list[str]:
        return reasons_not_to_open_again(found=found, is_opened_again=again, is_identified=known)

    assert reasons() == []
    assert reasons(found="thin")
    assert reasons(again=True)
    assert reasons(known=False)


def test_a_second_decision_chooses_from_what_there_is_and_says_why() -> None:
    def reasons(outcome: str, level: str, words: str) -> list[str]:
        return reasons_not_to_decide_again(
            CASE, outcome=outcome, outcomes=["advice"], level=level, levels=["universal"], words=words
        )

    assert reasons("advice", "universal", "Enough is in place") == []
    assert len(reasons("referral", "tier 9", " ")) == 3
