"""The most that names can say, from a few numbers of each person that are compared all together."""

from typing import Final

import numpy as np

from frontdoor.library.matching.batch import looks
from frontdoor.library.matching.batch.boxes import Box
from frontdoor.library.matching.batch.levels import Flags, Places, Rows, Weights, most, numbered
from frontdoor.library.matching.batch.parts import Glance
from frontdoor.library.matching.finding import EXACT
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.likeness import SHORTEST_BEGINNING
from frontdoor.library.matching.model import Model

FAINT, MIDDLE, LIKE, BLANK, ELSEWHERE = range(1, 6)  # columns of _Sight.most, after what is unlike
IS_BLANK, IS_LOOSE = 1, 2  # bits of a name's state: a loose one may be like any other
BITS_OF_TWO_SLIPS: Final = looks.TWO_SLIPS * looks.BITS_OF_A_SLIP
SWAPPED: Final = "swapped"
LONGEST: Final = 255


class _Sight:
    """What is looked at of everybody's names in one box."""

    def __init__(self, box: Box, field: Field, model: Model) -> None:
        loose = (box.has_initial | box.may_be_no_name) * IS_LOOSE
        self.letters, self.standard = box.letters[box.codes], box.standard[box.codes]
        self.same = box.same[box.codes]
        begun = numbered(one.joined[:SHORTEST_BEGINNING] for one in box.names)
        self.lanes = looks.lanes(begun, box.rough, box.sound, box.stem)[box.codes]
        # Each row in one piece: `take` would copy all of them at every call otherwise.
        self.marks = np.ascontiguousarray((box.family | box.parts)[:, box.codes])
        self.lengths = np.minimum(box.lengths, LONGEST).astype(np.uint8)[box.codes]
        self.state = (loose | box.is_blank * IS_BLANK).astype(np.uint8)[box.codes]
        self.is_respelt = np.array([one.standard != one.joined for one in box.names], np.bool_)[box.codes]
        loudest = most(model, field)
        has_rarities = field in model.rarities
        worth = np.maximum(box.rarity, 0.0) if has_rarities else np.repeat(loudest[0], len(box.rarity))
        self.worth = np.stack(
            (worth, np.minimum(worth, loudest[1]) if has_rarities else np.repeat(loudest[1], len(worth)))
        )
        self.worth = np.ascontiguousarray(self.worth[:, box.codes])
        self.slips_are_rare = field is Field.LAST_NAME  # a slip in a rare one may count for as much as the name
        self.most = _most_of(model, field)
        self.ceiling = np.maximum(loudest, 0.0)

    def levels(self, known: Rows, told: Rows) -> Places:
        """Return how much alike two names may be."""
        apart = np.bitwise_count(self.letters[known] ^ self.letters[told])
        length, its_length = self.lengths[known], self.lengths[told]
        state = self.state[known] | self.state[told]
        like = looks.share_a_lane(self.lanes[known], self.lanes[told])
        like |= looks.share_marks(self.marks, self.marks, known, told)
        like |= apart <= BITS_ALLOWED.take(np.minimum(length, its_length))
        like |= state >= IS_LOOSE
        faint = apart <= (np.maximum(length, its_length) & ~np.uint8(1))
        likeness = np.maximum(times(faint, FAINT), times(like, LIKE))
        level: Places = np.maximum(likeness, (state & IS_BLANK) * np.uint8(BLANK))
        return level

    def weights(self, level: Places, known: Rows, told: Rows) -> Weights:
        """Return the most for such levels; two that are the same say what the name is worth."""
        weights = self.most.take(level, axis=1)
        like = np.flatnonzero((level == LIKE) | (level == ELSEWHERE))
        one, other = known[like], told[like]
        if self.slips_are_rare:
            weights[0, like] = np.maximum(weights[0, like], np.minimum(self.worth[0, one], self.worth[0, other]))
        same = like[(self.standard[one] == self.standard[other]) | (self.same[one] == self.same[other])]
        weights[:, same] = np.maximum(self.worth.take(told[same], axis=1), weights.take(same, axis=1))
        return weights


ALLOWED: Final = looks.slips_allowed(np.arange(LONGEST + 1))
BITS_ALLOWED: Final = (ALLOWED * looks.BITS_OF_A_SLIP).astype(np.uint8)


class Glimpse:
    """What can be seen of everybody's names."""

    def __init__(self, boxes: tuple[Box, Box, Box], fields: tuple[Field, Field, Field], model: Model) -> None:
        self._first, self._middle, self._last = (
            _Sight(box, field, model) for box, field in zip(boxes, fields, strict=True)
        )
        self._both = self._first.letters | self._last.letters
        self._is_respelt = self._first.is_respelt | self._last.is_respelt
        first, middle, _ = boxes
        self._parts, self._parts_of_middle = first.parts[0, first.codes], middle.parts[0, middle.codes]

    @property
    def glances(self) -> tuple[Glance, ...]:
        """Return a glance at first and middle names, and one at last names."""
        ceiling = self._first.ceiling + self._middle.ceiling
        return Glance(ceiling, self._of_first), Glance(self._last.ceiling, self._of_last)

    def _of_first(self, known: Rows, told: Rows) -> Weights:
        level = self._first.levels(known, told)
        among = (self._parts[known] & self._parts_of_middle[told]) | (self._parts[told] & self._parts_of_middle[known])
        level = np.maximum(
            level, np.maximum(times(among != 0, MIDDLE), times(self._may_be_turned(known, told), ELSEWHERE))
        )
        weights = self._first.weights(level, known, told)
        weights += self._middle.weights(self._middle.levels(known, told), known, told)
        return weights

    def _of_last(self, known: Rows, told: Rows) -> Weights:
        level = self._last.levels(known, told)
        may_be_first = self._may_be_first(known, told) | self._may_be_first(told, known)
        level = np.maximum(level, times(may_be_first, ELSEWHERE))
        return self._last.weights(level, known, told)

    def _may_be_turned(self, known: Rows, told: Rows) -> Flags:
        """Say whose first and last names may have changed places, both: they have the same letters together."""
        few = np.bitwise_count(self._both[known] ^ self._both[told]) <= 2 * BITS_OF_TWO_SLIPS
        some = np.flatnonzero(few | self._is_respelt[known] | self._is_respelt[told])
        known, told = known[some], told[some]
        may_be = np.zeros(len(few), np.bool_)
        may_be[some] = self._may_be_first(known, told) & self._may_be_first(told, known)
        return may_be

    def _may_be_first(self, one: Rows, other: Rows) -> Flags:
        """Say whose first name may be nearly the other's last."""
        few = np.bitwise_count(self._first.letters[one] ^ self._last.letters[other]) <= BITS_OF_TWO_SLIPS
        may_be: Flags = few | (self._first.standard[one] == self._last.standard[other])
        return may_be


def times(flags: Flags, level: int) -> Places:
    """Return a level where flags are set, and nought elsewhere; of several, np.maximum takes the highest."""
    return flags.view(np.uint8) * np.uint8(level)


def _most_of(model: Model, field: Field) -> Weights:
    """Return the most that names say that are unlike, faintly alike, middle names, alike, blank, or in another box."""
    levels = {name for its, name in model.levels if its is field}
    differing = ("differs", "faint", "other_initial", "another")
    faint = most(model, field, only=tuple(levels & set(differing)))
    elsewhere = most(model, field, only=(SWAPPED,)) if SWAPPED in levels else faint
    middle = most(model, field, only=("middle",)) if "middle" in levels else faint
    like = most(model, field, but=tuple({EXACT, SWAPPED} & levels))
    columns = (
        most(model, field, only=("differs",)),
        faint,
        np.maximum(middle, faint),
        like,
        np.zeros_like(faint),
        np.maximum(elsewhere, like),
    )
    return np.hstack(columns)
