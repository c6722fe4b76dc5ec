"""Whose cards can weigh enough at all: most candidates share one broad key with the person told, and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

import numpy as np

from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.live.birth_ceilings import BirthCeiling, says_nothing
from frontdoor.library.matching.live.ceilings import Flags, Sums, Weights, table_of
from frontdoor.library.matching.live.figures import Alike, compare_figures
from frontdoor.library.matching.live.name_ceilings import MiddleCeiling, NamesCeiling
from frontdoor.library.matching.live.number_ceilings import CheckedCeiling, EmailCeiling, NumberCeiling, SexCeiling
from frontdoor.library.matching.live.place_ceilings import AddressCeiling, PostcodeCeiling
from frontdoor.library.matching.live.sketches import (
    COUNCIL_ID,
    IS_UNBORN,
    PHONE,
    Sketches,
    read_sketches,
    write_sketch,
)
from frontdoor.library.matching.model import Model
from frontdoor.library.matching.prepared import Prepared

Ceiling = Callable[[Sketches, Alike], Weights]

ROUNDING: Final = 1e-6  # ceilings are added in another order than weights: by more than this they never differ


class Screen:
    """The most that each of many people can weigh beside one person told, worked out from their sketches at once.

    What is not proved to differ is taken to agree, so whoever weighs enough always passes.
    """

    def __init__(self, told: Prepared, model: Model, least_weight: float) -> None:
        self._told = told
        self._itself = read_sketches([write_sketch(told)])[0][0]
        self._start = table_of(Sums(model.start - least_weight, model.family_start - least_weight)) + ROUNDING
        self._names = [NamesCeiling(name, model) for name in told.names]
        self._rest = [*_of_the_person(told, model), *_of_numbers(told, model)]

    def passing(self, sketches: Sequence[bytes]) -> Flags:
        """Say who may have the least weight or more; only a no is certain."""
        if self._told.is_unborn:
            return np.ones(len(sketches), np.bool_)  # names count for less then, either way
        known, owners = read_sketches(sketches)
        has_none = np.bincount(owners, minlength=len(sketches)) == 0
        may_be = (self._most(known) >= 0).all(axis=0) | ((known["flags"] & IS_UNBORN) != 0)
        passing: Flags = has_none | (np.bincount(owners[may_be], minlength=len(sketches)) > 0)
        return passing

    def _most(self, known: Sketches) -> Weights:
        itself = self._itself
        alike = compare_figures(itself["figures"], itself["lengths"], known["figures"], known["lengths"])
        weights = self._start + self._names[0].of(known)
        for alias in self._names[1:]:
            weights = np.maximum(weights, self._start + alias.of(known))
        for ceiling in self._rest:
            weights += ceiling(known, alike)
        return weights


def _of_the_person(told: Prepared, model: Model) -> Iterator[Ceiling]:
    """Yield what is told of somebody's own, and can say something."""
    if told.names[0].middle:
        yield _alone(MiddleCeiling(told.names[0].middle, model).of)
    if not says_nothing(told.birth, model.dates):
        yield _alone(BirthCeiling(told.birth, model).of)
    if told.sex:
        yield _alone(SexCeiling(told.sex, model).of)
    if told.postcodes:
        yield PostcodeCeiling(told.postcodes, model).of
    if told.address:
        yield AddressCeiling(told.address, model).of


def _of_numbers(told: Prepared, model: Model) -> Iterator[Ceiling]:
    if told.phone:
        yield NumberCeiling(Field.PHONE, PHONE, model, rarity=model.rarity(Field.PHONE, told.phone)).of
    if told.email:
        yield _alone(EmailCeiling(told.email, model).of)
    if told.nhs_number.plain:
        yield CheckedCeiling(Field.NHS_NUMBER, told.nhs_number, model).of
    if told.upn.plain:
        yield CheckedCeiling(Field.UPN, told.upn, model).of
    if told.council_id.plain:
        yield NumberCeiling(Field.COUNCIL_ID, COUNCIL_ID, model).of


def _alone(of: Callable[[Sketches], Weights]) -> Ceiling:
    """Let a ceiling that has no use for figures be asked like the others."""
    return partial(_without_figures, of)


def _without_figures(of: Callable[[Sketches], Weights], known: Sketches, _: Alike) -> Weights:
    return of(known)
