"""What can be told of writing at a glance, for a million pairs at once: its letters, and marks that forms share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from frontdoor.library.matching.glances import letters_of, marks_of
from frontdoor.library.matching.likeness import SHORTEST_WITH_SLIP, SHORTEST_WITH_TWO_SLIPS
from frontdoor.library.matching.names import KEPT, Name

Places = NDArray[np.int32] | NDArray[np.int64]
Flags = NDArray[np.bool_]
Marks = NDArray[np.uint64]  # a row for each word

WORDS: Final = 4  # of 64 bits; every mark sets one bit in each, so that few names share one by chance
BITS: Final = 64
TWO_SLIPS: Final = 2
BITS_OF_A_SLIP: Final = 2  # of the bits of a name's letters, at most


@dataclass(frozen=True, kw_only=True, slots=True)
class Looks:
    """The looks of every distinct name: a letter sets a bit when it is there, and another when it is there twice."""

    letters: NDArray[np.uint64]
    joined: NDArray[np.object_]
    lengths: NDArray[np.int64]
    marks: Marks
    starts: NDArray[np.uint64]  # the first letter of each part; BITS of them
    has_initial: Flags
    may_say_nothing: Flags  # "mother": perhaps a name, and perhaps only who it is
    is_blank: Flags


def look_at(names: Sequence[Name]) -> Looks:
    """Return the looks of names. Two that share no mark, and are more than two letters apart, are different names."""
    return Looks(
        letters=_array([letters_of(name.joined) for name in names]),
        joined=np.array([name.joined for name in names], np.object_),
        lengths=np.array([len(name.joined) for name in names], np.int64),
        marks=marked_all([marks_of(name) for name in names]),
        starts=_array([_joined(1 << ord(part[0]) % BITS for part in name.parts) for name in names]),
        has_initial=np.array([any(len(part) == 1 for part in name.parts) for name in names], np.bool_),
        may_say_nothing=np.array([name.may_be_no_name for name in names], np.bool_),
        is_blank=np.array([not name for name in names], np.bool_),
    )


def marked_all(marks: Sequence[Iterable[str]]) -> Marks:
    """Return words of 64 bits for each, in every one of which each mark has set one; a row for each word."""
    joined = b"".join(_joined(map(_bits, one)).to_bytes(WORDS * BITS // 8, "little") for one in marks)
    return np.frombuffer(joined, np.uint64).reshape(-1, WORDS).T.copy()


def _joined(bits: Iterable[int]) -> int:
    return reduce(or_, bits, 0)


@lru_cache(maxsize=KEPT)
def _bits(mark: str) -> int:
    """Return one bit in each word."""
    places = crc32(mark.encode())
    return sum(1 << BITS * word + (places >> 6 * word) % BITS for word in range(WORDS))


def share_bits(one: Marks, other: Marks, first: Places, second: Places) -> Flags:
    """Say which marks overlap in every word, as they do when a mark is shared."""
    some = np.flatnonzero(one[0][first] & other[0][second])
    for word in range(1, WORDS):
        some = some[(one[word][first[some]] & other[word][second[some]]) != 0]
    return _flags(some, len(first))


def may_be_slips(one: Looks, other: Looks, first: Places, second: Places, *, closely: bool) -> Flags:
    """Say which names may be a slip apart, or two if they are long; `closely` counts the slips of each two."""
    apart = np.bitwise_count(one.letters[first] ^ other.letters[second])
    some = np.flatnonzero(apart <= BITS_OF_A_SLIP * TWO_SLIPS)
    length, its_length = one.lengths[first[some]], other.lengths[second[some]]
    shorter = np.minimum(length, its_length)
    slips = np.where(shorter >= SHORTEST_WITH_TWO_SLIPS, TWO_SLIPS, 1)
    near = (np.abs(length - its_length) <= slips) & (shorter >= SHORTEST_WITH_SLIP)
    may_be = _flags(some[near & (apart[some] <= BITS_OF_A_SLIP * slips)], len(first))
    if closely:
        _look_closer(may_be, one, other, first, second, np.full(len(may_be), TWO_SLIPS))
    return may_be


def _flags(some: NDArray[np.intp], length: int) -> Flags:
    flags = np.zeros(length, np.bool_)
    flags[some] = True
    return flags


def _look_closer(may_be: Flags, one: Looks, other: Looks, first: Places, second: Places, slips: Places) -> None:
    """Count the slips between names that may be alike."""
    some = np.flatnonzero(may_be)
    ones, others = one.joined[first[some]].tolist(), other.joined[second[some]].tolist()
    may_be[some] = cpdist(ones, others, scorer=OSA.distance) <= slips[some]


def may_be_initials(looks: Looks, first: Places, second: Places) -> Flags:
    """Say which names may be one of which the other gives the first letter, or no names at all."""
    start_alike = (looks.starts[first] & looks.starts[second]) != 0
    may_say_nothing = looks.may_say_nothing[first] | looks.may_say_nothing[second]
    may_be: Flags = (start_alike & (looks.has_initial[first] | looks.has_initial[second])) | may_say_nothing
    return may_be


def may_be_faint(looks: Looks, first: Places, second: Places, *, closely: bool) -> Flags:
    """Say of which two names half of the letters may be the same, or one gives only an initial."""
    longer = np.maximum(looks.lengths[first], looks.lengths[second])
    few = np.bitwise_count(looks.letters[first] ^ looks.letters[second]) <= 2 * (longer // 2)
    if closely:
        _look_closer(few, looks, looks, first, second, longer // 2)
    may_be: Flags = few | looks.has_initial[first] | looks.has_initial[second]
    return may_be


def _array(bits: list[int]) -> NDArray[np.uint64]:
    return np.array(bits, np.uint64)
