"""From what a machine sent to a contact as told, and back to the sender's own names of the fields."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Final

from frontdoor.api.shapes import Adult, Child, ContactSent, Somebody
from frontdoor.journey.intake.told import Told, ToldPerson
from frontdoor.library import matching
from frontdoor.record.organisations.models import Agency

CHANNEL: Final = "api"
SENDERS_NAMES: Final[Mapping[str, str]] = {
    "people": "children",
    "agency_reference": "your_reference",
    "teller_name": "sender.name",
    "teller_role": "sender.role",
    "teller_phone": "sender.phone",
    "teller_email": "sender.email",
    "how_known": "how_they_know",
    "wants": "what_they_want",
    "danger": "danger.what_and_where",
    "is_in_danger_now": "danger.is_now",
    "sharing_basis": "consent.sharing_basis",
    "family_agreement": "consent.family_agreement",
    "family_told": "consent.family_told",
    "consent_note": "consent.note",
    "level_stated": "level_of_need",
    "age_told": "age",
}


def told_by(agency: Agency, sent: ContactSent, *, at: datetime) -> Told:
    """Put what an agency's machine sent into the form in which every contact is received."""
    return Told(
        channel=CHANNEL,
        source_code=agency.source_code,
        agency_id=agency.pk,
        received_at=at,
        agency_reference=sent.your_reference,
        teller_name=sent.sender.name,
        teller_role=sent.sender.role,
        teller_phone=sent.sender.phone,
        teller_email=sent.sender.email,
        how_known=sent.how_they_know,
        what_happened=sent.what_happened,
        wants=sent.what_they_want,
        is_in_danger_now=sent.danger.is_now,
        danger=sent.danger.what_and_where,
        sharing_basis=sent.consent.sharing_basis,
        family_agreement=sent.consent.family_agreement,
        family_told=sent.consent.family_told,
        consent_note=sent.consent.note,
        level_stated=sent.level_of_need,
        concerns=tuple(sent.concerns),
        people=(*map(_child, sent.children), *map(_adult, sent.adults)),
    )


def _child(child: Child) -> ToldPerson:
    return replace(
        _anybody(child, is_child=True),
        is_unborn=child.is_unborn,
        expected_on=child.expected_on,
        school=child.school,
        impact=child.impact,
    )


def _adult(adult: Adult) -> ToldPerson:
    return replace(_anybody(adult, is_child=False), relationship=adult.relationship)


def _anybody(person: Somebody, *, is_child: bool) -> ToldPerson:
    return ToldPerson(
        is_child=is_child,
        first_name=person.first_name,
        last_name=person.last_name,
        date_of_birth=person.date_of_birth,
        age_told=person.age,
        sex=person.sex,
        lives_in_home=person.lives_in_home,
        address=person.address,
        postcode=matching.write_postcode(person.postcode),
        phone=person.phone,
        nhs_number=person.nhs_number,
    )


def digest_of(sent: ContactSent) -> bytes:
    """Hash what was understood. What says nothing is left out, so that a field added later changes no older hash."""
    said = sent.model_dump(mode="json", exclude_defaults=True)
    return sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).digest()


def senders_name(field: str, *, children: int) -> str:
    """Say what the sender calls a field that a reason names, such as people.2.age_told: adults[0].age."""
    steps = field.split(".")
    if steps[0] == "concerns":
        return f"concerns[{steps[1]}]"
    if steps[0] != "people" or len(steps) == 1:
        return SENDERS_NAMES.get(field, field)
    place = int(steps[1])
    whose = f"children[{place}]" if place < children else f"adults[{place - children}]"
    return ".".join([whose, *(SENDERS_NAMES.get(step, step) for step in steps[2:])])
