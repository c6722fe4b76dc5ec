"""A box of everybody's names as numbers: those of equal forms are equal, and a million pairs are levelled at once."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cpdist

from frontdoor.library.matching.batch import looks
from frontdoor.library.matching.batch.levels import Codes, Flags, Ladder, Places, numbered
from frontdoor.library.matching.batch.people import Column
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.likeness import SHORTEST_BEGINNING, SOUNDS_ALIKE
from frontdoor.library.matching.model import Model
from frontdoor.library.matching.names import Name, standard_spelling, take_apart

Values = NDArray[np.float64]


class Box:
    """The distinct names of one box."""

    def __init__(self, column: Column, model: Model, field: Field) -> None:
        names = [take_apart(value) for value in column.values]
        flags: Callable[[Iterable[object]], Flags] = partial(np.fromiter, dtype=np.bool_, count=len(names))
        self.codes, self.names = column.codes, names
        self.joined = np.array([one.joined for one in names], np.object_)
        self.same = numbered(one.joined for one in names)
        self.standard = np.array([hash(one.standard) for one in names], np.int64)  # comparable with other boxes
        self.stem, self.rough, self.sound = (
            numbered(forms) for forms in zip(*((one.stem, one.rough, one.sound) for one in names), strict=True)
        )
        self.start = np.array([ord(one.joined[0]) if one else 0 for one in names], np.int32)
        self.lengths = np.fromiter((len(one.joined) for one in names), np.int64, len(names))
        self.letters = looks.letters_of_all(self.joined.tolist())
        self.family = looks.marks((one.standard, *one.roots) for one in names)
        self.parts = looks.marks((one.standard, *one.parts, *one.standards) for one in names)
        self.is_blank = flags(not one for one in names)
        self.has_parts = flags(len(one.parts) > 1 for one in names)
        self.has_roots = flags(one.roots for one in names)
        self.has_initial = flags(any(len(part) == 1 for part in one.parts) for one in names)
        self.may_be_no_name = flags(one.may_be_no_name for one in names)
        self.is_in_use = flags(one.is_in_use or one.standard in model.names_in_use for one in names)
        self.rarity, self.least_rarity = _rarities(names, model, field)
        self.is_common = flags(field in model.rarities and model.is_common(field, one.standard) for one in names)

    @property
    def shown(self) -> Column:
        """Return the names as they are shown."""
        return Column(codes=self.codes, values=[one.written for one in self.names])

    def rarity_of(self, one: Codes, other: Codes) -> Values:
        """Return what the same name would be worth; of two names, by the commoner."""
        least = np.minimum(self.least_rarity[one], self.least_rarity[other])
        return np.where(self.standard[one] == self.standard[other], self.rarity[one], least)

    def mark_likenesses(self, level: Places, some: Places, one: Codes, other: Codes, ladder: Ladder) -> None:
        """Mark how some pairs of different names are alike, as first_names.py and last_names.py do."""
        one, other = one[some], other[some]
        ones, others, length, its_length = self.joined[one], self.joined[other], self.lengths[one], self.lengths[other]
        slips, shorter = looks.slips_between(ones, others), np.minimum(length, its_length)
        level[some] = np.where(slips <= np.maximum(length, its_length) // 2, ladder["faint"], ladder["differs"])
        long = shorter >= SHORTEST_BEGINNING
        sound = long & ((self.rough[one] == self.rough[other]) | (self.sound[one] == self.sound[other]))
        level[some[_those_that_look_alike(sound, ones, others)]] = ladder["sound"]
        begins = np.flatnonzero(long & (slips == np.abs(length - its_length)))
        begins = begins[[_begins(*two) for two in zip(ones[begins], others[begins], strict=True)]]
        level[some[begins]] = ladder["beginning"]
        level[some[slips <= looks.slips_allowed(shorter)]] = ladder["slip"]

    def nearly_same(self, others: "Box", one: Codes, other: Codes) -> Flags:
        """Say which names are nearly those of another box."""
        there = ~self.is_blank[one] & ~others.is_blank[other]
        near: Flags = there & (self.standard[one] == others.standard[other])
        some = np.flatnonzero(there & ~near & (np.bitwise_count(self.letters[one] ^ others.letters[other]) <= FOUR))
        one, other = one[some], other[some]
        allowed = looks.slips_allowed(np.minimum(self.lengths[one], others.lengths[other]))
        near[some] = (looks.slips_between(self.joined[one], others.joined[other]) <= allowed) & (allowed > 0)
        return near


FOUR: Final = 2 * looks.TWO_SLIPS  # bits of the letters that two slips change


def _those_that_look_alike(flags: Flags, ones: NDArray[np.object_], others: NDArray[np.object_]) -> Places:
    some = np.flatnonzero(flags)
    alike = cpdist(ones[some].tolist(), others[some].tolist(), scorer=JaroWinkler.similarity, dtype=np.float64)
    return some[alike >= SOUNDS_ALIKE]


def _begins(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _rarities(names: list[Name], model: Model, field: Field) -> tuple[Values, Values]:
    """Return what it is worth that two have the same name, and that of its commonest part or spelling."""
    if field not in model.rarities:
        return np.zeros(len(names)), np.zeros(len(names))
    worth = np.array([model.rarity(field, one.standard) for one in names], np.float64)
    least = worth.copy()
    for place, one in enumerate(names):
        if len(one.parts) > 1:
            least[place] = min(worth[place], *(model.rarity(field, standard_spelling(part)) for part in one.parts))
    return worth, least
