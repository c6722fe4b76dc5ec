"""When a change may be marked on the charts, and why not. Pure: facts in, reasons out."""

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
