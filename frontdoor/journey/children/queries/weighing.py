"""The model by which people are weighed: the trained one, with how common names are in the register itself."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from frontdoor.journey.children.models import Commonness
from frontdoor.library import matching
from frontdoor.library.matching import Field, Model
from frontdoor.record.organisations.asking import ask

LATEST: Final = "SELECT id FROM children_commonness WHERE authority_id = %s ORDER BY id DESC LIMIT 1"


def model_of(authority_id: int) -> Model:
    """Give the model for a register: to share a surname that is rare in it says more. Read once for each count."""
    for count_id in ask(LATEST, [authority_id], int):
        return _fitted(count_id)
    return matching.default_model()


@lru_cache(maxsize=16)
def _fitted(count_id: int) -> Model:
    counted = Commonness.objects.get(pk=count_id)
    counts = {Field(field): values for field, values in counted.counts.items()}
    return matching.default_model().with_shares(counts, people=counted.people)
