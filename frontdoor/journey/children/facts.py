"""People in values: what is handed in to record somebody, and what is handed out about a home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class NewPerson:
    """Somebody who is recorded for the first time. Blank is not known."""

    first_name: str = ""
    middle_names: str = ""
    last_name: str = ""
    date_of_birth: date | None = None
    expected_on: date | None = None
    sex: str = "U"
    ethnicity: str = ""
    disabilities: str = ""
    nhs_number: str = ""
    upn: str = ""
    phone: str = ""
    school: str = ""
    older_system_id: str = ""
    died_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ToldTie:
    """What one person is to another, as it was told: the first is the elder one, the parent for one."""

    kind: str
    how_known: str
    from_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ToldResponsibility:
    """Whether somebody has parental responsibility, as it was told."""

    answer: str
    basis: str = ""
    how_known: str
    from_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ToldStay:
    """How somebody lives in a home, as it was told; the address of a new one."""

    from_on: date
    role: str = ""
    time_there: str = ""
    lines: str = ""
    postcode: str = ""


@dataclass(frozen=True, kw_only=True)
class HomeMember:
    """Somebody who lives in a household now."""

    household_id: int
    person_id: int
    reference: str
    name: str
    date_of_birth: date | None
    expected_on: date | None
    role: str
    since: date


@dataclass(frozen=True, kw_only=True)
class OpeningFacts:
    """What bears on whether a child may be opened."""

    reference: str
    is_open: bool
    died_on: date | None
    last_closed_at: datetime | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class ClosingFacts:
    """What bears on whether an open child may be closed."""

    is_open: bool
    opened_at: datetime
    reason: str
    at: datetime
