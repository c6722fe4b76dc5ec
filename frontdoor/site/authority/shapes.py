"""The facts of an invented authority: who lives there, who works there, what was said and what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from frontdoor.site.authority.rota import Rota

NAME = "Marlsea Borough Council"


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    id: int
    household_id: int
    line: str
    postcode: str
    from_on: date
    until_on: date | None
    sealed_because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One record of a person: a few people have two records, and only the truth says so."""

    id: int
    reference: str
    first_name: str
    middle_names: str
    last_name: str
    other_names: tuple[str, ...]
    date_of_birth: date | None
    expected_on: date | None
    sex: str
    ethnicity: str
    nhs_number: str | None
    upn: str | None
    disabilities: tuple[str, ...]
    died_on: date | None
    is_child: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Says that a person belonged to a household, as whom and when."""

    person_id: int
    household_id: int
    role: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """Says what one person is to another, as the register names it: `parent`, `twin`, `partner` and so on."""

    person_id: int
    to_person_id: int
    kind: str
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """Says whether an adult has parental responsibility for a child, and what gives it to them."""

    holder_id: int
    child_id: int
    answer: str
    basis: str
    how_known: str
    from_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Who the council knows, and where they belong: all that stands before any contact is invented."""

    people: list[Person]
    households: list[Household]
    addresses: list[Address]
    memberships: list[Membership]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    id: int
    name: str
    kind: str
    source_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Professional:
    id: int
    name: str
    role: str
    agency_id: int
    phone: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    id: int
    name: str
    kind: str
    provider: str
    started_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    id: int
    name: str
    role: str
    team_id: int | None
    agency_id: int | None
    is_qualified: bool
    started_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildTold:
    """A child as the referrer named them: names, dates and addresses may be wrong or missing."""

    row: int
    first_name: str
    last_name: str
    date_of_birth: date | None
    expected_on: date | None
    sex: str
    address: str
    postcode: str
    school: str
    impact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdultTold:
    first_name: str
    last_name: str
    role: str
    lives_in_home: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Holds the three answers that are never one: the basis for sharing, agreement to a service, openness."""

    lawful_basis: str
    lawful_basis_reason: str
    agreement: str
    agreement_reason: str
    openness: str
    openness_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    id: str
    received_at: datetime
    channel: str
    source_code: str
    agency_id: int | None
    professional_id: int | None
    told_by_name: str
    told_by_relationship: str
    agency_reference: str
    how_known: str
    what_happened: str
    wants: str
    is_in_danger_now: bool
    consent: Consent
    level_stated: int | None
    children: tuple[ChildTold, ...]
    adults: tuple[AdultTold, ...]
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildDecided:
    """What the front door recorded about one child; blank where the work has not got that far."""

    row: int
    person_id: int | None
    demand_class: str
    linked_to: str | None
    childs_day: str
    need: str
    level: int | None
    outcome: str
    rationale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """The work done on a contact up to the day of the invention; a step not yet taken is None or blank."""

    contact_id: str
    identified_at: datetime | None = None
    identified_by: int | None = None
    classed_at: datetime | None = None
    classed_by: int | None = None
    rated_at: datetime | None = None
    rated_by: int | None = None
    rating: str = ""
    rating_reason: str = ""
    allocated_at: datetime | None = None
    allocated_by: int | None = None
    allocated_to: int | None = None
    recommended_at: datetime | None = None
    recommended_by: int | None = None
    returned_at: datetime | None = None
    returned_direction: str = ""
    overseen_at: datetime | None = None
    overseen_by: int | None = None
    oversight: str = ""
    oversight_reason: str = ""
    decided_at: datetime | None = None
    replied_at: datetime | None = None
    reply: str = ""
    children: tuple[ChildDecided, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    id: int
    person_id: int
    opened_at: datetime
    closed_at: datetime | None
    reason: str
    worker_id: int
    team_id: int
    contact_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is really so about one child row; for scoring only, never shown to the system."""

    contact_id: str
    row: int
    person_id: int | None
    demand_class: str
    incident: int | None
    linked_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    name: str
    seed: int
    start: date
    until: datetime
    households: list[Household]
    addresses: list[Address]
    people: list[Person]
    memberships: list[Membership]
    relationships: list[Relationship]
    responsibilities: list[Responsibility]
    agencies: list[Agency]
    professionals: list[Professional]
    teams: list[Team]
    workers: list[Worker]
    contacts: list[Contact]
    handlings: list[Handling]
    episodes: list[Episode]
    truths: list[Truth]
    rota: Rota
    second_records: Mapping[int, int]
    """The truth about doubled records: a second record's person id, and whose it really is."""
