"""What can be told of writing at a glance, for a million pairs at once: its letters, and forms in common."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from frontdoor.library.matching.batch.levels import Codes, Flags, Places
from frontdoor.library.matching.glances import OTHERS, PLAIN
from frontdoor.library.matching.likeness import SHORTEST_WITH_SLIP, SHORTEST_WITH_TWO_SLIPS

Bits = NDArray[np.uint64]
Marks = NDArray[np.uint64]  # a row for each word

BITS: Final = 64
SHIFTS: Final = (0, 6)  # of a hash, where the bits of a mark are found: few share one in each word by chance
TWO_SLIPS: Final = 2
BITS_OF_A_SLIP: Final = 2  # of the bits of a text's letters, at most
LANE: Final = 16  # bits; there are four in one number
LOWEST_LANE: Final = np.uint64(0xFFFF)
LOWEST: Final = np.uint64(0x0001000100010001)
HIGHEST: Final = np.uint64(0x8000800080008000)
ASCII: Final = 128
PLACES: Final = len(PLAIN) + OTHERS  # letters once, and what is no plain letter


def letters_of_all(texts: Sequence[str]) -> Bits:
    """Return what letters_of makes of each text, of all at once."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    is_plain = (points >= ord(PLAIN[0])) & (points <= ord(PLAIN[-1]))
    place = np.where(is_plain, points - ord(PLAIN[0]), len(PLAIN) + points % OTHERS)
    owners = np.repeat(np.arange(len(texts)) * PLACES, lengths)
    times = np.bincount(owners + place, minlength=len(texts) * PLACES).reshape(-1, PLACES)
    return _bits_where(times > 0, _ONCE) | _bits_where(times[:, : len(PLAIN)] > 1, _TWICE)


def _bits_where(flags: Flags, bits: Bits) -> Bits:
    """Return the sum of the bits of each row's flags."""
    whole = np.zeros((len(flags), BITS), np.bool_)
    whole[:, bits] = flags
    packed: Bits = np.packbits(whole, axis=1, bitorder="little").view(np.uint64)[:, 0]
    return packed


_ONCE: Final = np.array([*range(len(PLAIN)), *range(2 * len(PLAIN), 2 * len(PLAIN) + OTHERS)], np.uint64)
_TWICE: Final = np.arange(len(PLAIN), 2 * len(PLAIN), dtype=np.uint64)


def lanes(*forms: Places) -> Bits:
    """Return a number for each name in which each form has sixteen bits: those of equal forms are equal."""
    total = np.zeros(len(forms[0]), np.uint64)
    for place, numbers in enumerate(forms):
        total |= (numbers.astype(np.uint64) & LOWEST_LANE) << np.uint64(LANE * place)
    return total


def share_a_lane(one: Bits, other: Bits) -> Flags:
    """Say which numbers have a lane in common: where two lanes are equal, their difference has a lane of noughts."""
    apart = one ^ other
    shared: Flags = ((apart - LOWEST) & ~apart & HIGHEST) != 0
    return shared


def marks(marked: Iterable[Iterable[str]]) -> Marks:
    """Return words of 64 bits for each, in every one of which each mark sets a bit; a row for each word."""
    hashes = [list(map(hash, one)) for one in marked]
    owners = np.repeat(np.arange(len(hashes)), list(map(len, hashes)))
    every = np.fromiter(chain.from_iterable(hashes), np.int64, len(owners))
    rows = np.zeros((len(SHIFTS), len(hashes)), np.uint64)
    for row, shift in zip(rows, SHIFTS, strict=True):
        np.bitwise_or.at(row, owners, np.uint64(1) << (every >> shift & BITS - 1).astype(np.uint64))
    return rows


def share_marks(one: Marks, other: Marks, first: Places, second: Places) -> Flags:
    """Say which marks overlap in every word, as they do when a mark is shared."""
    shared: Flags = (one[0][first] & other[0][second]) != 0
    for word in range(1, len(one)):
        shared &= (one[word][first] & other[word][second]) != 0
    return shared


def slips_between(ones: NDArray[np.object_], others: NDArray[np.object_]) -> Codes:
    """Return how many slips there are between each two texts."""
    counted: Codes = cpdist(ones.tolist(), others.tolist(), scorer=OSA.distance, dtype=np.int32)
    return counted


def slips_allowed(shorter: Places) -> Places:
    """Return with how many slips names are still nearly the same, the shorter of which has so many letters."""
    return np.where(shorter >= SHORTEST_WITH_TWO_SLIPS, TWO_SLIPS, np.where(shorter >= SHORTEST_WITH_SLIP, 1, 0))
