"""The most that two addresses can say, worked out from their words for a million pairs at once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from frontdoor.library.matching.addresses import FAINTLY_SAME_STREET, Address, address_values, read_address
from frontdoor.library.matching.batch import looks
from frontdoor.library.matching.batch.levels import most
from frontdoor.library.matching.batch.looks import Flags
from frontdoor.library.matching.batch.parts import Weights
from frontdoor.library.matching.batch.people import Codes, Column
from frontdoor.library.matching.glances import letters_of
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.model import Model

Rows = NDArray[np.int32]

FIELD: Final = Field.ADDRESS
ANOTHER_HOUSE: Final = ("street", "differs")
NEAR_HOUSE: Final = ("number", *ANOTHER_HOUSE)
FAINT: Final = ("faint", "number")  # two without a number are the same house, and not
DIFFERS: Final = ("differs",)
A_SLIP: Final = 2  # of the bits of a text's letters
WHOLE: Final = 100.0


@dataclass(frozen=True, kw_only=True, slots=True)
class _Streets:
    """Distinct addresses as numbers: their houses, and the words and letters of their streets."""

    is_blank: Flags
    has_street: Flags
    has_kind: Flags
    houses: NDArray[np.intp]
    has_house: Flags
    figures: NDArray[np.uint64]  # of the house number
    itself: Weights  # the most that it says that two have this address
    letters: NDArray[np.uint64]
    lengths: NDArray[np.int64]
    marks: NDArray[np.uint64]

    def may_be_near(self, one: Codes, other: Codes) -> Flags:
        """Say which two house numbers may be a slip apart, or one is not there."""
        few = np.bitwise_count(self.figures[one] ^ self.figures[other]) <= A_SLIP
        near: Flags = few | ~self.has_house[one] | ~self.has_house[other]
        return near

    def may_agree(self, one: Codes, other: Codes) -> Flags:
        """Say of which two streets it is not proved that they differ: no word is shared, and few letters."""
        apart = np.bitwise_count(self.letters[one] ^ self.letters[other])
        few = apart * WHOLE <= (self.lengths[one] + self.lengths[other]) * (WHOLE - FAINTLY_SAME_STREET)
        loose = ~self.has_street[one] | ~self.has_street[other] | (self.has_kind[one] != self.has_kind[other])
        may_agree: Flags = loose | few | looks.share_bits(self.marks, self.marks, one, other)
        return may_agree


def bound_of_addresses(column: Column, model: Model) -> Callable[[Rows, Rows], Weights]:
    """Return the bound of the addresses of those known and those told."""
    streets = _streets([read_address(value) for value in column.values], model)
    another, near, differs = (most(model, FIELD, only=names) for names in (ANOTHER_HOUSE, NEAR_HOUSE, DIFFERS))
    faint = most(model, FIELD, only=FAINT)

    def bound(known: Rows, told: Rows) -> Weights:
        one, other = column.codes[known], column.codes[told]
        same = np.maximum(np.minimum(streets.itself[:, one], streets.itself[:, other]), faint)
        elsewhere = np.where(streets.may_be_near(one, other), near, another)
        likely = np.where(streets.houses[one] == streets.houses[other], same, elsewhere)
        weights = np.where(streets.may_agree(one, other), likely, differs)
        return np.where(streets.is_blank[one] | streets.is_blank[other], 0.0, weights)

    return bound


def _streets(addresses: list[Address], model: Model) -> _Streets:
    worth = np.array([_rarity(one, model) for one in addresses], np.float64)
    return _Streets(
        is_blank=np.array([not one for one in addresses], np.bool_),
        has_street=np.array([one.bare != "" for one in addresses], np.bool_),
        has_kind=np.array([one.has_kind for one in addresses], np.bool_),
        houses=np.unique([one.house for one in addresses], return_inverse=True)[1],
        has_house=np.array([one.house != "" for one in addresses], np.bool_),
        figures=np.array([letters_of(one.house) for one in addresses], np.uint64),
        itself=np.stack((worth, np.minimum(worth, most(model, FIELD)[1]))),
        letters=np.array([letters_of(one.bare) for one in addresses], np.uint64),
        lengths=np.array([len(one.bare) for one in addresses], np.int64),
        marks=looks.marked_all([one.bare_words for one in addresses]),
    )


def _rarity(address: Address, model: Model) -> float:
    """Return the most that it is worth to have this house, or a house in this street."""
    return max(0.0, *(model.rarity(FIELD, value) for value in (*address_values(address), address.street)))
