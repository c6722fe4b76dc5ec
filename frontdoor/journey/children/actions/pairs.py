"""Look for records in the register that may be the same person. Machines find pairs; people say what they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction

from frontdoor.journey.children import queries
from frontdoor.journey.children.identity_facts import Pair
from frontdoor.journey.children.models import PossiblePair
from frontdoor.record.ledger import actions as ledger

AT_ONCE = 200
"""So many people are looked up together: few questions, and a step that ends soon."""

Tell = Callable[[float], None]


def find_pairs(
    person_ids: Iterable[int],
    *,
    least_weight: float,
    progress: Tell = lambda _: None,
    by: ledger.Actor,
    at: datetime,
) -> int:
    """Look each person up in the register, and keep the pairs that weigh enough to be looked at; count them.

    What was found before about these people is found anew, so that a pair that no longer agrees is gone.
    """
    wanted = sorted(set(person_ids))
    kept: set[Pair] = set()
    for start in range(0, len(wanted), AT_ONCE):
        kept |= _find(wanted[start : start + AT_ONCE], least_weight=least_weight, by=by, at=at)
        progress(min(1.0, (start + AT_ONCE) / len(wanted)))
    ledger.write(
        "pairs.found", subject=("pairs", None), by=by, at=at, detail={"looked_up": len(wanted), "pairs": len(kept)}
    )
    return len(kept)


def _find(person_ids: list[int], *, least_weight: float, by: ledger.Actor, at: datetime) -> set[Pair]:
    found = queries.register_against_itself(person_ids, authority_id=by.authority_id, least_weight=least_weight)
    with transaction.atomic():
        queries.pairs_found_about(person_ids, authority_id=by.authority_id).delete()
        PossiblePair.objects.bulk_create(
            [
                PossiblePair(
                    authority_id=by.authority_id,
                    one_id=pair.one_id,
                    other_id=pair.other_id,
                    weight=weight,
                    model_edition=queries.model_edition(),
                    found_at=at,
                )
                for pair, weight in found.items()
            ],
            ignore_conflicts=True,
        )
    return set(found)
