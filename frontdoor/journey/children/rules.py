"""What may happen to the record of a person, and why not."""

from __future__ import annotations

from datetime import date

from frontdoor.journey.children.facts import ClosingFacts, NewPerson, OpeningFacts

CLOSURE_REASONS: dict[str, str] = {
    "RC1": "Adopted",
    "RC2": "Died",
    "RC3": "A child arrangements order was made",
    "RC4": "A special guardianship order was made",
    "RC5": "Moved to another authority, which has accepted the case",
    "RC6": "Moved to adults' services",
    "RC7": "Services ended for another reason, including that the child is no longer in need",
    "RC8": "Closed after assessment, no further action",
    "RC9": "Closed after assessment, passed to early help",
}
"""The census's reasons for closure."""


def closure_in_words(code: str) -> str:
    """Write a reason for closure as people read it, after its code; a code of another census stays as it is."""
    return f"{code}: {CLOSURE_REASONS[code]}" if code in CLOSURE_REASONS else code


def reasons_not_to_record(new: NewPerson, *, on: date) -> list[str]:
    """List why a person may not be recorded as given."""
    reasons: list[str] = []
    if not any(
        (new.first_name.strip(), new.last_name.strip(), new.date_of_birth, new.expected_on, new.older_system_id)
    ):
        reasons.append("Give a name, a date of birth or an expected date, so that this person can be found again.")
    if new.date_of_birth and new.expected_on:
        reasons.append("Give a date of birth or an expected date, not both.")
    if new.date_of_birth and new.date_of_birth > on:
        reasons.append("The date of birth is in the future. For an unborn child, give the expected date instead.")
    if new.died_on and new.date_of_birth and new.died_on < new.date_of_birth:
        reasons.append("The date of death is before the date of birth.")
    return reasons


def reasons_not_to_open(facts: OpeningFacts) -> list[str]:
    """List why a child may not be opened now."""
    reasons: list[str] = []
    if facts.is_open:
        reasons.append(f"{facts.reference} is already open: pass this on as news to the allocated worker.")
    if facts.died_on and facts.died_on < facts.at.date():
        reasons.append(f"{facts.reference} is recorded as having died.")
    if facts.last_closed_at and facts.last_closed_at > facts.at:
        reasons.append(f"{facts.reference} was closed at a later time than this.")
    return reasons


def reasons_not_to_close(facts: ClosingFacts) -> list[str]:
    """List why an open child may not be closed now."""
    reasons: list[str] = []
    if not facts.is_open:
        reasons.append("This child is already closed.")
    if facts.reason not in CLOSURE_REASONS:
        reasons.append("Choose one of the census's reasons for closure, RC1 to RC9.")
    if facts.at < facts.opened_at:
        reasons.append("A child cannot be closed before they were opened.")
    return reasons
