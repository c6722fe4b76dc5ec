"""Whether a card can weigh enough at all: most candidates share one broad key with the person told, and no more."""

from __future__ import annotations

from datetime import date
from typing import Final

from frontdoor.library.matching.addresses import compare_addresses, read_address
from frontdoor.library.matching.births import compare_births, read_birth
from frontdoor.library.matching.comparison import find
from frontdoor.library.matching.finding import Finding
from frontdoor.library.matching.full_names import compare_full_names
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.live.cards import Lines, several
from frontdoor.library.matching.model import Model
from frontdoor.library.matching.names import FullName, read_alias, take_apart
from frontdoor.library.matching.postcodes import compare_postcodes, read_postcodes
from frontdoor.library.matching.prepared import Prepared

LOOKED_AT: Final = frozenset({Field.FIRST_NAME, Field.LAST_NAME, Field.DATE_OF_BIRTH, Field.POSTCODE, Field.ADDRESS})

Sums = tuple[float, float]  # against a stranger, against a relative

ROUNDING: Final = 1e-6  # bounds are added in another order than weights: by more than this they never differ


class Screen:
    """The most that a card can weigh beside one person told, a part at a time.

    A part not looked at yet can say no more than if it were the same as what was told. Parts that come again, as the
    same birth does with everybody born that day, are compared once.
    """

    def __init__(self, told: Prepared, model: Model, least_weight: float) -> None:
        self._told = told
        self._model = model
        most = {one.field: _most(one) for one in find(told, told, model)}
        spare = (model.start - least_weight + ROUNDING, model.family_start - least_weight + ROUNDING)
        for field, one in most.items():
            if field not in LOOKED_AT:
                spare = _plus(spare, one)
        self._after_address = spare
        self._after_postcodes = _plus(spare, most[Field.ADDRESS])
        self._after_birth = _plus(self._after_postcodes, most[Field.POSTCODE])
        self._after_names = _plus(self._after_birth, most[Field.DATE_OF_BIRTH])
        self._names: dict[tuple[str, str, str, str], Sums] = {}
        self._births: dict[tuple[str, str], Sums] = {}
        self._postcodes: dict[str, Sums] = {}
        self._addresses: dict[str, Sums] = {}

    def passes(self, card: Lines) -> bool:
        """Say whether the card may have the least weight or more; only a no is certain."""
        if self._told.is_unborn or "expected_on" in card:
            return True  # names count for less then, either way
        so_far = self._of_names(card)
        if _is_too_little(so_far, self._after_names):
            return False
        so_far = _plus(so_far, self._of_birth(card))
        if _is_too_little(so_far, self._after_birth):
            return False
        so_far = _plus(so_far, self._of_postcodes(card))
        if _is_too_little(so_far, self._after_postcodes):
            return False
        return not _is_too_little(_plus(so_far, self._of_address(card)), self._after_address)

    def _of_names(self, card: Lines) -> Sums:
        line = card.get
        key = line("first_name", ""), line("middle_names", ""), line("last_name", ""), line("other_names", "")
        sums = self._names.get(key)
        if sums is None:
            main = FullName(take_apart(key[0]), take_apart(key[1]), take_apart(key[2]))
            names = (main, *(read_alias(alias, main) for alias in several(key[3]) if alias.strip()))
            first, last = compare_full_names(self._told.names, names, self._model)
            sums = self._names[key] = first.weight + last.weight, first.family_weight + last.family_weight
        return sums

    def _of_birth(self, card: Lines) -> Sums:
        key = card.get("date_of_birth", ""), card.get("date_of_birth_text", "")
        sums = self._births.get(key)
        if sums is None:
            birth = read_birth(date.fromisoformat(key[0]) if key[0] else None, key[1], None)
            sums = self._births[key] = _sums(compare_births(self._told.birth, birth, self._model))
        return sums

    def _of_postcodes(self, card: Lines) -> Sums:
        key = card.get("postcodes", "")
        sums = self._postcodes.get(key)
        if sums is None:
            known = read_postcodes(several(key))
            sums = self._postcodes[key] = _sums(compare_postcodes(self._told.postcodes, known, self._model))
        return sums

    def _of_address(self, card: Lines) -> Sums:
        key = card.get("address", "")
        sums = self._addresses.get(key)
        if sums is None:
            sums = self._addresses[key] = _sums(compare_addresses(self._told.address, read_address(key), self._model))
        return sums


def _is_too_little(so_far: Sums, after: Sums) -> bool:
    return so_far[0] + after[0] < 0 or so_far[1] + after[1] < 0


def _sums(one: Finding) -> Sums:
    return one.weight, one.family_weight


def _most(one: Finding) -> Sums:
    return max(0.0, one.weight), max(0.0, one.family_weight)


def _plus(one: Sums, other: Sums) -> Sums:
    return one[0] + other[0], one[1] + other[1]
