"""When a manager looks on the way, and when a reviewer takes a recommendation in hand. Pure: facts in, reasons out."""

from __future__ import annotations

from datetime import timedelta

from frontdoor.journey.decision.facts import LookFacts, PickUpFacts
from frontdoor.journey.decision.rules import ENDED, reasons_not_yours

LOOK_KINDS = frozenset({"midpoint", "pattern"})
IDLE = timedelta(minutes=20)
"""A reviewer who does nothing for so long has a recommendation in hand no more."""


def reasons_not_to_pick_up(facts: PickUpFacts) -> list[str]:
    """List why this person may not take a recommendation in hand."""
    if facts.has_ended or facts.is_overseen:
        return ["Somebody has decided about this recommendation already"]
    return ["You have it in hand already"] if facts.is_mine else reasons_not_yours(is_recommender=facts.is_recommender)


def reasons_not_to_let_go(*, is_mine: bool) -> list[str]:
    """Say why a recommendation may not be let go."""
    return [] if is_mine else ["You do not have it in hand"]


def reasons_not_to_look(facts: LookFacts) -> list[str]:
    """List why this may not be recorded as a manager's look on the way."""
    if facts.has_ended:
        return [ENDED]
    reasons = [] if facts.kind in LOOK_KINDS else ["Choose: on its way, or at the pattern"]
    if not facts.words.strip():
        reasons.append("Say what you make of it")
    if bool(facts.direction.strip()) != (facts.direction_due_at is not None):
        reasons.append("Say what must be done and by when, or neither")
    elif facts.direction_due_at is not None and facts.direction_due_at <= facts.at:
        reasons.append("The day by which it must be done is past: choose a later one")
    return reasons


def reasons_not_to_follow(*, has_ended: bool, has_direction: bool, is_done: bool, done_by: str = "") -> list[str]:
    """List why a direction may not be said to be followed."""
    if has_ended:
        return [ENDED]
    if not has_direction:
        return ["There is no direction to follow"]
    return [f"{done_by or 'Somebody'} has said that it was followed already"] if is_done else []
