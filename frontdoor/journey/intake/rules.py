"""What may happen to a contact while it is taken, and why not. Every reason names the field that it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from frontdoor.journey.intake.told import Told, ToldPerson

ANONYMOUS = "9"
OLDER_SYSTEM = "import"
MOST_PEOPLE = 40
NAME_A_CHILD = "Name at least one child. If no name is known, say their age, or what they look like."
MOST_YEARS = 120
LENGTHS: dict[str, int] = {
    "teller_name": 120,
    "teller_role": 120,
    "teller_phone": 30,
    "teller_email": 254,
    "agency_reference": 60,
    "level_stated": 20,
    "what_happened": 20_000,
    "wants": 5_000,
    "danger": 5_000,
    "consent_note": 5_000,
}
PERSON_LENGTHS: dict[str, int] = {
    "first_name": 80,
    "last_name": 80,
    "age_told": 40,
    "relationship": 60,
    "address": 200,
    "postcode": 8,
    "phone": 30,
    "school": 120,
    "nhs_number": 10,
    "impact": 5_000,
}


@dataclass(frozen=True, kw_only=True)
class FieldReason:
    """Why not, and the field it is about: one of Told, or "people.0.date_of_birth" or "concerns.0" of the first."""

    field: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ReceivingFacts:
    """A contact as told, with what is known of its sender. `agency_is_known` is None where none was named.

    `concerns` are the codes that may be told; they are looked up only where any is.
    """

    told: Told
    at: datetime
    sources: frozenset[str]
    agency_is_known: bool | None = None
    professional_is_of_agency: bool | None = None
    professional_can_be_reached: bool = False
    levels: frozenset[str] | None = None
    concerns: frozenset[str] = frozenset()
    comes_from_machine: bool = False


@dataclass(frozen=True, kw_only=True)
class IdentifyingFacts:
    """What bears on saying who a named person is."""

    has_contact_ended: bool
    already_same_as: str = ""
    pair_has_verdict: bool = False


def reasons_not_to_receive(facts: ReceivingFacts) -> list[FieldReason]:
    """List why a contact may not be received as told. Danger asks only for what is needed to act."""
    return [
        *_about_writing(facts.told),
        *_about_time(facts),
        *_about_sender(facts),
        *_about_matter(facts),
        *_about_children(facts.told),
        *(reason for place, person in enumerate(facts.told.people) for reason in _about_person(place, person, facts)),
    ]


def reasons_not_to_identify(facts: IdentifyingFacts) -> list[str]:
    """List why it may not be said now that a named person is, or is not, somebody we know."""
    reasons: list[str] = []
    if facts.has_contact_ended:
        reasons.append("This contact has ended. Who was named in it can no longer be changed.")
    if facts.already_same_as:
        reasons.append(f"This is already said to be {facts.already_same_as}. Undo that first.")
    if facts.pair_has_verdict:
        reasons.append("This has already been said of these two. Undo that first.")
    return reasons


def _about_writing(told: Told) -> Iterator[FieldReason]:
    """Yield what cannot be kept: too long for its field, or holding a character that no text may hold."""
    yield from _unkeepable(told, LENGTHS, "")
    for place, person in enumerate(told.people):
        yield from _unkeepable(person, PERSON_LENGTHS, f"people.{place}.")


def _unkeepable(values: Told | ToldPerson, lengths: dict[str, int], prefix: str) -> Iterator[FieldReason]:
    for field, most in lengths.items():
        text: str = getattr(values, field)
        if len(text) > most:
            yield FieldReason(
                field=prefix + field, text=f"{_words(field)} is too long: the limit is {most:,} characters."
            )
        if "\x00" in text:
            yield FieldReason(
                field=prefix + field, text=f"{_words(field)} holds a character that cannot be kept. Type it again."
            )


def _about_time(facts: ReceivingFacts) -> Iterator[FieldReason]:
    if facts.told.received_at > facts.at:
        yield FieldReason(field="received_at", text="It cannot have reached us in the future: check the date and time.")


def _about_sender(facts: ReceivingFacts) -> Iterator[FieldReason]:
    told = facts.told
    if told.source_code not in facts.sources:
        yield FieldReason(field="source_code", text="Say who is telling us, or that they are anonymous.")
    if facts.agency_is_known is False:
        yield FieldReason(field="agency_id", text="This agency is not one that we know: choose it from the list.")
    if told.professional_id is not None and told.agency_id is None:
        yield FieldReason(field="agency_id", text="Say which agency this professional works for.")
    elif facts.professional_is_of_agency is False:
        yield FieldReason(field="professional_id", text="This professional does not work for the agency chosen.")
    if _needs_way_back(facts):
        yield FieldReason(
            field="teller_phone",
            text="Give a phone number or an e-mail address, so that they can be told what happens.",
        )


def _needs_way_back(facts: ReceivingFacts) -> bool:
    told = facts.told
    is_professional = told.agency_id is not None or told.professional_id is not None
    can_be_reached = facts.professional_can_be_reached or told.teller_phone.strip() or told.teller_email.strip()
    excused = told.is_in_danger_now or told.channel == OLDER_SYSTEM or facts.comes_from_machine
    return is_professional and not can_be_reached and not excused


def _about_matter(facts: ReceivingFacts) -> Iterator[FieldReason]:
    told = facts.told
    if told.is_in_danger_now and not told.danger.strip():
        yield FieldReason(field="danger", text="Say what the danger is and where the child is now.")
    if not told.is_in_danger_now and not told.what_happened.strip() and told.channel != OLDER_SYSTEM:
        yield FieldReason(field="what_happened", text="Say what has happened, in the words of whoever is telling us.")
    if told.level_stated and facts.levels is not None and told.level_stated not in facts.levels:
        yield FieldReason(field="level_stated", text="Choose a level of the policy in force, or leave it open.")
    for place, code in enumerate(told.concerns):
        if code not in facts.concerns:
            known = ", ".join(sorted(facts.concerns))
            yield FieldReason(
                field=f"concerns.{place}", text=f"No concern of the policy in force. Known here: {known}."
            )


def _about_children(told: Told) -> Iterator[FieldReason]:
    if not told.children:
        yield FieldReason(field="people", text=NAME_A_CHILD)
    if len(told.people) > MOST_PEOPLE:
        yield FieldReason(field="people", text=f"Name at most {MOST_PEOPLE} people on one contact.")


def _about_person(place: int, person: ToldPerson, facts: ReceivingFacts) -> Iterator[FieldReason]:
    def reason(field: str, text: str) -> FieldReason:
        return FieldReason(field=f"people.{place}.{field}", text=text)

    if not _says_something(person):
        yield reason("first_name", "Give a name or an age, or say something else by which this person can be known.")
    if person.is_unborn and person.date_of_birth:
        yield reason(
            "date_of_birth", "A child who is not born yet has no date of birth: give the expected date instead."
        )
    if person.expected_on and not person.is_unborn:
        yield reason("expected_on", "Only a child who is not born yet has an expected date.")
    if person.date_of_birth and person.date_of_birth > facts.told.received_at.date():
        yield reason("date_of_birth", "The date of birth is later than the day this reached us.")
    if person.date_of_birth and _years(person.date_of_birth, facts.at) > MOST_YEARS:
        yield reason("date_of_birth", "The date of birth is too long ago: check the year.")
    if person.nhs_number and not is_nhs_number(person.nhs_number):
        yield reason("nhs_number", "This is not a valid NHS number: check its ten figures.")


def _says_something(person: ToldPerson) -> bool:
    texts = (
        person.first_name,
        person.last_name,
        person.age_told,
        person.impact,
        person.relationship,
        person.nhs_number,
    )
    return any(text.strip() for text in texts) or bool(person.date_of_birth or person.is_unborn)


def is_nhs_number(digits: str) -> bool:
    """Say whether ten figures carry the right check digit (the NHS number's modulus 11)."""
    if len(digits) != 10 or not digits.isascii() or not digits.isdigit():
        return False
    check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return check % 11 == int(digits[9]) and check != 10


def _years(born: date, at: datetime) -> int:
    return at.year - born.year


def _words(field: str) -> str:
    return f"“{field.replace('_', ' ').capitalize()}”"
