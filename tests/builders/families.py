"""Families, as situations."""

from __future__ import annotations

from datetime import date, datetime

from frontdoor.journey.children import actions
from frontdoor.journey.children.facts import ToldResponsibility, ToldTie
from frontdoor.journey.children.models import ParentalResponsibility, Person, Relationship
from frontdoor.record.access.models import Worker
from tests.builders import a_worker
from tests.builders.contacts import NOW


def related(
    person: Person,
    other: Person,
    kind: str = "parent",
    *,
    since: date | None = None,
    by: Worker | None = None,
    at: datetime = NOW,
) -> Relationship:
    """`person` is a parent (or so) of `other`, as the family says."""
    told = ToldTie(kind=kind, how_known="said_by_family", from_on=since)
    return actions.relate(person=person, other=other, told=told, by=by or a_worker(), at=at)


def a_parent_of(child: Person, parent: Person, *, by: Worker | None = None, at: datetime = NOW) -> Relationship:
    return related(parent, child, by=by, at=at)


def responsible(
    holder: Person | None,
    child: Person,
    *,
    answer: str = "yes",
    basis: str = "",
    by: Worker | None = None,
    at: datetime = NOW,
) -> ParentalResponsibility:
    """Somebody has, or has not, parental responsibility for a child, as the family says; nobody is the council."""
    told = ToldResponsibility(answer=answer, basis=basis, how_known="said_by_family")
    return actions.say_responsible(holder=holder, child=child, told=told, by=by or a_worker(), at=at)
