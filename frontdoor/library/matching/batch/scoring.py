"""Pairs weighed: glances first, each at fewer of them, and then those left as comparison.weigh does."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Final

import numpy as np
from numpy.typing import NDArray

from frontdoor.library.matching.batch import once
from frontdoor.library.matching.batch.addresses import Addresses
from frontdoor.library.matching.batch.births import Births
from frontdoor.library.matching.batch.columns import DATE_OF_BIRTH
from frontdoor.library.matching.batch.levels import RIVALS, Flags, Places, Rows, Said, Weights
from frontdoor.library.matching.batch.names import Names
from frontdoor.library.matching.batch.parts import ComparedPart, Comparing, Part
from frontdoor.library.matching.batch.people import People, details_of
from frontdoor.library.matching.batch.texts import SORTS, Texts
from frontdoor.library.matching.comparison import find
from frontdoor.library.matching.details import PersonDetails
from frontdoor.library.matching.finding import Finding
from frontdoor.library.matching.identifiers import read_nhs_number, read_upn
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.model import Model, default_model
from frontdoor.library.matching.prepared import prepare

WORTH_LEAVING_OUT: Final = 0.8  # pairs are put aside as soon as no more of them than this are left
NONE: Final = np.zeros((RIVALS, 1))
ROUNDING: Final = 1e-6  # bounds are added in another order than weights; this is more than that can change
SHOWN: Final = {
    Field.SEX: lambda value: prepare(details_of({"sex": value})).sex,
    Field.NHS_NUMBER: lambda value: read_nhs_number(value).written,
    Field.UPN: lambda value: read_upn(value).written,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Scales:
    """What pairs are weighed with; the parts that leave out most for least work come first."""

    parts: Sequence[Part]
    model: Model
    least: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Weighed:
    """Pairs with their weights, which rival decided, and what each field says."""

    known: Rows
    told: Rows
    weights: NDArray[np.float64]
    is_relative: Flags
    said: Mapping[Field, Said]


def scales_of(people: People, model: Model, threshold: float) -> Scales:
    """Return the scales for some people; what no file has is not weighed."""
    return Scales(parts=list(_parts(people, model)), model=model, least=least_weight(threshold, model))


def _parts(people: People, model: Model) -> Iterator[Part]:
    columns = people.columns
    for field in (Field.SEX, Field.NHS_NUMBER, Field.UPN):
        if field in columns:
            yield ComparedPart(field, columns[field], _comparing(field, model), model, shown=SHOWN[field])
    if DATE_OF_BIRTH in columns:
        yield Births(columns[DATE_OF_BIRTH], model)
    if any(name in columns for name in Names.fields):
        yield Names(people, model)
    yield from (Texts(columns[sort.field], sort, model) for sort in SORTS if sort.field in columns)
    if Field.ADDRESS in columns:
        yield Addresses(columns[Field.ADDRESS], model)


def _comparing(field: Field, model: Model) -> Comparing:
    """Compare two values by taking apart people who have nothing else."""

    def compare(told: str, known: str) -> Finding:
        one, other = (prepare(details_of({field: value})) for value in (told, known))
        return next(found for found in find(one, other, model) if found.field is field)

    return compare


def least_weight(threshold: float, model: Model) -> float:
    """Return the weight at which two records are one person with this probability."""
    return log2(threshold / (1 - threshold)) - model.same_odds if threshold > 0 else -np.inf


@dataclass(frozen=True, kw_only=True, slots=True)
class Glanced:
    """Pairs that were looked at, and the most that each part can say of them."""

    known: Rows
    told: Rows
    most: Sequence[Weights]

    def only(self, pairs: Places) -> "Glanced":
        """Return some of the pairs."""
        return Glanced(
            known=self.known[pairs], told=self.told[pairs], most=[one.take(pairs, axis=1) for one in self.most]
        )


def together(glanced: Sequence[Glanced]) -> Glanced:
    """Return pairs that were looked at by turns."""
    return Glanced(
        known=np.concatenate([one.known for one in glanced]),
        told=np.concatenate([one.told for one in glanced]),
        most=[np.hstack(its) for its in zip(*(one.most for one in glanced), strict=True)],
    )


def glance(known: Rows, told: Rows, scales: Scales) -> Glanced:
    """Leave out pairs that prove, at one glance after another, that they cannot have the least weight."""
    glances = [(place, one) for place, part in enumerate(scales.parts) for one in part.glances]
    if not np.isfinite(scales.least):
        return Glanced(known=known, told=told, most=[np.full((RIVALS, len(known)), np.inf) for _ in scales.parts])
    so_far = _sums([sum((one.ceiling for _, one in glances), NONE)], len(known), scales.model)
    seen: list[Weights] = []
    for _, (ceiling, reach) in glances:
        seen.append(reach(known, told))
        so_far += seen[-1] - ceiling
        kept = _that_may_reach(so_far, scales)
        if len(kept) <= WORTH_LEAVING_OUT * len(known) or len(seen) == len(glances):
            known, told, so_far = known[kept], told[kept], so_far.take(kept, axis=1)
            seen = [one.take(kept, axis=1) for one in seen]
    most = [NONE for _ in scales.parts]
    for (place, _), one in zip(glances, seen, strict=True):
        most[place] = most[place] + one
    return Glanced(known=known, told=told, most=most)


def _that_may_reach(most: Weights, scales: Scales) -> Places:
    return np.flatnonzero(np.minimum(most[0], most[1]) >= scales.least - ROUNDING)


def weigh(pairs: Glanced, scales: Scales) -> Weighed:
    """Weigh pairs exactly as comparison.weigh does, and keep those of the least weight or more."""
    said: dict[Field, Said] = {}
    for place, part in enumerate(scales.parts):
        found = part.weigh(pairs.known, pairs.told)
        said.update(zip(part.fields, found, strict=True))
        pairs.most[place][:] = sum(map(once.at_most, part.fields, found), NONE)
        kept = _that_may_reach(_sums(pairs.most, len(pairs.known), scales.model), scales)
        if len(kept) < len(pairs.known):
            pairs, said = pairs.only(kept), {field: one.only(kept) for field, one in said.items()}
    said = once.counted_once(said)
    weights = _sums([said[field].weights for field in ORDER if field in said], len(pairs.known), scales.model)
    weight = weights.min(axis=0)
    kept = np.flatnonzero(weight >= scales.least)
    return Weighed(
        known=pairs.known[kept],
        told=pairs.told[kept],
        weights=weight[kept],
        is_relative=(weights[0] > weights[1])[kept],
        said={field: one.only(kept) for field, one in said.items()},
    )


def _sums(weights: Sequence[Weights], length: int, model: Model) -> Weights:
    total = np.repeat(np.array([[model.start], [model.family_start]]), length, axis=1)
    for one in weights:
        total += one
    return total


def _order() -> tuple[Field, ...]:
    """Return the fields as comparison.weigh adds them, so that sums agree to the last bit."""
    nobody = prepare(PersonDetails())
    return tuple(one.field for one in find(nobody, nobody, default_model()))


ORDER: Final = _order()
