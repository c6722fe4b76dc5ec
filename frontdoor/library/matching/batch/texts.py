"""Postcodes, telephone numbers and e-mail addresses: short texts of which the same, or nearly the same, agree."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from frontdoor.library.matching.batch import looks
from frontdoor.library.matching.batch.levels import BLANK, Flags, Ladder, Places, Rows, Said, Weights, most, numbered
from frontdoor.library.matching.batch.parts import Glance, glance_at
from frontdoor.library.matching.batch.people import Column
from frontdoor.library.matching.finding import EXACT
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.model import Model
from frontdoor.library.matching.postcodes import DISTRICT, LONGEST_DISTRICT, read_postcode, write_postcode
from frontdoor.library.matching.reach import SHORTEST_NAME, read_email, read_phone

Alike = Callable[[Places, Places], Flags]
Finder = Callable[[Sequence[str]], Alike]


@dataclass(frozen=True, kw_only=True, slots=True)
class Likeness:
    """A level at which two different texts are alike, its words, and what finds them among all texts."""

    level: str
    words: str
    finder: Finder


@dataclass(frozen=True, kw_only=True, slots=True)
class Sort:
    """One sort of text: how it is read and shown, and the ways to be alike, the strongest first."""

    field: Field
    read: Callable[[str], str]
    show: Callable[[str], str]
    same: str
    slips: int
    slip_words: str
    likenesses: tuple[Likeness, ...]
    differs: str


class Texts:
    """A column of short texts, in the form in which they are compared."""

    def __init__(self, column: Column, sort: Sort, model: Model) -> None:
        self.fields = (sort.field,)
        self.glances: Sequence[Glance] = glance_at(sort.field, self._glance, model)
        self._column, self._sort = column, sort
        self._plain = np.array(list(map(sort.read, column.values)), np.object_)
        self._same, self._is_blank = numbered(self._plain), np.array([text == "" for text in self._plain], np.bool_)
        self._letters = looks.letters_of_all(self._plain.tolist())
        self._rarity = np.array([model.rarity(sort.field, text) for text in self._plain], np.float64)
        self._are_alike = [one.finder(self._plain.tolist()) for one in sort.likenesses]
        alike = [("slip", sort.slip_words), *((one.level, one.words) for one in sort.likenesses)]
        self._ladder = Ladder(
            model,
            sort.field,
            [(EXACT, sort.same), *alike, ("differs", sort.differs)],
            rare={EXACT, *(level for level, _ in alike)},
        )
        like = most(model, sort.field, only=tuple({level for level, _ in alike}))
        differs = most(model, sort.field, only=("differs",))
        self._most = np.hstack((np.zeros_like(like), np.maximum(most(model, sort.field), 0.0), like, differs))

    @property
    def shown(self) -> tuple[Column, ...]:
        return (Column(codes=self._column.codes, values=list(map(self._sort.show, self._column.values))),)

    def weigh(self, known: Rows, told: Rows) -> tuple[Said, ...]:
        ladder, one, other = self._ladder, self._column.codes[told], self._column.codes[known]
        level = np.where(self._same[one] == self._same[other], ladder[EXACT], ladder["differs"]).astype(np.int8)
        unlike = np.flatnonzero(level != ladder[EXACT])
        first, second = one[unlike], other[unlike]
        for likeness, are_alike in reversed(list(zip(self._sort.likenesses, self._are_alike, strict=True))):
            level[unlike[are_alike(first, second)]] = ladder.number((likeness.level, likeness.words))
        some = np.flatnonzero(self._may_be_slips(first, second))
        slips = looks.slips_between(self._plain[first[some]], self._plain[second[some]])
        level[unlike[some[slips <= self._sort.slips]]] = ladder["slip"]
        level[self._is_blank[one] | self._is_blank[other]] = BLANK
        return (ladder.say(level, np.minimum(self._rarity[one], self._rarity[other])),)

    def _glance(self, known: Rows, told: Rows) -> Weights:
        one, other = self._column.codes[known], self._column.codes[told]
        like = self._may_be_slips(one, other)
        for are_alike in self._are_alike:
            like |= are_alike(one, other)
        level = np.where(self._same[one] == self._same[other], SAME, np.where(like, LIKE, UNLIKE))
        level *= ~(self._is_blank[one] | self._is_blank[other])
        return self._most.take(level, axis=1)

    def _may_be_slips(self, one: Places, other: Places) -> Flags:
        few: Flags = np.bitwise_count(self._letters[one] ^ self._letters[other]) <= 2 * self._sort.slips
        return few


SAME, LIKE, UNLIKE = 1, 2, 3  # columns of Texts._most, after what is blank


def _in_one_sector(codes: Sequence[str]) -> Alike:
    sectors = numbered(code[:-2] if len(code) > LONGEST_DISTRICT else place for place, code in enumerate(codes))
    return lambda one, other: sectors[one] == sectors[other]


def _half_is_told(codes: Sequence[str]) -> Alike:
    """Say of which two postcodes one is only the first half of the other."""
    numbers = numbered([*codes, *(code[:-3] for code in codes)])
    whole, half = numbers[: len(codes)], numbers[len(codes) :]
    is_half = np.array([DISTRICT.fullmatch(code) is not None for code in codes], np.bool_)

    def are_alike(one: Places, other: Places) -> Flags:
        first = (half[one] == whole[other]) & is_half[other]
        alike: Flags = first | ((half[other] == whole[one]) & is_half[one])
        return alike

    return are_alike


def _have_one_name(emails: Sequence[str]) -> Alike:
    names = [email.partition("@")[0] for email in emails]
    numbers = numbered(name if len(name) >= SHORTEST_NAME else place for place, name in enumerate(names))
    return lambda one, other: numbers[one] == numbers[other]


POSTCODES: Final = Sort(
    field=Field.POSTCODE,
    read=read_postcode,
    show=lambda written: write_postcode(read_postcode(written)),
    same="Same postcode",
    slips=1,
    slip_words="One letter of the postcode differs",
    likenesses=(
        Likeness(level="near", words="Nearly the same postcode", finder=_in_one_sector),
        Likeness(level="near", words="The same first half of the postcode", finder=_half_is_told),
    ),
    differs="Different postcode",
)
PHONES: Final = Sort(
    field=Field.PHONE,
    read=read_phone,
    show=read_phone,
    same="Same telephone number",
    slips=1,
    slip_words="One digit of the telephone number differs",
    likenesses=(),
    differs="Different telephone number",
)
EMAILS: Final = Sort(
    field=Field.EMAIL,
    read=read_email,
    show=read_email,
    same="Same e-mail address",
    slips=2,
    slip_words="E-mail address spelt almost the same",
    likenesses=(Likeness(level="name", words="Same name at another e-mail provider", finder=_have_one_name),),
    differs="Different e-mail address",
)
SORTS: Final = (POSTCODES, PHONES, EMAILS)
