"""The register against itself: whose records agree enough with another's to be looked at by a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from functools import cache

from django.db.models import Q, QuerySet

from frontdoor.journey.children.identity_facts import Pair
from frontdoor.journey.children.models import NotSame, PossiblePair
from frontdoor.journey.children.queries.identities import circle_of, identities_of, never_together
from frontdoor.journey.children.queries.people import details_of
from frontdoor.journey.children.queries.possibles import TABLES
from frontdoor.journey.children.queries.weighing import model_of
from frontdoor.library.matching import live
from frontdoor.library.matching.live import LiveIndex
from frontdoor.record.organisations.asking import ask

MOST_LIKE_ONE = 12
"""So many others are kept beside one person at most: a record that is like very many says little."""


def register_against_itself(
    person_ids: Collection[int], *, authority_id: int, least_weight: float
) -> dict[Pair, float]:
    """Find who else in the register each person may be, and how much that weighs."""
    index = LiveIndex(ask, TABLES, authority_id=authority_id, model=model_of(authority_id))
    looked = index.look(details_of(person_ids), least_weight=least_weight, most=MOST_LIKE_ONE + 1)
    pairs = {
        Pair.of(person_id, one.person_id): one.comparison.weight
        for person_id, each in looked.items()
        for one in each.found
        if one.person_id != person_id
    }
    apart = never_together({one for pair in pairs for one in (pair.one_id, pair.other_id)}) if pairs else set()
    return {pair: weight for pair, weight in pairs.items() if frozenset({pair.one_id, pair.other_id}) not in apart}


def pairs_found_about(person_ids: Collection[int], *, authority_id: int) -> QuerySet[PossiblePair]:
    """Find the pairs that were found before with any of these people."""
    found = PossiblePair.objects.filter(authority_id=authority_id)
    return found.filter(Q(one_id__in=person_ids) | Q(other_id__in=person_ids))


@cache
def model_edition() -> str:
    """Name the edition of keys and model by which pairs are found."""
    return str(live.edition())


def open_pairs(authority_id: int, *, most: int) -> list[PossiblePair]:
    """Find the pairs of which nobody has said anything yet, the heaviest first, each two people once.

    A pair is settled for all records of both people: once they are linked, or said to be two people.
    """
    rows = PossiblePair.objects.filter(authority_id=authority_id).select_related(
        "one__joined__leading", "other__joined__leading"
    )
    kept: dict[frozenset[frozenset[int]], PossiblePair] = {}
    start, piece = 0, max(4 * most, 100)
    while len(kept) < most and (found := list(rows.order_by("-weight", "pk")[start : start + piece])):
        kept.update(_unsettled(found, kept))
        start += piece
    return list(kept.values())[:most]


def _unsettled(
    found: list[PossiblePair], kept: Mapping[frozenset[frozenset[int]], PossiblePair]
) -> dict[frozenset[frozenset[int]], PossiblePair]:
    people = {one for pair in found for one in (pair.one_id, pair.other_id)}
    records, circles, apart = identities_of(people), circle_of(people), never_together(people)
    said = _said_apart(set().union(*records.values()), records)
    open_now: dict[frozenset[frozenset[int]], PossiblePair] = {}
    for pair in found:
        key = frozenset({records[pair.one_id], records[pair.other_id]})
        is_settled = pair.other_id in circles[pair.one_id] or frozenset({pair.one_id, pair.other_id}) in apart
        if not is_settled and key not in said and key not in kept:
            open_now.setdefault(key, pair)
    return open_now


def _said_apart(person_ids: Iterable[int], records: Mapping[int, frozenset[int]]) -> set[frozenset[frozenset[int]]]:
    ids = set(person_ids)
    said = NotSame.objects.filter(one_id__in=ids, other_id__in=ids, withdrawn_at__isnull=True)
    groups = {one: group for group in records.values() for one in group}
    return {frozenset({groups[one], groups[other]}) for one, other in said.values_list("one_id", "other_id")}


def pairs_found_at(authority_id: int) -> datetime | None:
    """Say when pairs were last found."""
    found = PossiblePair.objects.filter(authority_id=authority_id).order_by("-found_at")
    return found.values_list("found_at", flat=True).first()
