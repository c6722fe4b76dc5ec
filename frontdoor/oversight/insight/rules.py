"""What may be added to the figures, and why not. Pure: facts in, reasons out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class ChangeFacts:
    """A change that somebody wants to mark."""

    words: str
    from_on: date
    today: date
    is_marked_already: bool


def reasons_not_to_mark(facts: ChangeFacts) -> list[str]:
    """Say why a change may not be marked."""
    reasons = []
    if not facts.words.strip():
        reasons.append("Say what changed")
    if facts.from_on > facts.today:
        reasons.append("Mark a change once it has happened: this day is still to come")
    if facts.is_marked_already:
        reasons.append("This change is marked already")
    return reasons


@dataclass(frozen=True, kw_only=True)
class TellingFacts:
    """That an agency was told its figures on a day."""

    told_on: date
    today: date
    is_noted_already: bool


def reasons_not_to_note_telling(facts: TellingFacts) -> list[str]:
    """Say why it may not be noted that an agency was told."""
    reasons = []
    if facts.told_on > facts.today:
        reasons.append("Note it once they have been told: this day is still to come")
    if facts.is_noted_already:
        reasons.append("It is noted already that they were told on this day")
    return reasons


@dataclass(frozen=True, kw_only=True)
class LateFacts:
    """A clock of a contact that somebody wants to say why it was missed."""

    is_late: bool
    is_known_reason: bool
    needs_words: bool
    words: str


def reasons_not_to_explain(facts: LateFacts) -> list[str]:
    """Say why no reason may be recorded beside this clock."""
    reasons = []
    if not facts.is_late:
        reasons.append("This clock was not missed")
    if not facts.is_known_reason:
        reasons.append("Choose why it was late")
    if facts.needs_words and not facts.words.strip():
        reasons.append("Say in a sentence what it was")
    return reasons
