"""The way of a contact from the door to its outcomes, as one table. The docs draw their diagram from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What a contact waits for."""

    CONSENT = "consent"
    CLARIFYING = "clarifying"
    IDENTIFYING = "identifying"
    CLASSING = "classing"
    RATING = "rating"
    ALLOCATING = "allocating"
    EVIDENCE = "evidence"
    OVERSIGHT = "oversight"
    RETURNED = "returned"
    DONE = "done"

    @property
    def words(self) -> str:
        return WORDS[self]


WORDS = {
    Stage.CONSENT: "Returned for consent",
    Stage.CLARIFYING: "An answer from the referrer",
    Stage.IDENTIFYING: "To be identified",
    Stage.CLASSING: "To be classed",
    Stage.RATING: "To be rated",
    Stage.ALLOCATING: "To be given to a worker",
    Stage.EVIDENCE: "Evidence and a recommendation",
    Stage.OVERSIGHT: "Oversight",
    Stage.RETURNED: "Returned: a direction to follow",
    Stage.DONE: "Done",
}

# Who has what nobody has been given by name: every open contact has exactly one owner.
DESKS = {
    Stage.CONSENT: "Contact officers",
    Stage.CLARIFYING: "Contact officers",
    Stage.IDENTIFYING: "Contact officers",
    Stage.CLASSING: "Duty social worker",
    Stage.RATING: "Duty social worker",
    Stage.ALLOCATING: "Duty manager",
    Stage.EVIDENCE: "Duty manager",
    Stage.OVERSIGHT: "Duty manager",
    Stage.RETURNED: "Duty manager",
    Stage.DONE: "",
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """From a stage, by an act of somebody with a permission, unless the guard gives reasons, to the next stage."""

    state: Stage
    act: str
    who: str
    guard: str
    next_state: Stage


AWAY = (Stage.CONSENT, Stage.CLARIFYING)
"""With the referrer: from there a contact comes back to where it was."""
BEFORE_RECOMMENDING = (Stage.IDENTIFYING, Stage.CLASSING, Stage.RATING, Stage.ALLOCATING, Stage.EVIDENCE)


def _to_the_referrer_and_back() -> tuple[Step, ...]:
    """The way to the referrer and back, which stands open at every step before a recommendation."""
    there = (("consent", Stage.CONSENT), ("clarity", Stage.CLARIFYING))
    back = (("answer", "QUESTION_ANSWER"), ("take_back", "QUESTION_ASK"))
    asked = [
        Step(
            state=state,
            act=f"triage.ask: {kind}",
            who="QUESTION_ASK",
            guard="triage.asking_rules.reasons_not_to_ask",
            next_state=stage,
        )
        for state in BEFORE_RECOMMENDING
        for kind, stage in there
    ]
    answered = [
        Step(
            state=stage,
            act=f"triage.{act}",
            who=who,
            guard=f"triage.asking_rules.reasons_not_to_{act}",
            next_state=state,
        )
        for _, stage in there
        for act, who in back
        for state in BEFORE_RECOMMENDING
    ]
    return (*asked, *answered)


def _left_out_of_the_sample() -> tuple[Step, ...]:
    """A closure that the edition's sample leaves out takes effect as it is recommended; never what was returned."""
    return tuple(
        Step(
            state=state,
            act="decision.recommend: left out",
            who="OUTCOME_RECOMMEND",
            guard="decision.reasons_not_to_stand_alone",
            next_state=Stage.DONE,
        )
        for state in (Stage.ALLOCATING, Stage.EVIDENCE)
    )


STEPS: tuple[Step, ...] = (
    Step(
        state=Stage.IDENTIFYING,
        act="intake.identify",
        who="PERSON_IDENTIFY",
        guard="intake.reasons_not_to_identify",
        next_state=Stage.CLASSING,
    ),
    Step(
        state=Stage.CLASSING,
        act="triage.classify",
        who="CONTACT_CLASSIFY",
        guard="triage.reasons_not_to_classify",
        next_state=Stage.RATING,
    ),
    Step(
        state=Stage.CLASSING,
        act="triage.classify as noise",
        who="CONTACT_CLASSIFY",
        guard="triage.reasons_not_to_classify",
        next_state=Stage.EVIDENCE,
    ),
    Step(
        state=Stage.RATING,
        act="triage.rate",
        who="CONTACT_RATE",
        guard="triage.reasons_not_to_rate",
        next_state=Stage.ALLOCATING,
    ),
    Step(
        state=Stage.ALLOCATING,
        act="triage.allocate",
        who="CONTACT_ALLOCATE",
        guard="triage.reasons_not_to_allocate",
        next_state=Stage.EVIDENCE,
    ),
    Step(
        state=Stage.ALLOCATING,
        act="decision.recommend",
        who="OUTCOME_RECOMMEND",
        guard="decision.reasons_not_to_recommend",
        next_state=Stage.OVERSIGHT,
    ),
    Step(
        state=Stage.EVIDENCE,
        act="decision.recommend",
        who="OUTCOME_RECOMMEND",
        guard="decision.reasons_not_to_recommend",
        next_state=Stage.OVERSIGHT,
    ),
    Step(
        state=Stage.OVERSIGHT,
        act="decision.oversee: return",
        who="OUTCOME_OVERSEE",
        guard="decision.reasons_not_to_oversee",
        next_state=Stage.RETURNED,
    ),
    Step(
        state=Stage.OVERSIGHT,
        act="decision.recommend: in its place",
        who="OUTCOME_RECOMMEND",
        guard="decision.reasons_not_to_recommend",
        next_state=Stage.OVERSIGHT,
    ),
    Step(
        state=Stage.RETURNED,
        act="decision.recommend",
        who="OUTCOME_RECOMMEND",
        guard="decision.reasons_not_to_recommend",
        next_state=Stage.OVERSIGHT,
    ),
    Step(
        state=Stage.OVERSIGHT,
        act="decision.oversee: agree",
        who="OUTCOME_OVERSEE",
        guard="decision.reasons_not_to_oversee",
        next_state=Stage.DONE,
    ),
    Step(
        state=Stage.OVERSIGHT,
        act="decision.oversee: change",
        who="OUTCOME_OVERSEE",
        guard="decision.reasons_not_to_oversee",
        next_state=Stage.DONE,
    ),
    *_left_out_of_the_sample(),
    *_to_the_referrer_and_back(),
)


@dataclass(frozen=True, kw_only=True)
class StageFacts:
    """What tells where a contact is. `last_oversight` is blank when the latest recommendation has none yet.

    `waits_for_referrer` is the kind of question that is open with the referrer, blank where none is or it may not wait.
    """

    has_ended: bool
    are_all_identified: bool
    are_all_classed: bool
    is_about_need: bool
    is_rated: bool
    is_allocated: bool
    has_recommendation: bool
    last_oversight: str = ""
    waits_for_referrer: str = ""


def stage_of_facts(facts: StageFacts) -> Stage:
    """Say what a contact waits for."""
    if facts.has_ended:
        return Stage.DONE
    if facts.has_recommendation:
        return Stage.RETURNED if facts.last_oversight == "returned" else Stage.OVERSIGHT
    if facts.waits_for_referrer:
        return Stage.CONSENT if facts.waits_for_referrer == "consent" else Stage.CLARIFYING
    steps = (
        (facts.are_all_identified, Stage.IDENTIFYING),
        (facts.are_all_classed, Stage.CLASSING),
        (facts.is_rated or not facts.is_about_need, Stage.RATING),
        (facts.is_allocated or not facts.is_about_need, Stage.ALLOCATING),
    )
    return next((stage for is_done, stage in steps if not is_done), Stage.EVIDENCE)
