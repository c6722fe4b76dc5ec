"""Who is in the journeys: the front door's people, a school, and a family that is already known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from frontdoor.journey.children.models import Person
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.organisations.models import Agency, Professional
from tests.builders import a_worker, contacts
from tests.builders.decisions import decide
from tests.journeys.conftest import JOURNEYBOROUGH, PASSWORD


@dataclass(frozen=True, kw_only=True)
class Town:
    """Everybody a journey needs, under names that no other journey uses."""

    officer: Worker
    social_worker: Worker
    manager: Worker
    partner: Worker
    school: Agency
    lead: Professional
    child: Person
    surname: str
    earlier_receipt: str


def a_town(surname: str) -> Town:
    """A family of that name, known from a contact six weeks ago that ended with no further action."""
    officer, social_worker, manager = (
        a_worker(role, name=f"{first} {surname}son", authority_id=JOURNEYBOROUGH, password=PASSWORD)
        for role, first in (
            (Role.CONTACT_OFFICER, "Olive"),
            (Role.SOCIAL_WORKER, "Sanjay"),
            (Role.TEAM_MANAGER, "Maura"),
        )
    )
    partner = a_worker(Role.PARTNER, name=f"Petra {surname}ley", authority_id=JOURNEYBOROUGH, password=PASSWORD)
    school = partner.agency
    assert school is not None
    lead = _a_lead(school, name=f"Lena {surname}by")
    child = contacts.a_person("Roberta", surname, date_of_birth=date(2015, 5, 17), sex="F", by=officer)
    mother = contacts.a_person("Colette", surname, date_of_birth=date(1990, 2, 3), sex="F", by=officer)
    contacts.a_home(child, mother, roles=("child", "mother"), by=officer)
    earlier = contacts.a_contact_about(
        child,
        by=officer,
        at=now() - timedelta(days=42),
        authority_id=JOURNEYBOROUGH,
        concerns=("neglect", "strain"),
    )
    decide(earlier, at=now() - timedelta(days=41))
    return Town(
        officer=officer,
        social_worker=social_worker,
        manager=manager,
        partner=partner,
        school=school,
        lead=lead,
        child=child,
        surname=surname,
        earlier_receipt=earlier.receipt,
    )


def _a_lead(school: Agency, *, name: str) -> Professional:
    return Professional.objects.create(
        authority_id=JOURNEYBOROUGH,
        agency=school,
        name=name,
        role="Designated safeguarding lead",
        phone="01632 960010",
        email="lead@school.example",
    )


def now() -> datetime:
    """The time on the server that the journeys run on."""
    return datetime.now(UTC)  # noqa: TID251  (the server is another process and reads the real clock)


def somebody(role: Role, name: str) -> Worker:
    """A worker of Journeyborough who can sign in."""
    return a_worker(role, name=name, authority_id=JOURNEYBOROUGH, password=PASSWORD)
