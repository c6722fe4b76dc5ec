"""The most that names can say, from the sketches of those known: their letters, marks and initials."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from frontdoor.library.matching.full_names import LESS_THAN_EXACT
from frontdoor.library.matching.glances import letters_of, marks_of
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.likeness import SHORTEST_WITH_SLIP, SHORTEST_WITH_TWO_SLIPS
from frontdoor.library.matching.live.ceilings import (
    NOTHING,
    Flags,
    Sums,
    Weights,
    all_but,
    at_most,
    most,
    no_less_than_nothing,
    table_of,
    worth_of_the_same,
)
from frontdoor.library.matching.live.sketches import (
    HAS_MORE_MARKS,
    IS_ALIAS,
    IS_INITIAL,
    KINDS_OF_MARKS,
    LONGEST,
    MAY_BE_NO_NAME,
    Sketches,
    are_initials,
    hash_of,
    mark_of,
    starts_of,
)
from frontdoor.library.matching.model import Model
from frontdoor.library.matching.names import FullName, Name

FIRST: Final = Field.FIRST_NAME
MIDDLE: Final = Field.MIDDLE_NAMES
LAST: Final = Field.LAST_NAME
DIFFERS, FAINT, LIKE, SLIP, SAME, UNKNOWN = range(6)  # columns of a table of weights
FAINTLY_ALIKE: Final = {FIRST: ("differs", "faint", "another", "other_initial"), LAST: ("differs", "faint")}
ANOTHER_FORM: Final = {FIRST: all_but(FIRST, "exact", "swapped"), LAST: all_but(LAST, "exact", "swapped")}
MIDDLE_LIKE, MIDDLE_UNKNOWN = 1, 2
NEVER: Final = -1
BITS_OF_A_SLIP: Final = 2  # of the bits of a name's letters, at most


class Told:
    """One name that is told, beside the names in one box of many sketches."""

    def __init__(self, name: Name) -> None:
        self.name = name
        self.is_initial = are_initials(name)
        self._letters = np.uint64(letters_of(name.joined))
        self._standard = np.uint32(hash_of(name.standard))
        self._starts = np.uint32(starts_of(name))
        self._marks = np.zeros(KINDS_OF_MARKS, np.bool_)
        self._marks[[mark_of(mark) for mark in marks_of(name)]] = True
        # Letters that are there more than twice, or are not plain, may be alike without a bit to show it.
        self._unseen = len(name.joined) - int(self._letters).bit_count()
        self._slips = _bits_of_slips(min(len(name.joined), LONGEST))
        self._alike = _fewest_alike(min(len(name.joined), LONGEST))

    def may_be_same(self, known: Sketches) -> Flags:
        """Say which names may be the same, however they are parted or spelt."""
        same: Flags = (known["standard"] == self._standard) | (known["letters"] == self._letters)
        return same

    def may_be_slip(self, known: Sketches) -> Flags:
        """Say which names may be a slip apart, or two if they are long."""
        apart = np.bitwise_count(known["letters"] ^ self._letters)
        slip: Flags = apart <= self._slips[known["length"]]
        return slip

    def may_be_faint(self, known: Sketches) -> Flags:
        """Say of which names half of the letters may be the same."""
        shared = np.bitwise_count(known["letters"] & self._letters)
        faint: Flags = shared >= self._alike[known["length"]] - self._unseen
        return faint

    def shares_marks(self, known: Sketches) -> Flags:
        """Say which names may share a form, a part, a sound or a beginning."""
        shared: Flags = self._marks[known["marks"]].any(axis=1) | ((known["flags"] & HAS_MORE_MARKS) != 0)
        return shared

    def shares_start(self, known: Sketches) -> Flags:
        """Say which names begin with the same letter, or have a part that does."""
        shared: Flags = (known["starts"] & self._starts) != 0
        return shared

    def may_be_nearly_same(self, known: Sketches) -> Flags:
        """Say which names of another box may be this one."""
        nearly: Flags = (self.may_be_same(known) | self.may_be_slip(known)) & (known["length"] != 0)
        return nearly


class NameCeiling:
    """The most that the name in one box can say."""

    def __init__(self, told: Told, field: Field, model: Model) -> None:
        self._told = told
        rarity = model.rarity(field, told.name.standard)
        differs, faint = most(model, field, "differs"), most(model, field, *FAINTLY_ALIKE[field])
        if told.name.may_be_no_name:
            differs, faint = no_less_than_nothing(differs), no_less_than_nothing(faint)
        like = at_most(most(model, field, *ANOTHER_FORM[field]), rarity - LESS_THAN_EXACT)
        # A slip in a rare last name may count for nearly as much as the name.
        slip = Sums(max(0.0, rarity - LESS_THAN_EXACT), like.relative) if field is LAST else like
        self._table = table_of(differs, faint, like, slip, worth_of_the_same(model, field, rarity), NOTHING)

    def of(self, known: Sketches, *, is_among: Flags | None = None) -> Weights:
        """Return the most that the names in this box of some sketches say; one may be among the middle names."""
        told = self._told
        is_initial = (known["flags"] & IS_INITIAL) != 0
        is_initial |= told.is_initial
        like = told.shares_marks(known) | (is_initial & told.shares_start(known))
        if is_among is not None:
            like |= is_among
        level = (told.may_be_faint(known) | is_initial).astype(np.int8)
        level[(level <= FAINT) & ((known["flags"] & MAY_BE_NO_NAME) != 0)] = UNKNOWN
        level[like] = LIKE
        level[told.may_be_slip(known)] = SLIP
        level[told.may_be_same(known)] = SAME
        level[known["length"] == 0] = UNKNOWN
        return self._table[:, level]


class NamesCeiling:
    """The most that a first and a last name can say together; they may have changed places."""

    def __init__(self, told: FullName, model: Model) -> None:
        self._first, self._middle, self._last = (Told(name) if name else None for name in _boxes(told))
        self._of_first = NameCeiling(self._first, FIRST, model) if self._first else None
        self._of_last = NameCeiling(self._last, LAST, model) if self._last else None
        self._swapped = [table_of(most(model, field, "swapped")) for field in (FIRST, LAST)]

    def of(self, known: Sketches) -> Weights:
        """Return the most that the first and last names of some sketches say."""
        first, last = np.zeros((2, len(known))), np.zeros((2, len(known)))
        if self._first and self._of_first:
            first = self._of_first.of(known["first"], is_among=self._is_among(self._first, known))
        if self._last and self._of_last:
            last = self._of_last.of(known["last"])
        self._swap(first, last, known)
        first += last
        return first

    def _is_among(self, told: Told, known: Sketches) -> Flags:
        """Say which first names may be among the middle names of the other."""
        is_among = told.shares_marks(known["middle"])
        return is_among | self._middle.shares_marks(known["first"]) if self._middle else is_among

    def _swap(self, first: Weights, last: Weights, known: Sketches) -> None:
        """Raise what may say more in the other box: both together, or one of them alone."""
        never = np.zeros(len(known), np.bool_)
        first_is_last = self._first.may_be_nearly_same(known["last"]) if self._first else never
        last_is_first = self._last.may_be_nearly_same(known["first"]) if self._last else never
        for weights, raised, which in (
            (first, self._swapped[0], first_is_last & last_is_first),
            (last, self._swapped[1], first_is_last | last_is_first),
        ):
            if which.any():
                weights[:, which] = np.maximum(weights[:, which], raised)


class MiddleCeiling:
    """The most that the middle names can say."""

    def __init__(self, told: Name, model: Model) -> None:
        self._told = Told(told)
        self._table = table_of(
            most(model, MIDDLE, "differs", "other_initial"),
            most(model, MIDDLE, *all_but(MIDDLE)),
            NOTHING,
        )

    def of(self, known: Sketches) -> Weights:
        """Return the most that the middle names of some sketches say; those of an alias are not compared."""
        told, middle = self._told, known["middle"]
        is_initial = (middle["flags"] & IS_INITIAL) != 0
        is_initial |= told.is_initial
        like = told.shares_marks(middle) | told.may_be_slip(middle) | (is_initial & told.shares_start(middle))
        level = (like | told.may_be_same(middle)).astype(np.int8)
        level[middle["length"] == 0] = MIDDLE_UNKNOWN
        level[(known["first"]["flags"] & IS_ALIAS) != 0] = MIDDLE_LIKE
        return self._table[:, level]


def _boxes(name: FullName) -> tuple[Name, Name, Name]:
    return name.first, name.middle, name.last


@cache
def _bits_of_slips(length: int) -> NDArray[np.int16]:
    """Return how many bits may differ between a name of this length and one of each length; none may: NEVER."""
    lengths = np.arange(LONGEST + 1)
    shorter = np.minimum(lengths, length)
    slips = np.where(shorter >= SHORTEST_WITH_TWO_SLIPS, 2, 1)
    may_be = (shorter >= SHORTEST_WITH_SLIP) & (np.abs(lengths - length) <= slips)
    bits: NDArray[np.int16] = np.where(may_be, BITS_OF_A_SLIP * slips, NEVER).astype(np.int16)
    return bits


@cache
def _fewest_alike(length: int) -> NDArray[np.int16]:
    """Return how many letters a name of this length must share with one of each length to look faintly alike."""
    longer = np.maximum(np.arange(LONGEST + 1), length)
    fewest: NDArray[np.int16] = (longer - longer // 2).astype(np.int16)
    return fewest
