"""A contact as it is told, in values: what the form, the API and an import all hand to `actions.receive`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class ToldPerson:
    """One child or adult as named by whoever tells us. Blank is not known."""

    is_child: bool
    first_name: str = ""
    last_name: str = ""
    date_of_birth: date | None = None
    age_told: str = ""
    is_unborn: bool = False
    expected_on: date | None = None
    sex: str = "U"
    relationship: str = ""
    lives_in_home: bool | None = None
    address: str = ""
    postcode: str = ""
    phone: str = ""
    school: str = ""
    nhs_number: str = ""
    impact: str = ""


@dataclass(frozen=True, kw_only=True)
class Told:
    """One event: somebody tells us something about one or more children. Choices are the codes of `models`."""

    channel: str
    source_code: str
    received_at: datetime
    what_happened: str
    people: tuple[ToldPerson, ...]
    agency_id: int | None = None
    professional_id: int | None = None
    teller_name: str = ""
    teller_role: str = ""
    teller_phone: str = ""
    teller_email: str = ""
    agency_reference: str = ""
    how_known: str = "not_known"
    wants: str = ""
    is_in_danger_now: bool = False
    danger: str = ""
    sharing_basis: str = "not_known"
    family_agreement: str = "not_known"
    family_told: str = "not_known"
    consent_note: str = ""
    level_stated: str = ""
    concerns: tuple[str, ...] = ()

    @property
    def children(self) -> tuple[ToldPerson, ...]:
        return tuple(person for person in self.people if person.is_child)
