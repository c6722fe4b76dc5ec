from __future__ import annotations

from dataclasses import replace

import pytest

from frontdoor.journey.decision import rules as decision_rules
from frontdoor.journey.decision.steps import AWAY, DESKS, STEPS, WORDS, Stage, StageFacts, stage_of_facts
from frontdoor.journey.triage import asking_rules
from frontdoor.journey.triage import rules as triage_rules
from frontdoor.record.access.roles import Permission

ARRIVED = StageFacts(
    has_ended=False,
    are_all_identified=False,
    are_all_classed=False,
    is_about_need=True,
    is_rated=False,
    is_allocated=False,
    has_recommendation=False,
)
WEIGHED = replace(ARRIVED, are_all_identified=True, are_all_classed=True, is_rated=True, is_allocated=True)


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        (ARRIVED, Stage.IDENTIFYING),
        (replace(ARRIVED, are_all_identified=True), Stage.CLASSING),
        (replace(ARRIVED, are_all_identified=True, are_all_classed=True), Stage.RATING),
        (replace(WEIGHED, is_allocated=False), Stage.ALLOCATING),
        (replace(WEIGHED, is_rated=False, is_allocated=False, is_about_need=False), Stage.EVIDENCE),
        (WEIGHED, Stage.EVIDENCE),
        (replace(WEIGHED, has_recommendation=True), Stage.OVERSIGHT),
        (replace(WEIGHED, has_recommendation=True, last_oversight="returned"), Stage.RETURNED),
        (replace(WEIGHED, has_ended=True), Stage.DONE),
    ],
)
def test_a_contact_waits_for_the_first_thing_that_is_not_done(facts: StageFacts, stage: Stage) -> None:
    assert stage_of_facts(facts) is stage


def test_what_waits_for_the_referrer_is_shown_so_until_there_is_a_recommendation() -> None:
    asked = replace(ARRIVED, waits_for_referrer="clarity")
    assert stage_of_facts(asked) is Stage.CLARIFYING
    assert stage_of_facts(replace(WEIGHED, waits_for_referrer="consent")) is Stage.CONSENT
    assert stage_of_facts(replace(WEIGHED, waits_for_referrer="consent", has_recommendation=True)) is Stage.OVERSIGHT


def test_from_the_referrer_it_comes_back_to_where_it_was() -> None:
    for away in AWAY:
        left_from = {each.state for each in STEPS if each.next_state is away}
        assert {each.next_state for each in STEPS if each.state is away} == left_from


def test_every_stage_has_words_a_desk_and_a_way_on() -> None:
    assert set(WORDS) == set(Stage) == set(DESKS)
    assert all(DESKS[stage] for stage in set(Stage) - {Stage.DONE})
    assert {each.state for each in STEPS} == set(Stage) - {Stage.DONE}


def test_every_stage_is_reached_and_the_way_ends_only_through_oversight_or_outside_the_sample() -> None:
    onward = [each for each in STEPS if each.state not in AWAY]
    assert {each.next_state for each in onward} == set(Stage) - {Stage.IDENTIFYING}
    ends = {(each.who, each.guard) for each in STEPS if each.next_state is Stage.DONE}
    assert ends == {
        ("OUTCOME_OVERSEE", "decision.reasons_not_to_oversee"),
        ("OUTCOME_RECOMMEND", "decision.reasons_not_to_stand_alone"),
    }


def test_every_transition_names_a_permission_and_a_guard_that_are_there() -> None:
    rooms = {"triage": triage_rules, "triage.asking_rules": asking_rules, "decision": decision_rules}
    for each in STEPS:
        assert each.who in Permission.__members__
        room, _, guard = each.guard.rpartition(".")
        assert room == "intake" or callable(getattr(rooms[room], guard))
