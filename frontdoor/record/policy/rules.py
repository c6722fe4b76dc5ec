"""Whether an edition may be adopted, and why not. Pure: facts in, reasons out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class AdoptionFacts:
    """The date of an edition to be adopted, today's, and the names of those adopted already by their dates."""

    in_force_from: date
    today: date
    adopted: Mapping[date, str]


def reasons_not_to_adopt(facts: AdoptionFacts) -> list[str]:
    """List why an edition may not be adopted: what people worked to is never moved."""
    start, same_day = facts.in_force_from, facts.adopted.get(facts.in_force_from)
    if same_day is not None:
        return [
            f"An edition in force from {_in_words(start)} is adopted already ({same_day}), and there is one edition a "
            "day: date this one later."
        ]
    is_any_in_force = any(day <= facts.today for day in facts.adopted)
    if is_any_in_force and start < facts.today:
        return [
            f"It would be in force from {_in_words(start)}, which is past: due times that people worked to would "
            "move. Date it from today or later."
        ]
    return []


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True, kw_only=True)
class DayOffFacts:
    """A day off that somebody would declare, and what is known of that day already."""

    falls_on: date
    kind: str
    name: str
    today: date
    declared_name: str
    is_open_day: bool
    is_bank_holiday: bool


@dataclass(frozen=True, kw_only=True)
class WithdrawFacts:
    """A day off that somebody would withdraw."""

    falls_on: date
    today: date
    is_withdrawn: bool


KINDS = ("closed", "added", "removed")


def reasons_not_to_declare(facts: DayOffFacts) -> list[str]:
    """List why a day off may not be declared: it must change something, and nothing that is past."""
    reasons = [] if facts.name.strip() else ["Say what day it is, such as “State funeral”"]
    if facts.kind not in KINDS:
        reasons.append("Choose: shut, a bank holiday, or not a bank holiday after all")
    if facts.falls_on < facts.today:
        reasons.append(
            f"{_in_words(facts.falls_on)} is past: what was due then was due, and being late is said with its reason"
        )
    elif facts.declared_name:
        reasons.append(f"{_in_words(facts.falls_on)} is declared already ({facts.declared_name}): withdraw that first")
    else:
        reasons += _changes_nothing(facts)
    return reasons


def _changes_nothing(facts: DayOffFacts) -> list[str]:
    day = _in_words(facts.falls_on)
    if facts.kind == "removed" and not facts.is_bank_holiday:
        return [f"{day} is not a bank holiday, so it cannot stop being one"]
    if facts.kind in ("closed", "added") and not facts.is_open_day:
        return [f"The hub is shut on {day} already"]
    return []


def reasons_not_to_withdraw(facts: WithdrawFacts) -> list[str]:
    """List why a declared day off may not be withdrawn."""
    if facts.is_withdrawn:
        return ["It has been withdrawn already"]
    if facts.falls_on <= facts.today:
        return [f"{_in_words(facts.falls_on)} has come: people worked to it"]
    return []
