"""Names, weighed for a million pairs at once.

Names of one part in each box, as nearly all are, are levelled here, by the ladders of first_names.py, middle_names.py
and last_names.py. Short forms, names of more than one part, and first and last names that changed places are compared
one by one, by those very modules.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from frontdoor.library.matching import first_names, last_names, middle_names
from frontdoor.library.matching.batch import looks
from frontdoor.library.matching.batch.boxes import Box
from frontdoor.library.matching.batch.glimpses import Glimpse
from frontdoor.library.matching.batch.levels import BLANK, Codes, Flags, Ladder, Places, Rows, Said
from frontdoor.library.matching.batch.parts import Glance
from frontdoor.library.matching.batch.people import Column, People
from frontdoor.library.matching.finding import EXACT
from frontdoor.library.matching.full_names import LESS_THAN_EXACT, LIKENESSES, SLIP, compare_full_names
from frontdoor.library.matching.levels import LEVELS, Field, Verdict
from frontdoor.library.matching.model import Model
from frontdoor.library.matching.names import FullName

FIRST: Final = Field.FIRST_NAME
MIDDLE: Final = Field.MIDDLE_NAMES
LAST: Final = Field.LAST_NAME
SHORT_FORMS: Final = (first_names.TOLD_IS_SHORT, first_names.KNOWN_IS_SHORT, first_names.BOTH_ARE_SHORT)
MIDDLE_FORMS: Final = (first_names.TOLD_IS_MIDDLE, first_names.KNOWN_IS_MIDDLE)


class Names:
    """Everybody's first, middle and last names."""

    fields = (FIRST, MIDDLE, LAST)

    def __init__(self, people: People, model: Model) -> None:
        self._model = model
        self._first, self._middle, self._last = (Box(people.column(name), model, name) for name in self.fields)
        glimpse = Glimpse((self._first, self._middle, self._last), self.fields, model)
        self.glances: Sequence[Glance] = glimpse.glances
        forms = [*(("nickname", words) for words in SHORT_FORMS), *(("middle", words) for words in MIDDLE_FORMS)]
        self._first_ladder = _ladder(model, FIRST, [*first_names.WORDS.items(), *forms])
        self._middle_ladder = _ladder(model, MIDDLE, list(middle_names.WORDS.items()))
        self._last_ladder = _ladder(model, LAST, list(last_names.WORDS.items()))

    @property
    def shown(self) -> tuple[Column, ...]:
        return self._first.shown, self._middle.shown, self._last.shown

    def weigh(self, known: Rows, told: Rows) -> tuple[Said, ...]:
        first, last = self._weigh_first(known, told), self._weigh_last(known, told)
        swapped = self._that_may_be_swapped(first, last, known, told)
        names = zip(self._full_names(told[swapped]), self._full_names(known[swapped]), strict=True)
        pairs = [compare_full_names((one,), (other,), self._model) for one, other in names]
        first = first.but(swapped, (pair[0] for pair in pairs))
        return first, self._weigh_middle(known, told), last.but(swapped, (pair[1] for pair in pairs))

    def _that_may_be_swapped(self, first: Said, last: Said, known: Rows, told: Rows) -> Places:
        """Return the pairs of which a first name is the other's last, and the names as they stand do not agree."""
        unlike = np.flatnonzero(first.weights[0] <= 0.0)
        known, told = known[unlike], told[unlike]
        one = self._first.nearly_same(self._last, self._first.codes[told], self._last.codes[known])
        other = self._last.nearly_same(self._first, self._last.codes[told], self._first.codes[known])
        swapped: Places = unlike[(one & other) | ((one | other) & (last.weights[0, unlike] <= 0.0))]
        return swapped

    def _full_names(self, rows: Rows) -> Iterator[FullName]:
        """Yield the names of some people."""
        boxes = self._first, self._middle, self._last
        return map(FullName, *([box.names[code] for code in box.codes[rows].tolist()] for box in boxes))

    def _weigh_first(self, known: Rows, told: Rows) -> Said:
        box, ladder = self._first, self._first_ladder
        one, other = box.codes[told], box.codes[known]
        level, unlike = _begun(box, one, other, ladder, "other_initial")
        box.mark_likenesses(level, unlike, one, other, ladder)
        odd = self._mark_middles(level, unlike, known, told)
        first, second = one[unlike], other[unlike]
        spelt = (box.standard[first] == box.standard[second]) | (box.stem[first] == box.stem[second])
        level[unlike[spelt]] = ladder["spelling"]
        odd |= _share_a_part(box, first, second) | _may_be_short(box, first, second)
        some = unlike[odd & ~spelt]
        rows = map(first_names.level_of_first_names, self._full_names(told[some]), self._full_names(known[some]))
        level[some] = list(map(ladder.number, rows))
        in_use = box.is_in_use[one] & box.is_in_use[other]
        level[ladder.flags(LIKENESSES)[level] & in_use] = ladder["another"]
        return _weighed(box, level, one, other, ladder)

    def _mark_middles(self, level: Places, unlike: Places, known: Rows, told: Rows) -> Flags:
        """Mark first names that are the other's middle name; say of which it is not certain."""
        box, middle, ladder = self._first, self._middle, self._first_ladder
        known, told = known[unlike], told[unlike]
        may_be = np.zeros(len(unlike), np.bool_)
        is_slip = level[unlike] == ladder["slip"]
        for one, other, words in (known, told, MIDDLE_FORMS[1]), (told, known, MIDDLE_FORMS[0]):
            first, its_middle = box.codes[one], middle.codes[other]
            is_among = (box.standard[first] == middle.standard[its_middle]) & ~middle.is_blank[its_middle]
            level[unlike[is_among & ~is_slip]] = ladder.number(("middle", words))
            may_be |= middle.has_parts[its_middle] & looks.share_marks(box.parts, middle.parts, first, its_middle)
        uncertain: Flags = may_be & ~is_slip
        return uncertain

    def _weigh_last(self, known: Rows, told: Rows) -> Said:
        box, ladder = self._last, self._last_ladder
        one, other = box.codes[told], box.codes[known]
        level, unlike = _begun(box, one, other, ladder, "differs")
        box.mark_likenesses(level, unlike, one, other, ladder)
        first, second = one[unlike], other[unlike]
        level[unlike[box.standard[first] == box.standard[second]]] = ladder["spelling"]
        for place in unlike[_share_a_part(box, first, second)].tolist():
            row = last_names.level_of_last_names(box.names[one[place]], box.names[other[place]])
            level[place] = ladder.number(row)
        said = _weighed(box, level, one, other, ladder)
        slips = np.flatnonzero((level == ladder[SLIP]) & (box.is_common[one] != box.is_common[other]))
        said.weights[0, slips] = np.maximum(0.0, box.rarity_of(one[slips], other[slips]) - LESS_THAN_EXACT)
        return said

    def _weigh_middle(self, known: Rows, told: Rows) -> Said:
        box, ladder = self._middle, self._middle_ladder
        one, other = box.codes[told], box.codes[known]
        level, unlike = _begun(box, one, other, ladder, "other_initial")
        first, second = one[unlike], other[unlike]
        level[unlike] = np.where(box.nearly_same(box, first, second), ladder["part"], ladder["differs"])
        level[unlike[box.standard[first] == box.standard[second]]] = ladder[EXACT]
        many = box.has_parts[one] | box.has_parts[other]
        for place in np.flatnonzero(many & (level != BLANK)).tolist():
            words = middle_names.level_of_middle_names(box.names[one[place]], box.names[other[place]])
            level[place] = ladder[words]
        return ladder.say(level, np.zeros(len(level)))


def _ladder(model: Model, field: Field, rows: list[tuple[str, str]]) -> Ladder:
    """Return the levels of a box; a name that agrees, or is like the other, counts for no more than it is rare."""
    alike = {name for name in LEVELS[field] if model.level(field, name).verdict is not Verdict.DIFFERS}
    return Ladder(model, field, rows, rare=alike if field in model.rarities else ())


def _begun(box: Box, one: Codes, other: Codes, ladder: Ladder, another: str) -> tuple[Places, Places]:
    """Return levels of names that are the same, initials or blank, and the pairs that are none of these."""
    initials = (box.lengths[one] == 1) | (box.lengths[other] == 1)
    same = box.same[one] == box.same[other]
    level = np.where(same, ladder[EXACT], 0).astype(np.int8)
    level[initials] = np.where(box.start[one] == box.start[other], ladder["initial"], ladder[another])[initials]
    blank = box.is_blank[one] | box.is_blank[other]
    level[blank] = BLANK
    return level, np.flatnonzero(~(initials | same | blank))


def _share_a_part(box: Box, one: Codes, other: Codes) -> Flags:
    """Say of which pairs a name has more than one part, and perhaps one of the other's."""
    shared: Flags = (box.has_parts[one] | box.has_parts[other]) & looks.share_marks(box.parts, box.parts, one, other)
    return shared


def _may_be_short(box: Box, one: Codes, other: Codes) -> Flags:
    """Say of which pairs one name may be short for the other, or both for a third."""
    shared: Flags = (box.has_roots[one] | box.has_roots[other]) & looks.share_marks(box.family, box.family, one, other)
    return shared


def _weighed(box: Box, level: Places, one: Codes, other: Codes, ladder: Ladder) -> Said:
    """Count a common name for less than a rare one; "mother" that differs may only say who it is."""
    level[ladder.differs[level] & (box.may_be_no_name[one] | box.may_be_no_name[other])] = BLANK
    rarity = box.rarity_of(one, other) - np.where(level == ladder[EXACT], 0.0, LESS_THAN_EXACT)
    return ladder.say(level, rarity)
