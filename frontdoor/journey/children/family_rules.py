"""What may be recorded about a family, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SENIORS = {"parent", "step_parent", "grandparent"}
GROWN = 18
CARE_ORDER = "care_order"


@dataclass(frozen=True, kw_only=True)
class RelatingFacts:
    """What bears on whether one person may be recorded as a relation of another."""

    one: str
    other: str
    kind: str
    is_oneself: bool
    is_recorded: bool
    one_born_on: date | None
    other_born_on: date | None
    how_known: str
    from_on: date | None
    on: date


@dataclass(frozen=True, kw_only=True)
class ResponsibilityFacts:
    """What bears on whether an answer about parental responsibility may be recorded."""

    holder: str
    child: str
    is_council: bool
    is_oneself: bool
    is_recorded: bool
    is_unborn: bool
    child_born_on: date | None
    answer: str
    basis: str
    how_known: str
    from_on: date | None
    on: date


@dataclass(frozen=True, kw_only=True)
class MovingFacts:
    """What bears on whether somebody may be recorded as living in a home."""

    person: str
    lives_there: bool
    from_on: date
    on: date


@dataclass(frozen=True, kw_only=True)
class EndingFacts:
    """What bears on whether a fact may be ended, or withdrawn."""

    is_withdrawn: bool
    from_on: date | None
    ended_on: date | None
    until_on: date | None
    because: str
    on: date


@dataclass(frozen=True, kw_only=True)
class DyingFacts:
    """What bears on whether somebody may be recorded as having died."""

    person: str
    is_recorded: bool
    is_unborn: bool
    born_on: date | None
    died_on: date
    on: date


def reasons_not_to_relate(facts: RelatingFacts) -> list[str]:
    """List why a relationship may not be recorded."""
    reasons: list[str] = []
    if facts.is_oneself:
        reasons.append("Nobody is related to themselves: choose another person.")
    if facts.is_recorded:
        reasons.append(f"This is recorded already between {facts.one} and {facts.other}.")
    if facts.kind in SENIORS and facts.one_born_on and facts.other_born_on and facts.one_born_on >= facts.other_born_on:
        reasons.append(f"{facts.one} was not born before {facts.other}: check which of the two is the elder.")
    return reasons + _source(facts.how_known) + _not_in_future(facts.from_on, facts.on)


def reasons_not_to_say_responsible(facts: ResponsibilityFacts) -> list[str]:
    """List why an answer about parental responsibility may not be recorded."""
    reasons: list[str] = []
    if facts.is_oneself:
        reasons.append("Nobody has parental responsibility for themselves: choose another person.")
    if facts.is_recorded:
        reasons.append(f"An answer for {facts.holder} stands already: end it, or withdraw it, first.")
    if facts.basis and facts.answer != "yes":
        reasons.append("Say what gives it only where the answer is yes.")
    if facts.is_council != (facts.basis == CARE_ORDER) or (facts.is_council and facts.answer != "yes"):
        reasons.append("The council has parental responsibility under a care order, and nobody else has it by that.")
    return reasons + _too_young_or_old(facts) + _source(facts.how_known) + _not_in_future(facts.from_on, facts.on)


def _too_young_or_old(facts: ResponsibilityFacts) -> list[str]:
    born_on = facts.child_born_on
    if facts.is_unborn:
        return [f"{facts.child} is not born yet: parental responsibility begins at birth."]
    if born_on is None:
        return []
    if (facts.on.year - GROWN, facts.on.month, facts.on.day) >= (born_on.year, born_on.month, born_on.day):
        return [f"{facts.child} is {GROWN} or older: nobody has parental responsibility for an adult."]
    return [f"The day is before {facts.child} was born."] if facts.from_on and facts.from_on < born_on else []


def reasons_not_to_move_in(facts: MovingFacts) -> list[str]:
    """List why somebody may not be recorded as living in a home."""
    reasons = [f"{facts.person} already lives in this home."] if facts.lives_there else []
    return reasons + _not_in_future(facts.from_on, facts.on)


def reasons_not_to_end(facts: EndingFacts) -> list[str]:
    """List why a fact may not be said to be over."""
    if facts.is_withdrawn or facts.ended_on is not None:
        return ["This has ended, or was withdrawn, already."]
    if facts.until_on is None:
        return ["Give the day on which it ended."]
    reasons = _not_in_future(facts.until_on, facts.on)
    if facts.from_on and facts.until_on <= facts.from_on:
        reasons.append("It cannot end on or before the day on which it began. Was it recorded in error?")
    return reasons


def reasons_not_to_withdraw(facts: EndingFacts) -> list[str]:
    """List why a fact may not be withdrawn as recorded in error."""
    reasons = ["This was withdrawn already."] if facts.is_withdrawn else []
    return reasons if facts.because.strip() else [*reasons, "Say why it was recorded in error."]


def reasons_not_to_say_died(facts: DyingFacts) -> list[str]:
    """List why somebody may not be recorded as having died."""
    reasons: list[str] = []
    if facts.is_recorded:
        reasons.append(f"{facts.person} is recorded as having died already.")
    if facts.is_unborn:
        reasons.append(f"{facts.person} is not born yet.")
    if facts.born_on and facts.died_on < facts.born_on:
        reasons.append("The date of death is before the date of birth.")
    return reasons + _not_in_future(facts.died_on, facts.on)


def _source(how_known: str) -> list[str]:
    return [] if how_known else ["Say how we know."]


def _not_in_future(day: date | None, on: date) -> list[str]:
    return ["The day is in the future: record it when it has come."] if day and day > on else []
