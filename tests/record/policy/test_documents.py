"""An edition reads like the document that it is, and what the next one changes is said line by line."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from frontdoor.library.clocks import LONDON
from frontdoor.record.policy import national
from frontdoor.record.policy.document import differences, limit_words, parts
from frontdoor.record.policy.editions import EXAMPLE, Rules, read_file, understand
from frontdoor.record.policy.rating import Rater, reasons_not_to_rate_so
from frontdoor.record.policy.trying import Case, tried
from tests.record.policy import ground

RECEIVED_AT = datetime(2018, 7, 24, 16, 40, tzinfo=LONDON)


@pytest.fixture(scope="module")
def rules() -> Rules:
    return understand(read_file(EXAMPLE))


def try_(rules: Rules, **told: object) -> dict[str, str]:
    case = Case(received_at=told.pop("received_at", RECEIVED_AT), **told)  # type: ignore[arg-type]
    due = tried(case, rules, national.on(date(2018, 7, 24))).due
    return {one.limit.code: f"{one.due_at:%a %d %B %H:%M}" for one in due}


def test_every_limit_level_indicator_and_outcome_stands_in_the_document(rules: Rules) -> None:
    lines = {(part.code, line.key) for part in parts(rules) for line in part.lines}
    told = (("limits", rules.limits), ("ratings", rules.ratings), ("outcomes", rules.outcomes))
    assert {(part, code) for part, codes in told for code in codes} <= lines
    assert {("indicators", one.code) for one in rules.indicators} <= lines
    assert {("levels", one.code) for one in rules.levels} <= lines


def test_a_limit_is_said_in_words(rules: Rules) -> None:
    assert limit_words(rules.limits["red"]) == "4 working hours from when the contact is received"
    assert limit_words(rules.limits["danger"]) == "1 hour from when the contact is received, day or night"


def test_an_edition_differs_from_itself_in_nothing(rules: Rules) -> None:
    assert differences(rules, rules) == []


def test_what_changes_is_named_with_before_and_after(rules: Rules, tmp_path: Path) -> None:
    after = ground.rules(
        tmp_path,
        ("clocks.toml", '"16:45"]', '"17:15"]'),
        ("days.toml", "2018-12-24", "2018-12-27"),
        ("thresholds.toml", 'words = "Is cared for warmly', 'words = "Is cared for kindly'),
    )
    found = [(one.part, one.label, bool(one.before), bool(one.after)) for one in differences(rules, after)]
    assert found == [
        ("When the hub is open", "Friday", True, True),
        ("What may be seen at each level", "Universal: Parenting", True, True),
        ("Days on which the hub is shut", "24 December 2018", True, False),
        ("Days on which the hub is shut", "27 December 2018", False, True),
    ]


def test_a_case_is_tried_against_local_and_national_limits(rules: Rules) -> None:
    assert try_(rules, rating="amber") == {
        "unrated": "Wed 25 July 10:10",
        "amber": "Wed 25 July 17:15",
        "oversight": "Thu 26 July 12:45",
        "acknowledgement": "Wed 25 July 17:15",
        "response_decision": "Wed 25 July 17:15",
    }


def test_a_case_in_danger_is_due_within_the_hour_at_night_too(rules: Rules) -> None:
    at_night = datetime(2018, 7, 28, 23, 30, tzinfo=LONDON)
    assert try_(rules, received_at=at_night, is_in_danger_now=True)["danger"] == "Sun 29 July 00:30"


def test_a_strategy_discussion_brings_the_clocks_of_what_follows(rules: Rules) -> None:
    due = try_(rules, rating="red", outcome="strategy_discussion", level="significant_harm")
    assert {"assessment_authorised", "initial_conference"} <= set(due)


@pytest.mark.parametrize(
    ("answers", "outcome", "waits", "approved"),
    [
        ({"agreement": "refused"}, "early_help", True, ["They were asked and said no"]),
        ({"agreement": "agreed"}, "early_help", False, []),
        ({}, "early_help", True, []),
        ({"agreement": "refused"}, "advice", False, ["They were asked and said no"]),
        ({"agreement": "refused"}, "strategy_discussion", False, ["They were asked and said no"]),
        ({"agreement": "not_needed"}, "early_help", False, []),
        ({"sharing": "safeguarding"}, "early_help", False, []),
    ],
)
def test_a_low_level_case_waits_for_the_family_and_a_safeguarding_one_never(
    rules: Rules, answers: dict[str, str], outcome: str, waits: bool, approved: list[str]
) -> None:
    case = Case(received_at=RECEIVED_AT, outcome=outcome, answers=answers)
    found = tried(case, rules, national.on(date(2018, 7, 24)))
    assert found.waits_for_agreement is waits
    assert [one.name for one in found.approved] == approved


def test_what_does_not_hold_together_is_said(rules: Rules) -> None:
    case = Case(received_at=datetime(2018, 7, 24, tzinfo=UTC), demand_class="duplicate", outcome="referral")
    (reason,) = tried(case, rules, national.on(date(2018, 7, 24))).reasons_against
    assert "does not follow from the class duplicate" in reason


def test_who_may_rate_and_who_may_say_slower(tmp_path: Path) -> None:
    strict = ground.rules(
        tmp_path,
        (
            "ratings.toml",
            'may_lower = ["social_worker", "team_manager", "service_manager"]',
            'may_lower = ["team_manager"]',
        ),
    )
    worker = Rater(role="social_worker", is_qualified=True)
    manager = Rater(role="team_manager", is_qualified=True)
    assert reasons_not_to_rate_so(worker, strict, rating="red") == []
    assert reasons_not_to_rate_so(worker, strict, rating="red", current="amber") == []
    (reason,) = reasons_not_to_rate_so(worker, strict, rating="amber", current="red")
    assert reason == "The policy lets these change red to slower: team manager"
    assert reasons_not_to_rate_so(manager, strict, rating="amber", current="red") == []
    officer = Rater(role="contact_officer", is_qualified=True)
    assert "The policy lets these rate red" in reasons_not_to_rate_so(officer, strict, rating="red")[0]
    unqualified = Rater(role="social_worker", is_qualified=False)
    assert reasons_not_to_rate_so(unqualified, strict, rating="red")[0].startswith("Only a qualified")
    assert reasons_not_to_rate_so(worker, strict, rating="blue") == ["Choose red, amber or green"]
