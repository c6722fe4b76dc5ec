"""What bears on whether something about a family may be recorded, ended or withdrawn."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from frontdoor.journey.children.facts import ToldResponsibility, ToldTie
from frontdoor.journey.children.family_rules import (
    DyingFacts,
    EndingFacts,
    MovingFacts,
    RelatingFacts,
    ResponsibilityFacts,
)
from frontdoor.journey.children.models import (
    Household,
    Membership,
    ParentalResponsibility,
    Person,
    Relationship,
)
from frontdoor.journey.children.models.families import EITHER_WAY, STANDS
from frontdoor.journey.children.queries.identities import identities_of, joined_with

Fact = Relationship | ParentalResponsibility | Membership


def relating_facts(person: Person, other: Person, told: ToldTie, *, on: date) -> RelatingFacts:
    """Gather what stands between two people."""
    records = identities_of([person.pk, other.pk])
    mine, theirs = records[person.pk], records[other.pk]
    stands = Q(person_id__in=mine, other_id__in=theirs)
    if told.kind in EITHER_WAY:
        stands |= Q(person_id__in=theirs, other_id__in=mine)
    return RelatingFacts(
        one=person.reference,
        other=other.reference,
        kind=told.kind,
        is_oneself=bool(mine & theirs),
        is_recorded=Relationship.objects.filter(STANDS, stands, kind=told.kind).exists(),
        one_born_on=person.date_of_birth,
        other_born_on=other.date_of_birth or other.expected_on,
        how_known=told.how_known,
        from_on=told.from_on,
        on=on,
    )


def responsibility_facts(
    holder: Person | None, child: Person, told: ToldResponsibility, *, on: date
) -> ResponsibilityFacts:
    """Gather what bears on whether somebody's parental responsibility may be recorded. No holder is the council."""
    records = identities_of([child.pk, *([holder.pk] if holder else [])])
    of_holder = Q(holder_id__in=records[holder.pk]) if holder else Q(holder__isnull=True)
    standing = ParentalResponsibility.objects.filter(STANDS, of_holder, child_id__in=records[child.pk])
    return ResponsibilityFacts(
        holder=holder.reference if holder else "the council",
        child=child.reference,
        is_council=holder is None,
        is_oneself=holder is not None and holder.pk in records[child.pk],
        is_recorded=standing.exists(),
        is_unborn=child.expected_on is not None,
        child_born_on=child.date_of_birth,
        answer=told.answer,
        basis=told.basis,
        how_known=told.how_known,
        from_on=told.from_on,
        on=on,
    )


def moving_facts(person: Person, household: Household | None, *, from_on: date, on: date) -> MovingFacts:
    """Gather what bears on whether somebody may be recorded as living in a home; none is a new one."""
    there = Membership.objects.filter(
        person_id__in=joined_with([person.pk]), household=household, until_on__isnull=True
    )
    return MovingFacts(
        person=person.reference, lives_there=household is not None and there.exists(), from_on=from_on, on=on
    )


def ending_facts(fact: Fact, *, until_on: date | None = None, because: str = "", on: date) -> EndingFacts:
    """Gather what bears on whether a fact about a family may be ended or withdrawn."""
    return EndingFacts(
        is_withdrawn=fact.withdrawn_at is not None,
        from_on=fact.from_on,
        ended_on=fact.until_on,
        until_on=until_on,
        because=because,
        on=on,
    )


def dying_facts(person: Person, *, died_on: date, on: date) -> DyingFacts:
    """Gather what bears on whether somebody may be recorded as having died."""
    return DyingFacts(
        person=person.reference,
        is_recorded=person.died_on is not None,
        is_unborn=person.expected_on is not None,
        born_on=person.date_of_birth,
        died_on=died_on,
        on=on,
    )
