"""Which records are one person: how a query reads all of them, whichever of them it is asked about.

A fact keeps the record that it was written on. So a query that reads facts about people asks for `of_people(rows, ids)`
and spreads what it finds with `spread`: the answer stands under whatever record was asked about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, Model, OuterRef, QuerySet
from django.db.models.expressions import RawSQL

from frontdoor.journey.children.models import JoinedRecord, Person
from frontdoor.record.organisations.asking import Question, ask

Row = TypeVar("Row", bound=Model)

NEVER_TOGETHER = "SELECT one_id, other_id FROM children_never_together(%s)"
_JOINED_WITH = (
    "SELECT unnest(%s::bigint[]) UNION SELECT mates.person_id FROM children_joinedrecord mine"
    " JOIN children_joinedrecord mates USING (leading_id) WHERE mine.person_id = ANY (%s)"
)


def joined_with(person_ids: Iterable[int]) -> RawSQL:
    """Give, for use in a query, every record that is joined with these, and these."""
    asked = sorted(set(person_ids))
    return RawSQL(_JOINED_WITH, [asked, asked], output_field=BigIntegerField())  # noqa: S611  (a constant; ids are parameters)


def of_people(rows: QuerySet[Row], person_ids: Iterable[int], *, person: str = "person") -> QuerySet[Row]:
    """Find what was recorded about people, on whichever of their joined records, in the query's own round trip."""
    mates = JoinedRecord.objects.filter(leading__leads__person=OuterRef(f"{person}_id")).values("person_id")
    found = rows.filter(**{f"{person}_id__in": joined_with(person_ids)}).annotate(whose=ArraySubquery(mates))
    return cast("QuerySet[Row]", found)


def spread(rows: Iterable[Row], person_ids: Iterable[int], *, person: str = "person") -> Iterator[tuple[int, Row]]:
    """Go through rows that `of_people` found, each with whom it is about of those who were asked about."""
    asked = set(person_ids)
    for row in rows:
        whose: list[int] = getattr(row, "whose", [])
        for one in sorted(asked & {getattr(row, f"{person}_id"), *whose}):
            yield one, row


def with_leading(people: QuerySet[Person]) -> QuerySet[Person]:
    """Bring along the record under which each is read."""
    return people.select_related("joined__leading")


def leading(person: Person) -> Person:
    """Give the record under which a person is read: their own, unless it is joined with another that leads."""
    joined = getattr(person, "joined", None)
    return joined.leading if joined is not None else person


def leading_of(person_ids: Iterable[int]) -> dict[int, int]:
    """Find the record under which each is read."""
    asked = set(person_ids)
    rows = JoinedRecord.objects.filter(person_id__in=asked).values_list("person_id", "leading_id")
    return {one: one for one in asked} | dict(rows)


def identities_of(person_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """Find every record of each person, theirs included: those joined by links that a second person confirmed."""
    asked = set(person_ids)
    found: dict[int, set[int]] = {one: {one} for one in asked}
    mates = JoinedRecord.objects.filter(leading__leads__person_id__in=asked)
    for one, mate in mates.values_list("leading__leads__person_id", "person_id"):
        if one in found:
            found[one].add(mate)
    return {one: frozenset(records) for one, records in found.items()}


def is_linked(person: Person) -> bool:
    """Say whether anybody said that there is another record of a person; no query where `with_leading` brought it."""
    return getattr(person, "joined", None) is not None


def records_of(people: Iterable[Person]) -> set[int]:
    """Find every record of people; no query where nobody is linked with another and `with_leading` said so."""
    found = list(people)
    linked = [person.pk for person in found if is_linked(person)]
    joined = identities_of(linked) if linked else {}
    return {person.pk for person in found}.union(*joined.values())


def circle_of(person_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """Find every record that is, or may be, the same person: also by links that wait for a second person."""
    asked = set(person_ids)
    found: dict[int, set[int]] = defaultdict(set)
    mates = JoinedRecord.objects.filter(circle__circled__person_id__in=asked)
    for one, mate in mates.values_list("circle__circled__person_id", "person_id"):
        found[one].add(mate)
    return {one: frozenset({one, *found[one]}) for one in asked}


def never_together(person_ids: Iterable[int]) -> set[frozenset[int]]:
    """Find the pairs among these whose two records may never be shown together, joined records included.

    Nobody learns from it of a pair that they did not name: the database answers about pairs among those given.
    """
    return set(ask(*apart_among(person_ids)))


def apart_among(person_ids: Iterable[int]) -> Question[frozenset[int]]:
    """Ask for the pairs among these whose two records may never be shown together."""
    asked = sorted(set(person_ids))
    return Question(NEVER_TOGETHER, [asked if len(asked) > 1 else []], _pair)


def _pair(one_id: int, other_id: int) -> frozenset[int]:
    return frozenset({one_id, other_id})
