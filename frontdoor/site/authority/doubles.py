"""Records that may be the same person, as a real register has them: written down twice, joined, parted, kept apart.

They are made by the actions that the pages use, once everybody is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from frontdoor.journey.children import actions as children
from frontdoor.journey.children.facts import NewPerson
from frontdoor.journey.children.models import Membership, Person, SamePerson
from frontdoor.library.clocks import LONDON
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.policy import queries as policy

TWICE = 12
"""So many children were written down a second time in the last weeks."""
WRITTEN_AGAIN = TWICE + 1
"""So many records there are more than people were invented: one of them for a child who was adopted."""
WEEKS = 8


@dataclass(frozen=True, kw_only=True)
class Double:
    """A child who was written down twice."""

    first: Person
    second: Person


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Who says what of them: the three who may join records and sign in."""

    worker: Worker
    manager: Worker
    head: Worker


def lay(authority_id: int, *, seed: int, machine: ledger.Actor, until: datetime) -> None:
    """Write some children down twice, and let people say some of what there is to say about them."""
    desk, rng = _desk(authority_id), Random(seed)
    chosen = _children(authority_id, rng, until.astimezone(LONDON).date())
    if desk is None or len(chosen) < TWICE:
        return
    doubles = [
        _write_again(one, place, rng, by=machine, at=until - timedelta(days=rng.randrange(3, WEEKS * 7), hours=2))
        for place, one in enumerate(chosen)
    ]
    _say(doubles, desk, until)
    _adopt(doubles[-1].first, desk, machine, until)
    least = policy.in_force(authority_id, at=until).rules.show_first_from
    found = [one.second.pk for one in doubles]
    children.find_pairs(found, least_weight=least, by=machine, at=until)


def _desk(authority_id: int) -> Desk | None:
    found = [
        Worker.objects.filter(authority_id=authority_id, sign_in_name=role.value.replace("_", "-")).first()
        for role in (Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.SERVICE_MANAGER)
    ]
    worker, manager, head = found
    return Desk(worker=worker, manager=manager, head=head) if worker and manager and head else None


def _children(authority_id: int, rng: Random, on: date) -> list[Person]:
    """Choose children who have both names and a home with an open address."""
    born_after = date(on.year - 15, on.month, 1)
    homes = Membership.objects.filter(
        authority_id=authority_id,
        until_on__isnull=True,
        person__date_of_birth__range=(born_after, date(on.year - 1, on.month, 1)),
        household__seal__isnull=True,
        household__addresses__until_on__isnull=True,
    )
    ids = sorted(homes.exclude(person__first_name="").values_list("person_id", flat=True).distinct())
    return [Person.objects.get(pk=one) for one in rng.sample(ids, min(TWICE, len(ids)))]


def _write_again(first: Person, place: int, rng: Random, *, by: ledger.Actor, at: datetime) -> Double:
    """Record a child a second time as somebody heard it on the phone, in the home that they are known to have."""
    told = NewPerson(
        first_name=first.first_name, last_name=first.last_name, date_of_birth=first.date_of_birth, sex=first.sex
    )
    second = children.record_person(_as_heard(told, first, place, rng), by=by, at=at)
    home = Membership.objects.filter(person=first, until_on__isnull=True).select_related("household").order_by("pk")[0]
    children.join_household(person=second, household=home.household, role="child", from_on=at.date(), by=by, at=at)
    return Double(first=first, second=second)


def _as_heard(told: NewPerson, first: Person, place: int, rng: Random) -> NewPerson:
    """Change what is told in one of the ways in which people are written down again."""
    born = told.date_of_birth
    ways = (
        replace(told, last_name=_misspelt(told.last_name, rng)),
        replace(told, first_name=_misspelt(told.first_name, rng)),
        replace(told, first_name=told.last_name, last_name=told.first_name),
        replace(told, date_of_birth=born.replace(day=born.month, month=born.day)) if born and born.day <= 12 else told,
        replace(told, last_name=f"{told.last_name}-{_name_at_home(first)}"),
        replace(told, nhs_number=first.nhs_number, last_name=_name_at_home(first)),
    )
    return ways[place % len(ways)]


def _misspelt(name: str, rng: Random) -> str:
    """Leave one letter out, as somebody does who hears a name on the phone."""
    place = rng.randrange(1, len(name)) if len(name) > 3 else 0
    return name[:place] + name[place + 1 :] if place else name


def _name_at_home(child: Person) -> str:
    """Find the family name of another who lives there, such as a mother's who has married."""
    others = Membership.objects.filter(household__memberships__person=child, until_on__isnull=True)
    names = others.exclude(person__last_name=child.last_name).values_list("person__last_name", flat=True)
    return next((name for name in names.order_by("pk") if name), child.last_name)


def _say(doubles: Sequence[Double], desk: Desk, until: datetime) -> None:
    """Say of the first few what they are; the others wait to be looked at."""
    waiting, also_waiting, joined, wrong, two, asked = doubles[:6]
    then = until - timedelta(days=2)
    for one, by in ((waiting, desk.worker), (also_waiting, desk.manager)):
        _propose(one, by, then)
    _warn(waiting.second, desk, then)
    link = _propose(joined, desk.worker, then)
    children.confirm_same(link=link, by=desk.manager, at=until - timedelta(days=1))
    link = _propose(wrong, desk.worker, then)
    children.confirm_same(link=link, by=desk.manager, at=until - timedelta(days=1))
    because = "The school says that they are cousins of the same name, in two classes."
    children.end_same(link=link, because=because, are_two_people=True, by=desk.head, at=until - timedelta(hours=3))
    because = "Different mothers: the health visitor knows both families."
    children.say_not_same(one=two.first, other=two.second, because=because, by=desk.worker, at=then)
    children.ask_about(
        one=asked.first,
        other=asked.second,
        words="You have been to this home: is there one child of this name, or are there two?",
        of=desk.worker,
        by=desk.manager,
        at=then,
    )


def _propose(double: Double, by: Worker, at: datetime) -> SamePerson:
    return children.propose_same(
        one=double.first,
        other=double.second,
        leading=double.first,
        because="The same home and the same school; the mother has one child of this age.",
        by=by,
        at=at,
    )


def _warn(person: Person, desk: Desk, at: datetime) -> None:
    children.record_caution(
        person=person,
        kind="danger_to_staff",
        words="Visit in twos: a man in the home threatened a health visitor.",
        from_on=at.date(),
        until_on=None,
        by=desk.worker,
        at=at,
    )


def _adopt(child: Person, desk: Desk, machine: ledger.Actor, until: datetime) -> None:
    """Let a child have been adopted: a second identity, in a home of its own, of which nobody learns from the pages."""
    at = until - timedelta(days=WEEKS * 7)
    again = NewPerson(
        first_name=child.first_name, last_name="Ashworth", date_of_birth=child.date_of_birth, sex=child.sex
    )
    adopted = children.record_person(again, by=machine, at=at)
    home = children.start_household(lines="3 Orchard Close", postcode="", from_on=at.date(), by=machine, at=at)
    children.join_household(person=adopted, household=home, role="child", from_on=at.date(), by=machine, at=at)
    children.keep_apart(one=child, other=adopted, because="An adoption order", by=desk.head, at=at)
