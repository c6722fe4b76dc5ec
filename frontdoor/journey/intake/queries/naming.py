"""Who is named in a contact, and who they were said to be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from frontdoor.journey.children import queries as children
from frontdoor.journey.children.facts import NewPerson
from frontdoor.journey.children.models import Household, Membership, Person, Sex
from frontdoor.journey.intake.models import Contact, Identification, NamedPerson, Verdict
from frontdoor.journey.intake.rules import IdentifyingFacts
from frontdoor.journey.intake.told import ToldPerson
from frontdoor.library import matching
from frontdoor.library.matching import PersonDetails

VERDICTS: frozenset[str] = frozenset(Verdict.values)


def identified(named_ids: Iterable[int]) -> dict[int, Person]:
    """Find who each named person is currently said to be, under the record that leads."""
    said = Identification.objects.filter(
        named_id__in=set(named_ids), verdict=Verdict.SAME, withdrawn_at__isnull=True
    ).select_related("person__joined__leading")
    return {one.named_id: children.leading(one.person) for one in said}


def named_on(contact: Contact) -> QuerySet[NamedPerson]:
    """Find everybody named in a contact, in the order in which they were told."""
    return NamedPerson.objects.filter(contact=contact).order_by("position")


def said_of(named: NamedPerson) -> QuerySet[Identification]:
    """Find what stands said of who a named person is."""
    return Identification.objects.filter(named=named, withdrawn_at__isnull=True).select_related("named")


def identifying_facts(named: NamedPerson, *, person: Person | None, is_same: bool) -> IdentifyingFacts:
    """Gather what bears on saying who a named person is; no person for somebody new."""
    standing = Identification.objects.filter(named=named, withdrawn_at__isnull=True).select_related("person")
    same = next((one.person for one in standing if one.verdict == Verdict.SAME), None)
    return IdentifyingFacts(
        has_contact_ended=Contact.objects.get(pk=named.contact_id).ended_at is not None,
        already_same_as=f"{children.name_of(same)} ({same.reference})" if same is not None and is_same else "",
        pair_has_verdict=person is not None and _is_said_of(standing, person),
    )


def _is_said_of(standing: Iterable[Identification], person: Person) -> bool:
    """Say whether a verdict stands already on any of a person's joined records."""
    said = {one.person_id for one in standing}
    return bool(said) and bool(said & children.identities_of([person.pk])[person.pk])


def as_details(named: NamedPerson | ToldPerson) -> PersonDetails:
    """Turn a person as told into details that can be compared."""
    return PersonDetails(
        first_name=named.first_name,
        last_name=named.last_name,
        date_of_birth=named.date_of_birth,
        date_of_birth_text=named.age_told,
        expected_on=named.expected_on,
        sex="" if named.sex == Sex.UNKNOWN else named.sex,
        nhs_number=named.nhs_number,
        phone=named.phone,
        postcodes=(named.postcode,) if named.postcode else (),
        address=named.address,
    )


def as_new_person(named: NamedPerson) -> NewPerson:
    """Turn a named person into somebody to be recorded."""
    return NewPerson(
        first_name=named.first_name,
        last_name=named.last_name,
        date_of_birth=named.date_of_birth,
        expected_on=named.expected_on,
        sex=named.sex,
        nhs_number=named.nhs_number,
        phone=named.phone,
        school=named.school,
    )


def home_told_for(named: NamedPerson, *, on: date) -> Household | None:
    """Find the home of somebody already identified on the same contact who is told to live at the same address."""
    if not (named.address or named.postcode):
        return None
    same_address = NamedPerson.objects.filter(
        contact_id=named.contact_id, address__iexact=named.address, postcode__iexact=named.postcode
    ).exclude(pk=named.pk)
    living = Membership.objects.filter(
        person_id__in=children.joined_with(
            person.pk for person in identified(same_address.values_list("pk", flat=True)).values()
        ),
        until_on__isnull=True,
        from_on__lte=on,
        household__addresses__until_on__isnull=True,
        household__addresses__postcode__iexact=named.postcode,
    )
    membership = living.select_related("household").order_by("pk").first()
    return membership.household if membership else None


def weight_of(named: NamedPerson, person: Person) -> float | None:
    """Weigh a named person against a known one: what is kept beside a worker's word, and decides nothing.

    Of joined records the one that agrees best is weighed, as it is when people are suggested.
    """
    records = children.details_of(children.identities_of([person.pk])[person.pk])
    told, model = as_details(named), children.model_of(person.authority_id)
    return max((matching.compare(told, known, model).weight for known in records.values()), default=None)
