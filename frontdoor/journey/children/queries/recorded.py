"""Everything that was recorded of a person's family and homes, and by whom: what stands, is over, or was wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.functional import Promise

from frontdoor.journey.children.models import Membership, ParentalResponsibility, Person, Relationship
from frontdoor.journey.children.queries.cautions import hidden_homes
from frontdoor.journey.children.queries.family_facts import Fact
from frontdoor.journey.children.queries.identities import identities_of, leading, never_together
from frontdoor.journey.children.queries.people import name_of
from frontdoor.record.access.models import Worker


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """One fact as it was recorded. Where `is_wrong`, it was withdrawn, and `because` says why."""

    kind: str
    number: int
    words: str
    from_on: date | None
    until_on: date | None
    how_known: str
    recorded_at: datetime | None
    recorded_by: str
    withdrawn_at: datetime | None
    withdrawn_by: str
    because: str

    @property
    def is_wrong(self) -> bool:
        return self.withdrawn_at is not None


def recorded_about(person: Person) -> list[Recorded]:
    """List what was recorded of a person, on any of their joined records: what stands first, what was wrong last."""
    own = identities_of([person.pk])[person.pk]
    rows: list[tuple[str, Fact]] = [
        *(("relationship", one) for one in _relationships(own)),
        *(("responsibility", one) for one in _responsibilities(own)),
        *(("home", one) for one in _stays(own)),
    ]
    homes = hidden_homes([one.household_id for _, one in rows if isinstance(one, Membership)])
    apart = {other for pair in never_together({*own, *_named(rows)}) for other in pair if pair & own} - own
    found = [_recorded(kind, one, homes) for kind, one in rows if not apart & _people(one)]
    return sorted(found, key=lambda one: (one.is_wrong, one.until_on is not None))


def fact_about(person: Person, *, kind: str, number: int) -> Fact | None:
    """Find one of a person's facts; nothing where there is none, or it is about others."""
    own = identities_of([person.pk])[person.pk]
    rows: dict[str, list[Fact]] = {
        "relationship": [*_relationships(own)],
        "responsibility": [*_responsibilities(own)],
        "home": [*_stays(own)],
    }
    return next((one for one in rows.get(kind, ()) if one.pk == number), None)


def said(fact: Fact) -> str:
    """Say a fact in a sentence, without an address."""
    return _words(fact, frozenset({fact.household_id} if isinstance(fact, Membership) else ()))


def _relationships(own: frozenset[int]) -> list[Relationship]:
    found = Relationship.objects.filter(Q(person_id__in=own) | Q(other_id__in=own))
    return list(found.select_related(*_workers("person", "other")).order_by("pk"))


def _responsibilities(own: frozenset[int]) -> list[ParentalResponsibility]:
    found = ParentalResponsibility.objects.filter(Q(child_id__in=own) | Q(holder_id__in=own))
    return list(found.select_related(*_workers("holder", "child")).order_by("pk"))


def _stays(own: frozenset[int]) -> list[Membership]:
    found = Membership.objects.filter(person_id__in=own).prefetch_related("household__addresses")
    return list(found.select_related(*_workers("person", "household")).order_by("from_on", "pk"))


def _workers(*others: str) -> tuple[str, ...]:
    people = (f"{one}__joined__leading" for one in others if one != "household")
    return (*others, *people, "recorded_by", "withdrawn_by")


def _people(fact: Fact) -> set[int]:
    if isinstance(fact, Relationship):
        return {fact.person_id, fact.other_id}
    if isinstance(fact, ParentalResponsibility):
        return {fact.child_id} | ({fact.holder_id} if fact.holder_id else set())
    return {fact.person_id}


def _named(rows: list[tuple[str, Fact]]) -> set[int]:
    return {one for _, fact in rows for one in _people(fact)}


def _recorded(kind: str, fact: Fact, homes: frozenset[int]) -> Recorded:
    how_known = "" if isinstance(fact, Membership) else fact.get_how_known_display()
    return Recorded(
        kind=kind,
        number=fact.pk,
        words=_words(fact, homes),
        from_on=fact.from_on,
        until_on=None if fact.withdrawn_at else fact.until_on,
        how_known=how_known,
        recorded_at=fact.recorded_at,
        recorded_by=_name(fact.recorded_by),
        withdrawn_at=fact.withdrawn_at,
        withdrawn_by=_name(fact.withdrawn_by),
        because=fact.withdrawn_because,
    )


def _name(worker: Worker | None) -> str:
    return worker.name if worker else ""


def _words(fact: Fact, homes: frozenset[int]) -> str:
    if isinstance(fact, Relationship):
        return f"{_called(fact.person)} {fact.get_kind_display()} {_called(fact.other)}"
    if isinstance(fact, ParentalResponsibility):
        who = _called(fact.holder) if fact.holder else "The council"
        return f"Parental responsibility of {who} for {_called(fact.child)}: {_plain(fact.get_answer_display())}"
    where = "a home whose address is not shown" if fact.household_id in homes else _address(fact)
    return f"{_called(fact.person)} lives at {where}"


def _plain(words: str | Promise) -> str:
    return str(words).lower()


def _called(person: Person) -> str:
    return name_of(leading(person))


def _address(stay: Membership) -> str:
    """Give where a home stands, or last stood."""
    known = sorted(stay.household.addresses.all(), key=lambda one: (one.until_on is None, one.from_on, one.pk))
    return ", ".join(filter(None, (known[-1].lines, known[-1].postcode))) if known else "a home with no address"
