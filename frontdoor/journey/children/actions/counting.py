"""Count how common names, dates and places are in each register, so that sharing a rare one says more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from math import ceil

from django.db.models import Count

from frontdoor.journey.children.models import Commonness, MatchCard
from frontdoor.library.matching import Prepared, live, prepare, shares
from frontdoor.library.matching.model import LEAST_SHARE

LEAST_PEOPLE = 5_000
"""A smaller register says too little of how common a name is: the shares of the model itself stand."""

GROWN = 1.1
"""A register is counted again when it has so many times as many people as at the last count."""

AT_ONCE = 2_000

Tell = Callable[[float], None]


def has_registers_to_count() -> bool:
    """Say whether a register has grown so much that how common its names are should be counted again."""
    return bool(_to_count())


def count_registers(progress: Tell) -> None:
    """Count, as the owner of the tables, how common everything is in each register that has grown."""
    waiting = _to_count()
    whole, done = sum(waiting.values()), 0
    for authority_id, people in waiting.items():
        _count(authority_id, partial(_tell, progress, before=done, whole=whole))
        done += people


def _tell(progress: Tell, counted: int, *, before: int, whole: int) -> None:
    progress((before + counted) / whole)


def _to_count() -> dict[int, int]:
    """Find how many people the registers have that are to be counted."""
    counted = dict(Commonness.objects.order_by("pk").values_list("authority_id", "people"))
    sizes = MatchCard.objects.values_list("authority_id").annotate(Count("pk")).order_by("authority_id")
    return {one: people for one, people in sizes if people >= max(LEAST_PEOPLE, GROWN * counted.get(one, 0))}


def _count(authority_id: int, tell: Callable[[int], None]) -> None:
    people = 0

    def known() -> Iterator[Prepared]:
        nonlocal people
        for people, card in enumerate(_cards(authority_id), start=1):
            if people % AT_ONCE == 0:
                tell(people)
            yield prepare(live.read_card(live.read_lines(card)))

    seen = shares.count_values(known())
    least = max(2, ceil(people * LEAST_SHARE))  # rarer values are all alike to the model
    counts = {
        str(field): {value: many for value, many in values.items() if many >= least} for field, values in seen.items()
    }
    Commonness.objects.create(authority_id=authority_id, people=people, counts=counts)


def _cards(authority_id: int) -> Iterator[str]:
    cards = MatchCard.objects.filter(authority_id=authority_id)
    return cards.values_list("details", flat=True).iterator(AT_ONCE)
