"""The most that two names can say, worked out from their letters and marks for a million pairs at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from frontdoor.library.matching.batch import looks
from frontdoor.library.matching.batch.levels import most
from frontdoor.library.matching.batch.looks import Flags, Looks
from frontdoor.library.matching.batch.parts import Weights
from frontdoor.library.matching.batch.people import Codes, People
from frontdoor.library.matching.finding import EXACT
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.model import Model
from frontdoor.library.matching.names import take_apart

Rows = NDArray[np.int32]

FIRST: Final = Field.FIRST_NAME
MIDDLE: Final = Field.MIDDLE_NAMES
LAST: Final = Field.LAST_NAME
UNLIKE: Final = ("differs",)
FAINTLY_ALIKE: Final[Mapping[Field, tuple[str, ...]]] = MappingProxyType(
    {FIRST: ("differs", "faint", "other_initial"), MIDDLE: ("differs", "other_initial"), LAST: ("differs", "faint")}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Names:
    """A column of names: how each looks, and what it is worth when it meets itself, something like it, or another."""

    codes: Codes
    looks: Looks
    standard: NDArray[np.int64]  # hashes, so that they can be compared with another column's
    loudest: Weights
    itself: Weights
    like: Weights
    faint: Weights
    unlike: Weights

    def bound(self, known: Rows, told: Rows, *, is_elsewhere: Flags, is_alike: Flags) -> Weights:
        """Return the most that two names of this column say; one that may be elsewhere may say anything."""
        one, other = self.codes[known], self.codes[told]
        likely = self.may_be_forms(self, known, told) | looks.may_be_initials(self.looks, one, other) | is_alike
        same = np.maximum(np.minimum(self.itself[:, one], self.itself[:, other]), self.like)
        weights = np.where(looks.may_be_faint(self.looks, one, other), self.faint, self.unlike)
        weights = np.where(likely, self.like, weights)
        weights = np.where(self.standard[one] == self.standard[other], same, weights)
        weights = np.where(self.looks.is_blank[one] | self.looks.is_blank[other], 0.0, weights)
        return np.where(is_elsewhere, self.loudest, weights)

    def may_be_forms(self, others: "_Names", known: Rows, told: Rows) -> Flags:
        """Say which names may be forms of one or a slip apart."""
        one, other = self.codes[known], others.codes[told]
        slips = looks.may_be_slips(self.looks, others.looks, one, other)
        return slips | looks.share_bits(self.looks.marks, others.looks.marks, one, other)

    def may_be_swapped(self, others: "_Names", known: Rows, told: Rows) -> Flags:
        """Say which names may be nearly the same as another column's."""
        one, other = self.codes[known], others.codes[told]
        named = ~self.looks.is_blank[one] & ~others.looks.is_blank[other]
        slips = looks.may_be_slips(self.looks, others.looks, one, other)
        may_be: Flags = named & (slips | (self.standard[one] == others.standard[other]))
        return may_be

    def is_among(self, others: "_Names", known: Rows, told: Rows) -> Flags:
        """Say which names may be among another column's."""
        one, other = self.codes[known], others.codes[told]
        named = ~self.looks.is_blank[one] & ~others.looks.is_blank[other]
        may_be: Flags = named & looks.share_bits(self.looks.marks, others.looks.marks, one, other)
        return may_be


def bound_of_names(people: People, model: Model) -> Callable[[Rows, Rows], Weights]:
    """Return the bound of the names of those known and those told."""
    first, middle, last = (_names(people, field, model) for field in (FIRST, MIDDLE, LAST))

    def bound(known: Rows, told: Rows) -> Weights:
        first_is_last = first.may_be_swapped(last, known, told)
        last_is_first = last.may_be_swapped(first, known, told)
        is_among = first.is_among(middle, known, told) | middle.is_among(first, known, told)
        never = np.zeros_like(is_among)
        return (
            first.bound(known, told, is_elsewhere=first_is_last & last_is_first, is_alike=is_among)
            + middle.bound(known, told, is_elsewhere=never, is_alike=never)
            + last.bound(known, told, is_elsewhere=first_is_last | last_is_first, is_alike=never)
        )

    return bound


def _names(people: People, field: Field, model: Model) -> _Names:
    column = people.column(field)
    names = [take_apart(value) for value in column.values]
    loudest = most(model, field)
    rarities = model.rarities.get(field)
    if rarities is None:
        itself = np.repeat(loudest, len(names), axis=1)
    else:
        worth = np.array([max(0.0, model.rarity(field, name.standard)) for name in names])
        itself = np.stack((worth, np.minimum(worth, loudest[1])))
    return _Names(
        codes=column.codes,
        looks=looks.look_at(names),
        standard=np.array([hash(name.standard) for name in names], np.int64),
        loudest=loudest,
        itself=itself,
        like=most(model, field, but=(EXACT, "swapped")),
        faint=most(model, field, only=FAINTLY_ALIKE[field]),
        unlike=most(model, field, only=UNLIKE),
    )
