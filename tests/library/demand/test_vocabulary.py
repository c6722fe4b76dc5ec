"""What outcomes and words are read as."""

from __future__ import annotations

import re

import pytest

from frontdoor.library.demand.words import read_vocabulary


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("linked_to_earlier_contact", "linked"),
        ("Duplicate contact", "linked"),
        ("passed_to_allocated_worker", "passed_on"),
        ("Existing case - SW informed", "passed_on"),
        ("information_provided", "information"),
        ("Cafcass checks completed", "information"),
        ("signposted", "elsewhere"),
        ("Transferred to other LA", "elsewhere"),
        ("Section 47", "strategy_discussion"),
        ("NFA - information provided", "no_further_action"),
        ("Advice & guidance", "advice"),
        ("Information and Advice", "advice"),
        ("Early Help Hub", "early_help"),
        ("Contact progressed to referral", "referral"),
        ("Single Assessment", "referral"),
        ("zzz", ""),
        ("", ""),
    ],
)
def test_outcomes_of_several_councils_are_read(told: str, kind: str) -> None:
    assert read_vocabulary().outcome_kind(told) == kind


def test_every_sign_says_why_and_its_pattern_is_sound() -> None:
    for sign in read_vocabulary().signs:
        assert sign.why
        assert re.compile(sign.pattern)


def test_no_one_sign_for_words_alone_makes_a_request_for_records() -> None:
    vocabulary = read_vocabulary()
    words = [sign for sign in vocabulary.signs_of("information_request") if sign.where == "words"]
    assert all(sign.bits < vocabulary.enough for sign in words)
