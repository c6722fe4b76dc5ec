"""Two records of one person, and two identities that must never meet."""

from __future__ import annotations

from datetime import datetime

from frontdoor.journey.children import actions
from frontdoor.journey.children.models import Caution, Person, SamePerson
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from tests.builders import a_worker
from tests.builders.contacts import NOW


def proposed(
    one: Person,
    other: Person,
    *,
    leading: Person | None = None,
    because: str = "Same school, same mother",
    by: Worker | None = None,
    at: datetime = NOW,
) -> SamePerson:
    """A worker has proposed that two records are one person."""
    return actions.propose_same(
        one=one, other=other, leading=leading or one, because=because, by=by or a_worker(), at=at
    )


def joined(one: Person, other: Person, *, leading: Person | None = None, at: datetime = NOW) -> SamePerson:
    """A second worker has confirmed it."""
    link = proposed(one, other, leading=leading, at=at)
    return actions.confirm_same(link=link, by=a_worker(), at=at)


def parted(link: SamePerson, *, at: datetime = NOW) -> SamePerson:
    """Somebody saw that it was wrong."""
    return actions.end_same(link=link, because="They are cousins", are_two_people=True, by=a_worker(), at=at)


def kept_apart(one: Person, other: Person, *, at: datetime = NOW) -> None:
    """A child's two identities, before and after an adoption."""
    manager = a_worker(Role.SERVICE_MANAGER)
    actions.keep_apart(one=one, other=other, because="Adoption order of 3 May 2016", by=manager, at=at)


def warned_of(
    person: Person, words: str = "Threatened a worker with a knife", *, kind: str = "danger_to_staff"
) -> Caution:
    """A warning stands on somebody."""
    return actions.record_caution(
        person=person, kind=kind, words=words, from_on=NOW.date(), until_on=None, by=a_worker(), at=NOW
    )
