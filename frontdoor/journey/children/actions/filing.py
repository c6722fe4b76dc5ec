"""Keep the index by which people are found in step with what is known of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from frontdoor.journey.children import queries
from frontdoor.journey.children.models import MatchCard, Person
from frontdoor.library import matching
from frontdoor.library.matching import PersonDetails, live

AT_ONCE = 2_000

ADD_CARDS = """
    INSERT INTO children_matchcard (authority_id, edition, person_id, details, sketch)
    SELECT %s, %s, told.person_id, told.details, told.sketch
    FROM unnest(%s::bigint[], %s::text[], %s::bytea[]) AS told (person_id, details, sketch)
    ON CONFLICT (person_id) DO UPDATE
    SET details = excluded.details, sketch = excluded.sketch, edition = excluded.edition
"""
DROP_KEYS = """
    DELETE FROM children_matchkey filed WHERE filed.person_id = ANY (%s) AND NOT EXISTS (
        SELECT FROM unnest(%s::bigint[], %s::bigint[]) AS told (person_id, key)
        WHERE told.person_id = filed.person_id AND told.key = filed.key)
"""
ADD_KEYS = """
    INSERT INTO children_matchkey (authority_id, person_id, key)
    SELECT %s, told.person_id, told.key FROM unnest(%s::bigint[], %s::bigint[]) AS told (person_id, key)
    WHERE NOT EXISTS (
        SELECT FROM children_matchkey filed WHERE filed.person_id = told.person_id AND filed.key = told.key)
"""

Tell = Callable[[float], None]


def file_under_keys(person_id: int, *, authority_id: int) -> None:
    """Bring the keys and the card of one person up to date with what is known of them now."""
    file_people([person_id], authority_id=authority_id)


def file_people(person_ids: Iterable[int], *, authority_id: int) -> None:
    """Bring the keys and cards of people up to date with what is known of them now.

    Call it after the fact is written, in its transaction. Whoever files a person meanwhile waits here, and then reads
    this fact too: otherwise the later of the two cards would lack what the other has just added.
    """
    wanted = sorted(set(person_ids))
    with transaction.atomic():
        for start in range(0, len(wanted), AT_ONCE):
            _file(wanted[start : start + AT_ONCE], authority_id)


def hold_home(household_id: int) -> None:
    """Wait until nobody else is sealing this home, or moving somebody in, and make others wait for us.

    Otherwise somebody who moves in at the moment a home is sealed would be filed under the address it seals.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('children.household', %s))", [household_id])


def has_people_to_file() -> bool:
    """Say whether anybody is filed by another edition of the keys, or not at all."""
    return _stale(after=0).exists()


def file_again(progress: Tell) -> int:
    """File whoever is filed by another edition of the keys, or not at all, as the owner of the tables; count them."""
    stale = _stale(after=0)
    whole = stale.count()
    done, last = 0, 0
    while piece := list(_stale(after=last).values_list("pk", "authority_id")[:AT_ONCE]):
        for authority_id in {authority_id for _, authority_id in piece}:
            file_people((pk for pk, of in piece if of == authority_id), authority_id=authority_id)
        last = piece[-1][0]
        done += len(piece)
        progress(done / max(whole, done))
    return done


def _file(person_ids: Sequence[int], authority_id: int) -> None:
    list(MatchCard.objects.filter(person_id__in=person_ids).order_by("person_id").select_for_update(of=("self",)))
    known = queries.details_of(person_ids)
    _file_cards(known, authority_id)
    _file_keys(known, authority_id)


def _stale(*, after: int) -> QuerySet[Person]:
    filed = MatchCard.objects.filter(person=OuterRef("pk"), edition=live.edition())
    return Person.objects.filter(~Exists(filed), pk__gt=after).order_by("pk")


def _file_cards(known: Mapping[int, PersonDetails], authority_id: int) -> None:
    cards = [live.write_card(details) for details in known.values()]
    sketches = [live.write_sketch(matching.prepare(details)) for details in known.values()]
    with connection.cursor() as cursor:
        cursor.execute(ADD_CARDS, [authority_id, live.edition(), list(known), cards, sketches])


def _file_keys(known: Mapping[int, PersonDetails], authority_id: int) -> None:
    rows = [(person_id, key) for person_id, details in known.items() for key in matching.block_keys(details)]
    wanted = [person_id for person_id, _ in rows], [key for _, key in rows]
    with connection.cursor() as cursor:
        cursor.execute(DROP_KEYS, [list(known), *wanted])
        cursor.execute(ADD_KEYS, [authority_id, *wanted])
