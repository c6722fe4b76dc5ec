"""The most that two names can say, worked out from their letters and marks for a million pairs at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from frontdoor.library.matching.batch import looks
from frontdoor.library.matching.batch.levels import Bound, most
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
LIKE, BLANK, ELSEWHERE = range(2, 5)  # places in _Names.levels, after what is unlike and what is faintly alike
FAINTLY_ALIKE: Final[Mapping[Field, tuple[str, ...]]] = MappingProxyType(
    {FIRST: ("differs", "faint", "other_initial"), MIDDLE: ("differs", "other_initial"), LAST: ("differs", "faint")}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Names:
    """A column of names: how each looks, and what it is worth when it meets itself, something like it, or another."""

    codes: Codes
    looks: Looks
    standard: NDArray[np.int64]  # hashes, so that they can be compared with another column's
    itself: Weights
    levels: Weights  # of names that are unlike, faintly alike, alike; not there; or perhaps in another box

    def bound(self, known: Rows, told: Rows, *, is_elsewhere: Flags, is_alike: Flags, closely: bool) -> Weights:
        """Return the most that two names of this column say; one that may be elsewhere may say anything."""
        one, other = self.codes[known], self.codes[told]
        likely = self.may_be_forms(one, other, closely=closely) | looks.may_be_initials(self.looks, one, other)
        level = looks.may_be_faint(self.looks, one, other, closely=closely).astype(np.int8)
        level[likely | is_alike] = LIKE
        level[self.looks.is_blank[one] | self.looks.is_blank[other]] = BLANK
        level[is_elsewhere] = ELSEWHERE
        weights = self.levels[:, level]
        same = np.flatnonzero((self.standard[one] == self.standard[other]) & (level < BLANK))
        worth = np.minimum(self.itself[:, one[same]], self.itself[:, other[same]])
        weights[:, same] = np.maximum(worth, self.levels[:, [LIKE]])
        return weights

    def may_be_forms(self, one: Codes, other: Codes, *, closely: bool) -> Flags:
        """Say which names may be forms of one or a slip apart."""
        slips = looks.may_be_slips(self.looks, self.looks, one, other, closely=closely)
        return slips | looks.share_bits(self.looks.marks, self.looks.marks, one, other)

    def may_be_swapped(self, others: "_Names", known: Rows, told: Rows, *, closely: bool) -> Flags:
        """Say which names may be nearly the same as another column's."""
        one, other = self.codes[known], others.codes[told]
        named = ~self.looks.is_blank[one] & ~others.looks.is_blank[other]
        slips = looks.may_be_slips(self.looks, others.looks, one, other, closely=closely)
        may_be: Flags = named & (slips | (self.standard[one] == others.standard[other]))
        return may_be

    def is_among(self, others: "_Names", known: Rows, told: Rows) -> Flags:
        """Say which names may be among another column's."""
        return looks.share_bits(self.looks.marks, others.looks.marks, self.codes[known], others.codes[told])


def bound_of_names(people: People, model: Model) -> Bound:
    """Return the bound of the names of those known and those told."""
    first, middle, last = (_names(people, field, model) for field in (FIRST, MIDDLE, LAST))

    def bound(known: Rows, told: Rows, *, closely: bool) -> Weights:
        first_is_last = first.may_be_swapped(last, known, told, closely=closely)
        last_is_first = last.may_be_swapped(first, known, told, closely=closely)
        is_among = first.is_among(middle, known, told) | middle.is_among(first, known, told)
        never = np.zeros_like(is_among)
        either, both = first_is_last | last_is_first, first_is_last & last_is_first
        weights = first.bound(known, told, is_elsewhere=both, is_alike=is_among, closely=closely)
        weights += middle.bound(known, told, is_elsewhere=never, is_alike=never, closely=closely)
        weights += last.bound(known, told, is_elsewhere=either, is_alike=never, closely=closely)
        return weights

    return Bound(glance=partial(bound, closely=False), closely=partial(bound, closely=True))


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
    unlike, faint = most(model, field, only=UNLIKE), most(model, field, only=FAINTLY_ALIKE[field])
    like = most(model, field, but=(EXACT, "swapped"))
    return _Names(
        codes=column.codes,
        looks=looks.look_at(names),
        standard=np.array([hash(name.standard) for name in names], np.int64),
        itself=itself,
        levels=np.hstack((unlike, faint, like, np.zeros_like(like), loudest)),
    )
