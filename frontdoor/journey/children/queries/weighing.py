"""The model by which people are weighed: the trained one, with how common names are in the register itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from frontdoor.journey.children.models import Commonness
from frontdoor.library import matching
from frontdoor.library.matching import Field, Model
from frontdoor.record.organisations.asking import Question, ask

LATEST: Final = "SELECT id FROM children_commonness WHERE authority_id = %s ORDER BY id DESC LIMIT 1"


def model_of(authority_id: int) -> Model:
    """Give the model for a register: to share a surname that is rare in it says more. Read once for each count."""
    return model_counted(ask(*latest_count(authority_id)))


def latest_count(authority_id: int) -> Question[int]:
    """Ask which count of a register is the latest, for `model_counted`."""
    return Question(LATEST, [authority_id], int)


def model_counted(counts: Sequence[int]) -> Model:
    """Give the model for a register by the number of its latest count; the trained one where nobody has counted."""
    return _fitted(counts[0]) if counts else matching.default_model()


@lru_cache(maxsize=16)
def _fitted(count_id: int) -> Model:
    counted = Commonness.objects.get(pk=count_id)
    counts = {Field(field): values for field, values in counted.counts.items()}
    return matching.default_model().with_shares(counts, people=counted.people)
