"""Addresses, weighed from the words of their houses and streets for a million pairs at once.

Streets of which one has every word of the other, or says what kind it is and the other does not, are compared one by
one by addresses.py.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cpdist

from frontdoor.library.matching.addresses import (
    FAINTLY_SAME_STREET,
    SAME_STREET,
    WORDS,
    Address,
    address_values,
    compare_streets,
    read_address,
)
from frontdoor.library.matching.batch import looks
from frontdoor.library.matching.batch.levels import (
    BLANK,
    Codes,
    Flags,
    Ladder,
    Places,
    Rows,
    Said,
    Weights,
    most,
    numbered,
)
from frontdoor.library.matching.batch.parts import Glance, glance_at
from frontdoor.library.matching.batch.people import Column
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.model import Model

FIELD: Final = Field.ADDRESS
SHARED: Final = ("exact", "house", "number", "street")  # levels that count for no more than the address is rare
OF_HOUSES: Final = ("exact", "house")
WHOLE: Final = 100.0
MISSING, DIFFERS, NEAR, SAME = range(4)  # how houses or streets compare: a house is near if it is a slip apart
FOUND: Final = {"missing": MISSING, "differs": DIFFERS, "faint": NEAR, "same": SAME}
ANOTHER_HOUSE: Final = ("street", "differs")  # the levels that two addresses may have at a glance
NEAR_HOUSE: Final = ("number", *ANOTHER_HOUSE)
FAINT: Final = ("faint", "number")  # two without a number are the same house, and not
OF_OTHER, OF_ANOTHER_HOUSE, OF_NEAR_HOUSE, OF_NOTHING = range(4)  # columns of Addresses._most


class _Houses:
    """The house numbers of distinct addresses."""

    def __init__(self, addresses: Sequence[Address]) -> None:
        written = [one.house for one in addresses]
        self._written, self.number = np.array(written, np.object_), numbered(written)
        self.is_there = np.array(written, np.object_) != ""
        self._figures = looks.letters_of_all(written)
        self._is_short = np.fromiter(map(len, written), np.int64, len(written)) <= 1

    def compare(self, one: Codes, other: Codes) -> Places:
        """Say how each two compare, as addresses.py does."""
        found = np.where(self.number[one] == self.number[other], SAME, DIFFERS).astype(np.int8)
        some = np.flatnonzero(
            (found == DIFFERS) & self._few_differ(one, other) & ~(self._is_short[one] & self._is_short[other])
        )
        slips = looks.slips_between(self._written[one[some]], self._written[other[some]])
        found[some[slips == 1]] = NEAR
        found[~self.is_there[one] | ~self.is_there[other]] = MISSING
        return found

    def may_be_near(self, one: Codes, other: Codes) -> Flags:
        """Say which two may be a slip apart, or one is not there."""
        may_be: Flags = self._few_differ(one, other) | ~self.is_there[one] | ~self.is_there[other]
        return may_be

    def _few_differ(self, one: Codes, other: Codes) -> Flags:
        few: Flags = np.bitwise_count(self._figures[one] ^ self._figures[other]) <= looks.BITS_OF_A_SLIP
        return few


class _Streets:
    """The streets of distinct addresses, with and without what kind they are."""

    def __init__(self, addresses: Sequence[Address]) -> None:
        bare = [one.bare for one in addresses]
        self._addresses, self._bare = addresses, np.array(bare, np.object_)
        self._same, self._whole = numbered(bare), numbered(one.street for one in addresses)
        self._is_there = self._bare != ""
        self._has_kind = np.array([one.has_kind for one in addresses], np.bool_)
        self._letters = looks.letters_of_all(bare)
        self._lengths = np.fromiter(map(len, bare), np.int64, len(bare))
        self._marks = looks.marks(one.bare_words for one in addresses)

    def compare(self, one: Codes, other: Codes) -> Places:
        """Say how each two compare, as addresses.py does."""
        found = np.full(len(one), MISSING, np.int8)
        there = self._is_there[one] & self._is_there[other]
        same, kind = self._same[one] == self._same[other], self._has_kind[one]
        of_one_kind = kind == self._has_kind[other]
        other_kind = kind & of_one_kind & (self._whole[one] != self._whole[other])
        found[there & same] = np.where(other_kind, NEAR, SAME)[there & same]
        odd = ~of_one_kind | self._may_be_within(one, other) | self._may_be_within(other, one)
        unlike = np.flatnonzero(there & ~same & ~odd)
        found[unlike] = self._by_likeness(one[unlike], other[unlike])
        for place in np.flatnonzero(there & ~same & odd).tolist():
            found[place] = FOUND[compare_streets(self._addresses[one[place]], self._addresses[other[place]])]
        return found

    def may_agree(self, one: Codes, other: Codes) -> Flags:
        """Say of which two it is not proved that they differ: no word is shared, and few letters."""
        apart = np.bitwise_count(self._letters[one] ^ self._letters[other])
        few = apart * WHOLE <= (self._lengths[one] + self._lengths[other]) * (WHOLE - FAINTLY_SAME_STREET)
        loose = ~self._is_there[one] | ~self._is_there[other] | (self._has_kind[one] != self._has_kind[other])
        may_agree: Flags = loose | few | looks.share_marks(self._marks, self._marks, one, other)
        return may_agree

    def _may_be_within(self, one: Codes, other: Codes) -> Flags:
        within: Flags = ((self._marks[:, one] & ~self._marks[:, other]) == 0).all(axis=0)
        return within

    def _by_likeness(self, one: Codes, other: Codes) -> Places:
        ones, others = self._bare[one], self._bare[other]
        alike = cpdist(ones.tolist(), others.tolist(), scorer=ratio, score_cutoff=FAINTLY_SAME_STREET, dtype=np.float64)
        allowed = looks.slips_allowed(np.minimum(self._lengths[one], self._lengths[other]))
        is_slip = looks.slips_between(ones, others) <= allowed
        return np.where((alike >= SAME_STREET) | is_slip, SAME, np.where(alike > 0, NEAR, DIFFERS)).astype(np.int8)


class Addresses:
    """Everybody's addresses, their postcodes apart."""

    fields = (FIELD,)

    def __init__(self, column: Column, model: Model) -> None:
        self.glances: Sequence[Glance] = glance_at(FIELD, self._glance, model)
        addresses = [read_address(value) for value in column.values]
        self._codes, self._addresses = column.codes, addresses
        self._is_blank = np.array([not one for one in addresses], np.bool_)
        self._part = numbered(one.part for one in addresses)
        self._has_part = np.array([one.part != "" for one in addresses], np.bool_)
        self._houses, self._streets = _Houses(addresses), _Streets(addresses)
        self._of_street = np.array([model.rarity(FIELD, one.street) for one in addresses], np.float64)
        self._of_house = np.array([model.rarity(FIELD, _values(one)[-1]) for one in addresses], np.float64)
        self._ladder = Ladder(model, FIELD, list(WORDS.items()), rare=SHARED)
        levels = (("differs",), ANOTHER_HOUSE, NEAR_HOUSE)
        self._most = np.hstack([*(most(model, FIELD, only=names) for names in levels), np.zeros((2, 1))])
        worth = np.maximum(0.0, np.maximum(self._of_street, self._of_house))
        self._itself = np.maximum(
            np.stack((worth, np.minimum(worth, most(model, FIELD)[1]))), most(model, FIELD, only=FAINT)
        )

    @property
    def shown(self) -> tuple[Column, ...]:
        return (Column(codes=self._codes, values=[one.written for one in self._addresses]),)

    def weigh(self, known: Rows, told: Rows) -> tuple[Said, ...]:
        one, other = self._codes[told], self._codes[known]
        level = self._levels(one, other)
        is_house = self._ladder.flags(OF_HOUSES)[level]
        rarity = np.minimum(*(np.where(is_house, self._of_house[side], self._of_street[side]) for side in (one, other)))
        return (self._ladder.say(level, rarity),)

    def _levels(self, one: Codes, other: Codes) -> Places:
        house, street = self._houses.compare(one, other), self._streets.compare(one, other)
        ladder = self._ladder
        other_part = self._has_part[one] & self._has_part[other] & (self._part[one] != self._part[other])
        level = np.full(len(one), ladder["differs"], np.int8)
        level[(house == MISSING) & (street == MISSING)] = BLANK
        level[((street == MISSING) | (street == NEAR)) & (house == SAME)] = ladder["faint"]
        same = street == SAME
        level[same] = ladder["number"]
        level[same & (house == DIFFERS)] = ladder["street"]
        level[same & (house == SAME)] = ladder["exact"]
        level[same & (house == SAME) & other_part] = ladder["house"]
        level[self._is_blank[one] | self._is_blank[other]] = BLANK
        return level

    def _glance(self, known: Rows, told: Rows) -> Weights:
        one, other = self._codes[known], self._codes[told]
        column = np.where(self._houses.may_be_near(one, other), OF_NEAR_HOUSE, OF_ANOTHER_HOUSE)
        column[~self._streets.may_agree(one, other)] = OF_OTHER
        column[self._is_blank[one] | self._is_blank[other]] = OF_NOTHING
        weights = self._most.take(column, axis=1)
        same = np.flatnonzero((column >= OF_ANOTHER_HOUSE) & (column < OF_NOTHING))
        same = same[self._houses.number[one[same]] == self._houses.number[other[same]]]
        itself = np.minimum(self._itself.take(one[same], axis=1), self._itself.take(other[same], axis=1))
        weights[:, same] = np.maximum(weights.take(same, axis=1), itself)
        return weights


def _values(address: Address) -> tuple[str, ...]:
    """Return what of an address is counted, its street first; its house goes last, if it has one."""
    return address_values(address) or (address.street,)
