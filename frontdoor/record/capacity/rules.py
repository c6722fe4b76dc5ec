"""What may be planned of somebody's time, and why not. Pure: facts in, reasons out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

MOST_HOURS: Final = Decimal(48)
"""On average a week, the Working Time Regulations 1998, regulation 4."""

WEEK: Final = frozenset(range(1, 8))


@dataclass(frozen=True, kw_only=True)
class HoursFacts:
    """The hours a week that somebody is to work from a day on, and on which weekdays (1 is Monday)."""

    weekly: Decimal
    weekdays: Collection[int]
    is_planned_from_then: bool


@dataclass(frozen=True, kw_only=True)
class AwayFacts:
    """Days on which somebody is to be away."""

    from_on: date
    until_on: date
    is_planned_already: bool


@dataclass(frozen=True, kw_only=True)
class DutyFacts:
    """A day on which somebody is to be on duty."""

    is_away: bool
    works_that_day: bool
    is_on_duty_already: bool


def reasons_not_to_contract(facts: HoursFacts) -> list[str]:
    """List why these hours may not be recorded."""
    reasons = []
    if facts.weekly < 0 or facts.weekly > MOST_HOURS:
        reasons.append(f"Hours a week are between 0 and {MOST_HOURS}: 0 where they have left")
    if facts.weekly > 0 and not facts.weekdays:
        reasons.append("Say on which days they work")
    if not WEEK.issuperset(facts.weekdays):
        reasons.append("Days of the week are 1 (Monday) to 7 (Sunday)")
    if facts.is_planned_from_then:
        reasons.append("Hours are recorded from that day already: take those back first")
    return reasons


def reasons_not_to_be_away(facts: AwayFacts) -> list[str]:
    """List why these days away may not be recorded."""
    reasons = []
    if facts.until_on < facts.from_on:
        reasons.append("The last day away is before the first: change one of them")
    if facts.is_planned_already:
        reasons.append("They are recorded as away on some of these days already")
    return reasons


def reasons_not_to_put_on_duty(facts: DutyFacts) -> list[str]:
    """List why somebody may not be put on duty."""
    reasons = []
    if facts.is_on_duty_already:
        reasons.append("They are on duty that day already")
    if facts.is_away:
        reasons.append("They are away that day: choose another day or somebody else")
    elif not facts.works_that_day:
        reasons.append("They do not work on that day of the week")
    return reasons
