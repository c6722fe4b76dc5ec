"""The way of a contact from the door to its outcomes, as one table. The docs draw their diagram from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What a contact waits for."""

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
    Stage.IDENTIFYING: "To be identified",
    Stage.CLASSING: "To be classed",
    Stage.RATING: "To be rated",
    Stage.ALLOCATING: "To be given to a worker",
    Stage.EVIDENCE: "Evidence and a recommendation",
    Stage.OVERSIGHT: "Oversight",
    Stage.RETURNED: "Returned: a direction to follow",
    Stage.DONE: "Done",
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """From a stage, by an act of somebody with a permission, unless the guard gives reasons, to the next stage."""

    state: Stage
    act: str
    who: str
    guard: str
    next_state: Stage


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
)


@dataclass(frozen=True, kw_only=True)
class StageFacts:
    """What tells where a contact is. `last_oversight` is blank when the latest recommendation has none yet."""

    has_ended: bool
    are_all_identified: bool
    are_all_classed: bool
    is_about_need: bool
    is_rated: bool
    is_allocated: bool
    has_recommendation: bool
    last_oversight: str = ""


def stage_of_facts(facts: StageFacts) -> Stage:
    """Say what a contact waits for."""
    if facts.has_ended:
        return Stage.DONE
    if facts.has_recommendation:
        return Stage.RETURNED if facts.last_oversight == "returned" else Stage.OVERSIGHT
    steps = (
        (facts.are_all_identified, Stage.IDENTIFYING),
        (facts.are_all_classed, Stage.CLASSING),
        (facts.is_rated or not facts.is_about_need, Stage.RATING),
        (facts.is_allocated or not facts.is_about_need, Stage.ALLOCATING),
    )
    return next((stage for is_done, stage in steps if not is_done), Stage.EVIDENCE)
