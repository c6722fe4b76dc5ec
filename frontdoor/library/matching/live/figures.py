"""Short writing, a number or a code, as sixteen signs of four bits: whether two are the same or a slip apart."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Figures = NDArray[np.uint64]
Flags = NDArray[np.bool_]

SIGNS: Final = 16
SIGN_BITS: Final = 4
DIFFERENT_SIGNS: Final = 14  # from 1: nothing is no sign, and ten digits are ten signs; a letter may share one
SUM_OF_SIGNS: Final = 15  # what is left of a number divided by this is left of the sum of its signs, in any order
TOO_LONG: Final = 255
LOWEST_BITS: Final = 0x1111111111111111  # of each sign


class Alike(NamedTuple):
    """Which figures are the same as those told, and which may be: one sign is wrong, missing, extra or swapped."""

    same: Flags
    slip: Flags


def figures_of(text: str) -> tuple[int, int]:
    """Return a short text as figures, and its length; of a long one only that it is too long."""
    if len(text) > SIGNS:
        return 0, TOO_LONG
    figures = 0
    for letter in text:
        figures = figures << SIGN_BITS | ord(letter) % DIFFERENT_SIGNS + 1
    return figures, len(text)


def compare_figures(
    told: Figures, told_lengths: NDArray[np.uint8], known: Figures, lengths: NDArray[np.uint8]
) -> Alike:
    """Compare columns of figures with those told; what is too long may be anything."""
    apart = known ^ told
    apart |= apart >> np.uint64(2)  # gathers the four bits of each sign in its lowest
    apart |= apart >> np.uint64(1)
    apart &= np.uint64(LOWEST_BITS)
    differing = np.bitwise_count(apart)
    swapped = (differing == 2) & (known % SUM_OF_SIGNS == told % SUM_OF_SIGNS)
    longer = lengths.astype(np.int16) - told_lengths
    too_long = (lengths == TOO_LONG) | (told_lengths == TOO_LONG)
    slip = ((longer == 0) & ((differing <= 1) | swapped)) | (np.abs(longer) == 1) | too_long
    return Alike((differing == 0) & (longer == 0) | too_long, slip)
