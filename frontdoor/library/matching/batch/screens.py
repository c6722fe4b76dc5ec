"""Bounds: the most that a part can say of a pair, worked out for a million pairs at once.

A bound only ever saves work: a pair is compared unless its bounds prove that it cannot reach the threshold. Whatever
is not proved to differ is taken to agree. tests/library/matching/batch/test_screens.py holds every bound to the
comparison itself.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import numpy as np

from frontdoor.library.matching.batch.address_bounds import bound_of_addresses
from frontdoor.library.matching.batch.birth_bounds import bound_of_births
from frontdoor.library.matching.batch.columns import DATE_OF_BIRTH
from frontdoor.library.matching.batch.levels import Bound, Reach, Rows, most
from frontdoor.library.matching.batch.looks import Flags
from frontdoor.library.matching.batch.name_bounds import bound_of_names
from frontdoor.library.matching.batch.parts import RIVALS, Part, Weights, Written
from frontdoor.library.matching.batch.people import Codes, People
from frontdoor.library.matching.finding import EXACT
from frontdoor.library.matching.glances import letters_of
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.model import Model
from frontdoor.library.matching.postcodes import read_postcode
from frontdoor.library.matching.reach import read_email, read_phone

MayAgree = Callable[[Codes, Codes], Flags]

NOTHING: Final = np.zeros((RIVALS, 1))
FEW: Final = 32  # values of which every two can be compared beforehand
A_SLIP: Final = 2  # of the bits of a text's letters
TWO_SLIPS: Final = 4


def bounds_of(people: People, parts: Sequence[Written], model: Model) -> list[Bound]:
    """Return a bound for each part."""
    return [_bound_of(people, written.part, model) for written in parts]


def ceilings_of(parts: Sequence[Written], model: Model) -> list[Weights]:
    """Return the most that each part can say of any two people."""
    return [sum((np.maximum(most(model, one), 0.0) for one in written.part.fields), NOTHING) for written in parts]


def _bound_of(people: People, part: Part, model: Model) -> Bound:
    if len(part.columns) > 1:
        return bound_of_names(people, model)
    reach = _reach_of(people, part, model)
    return Bound(glance=reach, closely=reach)


def _reach_of(people: People, part: Part, model: Model) -> Reach:
    name = part.columns[0]
    if len(people.columns[name].values) <= FEW:
        return _bound_by_every_two(people, part, model)
    if name == DATE_OF_BIRTH:
        return bound_of_births(people.columns[name], model)
    if name == Field.ADDRESS:
        return bound_of_addresses(people.columns[name], model)
    return _bound_of_column(people, Field(name), model)


def _bound_of_column(people: People, field: Field, model: Model) -> Reach:
    """Bound a column of its own: what is blank says nothing, and what cannot agree differs."""
    column = people.columns[field]
    plain = list(map(PLAIN.get(field, str), column.values))
    blank = np.array([value == "" for value in plain], np.bool_)
    alike = np.unique(plain, return_inverse=True)[1]
    same = most(model, field)
    like = most(model, field, but=(EXACT,)) if field in MAY_AGREE else same
    differs = most(model, field, only=("differs",)) if field in MAY_AGREE else same
    may_agree = MAY_AGREE.get(field, _slips)(plain)

    def bound(known: Rows, told: Rows) -> Weights:
        one, other = column.codes[known], column.codes[told]
        weights = np.where(alike[one] == alike[other], same, np.where(may_agree(one, other), like, differs))
        return np.where(blank[one] | blank[other], 0.0, weights)

    return bound


def _bound_by_every_two(people: People, part: Part, model: Model) -> Reach:
    """Compare every two values of a column that has few."""
    column = people.columns[part.columns[0]]
    values = [(value,) for value in column.values]
    found = [[part.compare(told, known, model)[0] for told in values] for known in values]
    table = np.array([[(one.weight, one.family_weight) for one in row] for row in found])

    def bound(known: Rows, told: Rows) -> Weights:
        return table[column.codes[known], column.codes[told]].T

    return bound


def _postcodes_that_may_agree(values: Sequence[str]) -> MayAgree:
    """Two postcodes differ when they are in other sectors, neither is half of the other, and two slips are needed."""
    may_be_slips = _slips(values)
    sectors = np.unique([value[:-2] for value in values], return_inverse=True)[1]
    halves = np.unique([*values, *(value[:-3] for value in values)], return_inverse=True)[1]
    whole, half = halves[: len(values)], halves[len(values) :]

    def may_agree(one: Codes, other: Codes) -> Flags:
        near = (sectors[one] == sectors[other]) | (whole[one] == half[other]) | (half[one] == whole[other])
        may_be: Flags = near | may_be_slips(one, other)
        return may_be

    return may_agree


def _emails_that_may_agree(values: Sequence[str]) -> MayAgree:
    """Two e-mail addresses differ when their names do and they are more than two slips apart."""
    may_be_slips = _slips(values, TWO_SLIPS)
    names = np.unique([value.partition("@")[0] for value in values], return_inverse=True)[1]

    def may_agree(one: Codes, other: Codes) -> Flags:
        may_be: Flags = may_be_slips(one, other) | (names[one] == names[other])
        return may_be

    return may_agree


def _slips(values: Sequence[str], bits: int = A_SLIP) -> MayAgree:
    letters = np.array([letters_of(value.lower()) for value in values], np.uint64)

    def may_agree(one: Codes, other: Codes) -> Flags:
        may_be: Flags = np.bitwise_count(letters[one] ^ letters[other]) <= bits
        return may_be

    return may_agree


# The form in which values are the same; without one, any two may be.
PLAIN: Final[Mapping[Field, Callable[[str], str]]] = MappingProxyType(
    {Field.POSTCODE: read_postcode, Field.PHONE: read_phone, Field.EMAIL: read_email}
)
MAY_AGREE: Final[Mapping[Field, Callable[[Sequence[str]], MayAgree]]] = MappingProxyType(
    {Field.POSTCODE: _postcodes_that_may_agree, Field.PHONE: _slips, Field.EMAIL: _emails_that_may_agree}
)
