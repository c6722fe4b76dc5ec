"""People and contacts, as situations."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from frontdoor.journey.children import actions as children
from frontdoor.journey.children.facts import NewPerson
from frontdoor.journey.children.models import Household, Membership, Person
from frontdoor.journey.intake import actions as intake
from frontdoor.journey.intake.models import Contact, NamedPerson, Verdict
from frontdoor.journey.intake.told import Told, ToldPerson
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.organisations.models import Agency, Professional
from tests.builders import a_worker, an_agency

NOW = datetime(2018, 7, 24, 10, 10, tzinfo=UTC)
A_WHILE_AGO = timedelta(days=400)


def a_person(
    first_name: str = "Marlowe",
    last_name: str = "Quillfeather",
    *,
    date_of_birth: date | None = date(2011, 3, 9),
    sex: str = "M",
    at: datetime = NOW - A_WHILE_AGO,
    by: Worker | None = None,
    **more: str | date | None,
) -> Person:
    """Somebody already known; more fields of NewPerson may be given by name."""
    new = NewPerson(first_name=first_name, last_name=last_name, date_of_birth=date_of_birth, sex=sex, **more)  # type: ignore[arg-type]  # the builder passes a test's own fields through
    return children.record_person(new, by=by or a_worker(), at=at)


def a_home(
    *people: Person,
    lines: str = "14 Gull Street",
    postcode: str = "TS1 4AB",
    roles: tuple[str, ...] = (),
    at: datetime = NOW - A_WHILE_AGO,
    by: Worker | None = None,
) -> Household:
    """A household in which these people live."""
    worker = by or a_worker()
    household = children.start_household(lines=lines, postcode=postcode, from_on=at.date(), by=worker, at=at)
    for place, person in enumerate(people):
        role = roles[place] if place < len(roles) else "child"
        children.join_household(person=person, household=household, role=role, from_on=at.date(), by=worker, at=at)
    return household


def a_child_at_home_with(
    *others: Person, first_name: str = "Marlowe", last_name: str = "Quillfeather", by: Worker | None = None
) -> Person:
    """A known child who lives with these people: in their home if they have one, else in a new one."""
    child = a_person(first_name, last_name, by=by)
    home = Membership.objects.filter(person__in=others, until_on__isnull=True).first()
    if home is None:
        a_home(child, *others, by=by)
    else:
        moved_at = NOW - A_WHILE_AGO
        children.join_household(
            person=child,
            household=home.household,
            role="child",
            from_on=moved_at.date(),
            by=by or a_worker(),
            at=moved_at,
        )
    return child


def a_professional(agency: Agency | None = None, *, email: str = "referrer@school.example") -> Professional:
    agency = agency or an_agency()
    return Professional.objects.create(
        authority_id=agency.authority_id,
        agency=agency,
        name="Perpetua Inkwell",
        role="Designated safeguarding lead",
        phone="01632 960 110",
        email=email,
    )


def a_told_child(first_name: str = "Marlowe", last_name: str = "Quillfeather", **more: object) -> ToldPerson:
    told = {"date_of_birth": date(2011, 3, 9), "sex": "M", "impact": "Comes to school hungry and tired.", **more}
    return ToldPerson(is_child=True, first_name=first_name, last_name=last_name, **told)  # type: ignore[arg-type]  # as above


def a_told_adult(first_name: str = "Odette", last_name: str = "Quillfeather", **more: object) -> ToldPerson:
    told = {"relationship": "Mother", "lives_in_home": True, **more}
    return ToldPerson(is_child=False, first_name=first_name, last_name=last_name, **told)  # type: ignore[arg-type]  # as above


def told_by_a_school(*people: ToldPerson, at: datetime = NOW, authority_id: int = 1, **more: object) -> Told:
    """What a school's safeguarding lead tells on the phone about one child, unless people are given."""
    professional = a_professional(an_agency(authority_id=authority_id))
    told = {
        "channel": "phone",
        "source_code": "2A",
        "received_at": at,
        "what_happened": "He told his teacher that he is afraid to go home at weekends.",
        "agency_id": professional.agency_id,
        "professional_id": professional.pk,
        "teller_name": professional.name,
        "teller_role": professional.role,
        "teller_phone": professional.phone,
        "teller_email": professional.email,
        "how_known": "child_said",
        "wants": "Somebody to talk to the family",
        "sharing_basis": "safeguarding",
        "family_agreement": "not_sought",
        "family_told": "not_told",
        **more,
    }
    return Told(people=people or (a_told_child(),), **told)  # type: ignore[arg-type]  # as above


def a_contact(
    *people: ToldPerson, by: Worker | None = None, at: datetime = NOW, authority_id: int = 1, **more: object
) -> Contact:
    """A contact just received from a school about one child, unless people are given; more fields of Told by name."""
    worker = by or a_worker(Role.CONTACT_OFFICER, authority_id=authority_id)
    told = told_by_a_school(*people, at=at, authority_id=worker.authority_id, **more)
    return intake.receive(told, by=worker, at=at)


def named_in(contact: Contact) -> list[NamedPerson]:
    """Everybody named in a contact, in order."""
    return list(NamedPerson.objects.filter(contact=contact).order_by("position"))


def said_to_be(named: NamedPerson, person: Person, *, by: Worker | None = None, at: datetime = NOW) -> None:
    """A worker has said that this named person is that known one."""
    intake.identify(named=named, person=person, verdict=Verdict.SAME, weight=20.0, by=by or a_worker(), at=at)


def a_contact_about(person: Person, *, by: Worker | None = None, at: datetime = NOW, **more: object) -> Contact:
    """A contact about a known person, who is identified in it."""
    told = a_told_child(person.first_name, person.last_name, date_of_birth=person.date_of_birth, sex=person.sex)
    contact = a_contact(told, by=by, at=at, **more)  # type: ignore[arg-type]  # as above
    said_to_be(named_in(contact)[0], person, by=by, at=at)
    return contact


def a_contact_about_a_known_child(
    *, by: Worker | None = None, at: datetime = NOW, **more: object
) -> tuple[Contact, Person]:
    """A contact about a child whom we know, identified as that child."""
    child = a_person(by=by)
    return a_contact_about(child, by=by, at=at, **more), child
