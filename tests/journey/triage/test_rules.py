from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from frontdoor.journey.triage import rules
from frontdoor.record.policy.editions import EXAMPLE, RatingRule, Rules, read_file, understand
from frontdoor.record.policy.rating import Rater

RECEIVED = datetime(2018, 7, 24, 10, 10, tzinfo=UTC)
NEW = rules.ClassifyFacts(
    demand_class="new",
    received_at=RECEIVED,
    has_ended=False,
    is_child=True,
    is_identified=True,
    was_open_when_received=False,
    is_open_now=False,
    duplicate_window=7,
)
LINK = rules.LinkFacts(
    receipt="C0000001", received_at=RECEIVED - timedelta(days=2), is_itself=False, is_about_the_same_person=True
)
DUPLICATE = replace(NEW, demand_class="duplicate", link=LINK)
QUALIFIED = Rater(role="social_worker", is_qualified=True)
RATE = rules.RateFacts(colour="red", has_ended=False, rater=QUALIFIED, reason="A burn nobody explained")
POLICY = understand(read_file(EXAMPLE))
MANAGERS = ("team_manager", "service_manager")
ALLOCATE = rules.AllocateFacts(
    has_ended=False, is_active=True, may_recommend=True, has_it_already=False, worker_name="Jo Webb"
)


@pytest.mark.parametrize("code", ["new", "repeat", "information_request", "not_for_us"])
def test_a_child_may_be_given_a_plain_class_even_before_anybody_knows_who_they_are(code: str) -> None:
    assert rules.reasons_not_to_classify(replace(NEW, demand_class=code, is_identified=False)) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"has_ended": True}, "ended"),
        ({"is_child": False}, "adult"),
        ({"demand_class": "urgent"}, "six"),
        ({"demand_class": ""}, "six"),
        ({"current_class": "repeat"}, "why the class changes"),
        ({"demand_class": "open_case"}, "not open to us"),
        ({"demand_class": "open_case", "is_identified": False}, "who this child is"),
        ({"demand_class": "duplicate"}, "Choose the earlier contact"),
        ({"demand_class": "duplicate", "is_identified": False}, "who this child is"),
        ({"link": LINK}, "not “Duplicate”"),
    ],
)
def test_a_class_is_refused_with_a_reason(change: dict[str, object], words: str) -> None:
    reasons = rules.reasons_not_to_classify(replace(NEW, **change))  # type: ignore[arg-type]
    assert len(reasons) == 1
    assert words in reasons[0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"is_itself": True}, "itself"),
        ({"is_about_the_same_person": False}, "not about this child"),
        ({"received_at": RECEIVED + timedelta(minutes=1)}, "came after"),
        ({"received_at": RECEIVED - timedelta(days=7, minutes=1)}, "more than 7 days"),
    ],
)
def test_a_duplicate_is_linked_to_an_earlier_contact_about_the_same_child(
    change: dict[str, object], words: str
) -> None:
    facts = replace(DUPLICATE, link=replace(LINK, **change))  # type: ignore[arg-type]
    assert words in rules.reasons_not_to_classify(facts)[0]


def test_a_duplicate_on_the_last_day_of_the_window_is_one() -> None:
    link = replace(LINK, received_at=RECEIVED - timedelta(days=7))
    assert rules.reasons_not_to_classify(replace(DUPLICATE, link=link)) == []


@pytest.mark.parametrize("change", [{"was_open_when_received": True}, {"is_open_now": True}])
def test_news_is_about_a_child_who_was_open_or_is_now(change: dict[str, bool]) -> None:
    assert rules.reasons_not_to_classify(replace(NEW, demand_class="open_case", **change)) == []  # type: ignore[arg-type]


def test_a_class_changes_with_a_reason() -> None:
    assert rules.reasons_not_to_classify(replace(NEW, current_class="repeat", reason="Another incident")) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"has_ended": True}, "ended"),
        ({"rater": replace(QUALIFIED, is_qualified=False)}, "qualified"),
        ({"rater": replace(QUALIFIED, role="contact_officer")}, "The policy lets these rate red"),
        ({"colour": "blue"}, "red, amber or green"),
        ({"reason": "  "}, "Say why it is rated so"),
        ({"reason": "", "current_colour": "green"}, "Say why the rating changes"),
        ({"current_colour": "red"}, "already"),
    ],
)
def test_a_rating_is_refused_with_a_reason(change: dict[str, object], words: str) -> None:
    reasons = rules.reasons_not_to_rate(replace(RATE, **change), POLICY)  # type: ignore[arg-type]
    assert len(reasons) == 1
    assert words in reasons[0]


def test_a_qualified_worker_rates_with_a_reason() -> None:
    assert rules.reasons_not_to_rate(RATE, POLICY) == []


def changed(**ratings: RatingRule) -> Rules:
    return replace(POLICY, ratings={**POLICY.ratings, **ratings})


def test_whom_the_policy_lets_rate_rates() -> None:
    by_managers = changed(red=replace(POLICY.ratings["red"], may_rate=MANAGERS))
    assert rules.reasons_not_to_rate(RATE, by_managers) == [
        "The policy lets these rate red: team manager, service manager"
    ]
    assert rules.reasons_not_to_rate(replace(RATE, colour="amber"), by_managers) == []
    assert rules.reasons_not_to_rate(replace(RATE, rater=replace(QUALIFIED, role="team_manager")), by_managers) == []


def test_whom_the_policy_lets_say_slower_says_slower() -> None:
    kept = changed(red=replace(POLICY.ratings["red"], may_lower=MANAGERS))
    slower = replace(RATE, colour="green", current_colour="red")
    assert rules.reasons_not_to_rate(slower, kept) == [
        "The policy lets these change red to slower: team manager, service manager"
    ]
    assert rules.reasons_not_to_rate(replace(slower, colour="red", current_colour="green"), kept) == []


def test_nothing_may_be_rated_only_where_every_rating_is_left_to_others() -> None:
    said = {"has_ended": False, "current_colour": ""}
    unqualified = replace(QUALIFIED, is_qualified=False)
    assert rules.reasons_nothing_may_be_rated(unqualified, POLICY, **said) == [  # type: ignore[arg-type]  # as the keys say
        "Only a qualified social worker or manager rates a contact"
    ]
    red = changed(red=replace(POLICY.ratings["red"], may_rate=MANAGERS))
    assert rules.reasons_nothing_may_be_rated(QUALIFIED, red, **said) == []  # type: ignore[arg-type]  # as above


def test_a_rating_runs_to_the_limit_that_its_edition_names() -> None:
    quicker = changed(green=replace(POLICY.ratings["green"], limit="amber"))
    assert quicker.limit_of("green") == POLICY.limits["amber"]
    assert (POLICY.limit_of("green"), POLICY.limit_of("news")) == (POLICY.limits["green"], POLICY.limits["news"])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"has_ended": True}, "ended"),
        ({"is_active": False}, "no longer works here"),
        ({"may_recommend": False}, "role"),
        ({"has_it_already": True}, "already"),
    ],
)
def test_a_contact_is_not_given_to_just_anybody(change: dict[str, object], words: str) -> None:
    reasons = rules.reasons_not_to_allocate(replace(ALLOCATE, **change))  # type: ignore[arg-type]
    assert len(reasons) == 1
    assert words in reasons[0]


@pytest.mark.parametrize(
    ("acknowledged", "mine", "manager", "may"),
    [(False, True, False, True), (False, False, True, True), (False, False, False, False), (True, True, True, False)],
)
def test_news_is_acknowledged_by_whoever_it_was_passed_to_or_a_manager(
    acknowledged: bool, mine: bool, manager: bool, may: bool
) -> None:
    facts = rules.NewsFacts(is_acknowledged=acknowledged, is_mine=mine, may_allocate=manager)
    assert (rules.reasons_not_to_acknowledge(facts) == []) is may


@pytest.mark.parametrize(
    ("colour", "danger", "code"),
    [("", False, "unrated"), ("", True, "danger"), ("green", True, "green"), ("red", False, "red")],
)
def test_the_clock_runs_to_the_rating_or_to_being_rated(colour: str, danger: bool, code: str) -> None:
    assert rules.limit_code(colour=colour, is_in_danger_now=danger) == code
