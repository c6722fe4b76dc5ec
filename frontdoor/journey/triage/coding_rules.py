"""Whether a contact may be coded now, by what it is about, and why not. Pure: facts in, reasons out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class CodingFacts:
    """What somebody says a contact is about, what may be said, and what stands. All are codes."""

    codes: frozenset[str]
    known: frozenset[str]
    current: frozenset[str]
    has_ended: bool


def reasons_not_to_code(facts: CodingFacts) -> list[str]:
    """List why a contact may not be coded so now. One that ended uncoded may still be; a code it ended with stays."""
    if facts.has_ended and facts.current:
        return ["This contact has ended: what it is about stays as it was coded"]
    if not facts.known:
        return ["The policy in force lists no concerns, so a contact cannot be coded"]
    if not facts.codes:
        return ["Choose what it is about: all that fit, or “Something else”"]
    if facts.codes - facts.known:
        return ["Choose again what it is about: the policy now in force has other answers"]
    return ["It is coded so already: choose others, or leave it"] if facts.codes == facts.current else []
