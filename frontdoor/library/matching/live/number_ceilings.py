"""The most that sex, telephone, e-mail and numbers can say, from the sketches of those known."""

from __future__ import annotations

from typing import Final

import numpy as np

from frontdoor.library.matching.finding import EXACT
from frontdoor.library.matching.glances import letters_of
from frontdoor.library.matching.identifiers import Identifier
from frontdoor.library.matching.levels import LEVELS, Field
from frontdoor.library.matching.live.ceilings import NOTHING, Flags, Weights, at_most, most, table_of, worth_of_the_same
from frontdoor.library.matching.live.figures import Alike
from frontdoor.library.matching.live.sketches import (
    IS_VALID_NHS_NUMBER,
    IS_VALID_UPN,
    NHS_NUMBER,
    UPN,
    Sketches,
    hash_of,
)
from frontdoor.library.matching.model import Model

DIFFERS, LIKE, SAME, UNKNOWN = range(4)  # columns of the tables of weights
BITS_OF_TWO_SLIPS: Final = 4
CHECKED: Final = {Field.NHS_NUMBER: (NHS_NUMBER, IS_VALID_NHS_NUMBER), Field.UPN: (UPN, IS_VALID_UPN)}


class SexCeiling:
    """What sex says."""

    def __init__(self, told: str, model: Model) -> None:
        self._told = ord(told)
        self._table = table_of(most(model, Field.SEX, "differs"), most(model, Field.SEX, "agrees"), NOTHING)

    def of(self, known: Sketches) -> Weights:
        """Return what the sexes of some sketches say."""
        level = (known["sex"] == self._told).astype(np.int8)
        level[known["sex"] == 0] = len(self._table.T) - 1
        return self._table[:, level]


class NumberCeiling:
    """The most that one kind of number can say: of some it is known whether their check is right."""

    def __init__(self, field: Field, column: int, model: Model, *, rarity: float | None = None) -> None:
        self._column = column
        like = most(model, field, "slip" if "slip" in LEVELS[field] else "differs")
        same = most(model, field, EXACT) if rarity is None else worth_of_the_same(model, field, rarity)
        self._table = table_of(most(model, field, "differs"), like, same, NOTHING)

    def of(self, known: Sketches, alike: Alike, *, are_of_a_kind: Flags | None = None) -> Weights:
        """Return the most that the numbers of some sketches say; one that fails its check may say nothing."""
        level = alike.slip[:, self._column].astype(np.int8)
        if are_of_a_kind is not None:
            level[~are_of_a_kind & (level == DIFFERS)] = UNKNOWN
        level[alike.same[:, self._column]] = SAME
        level[known["lengths"][:, self._column] == 0] = UNKNOWN
        return self._table[:, level]


class CheckedCeiling:
    """The most that a number with a check says."""

    def __init__(self, field: Field, told: Identifier, model: Model) -> None:
        self._column, self._flag = CHECKED[field]
        self._is_valid = told.is_valid
        self._number = NumberCeiling(field, self._column, model)

    def of(self, known: Sketches, alike: Alike) -> Weights:
        """Return the most that these numbers of some sketches say."""
        are_valid = (known["flags"] & self._flag) != 0
        return self._number.of(known, alike, are_of_a_kind=are_valid == self._is_valid)


class EmailCeiling:
    """The most that an e-mail address can say."""

    def __init__(self, told: str, model: Model) -> None:
        field = Field.EMAIL
        rarity = model.rarity(field, told)
        self._letters = np.uint64(letters_of(told))
        self._name = np.uint32(hash_of(told.partition("@")[0]))
        self._table = table_of(
            most(model, field, "differs"),
            at_most(most(model, field, "slip", "name"), rarity),
            worth_of_the_same(model, field, rarity),
            NOTHING,
        )
        self._whole = np.uint32(hash_of(told))

    def of(self, known: Sketches) -> Weights:
        """Return the most that the e-mail addresses of some sketches say."""
        few = np.bitwise_count(known["email_letters"] ^ self._letters) <= BITS_OF_TWO_SLIPS
        level = (few | (known["email_name"] == self._name)).astype(np.int8)
        level[known["email"] == self._whole] = SAME
        level[known["email"] == 0] = UNKNOWN
        return self._table[:, level]
