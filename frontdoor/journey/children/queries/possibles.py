"""People already known who may be somebody who is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from frontdoor.journey.children.models import Episode, Person
from frontdoor.journey.children.queries.people import as_details, name_of, with_details
from frontdoor.library import matching
from frontdoor.library.matching import Band, Bands, Comparison, PersonDetails

MOST_CANDIDATES = 60
MOST_SHOWN = 8


@dataclass(frozen=True, kw_only=True)
class Possible:
    """Somebody known who may be the person named, with the reasons and what to show of them. A person decides."""

    person_id: int
    reference: str
    name: str
    date_of_birth: date | None
    expected_on: date | None
    open_to: str
    comparison: Comparison
    band: Band


def possible_matches(
    details: PersonDetails, *, authority_id: int, bands: Bands | None = None, most: int = MOST_SHOWN
) -> list[Possible]:
    """Find the people who may be the one named, heaviest first, in two queries."""
    return possible_matches_for_each({0: details}, authority_id=authority_id, bands=bands, most=most)[0]


def possible_matches_for_each(
    told: Mapping[int, PersonDetails], *, authority_id: int, bands: Bands | None = None, most: int = MOST_SHOWN
) -> dict[int, list[Possible]]:
    """Find the people who may be each of those named, in two queries however many are named."""
    candidates = _candidates(told, authority_id=authority_id)
    known = _known({person_id for found in candidates.values() for person_id in found})
    details = {person_id: as_details(person) for person_id, person in known.items()}
    return {
        place: [
            _possible(known[one.key], one)
            for one in matching.rank(
                named,
                [(person_id, details[person_id]) for person_id in candidates[place] if person_id in details],
                matching.default_model(),
                bands or Bands(),
                most,
            )
        ]
        for place, named in told.items()
    }


def _candidates(told: Mapping[int, PersonDetails], *, authority_id: int) -> dict[int, list[int]]:
    """Find up to sixty people for each of those named, by how many keys they share."""
    keys = {place: sorted(matching.block_keys(details)) for place, details in told.items()}
    asked = [(place, found) for place, found in keys.items() if found]
    candidates: dict[int, list[int]] = defaultdict(list)
    if not asked:
        return candidates
    rows = ", ".join(["(%s::int, %s::bigint[])"] * len(asked))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT told.place, found.person_id FROM (VALUES {rows}) AS told (place, keys) CROSS JOIN LATERAL ("  # noqa: S608  (only placeholders are joined in)
            " SELECT person_id FROM children_matchkey WHERE authority_id = %s AND key = ANY (told.keys)"
            " GROUP BY person_id ORDER BY count(*) DESC, person_id DESC LIMIT %s) AS found",
            [*(value for row in asked for value in row), authority_id, MOST_CANDIDATES],
        )
        for place, person_id in cursor.fetchall():
            candidates[place].append(person_id)
    return candidates


def _known(person_ids: set[int]) -> dict[int, Person]:
    if not person_ids:
        return {}
    return {person.pk: person for person in _with_open_to(with_details(Person.objects.filter(pk__in=person_ids)))}


def _with_open_to(people: QuerySet[Person]) -> QuerySet[Person]:
    opened = Episode.objects.filter(person=OuterRef("pk"), closed_at__isnull=True)
    return people.annotate(open_to=Subquery(opened.values(to=JSONObject(worker="worker__name", team="team__name"))[:1]))


def _possible(person: Person, suggestion: matching.Suggestion) -> Possible:
    opened: dict[str, str | None] | None = getattr(person, "open_to", None)
    return Possible(
        person_id=person.pk,
        reference=person.reference,
        name=name_of(person),
        date_of_birth=person.date_of_birth,
        expected_on=person.expected_on,
        open_to=_open_to(opened),
        comparison=suggestion.comparison,
        band=suggestion.band,
    )


def _open_to(opened: Mapping[str, str | None] | None) -> str:
    if opened is None:
        return ""
    return ", ".join(filter(None, (opened["worker"], opened["team"]))) or "nobody yet"
