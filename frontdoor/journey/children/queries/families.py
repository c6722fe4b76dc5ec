"""A person's family: those near them by relationship or home, in a fixed number of queries however many they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import connection
from django.db.models import Q

from frontdoor.journey.children.kin import Duty, Family, HomePlace, Kin, Stay, Tie
from frontdoor.journey.children.models import (
    Address,
    Household,
    Membership,
    ParentalResponsibility,
    Person,
    Relationship,
)
from frontdoor.journey.children.queries.cautions import hidden_homes
from frontdoor.journey.children.queries.identities import leading, never_together, with_leading
from frontdoor.journey.children.queries.people import visible_to
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import Refused

MOST = 40

# Two steps from the person, or one from those who share a home; then the other parents of half-brothers and -sisters.
# A record that is joined with another is no step away from it. OFFSET 0 keeps the last step to the indexes.
_NEAR = """
WITH RECURSIVE own AS (
    SELECT %(person)s::bigint AS person_id
    UNION SELECT mates.person_id FROM children_joinedrecord mine
    JOIN children_joinedrecord mates USING (leading_id) WHERE mine.person_id = %(person)s
), near AS (
    SELECT person_id, 0 AS far FROM own
    UNION
    SELECT others.person_id, 1 FROM children_membership mine
    JOIN children_membership others USING (household_id)
    WHERE mine.person_id IN (SELECT person_id FROM own)
    AND mine.from_on <= %(day)s AND (mine.until_on IS NULL OR mine.until_on > %(day)s)
    AND others.from_on <= %(day)s AND (others.until_on IS NULL OR others.until_on > %(day)s)
    UNION
    SELECT holder_id, 1 FROM children_parentalresponsibility
    WHERE child_id IN (SELECT person_id FROM own) AND holder_id IS NOT NULL AND withdrawn_at IS NULL
    UNION
    SELECT found.person_id, near.far + found.step FROM near, LATERAL (
        SELECT other_id, 1 FROM children_relationship
        WHERE children_relationship.person_id = near.person_id AND withdrawn_at IS NULL
        UNION ALL
        SELECT children_relationship.person_id, 1 FROM children_relationship
        WHERE other_id = near.person_id AND withdrawn_at IS NULL
        UNION ALL
        SELECT mates.person_id, 0 FROM children_joinedrecord mine
        JOIN children_joinedrecord mates USING (leading_id) WHERE mine.person_id = near.person_id
    ) AS found (person_id, step) WHERE near.far + found.step <= 2
), nearest AS (SELECT person_id, min(far) AS far FROM near GROUP BY person_id)
SELECT person_id, far FROM nearest
UNION
SELECT other_parent.person_id, 3 FROM nearest, LATERAL (
    SELECT parent.person_id FROM children_relationship ours
    JOIN children_relationship parent ON parent.other_id = ours.other_id
    WHERE ours.person_id = nearest.person_id AND ours.kind = 'parent' AND parent.kind = 'parent'
    AND ours.withdrawn_at IS NULL AND parent.withdrawn_at IS NULL OFFSET 0
) AS other_parent
WHERE nearest.far <= 1 AND other_parent.person_id NOT IN (SELECT person_id FROM nearest)
ORDER BY 2, 1
"""


def family_of(person: Person, *, on: date, most: int = MOST) -> Family:
    """Read a person's family as it is known on a day. Joined records are one person, under the one that leads."""
    near = _near(person.pk, on)
    people = {one.pk: one for one in with_leading(Person.objects.filter(pk__in=near))}
    led_by = {pk: leading(one).pk for pk, one in people.items()}
    nearest = list(dict.fromkeys(led_by[pk] for pk in near if pk in led_by))
    shown = _apart(nearest, near)[:most]
    records = [pk for pk, leader in led_by.items() if leader in set(shown)]
    child_id = led_by[person.pk]
    stays = _stays(records, led_by, child_id=child_id, on=on)
    return Family(
        child_id=child_id,
        on=on,
        people=tuple(_kin(leader, [people[pk] for pk in records if led_by[pk] == leader]) for leader in shown),
        ties=_ties(records, led_by),
        stays=stays,
        homes=_homes(stays, child_id=child_id, on=on),
        duties=_duties([pk for pk in records if led_by[pk] == child_id], led_by),
        left_out=len(nearest) - len(shown),
    )


def _near(person_id: int, on: date) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, {"person": person_id, "day": on})
        return [found for found, _ in cursor.fetchall()]


def _apart(nearest: list[int], near: list[int]) -> list[int]:
    """Leave out the further of two identities of which nobody may learn that they are one."""
    left_out: set[int] = set()
    place = {one: at for at, one in enumerate(nearest)}
    for pair in never_together(near):
        known = sorted(pair & set(place), key=lambda one: place[one])
        left_out.update(known[1:])
    return [one for one in nearest if one not in left_out]


def _kin(leader: int, records: Iterable[Person]) -> Kin:
    """Put together what the joined records of one person say; the one that leads says it first."""
    ordered = sorted(records, key=lambda one: (one.pk != leader, one.pk))
    first = leading(ordered[0])
    born_on = next((one.date_of_birth for one in (first, *ordered) if one.date_of_birth), None)
    return Kin(
        person_id=leader,
        reference=first.reference,
        first_name=first.first_name,
        last_name=first.last_name,
        sex=next((one.sex for one in (first, *ordered) if one.sex in ("M", "F")), "U"),
        born_on=born_on,
        expected_on=None if born_on else first.expected_on,
        died_on=next((one.died_on for one in (first, *ordered) if one.died_on), None),
    )


def _ties(records: list[int], led_by: Mapping[int, int]) -> tuple[Tie, ...]:
    found = Relationship.objects.filter(person_id__in=records, other_id__in=records, withdrawn_at__isnull=True)
    return tuple(
        Tie(
            person_id=led_by[one.person_id],
            other_id=led_by[one.other_id],
            kind=one.kind,
            tie_id=one.pk,
            how_known=one.get_how_known_display(),
            from_on=one.from_on,
            until_on=one.until_on,
        )
        for one in found.order_by("pk")
        if led_by[one.person_id] != led_by[one.other_id]
    )


def _stays(records: list[int], led_by: Mapping[int, int], *, child_id: int, on: date) -> tuple[Stay, ...]:
    """Find where everybody lives now, and where the child has lived before."""
    lives_there = Q(from_on__lte=on) & (Q(until_on__isnull=True) | Q(until_on__gt=on))
    own = [pk for pk in records if led_by[pk] == child_id]
    found = Membership.objects.filter(lives_there | Q(person_id__in=own), person_id__in=records)
    return tuple(
        Stay(
            person_id=led_by[one.person_id],
            household_id=one.household_id,
            from_on=one.from_on,
            stay_id=one.pk,
            until_on=one.until_on,
            role=one.role,
            time_there=one.get_time_there_display(),
        )
        for one in found.filter(withdrawn_at__isnull=True).order_by("from_on", "pk")
    )


def _homes(stays: tuple[Stay, ...], *, child_id: int, on: date) -> tuple[HomePlace, ...]:
    """List the homes in the order of their numbers: where the child lives now, where the others do, where they did."""
    first: dict[int, tuple[int, date, int]] = {}
    for stay in stays:
        is_own, is_now = stay.person_id == child_id, stay.is_on(on)
        rank = (0 if is_own and is_now else 1 if is_now else 2, stay.from_on, stay.household_id)
        first[stay.household_id] = min(rank, first.get(stay.household_id, rank))
    sealed = hidden_homes(first)
    addresses = Address.objects.filter(household_id__in=set(first) - sealed, until_on__isnull=True).order_by("pk")
    stand: dict[int, str] = {one.household_id: ", ".join(filter(None, (one.lines, one.postcode))) for one in addresses}
    return tuple(
        HomePlace(household_id=one, address=stand.get(one, ""), is_sealed=one in sealed)
        for one in sorted(first, key=lambda one: first[one])
    )


def _duties(own: list[int], led_by: Mapping[int, int]) -> tuple[Duty, ...]:
    """Find who has parental responsibility for the person, and for whom the person has it."""
    found = ParentalResponsibility.objects.filter(Q(child_id__in=own) | Q(holder_id__in=own), withdrawn_at__isnull=True)
    return tuple(
        Duty(
            child_id=led_by.get(one.child_id, one.child_id),
            answer=one.answer,
            holder_id=None if one.holder_id is None else led_by.get(one.holder_id, one.holder_id),
            duty_id=one.pk,
            basis=one.get_basis_display(),
            how_known=one.get_how_known_display(),
            from_on=one.from_on,
            until_on=one.until_on,
        )
        for one in found.order_by("pk")
    )


def home_numbered(family: Family, number: int | None) -> Household | None:
    """Find the home that a family's page names by this number; no number is a new home."""
    return None if number is None else Household.objects.get(pk=family.homes[number - 1].household_id)


def chosen(reference: str, *, worker: Worker) -> Person:
    """Find somebody by the reference that was chosen or typed, or refuse with what to do."""
    person = visible_to(worker).filter(reference=reference).first()
    if person is None:
        raise Refused(["No person that you may open has this reference: check it, or search for them by name."])
    return person
