from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from frontdoor.journey.decision import rules
from frontdoor.journey.decision.facts import (
    ChildFacts,
    DayFacts,
    EvidenceFacts,
    FindingFacts,
    HistoryState,
    OverseeFacts,
    ProposedOutcome,
    TellerFacts,
    WordsFacts,
)

NOW = datetime(2018, 7, 24, 10, 10, tzinfo=UTC)
LEVELS = frozenset({"universal", "child_in_need"})
ADVICE = ProposedOutcome(kind="advice", level="universal")
KAI = ChildFacts(
    named_id=1, name="Kai", person_id=10, demand_class="new", has_day=True, is_open_now=False, proposed=ADVICE
)
READY = EvidenceFacts(
    has_ended=False,
    is_rated=True,
    children=(KAI,),
    is_history_read=True,
    is_history_stale=False,
    known_findings=1,
    is_awaiting_oversight=False,
)
WORDS = WordsFacts(
    rationale="Kai's bruise is from football, seen by his coach; school, mother and Kai tell it alike and he is well.",
    missing="Father's account: he is at sea; nothing that he says would change the advice",
    reply="We have spoken with the family and given advice. Please tell us if anything changes.",
    can_reply=True,
    levels=LEVELS,
)
OVERSEE = OverseeFacts(
    kind="agreed",
    is_recommender=False,
    is_overseen=False,
    is_latest=True,
    reason="",
    direction="",
    direction_due_at=None,
    at=NOW,
    evidence=READY,
    levels=LEVELS,
)
RETURN = replace(
    OVERSEE, kind="returned", reason="Too thin", direction="Speak with Kai", direction_due_at=NOW + timedelta(days=1)
)
CHANGE = replace(OVERSEE, kind="changed", reason="He was hurt", changes_what_happens=True)


def with_child(**change: object) -> EvidenceFacts:
    return replace(READY, children=(replace(KAI, **change),))  # type: ignore[arg-type]


def test_a_contact_whose_need_is_weighed_may_be_recommended() -> None:
    assert rules.reasons_not_to_recommend(READY, WORDS) == []


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        (replace(READY, has_ended=True), "ended"),
        (with_child(person_id=None), "who Kai is"),
        (with_child(demand_class=""), "demand class for Kai"),
        (replace(READY, is_rated=False), "Rate it"),
        (replace(READY, is_history_read=False), "Read the history"),
        (replace(READY, is_history_stale=True), "Something new came"),
        (with_child(has_day=False), "Kai's day"),
        (replace(READY, known_findings=0), "at least one thing"),
        (replace(READY, is_awaiting_oversight=True), "waiting for oversight already"),
        (with_child(proposed=None), "outcome for Kai"),
        (with_child(proposed=ProposedOutcome(kind="", level="universal")), "outcome for Kai"),
        (with_child(proposed=ProposedOutcome(kind="advice")), "level of need for Kai"),
        (with_child(proposed=ProposedOutcome(kind="advice", level="level_9")), "not one of the policy"),
        (with_child(proposed=replace(ADVICE, kind="linked_to_earlier_contact")), "does not follow from the class"),
        (with_child(proposed=replace(ADVICE, kind="referral"), is_open_now=True), "open to us already"),
    ],
)
def test_a_recommendation_is_refused_with_the_one_reason(evidence: EvidenceFacts, words: str) -> None:
    reasons = rules.reasons_not_to_recommend(evidence, WORDS)
    assert len(reasons) == 1
    assert words in reasons[0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"rationale": ""}, "Say why"),
        ({"rationale": "Does not meet threshold for statutory services, NFA."}, "says nothing about this child"),
        ({"missing": " "}, "not known"),
        ({"reply": ""}, "referrer will be told"),
    ],
)
def test_what_is_written_is_refused_with_the_one_reason(change: dict[str, str], words: str) -> None:
    reasons = rules.reasons_not_to_recommend(READY, replace(WORDS, **change))  # type: ignore[arg-type]
    assert len(reasons) == 1
    assert words in reasons[0]


def test_nobody_need_be_told_when_nobody_can_be() -> None:
    assert rules.reasons_not_to_recommend(READY, replace(WORDS, reply="", can_reply=False)) == []


@pytest.mark.parametrize(
    ("demand_class", "kind"),
    [
        ("duplicate", "linked_to_earlier_contact"),
        ("open_case", "passed_to_allocated_worker"),
        ("information_request", "information_provided"),
        ("not_for_us", "signposted"),
    ],
)
def test_noise_is_passed_on_lightly(demand_class: str, kind: str) -> None:
    child = replace(
        KAI,
        demand_class=demand_class,
        has_day=False,
        is_open_now=demand_class == "open_case",
        proposed=ProposedOutcome(kind=kind),
    )
    light = replace(READY, children=(child,), is_rated=False, is_history_read=False, known_findings=0)
    words = replace(WORDS, rationale="Re-sent by the police", missing="")
    assert rules.reasons_not_to_recommend(light, words) == []


def test_one_child_of_a_net_class_asks_for_the_whole_weighing() -> None:
    noise = replace(KAI, named_id=2, person_id=11, name="Ayla", demand_class="open_case")
    reasons = rules.reasons_evidence_is_lacking(replace(READY, children=(KAI, noise), is_rated=False))
    assert reasons == ["Rate it red, amber or green"]


def test_a_referral_never_follows_from_news_on_an_open_case() -> None:
    facts = with_child(demand_class="open_case", is_open_now=True, proposed=replace(ADVICE, kind="referral"))
    assert "record it as open-case information" in rules.reasons_not_to_recommend(facts, WORDS)[0]


def test_news_is_not_passed_to_nobody() -> None:
    passed = ProposedOutcome(kind="passed_to_allocated_worker")
    closed = with_child(demand_class="open_case", is_open_now=False, proposed=passed)
    assert "nobody to pass it to" in rules.reasons_not_to_recommend(closed, WORDS)[0]
    known = with_child(demand_class="open_case", is_open_now=False, is_news_acknowledged=True, proposed=passed)
    assert rules.reasons_not_to_recommend(known, WORDS) == []


def test_two_children_are_not_one_person() -> None:
    twin = replace(KAI, named_id=2, name="Jai")
    assert "Kai and Jai" in rules.reasons_evidence_is_lacking(replace(READY, children=(KAI, twin)))[0]


def test_a_second_person_may_agree() -> None:
    assert rules.reasons_not_to_oversee(OVERSEE) == []


@pytest.mark.parametrize("kind", ["agreed", "changed", "returned"])
def test_nobody_decides_about_their_own_recommendation(kind: str) -> None:
    facts = replace(RETURN, kind=kind, is_recommender=True)
    assert "second person" in rules.reasons_not_to_oversee(facts)[0]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (replace(OVERSEE, kind="shrugged"), "agree, change or return"),
        (replace(OVERSEE, is_overseen=True), "already"),
        (replace(OVERSEE, is_latest=False), "later recommendation"),
        (replace(OVERSEE, evidence=replace(READY, has_ended=True)), "ended"),
        (replace(OVERSEE, evidence=replace(READY, is_history_stale=True)), "Something new came"),
        (replace(OVERSEE, evidence=with_child(is_open_now=True, proposed=replace(ADVICE, kind="referral"))), "open"),
        (replace(OVERSEE, kind="changed"), "why you change"),
        (replace(OVERSEE, kind="changed", reason="Because", changes_nothing=True), "Nothing is changed"),
        (replace(CHANGE, can_reply=True), "about another outcome"),
        (replace(RETURN, reason=""), "why you return"),
        (replace(RETURN, direction=""), "what must be done"),
        (replace(RETURN, direction_due_at=None), "by when"),
        (replace(RETURN, direction_due_at=NOW), "past"),
    ],
)
def test_oversight_is_refused_with_the_one_reason(facts: OverseeFacts, words: str) -> None:
    reasons = rules.reasons_not_to_oversee(facts)
    assert len(reasons) == 1
    assert words in reasons[0]


def test_a_thin_recommendation_can_always_be_returned() -> None:
    assert rules.reasons_not_to_oversee(replace(RETURN, evidence=replace(READY, is_history_stale=True))) == []


def test_history_is_stale_when_it_is_another_history() -> None:
    read = HistoryState(events=3, last_event_at=NOW)
    assert not rules.is_history_stale(read=read, now=read)
    assert rules.is_history_stale(read=read, now=replace(read, events=4))
    assert rules.is_history_stale(read=read, now=replace(read, last_event_at=NOW + timedelta(hours=1)))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"has_ended": True}, "ended"),
        ({"kind": "hunch"}, "known, not known"),
        ({"text": " "}, "what it is"),
        ({"source": ""}, "who says so"),
        ({"source": "", "kind": "missing"}, "who could tell us"),
        ({"is_child_of_this_contact": False}, "children on this contact"),
    ],
)
def test_a_finding_needs_its_words_and_its_source(change: dict[str, object], words: str) -> None:
    facts = FindingFacts(has_ended=False, kind="known", text="He walks to school alone", source="School")
    assert rules.reasons_not_to_add_finding(facts) == []
    reasons = rules.reasons_not_to_add_finding(replace(facts, **change))  # type: ignore[arg-type]
    assert len(reasons) == 1
    assert words in reasons[0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"has_ended": True}, "ended"),
        ({"is_child": False}, "adult"),
        ({"how_we_know": ""}, "how we know"),
        ({"text": ""}, "day is like"),
    ],
)
def test_a_day_says_how_we_know(change: dict[str, object], words: str) -> None:
    facts = DayFacts(has_ended=False, is_child=True, how_we_know="child_said", text="Up at six, makes breakfast")
    assert rules.reasons_not_to_describe(facts) == []
    assert words in rules.reasons_not_to_describe(replace(facts, **change))[0]  # type: ignore[arg-type]


def test_a_day_that_is_not_known_yet_needs_no_words() -> None:
    facts = DayFacts(has_ended=False, is_child=True, how_we_know="not_known_yet", text="")
    assert rules.reasons_not_to_describe(facts) == []


def teller(source_code: str = "1A", **has: bool) -> TellerFacts:
    plain = {"has_agency": False, "has_email": False, "has_phone": False, "has_name": False}
    return TellerFacts(source_code=source_code, **{**plain, **has})


@pytest.mark.parametrize(
    ("facts", "method"),
    [
        (teller("2A", has_agency=True, has_email=True), "portal"),
        (teller("2A", has_agency=True), "phone"),
        (teller("1A", has_email=True, has_phone=True), "phone"),
        (teller("1A", has_name=True), "phone"),
        (teller("9"), "not_possible"),
        (teller("9", has_phone=True), "phone"),
        (teller("10"), "not_possible"),
    ],
)
def test_a_reply_goes_the_way_that_reaches(facts: TellerFacts, method: str) -> None:
    assert rules.reply_method(facts) == method


def test_telling_is_said_once_and_only_where_somebody_can_be_told() -> None:
    assert rules.reasons_not_to_tell(method="phone", is_told=False) == []
    assert rules.reasons_not_to_tell(method="phone", is_told=True)
    assert rules.reasons_not_to_tell(method="not_possible", is_told=False)
    assert rules.reasons_not_to_end_finding(has_ended=False, is_ended=False) == []
    assert rules.reasons_not_to_end_finding(has_ended=False, is_ended=True)
    assert rules.reasons_not_to_end_finding(has_ended=True, is_ended=False)
