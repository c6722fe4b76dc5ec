"""People, where they live and to whom they are open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from frontdoor.journey.children.facts import ClosingFacts, HomeMember, OpeningFacts
from frontdoor.journey.children.models import Address, Episode, Membership, OtherName, Person, Sex
from frontdoor.journey.children.queries.cautions import hidden
from frontdoor.journey.children.queries.identities import joined_with, leading, of_people, spread
from frontdoor.library.matching import PersonDetails
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission


def visible_to(worker: Worker) -> QuerySet[Person]:
    """Find the people whose pages this worker may open."""
    if not worker.may(Permission.PERSON_SEE):
        return Person.objects.none()
    return Person.objects.filter(authority_id=worker.authority_id)


def name_of(person: Person) -> str:
    """Write a person's name as it is said; an unborn child may have none."""
    name = f"{person.first_name} {person.last_name}".strip()
    return name or ("Unborn child" if person.expected_on else "Name not known")


def with_details(people: QuerySet[Person]) -> QuerySet[Person]:
    """Bring each person's other names and addresses along, the present address first; a hidden home's never.

    These are one record's own: what a record is found and compared by never comes from another.
    """
    homes = Address.objects.filter(
        household__memberships__person=OuterRef("pk"), household__memberships__withdrawn_at__isnull=True
    ).exclude(hidden("household"))
    return people.annotate(
        known_as=ArraySubquery(
            OtherName.objects.filter(person=OuterRef("pk"))
            .order_by("pk")
            .values(names=JSONObject(first="first_name", last="last_name"))
        ),
        lived_at=ArraySubquery(
            homes.order_by(
                F("household__memberships__until_on").desc(nulls_first=True),
                F("until_on").desc(nulls_first=True),
                "-from_on",
                "-pk",
            ).values(home=JSONObject(lines="lines", postcode="postcode"))
        ),
    )


def details_of(person_ids: Iterable[int]) -> dict[int, PersonDetails]:
    """Gather what is known of each person in the form in which people are compared."""
    people = with_details(Person.objects.filter(pk__in=set(person_ids)))
    return {person.pk: as_details(person) for person in people}


def as_details(person: Person) -> PersonDetails:
    """Turn a person brought by `with_details` into details."""
    known_as: Sequence[dict[str, str]] = getattr(person, "known_as", ())
    lived_at: Sequence[dict[str, str]] = getattr(person, "lived_at", ())
    return PersonDetails(
        first_name=person.first_name,
        middle_names=person.middle_names,
        last_name=person.last_name,
        other_names=tuple(f"{name['first']} {name['last']}".strip() for name in known_as),
        date_of_birth=person.date_of_birth,
        expected_on=person.expected_on,
        sex="" if person.sex == Sex.UNKNOWN else person.sex,
        nhs_number=person.nhs_number,
        upn=person.upn,
        phone=person.phone,
        postcodes=tuple(dict.fromkeys(home["postcode"] for home in lived_at if home["postcode"])),
        address=next((home["lines"] for home in lived_at if home["lines"]), ""),
        council_id=person.older_system_id,
    )


def home_of(person_ids: Iterable[int], on: date) -> dict[int, list[HomeMember]]:
    """Find everyone, themselves included, in every household where each person lives on a day.

    Joined records are one member of a home, under the record that leads.
    """
    asked = set(person_ids)
    lives_there = Q(from_on__lte=on, withdrawn_at__isnull=True) & (Q(until_on__isnull=True) | Q(until_on__gt=on))
    own = list(of_people(Membership.objects.filter(lives_there), asked))
    everybody = (
        Membership.objects.filter(lives_there, household_id__in={one.household_id for one in own})
        .select_related("person__joined__leading")
        .order_by("household_id", "person__date_of_birth", "person_id")
    )
    by_household: dict[int, dict[int, HomeMember]] = defaultdict(dict)
    for membership in everybody:
        member = _member(membership)
        by_household[membership.household_id].setdefault(member.person_id, member)
    homes_of: dict[int, dict[int, None]] = defaultdict(dict)
    for one, membership in sorted(spread(own, asked), key=lambda found: found[1].household_id):
        homes_of[one][membership.household_id] = None
    return {one: [member for home in homes_of[one] for member in by_household[home].values()] for one in asked}


def _member(membership: Membership) -> HomeMember:
    person = leading(membership.person)
    return HomeMember(
        household_id=membership.household_id,
        person_id=person.pk,
        reference=person.reference,
        name=name_of(person),
        date_of_birth=person.date_of_birth,
        expected_on=person.expected_on,
        role=membership.role,
        since=membership.from_on,
    )


def open_episodes(person_ids: Iterable[int]) -> dict[int, Episode]:
    """Find the open episode of each person who has one, with its worker and team; the latest, where two are open."""
    asked = set(person_ids)
    found = of_people(Episode.objects.filter(closed_at__isnull=True), asked).select_related("worker", "team")
    return {one: episode for one, episode in spread(found.order_by("opened_at"), asked)}


def own_open_episodes(person_ids: Iterable[int]) -> dict[int, Episode]:
    """Find the open episode of each record alone, without those of the records joined with it."""
    found = Episode.objects.filter(person_id__in=set(person_ids), closed_at__isnull=True)
    return {episode.person_id: episode for episode in found.select_related("worker", "team")}


def opening_facts(person: Person, *, at: datetime) -> OpeningFacts:
    """Gather what bears on whether a child may be opened."""
    episodes = list(Episode.objects.filter(person_id__in=joined_with([person.pk])).values_list("closed_at", flat=True))
    return OpeningFacts(
        reference=person.reference,
        is_open=None in episodes,
        died_on=person.died_on,
        last_closed_at=max((closed for closed in episodes if closed), default=None),
        at=at,
    )


def closing_facts(episode: Episode, *, reason: str, at: datetime) -> ClosingFacts:
    """Gather what bears on whether an open child may be closed."""
    return ClosingFacts(is_open=episode.closed_at is None, opened_at=episode.opened_at, reason=reason, at=at)
