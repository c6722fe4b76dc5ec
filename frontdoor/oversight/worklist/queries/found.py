"""Who is found by what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce

from frontdoor.journey.children import queries as children
from frontdoor.journey.children.models import MatchKey, OtherName, Person
from frontdoor.journey.intake.models import Identification, Verdict
from frontdoor.library.matching import block_keys
from frontdoor.oversight.worklist.asked import Asked, closeness, ways_to_say
from frontdoor.oversight.worklist.queries.story import open_to
from frontdoor.record.access.models import Worker

MOST_CANDIDATES = 400
MOST_FOUND = 50


@dataclass(frozen=True, kw_only=True)
class Found:
    """One person in the list. `also_known_as` holds the other names that were compared."""

    person_id: int
    reference: str
    name: str
    also_known_as: str
    born_on: date | None
    expected_on: date | None
    open_to: str
    last_contact_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class People:
    """The nearest first, at most MOST_FOUND of `counted`."""

    found: tuple[Found, ...]
    counted: int


def find(asked: Asked, *, worker: Worker) -> People:
    """Find people by name and date of birth, in every order of the names and through the ways they are written."""
    people = children.with_leading(children.visible_to(worker))
    candidates = list(_candidates(people, asked)[:MOST_CANDIDATES])
    others = _other_names([one.pk for one in candidates])
    near = sorted(candidates, key=lambda one: _order(asked, one, others.get(one.pk, ())))
    once = _once(near)
    return People(found=tuple(_described(once[:MOST_FOUND], others)), counted=len(once))


def _once(near: Iterable[Person]) -> list[Person]:
    """List each person once, under the record that leads; and never both of two identities that are kept apart."""
    led = list({children.leading(one).pk: children.leading(one) for one in near}.values())
    apart = children.never_together(one.pk for one in led) if len(led) > 1 else set()
    kept: list[Person] = []
    for one in led:
        if not any(frozenset({one.pk, other.pk}) in apart for other in kept):
            kept.append(one)
    return kept


def by_reference(asked: Asked, *, worker: Worker) -> Person | None:
    """Find the person whose reference was typed, whichever of their joined records it is of."""
    return children.visible_to(worker).filter(reference=asked.person).first() if asked.person else None


def _candidates(people: QuerySet[Person], asked: Asked) -> QuerySet[Person]:
    if not asked.names:
        return people.filter(date_of_birth=asked.born_on) if asked.born_on else people.none()
    named = _begins_with(asked.names)
    keys = {key for way in ways_to_say(asked) for key in block_keys(way)}
    by_key = MatchKey.objects.filter(key__in=keys).values_list("person_id", flat=True)
    aliases = OtherName.objects.filter(_begins_with(asked.names, middle=False)).values_list("person_id", flat=True)
    ids = {*by_key[: 4 * MOST_CANDIDATES], *aliases[:MOST_CANDIDATES]}
    wanted = named | Q(pk__in=ids)
    return people.filter(wanted & Q(date_of_birth=asked.born_on) if asked.born_on else wanted)


def _begins_with(names: Sequence[str], *, middle: bool = True) -> Q:
    """Ask that every word begins one of the names; a double name may begin at either half."""
    every = Q()
    for word in names:
        one = Q()
        for column in ("first_name", "middle_names", "last_name") if middle else ("first_name", "last_name"):
            one |= Q(**{f"{column}__istartswith": word})
            one |= Q(**{f"{column}__icontains": f" {word}"}) | Q(**{f"{column}__icontains": f"-{word}"})
        every &= one
    return every


def _other_names(person_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    names: dict[int, tuple[str, ...]] = {}
    rows = OtherName.objects.filter(person_id__in=person_ids).order_by("pk")
    for person_id, first, last in rows.values_list("person_id", "first_name", "last_name"):
        names[person_id] = (*names.get(person_id, ()), f"{first} {last}".strip())
    return names


def _order(asked: Asked, person: Person, others: Sequence[str]) -> tuple[int, str, str, int]:
    names = (person.first_name, person.middle_names, person.last_name, *others)
    near = closeness(asked, names=names, born_on=person.date_of_birth)
    return -near, person.last_name.casefold(), person.first_name.casefold(), person.pk


def _last_contacts(person_ids: Iterable[int]) -> dict[int, datetime]:
    """Say when each was last told of, on any record, by the record that leads."""
    standing = Identification.objects.filter(
        person_id__in=children.joined_with(person_ids), verdict=Verdict.SAME, withdrawn_at__isnull=True
    )
    led = standing.values_list(Coalesce("person__joined__leading_id", "person_id"))
    return dict(led.annotate(last_at=Max("named__contact__received_at")))


def _described(people: Sequence[Person], others: dict[int, tuple[str, ...]]) -> list[Found]:
    ids = [one.pk for one in people]
    episodes = children.open_episodes(ids)
    last = _last_contacts(ids)
    return [
        Found(
            person_id=one.pk,
            reference=one.reference,
            name=children.name_of(one),
            also_known_as=", ".join(others.get(one.pk, ())),
            born_on=one.date_of_birth,
            expected_on=one.expected_on,
            open_to=open_to(episodes[one.pk]) if one.pk in episodes else "",
            last_contact_at=last.get(one.pk),
        )
        for one in people
    ]
