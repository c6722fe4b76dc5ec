"""The most that postcodes and addresses can say, from the sketches of those known."""

from __future__ import annotations

from typing import Final

import numpy as np

from frontdoor.library.matching.addresses import FAINTLY_SAME_STREET, Address, address_values
from frontdoor.library.matching.glances import letters_of
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.live.ceilings import (
    NOTHING,
    Flags,
    Sums,
    Weights,
    at_most,
    most,
    table_of,
    worth_of_the_same,
)
from frontdoor.library.matching.live.figures import Alike
from frontdoor.library.matching.live.sketches import (
    FIRST_FIGURE,
    HAS_ADDRESS,
    HAS_KIND_OF_STREET,
    HAS_MORE_POSTCODES,
    HAS_STREET,
    HOUSE,
    KINDS_OF_MARKS,
    LONGEST,
    POSTCODE,
    STREET_WORDS,
    Sketches,
    district_of,
    hash_of,
    mark_of,
)
from frontdoor.library.matching.model import Model

# Columns of the tables of weights.
DIFFERS, NEAR, SLIP, FORMER, SAME, UNKNOWN = range(6)
STREET, NUMBER, HOUSE_TOO, NO_ADDRESS = range(1, 5)
WHOLE: Final = 100.0


class PostcodeCeiling:
    """The most that postcodes can say."""

    def __init__(self, told: tuple[str, ...], model: Model) -> None:
        field = Field.POSTCODE
        rarity = model.rarity(field, told[0])
        likenesses = (at_most(most(model, field, name), rarity) for name in ("near", "slip"))
        self._codes = np.array([hash_of(code) for code in told], np.uint32)
        self._district = np.uint32(hash_of(district_of(told[0])))
        self._table = table_of(
            most(model, field, "differs"),
            *likenesses,
            most(model, field, "former"),
            worth_of_the_same(model, field, rarity),
            NOTHING,
        )

    def of(self, known: Sketches, alike: Alike) -> Weights:
        """Return the most that the postcodes of some sketches say."""
        codes = known["postcodes"]
        level = (known["district"] == self._district).astype(np.int8)
        level[alike.slip[:, POSTCODE]] = SLIP
        is_former = (codes[:, :, None] == self._codes).any(axis=(1, 2))
        level[is_former | ((known["flags"] & HAS_MORE_POSTCODES) != 0)] = FORMER
        level[codes[:, 0] == self._codes[0]] = SAME
        level[codes[:, 0] == 0] = UNKNOWN
        return self._table[:, level]


class AddressCeiling:
    """The most that houses and streets can say."""

    def __init__(self, told: Address, model: Model) -> None:
        field = Field.ADDRESS
        self._told = told
        self._letters = np.uint64(letters_of(told.bare))
        self._length = min(len(told.bare), LONGEST)
        self._is_loose = not 0 < len(told.bare_words) <= STREET_WORDS
        self._words = np.zeros(KINDS_OF_MARKS, np.bool_)
        self._words[[mark_of(word) for word in told.bare_words]] = True
        self._house_digits = np.uint16(letters_of(told.house) >> FIRST_FIGURE)
        rarity = max(model.rarity(field, value) for value in (*address_values(told), told.street))
        faint, same = most(model, field, "faint", "number"), worth_of_the_same(model, field, rarity)
        self._table = table_of(
            most(model, field, "differs"),
            most(model, field, "street"),
            most(model, field, "number", "street"),
            Sums(max(faint.stranger, same.stranger), max(faint.relative, same.relative)),
            NOTHING,
        )

    def of(self, known: Sketches, alike: Alike) -> Weights:
        """Return the most that the addresses of some sketches say."""
        level = np.full(len(known), STREET, np.int8)
        level[self._may_be_near(known, alike)] = NUMBER
        if self._told.house:
            level[alike.same[:, HOUSE]] = HOUSE_TOO
        level[~self._may_be_same_street(known)] = DIFFERS
        level[(known["flags"] & HAS_ADDRESS) == 0] = NO_ADDRESS
        return self._table[:, level]

    def _may_be_near(self, known: Sketches, alike: Alike) -> Flags:
        """Say which house numbers may be a slip apart, or are not there."""
        length = known["lengths"][:, HOUSE]
        if not self._told.house:
            return np.ones(len(known), np.bool_)
        few = np.bitwise_count(known["house_digits"] ^ self._house_digits) <= 2
        near = alike.slip[:, HOUSE] & few
        if len(self._told.house) == 1:
            near &= length > 1
        may_be: Flags = near | (length == 0)
        return may_be

    def _may_be_same_street(self, known: Sketches) -> Flags:
        """Say of which streets it is not proved that they differ: no word is shared, and few letters."""
        flags = known["flags"]
        if self._is_loose:
            return np.ones(len(known), np.bool_)
        apart = np.bitwise_count(known["street_letters"] ^ self._letters)
        few = apart * WHOLE <= (known["street_length"] + np.int16(self._length)) * (WHOLE - FAINTLY_SAME_STREET)
        kind = HAS_KIND_OF_STREET if self._told.has_kind else 0
        loose = (flags & (HAS_STREET | HAS_KIND_OF_STREET)) != (HAS_STREET | kind)
        may_be: Flags = few | loose | self._words[known["street_words"]].any(axis=1)
        return may_be
