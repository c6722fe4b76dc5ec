"""The pairs worth comparing: those who share a key, unless too many share it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from frontdoor.library.matching.batch.filing import Filed
from frontdoor.library.matching.crowds import MOST_UNDER_A_KEY

Numbers = NDArray[np.int64]
Rows = NDArray[np.int32]

MOST_PAIRS_AT_ONCE: Final = 200_000
ROW_BITS: Final = 32


@dataclass(frozen=True, kw_only=True, slots=True)
class Index:
    """The keys of the people known, each once and in order, and the people of each: so many rows from its start."""

    keys: Numbers
    starts: Numbers
    sizes: Numbers
    rows: Rows


def index(filed: Filed, known: int) -> Index:
    """Return the keys of the people known in order; a key that too many share is left out."""
    of_known = filed.rows < known
    order = np.argsort(filed.keys[of_known])
    keys, rows = filed.keys[of_known][order], filed.rows[of_known][order]
    starts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])) if len(keys) else np.zeros(0, np.int64)
    sizes = np.diff(np.append(starts, len(keys)))
    kept = sizes <= MOST_UNDER_A_KEY
    return Index(keys=keys[starts][kept], starts=starts[kept], sizes=sizes[kept], rows=rows)


def candidates(filed: Filed, index: Index, told: range, *, is_one_file: bool) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield pairs of rows, known and told, each pair once, some at a time."""
    if not len(index.keys):
        return
    filed = filed.only(told)
    keys, rows = filed.keys, filed.rows
    place = np.minimum(_places(index.keys, keys), len(index.keys) - 1)
    many = np.where(index.keys[place] == keys, index.sizes[place], 0)
    for some in _portions(rows, many):
        yield _pairs(index.rows, rows[some], index.starts[place[some]], many[some], is_one_file=is_one_file)


def _places(keys: Numbers, asked: Numbers) -> Numbers:
    """Return where each key asked for stands among keys in order; looked for in order, which is near at hand."""
    order = np.argsort(asked)
    place = np.empty(len(asked), np.int64)
    place[order] = np.searchsorted(keys, asked[order])
    return place


def _portions(rows: Rows, many: Numbers) -> Iterator[slice]:
    """Yield slices with about as many pairs each, that never part one person's keys."""
    start, so_far = 0, np.cumsum(many)
    while start < len(rows):
        before = so_far[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(so_far, before + MOST_PAIRS_AT_ONCE, side="right")))
        stop = int(np.searchsorted(rows, rows[stop - 1], side="right"))
        yield slice(start, stop)
        start = stop


def _pairs(known: Rows, told: Rows, first: Numbers, many: Numbers, *, is_one_file: bool) -> tuple[Numbers, Numbers]:
    places = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many) + np.repeat(first, many)
    packed = (np.repeat(told, many).astype(np.int64) << ROW_BITS) | known[places]
    packed.sort()
    packed = packed[np.concatenate(([True], packed[1:] != packed[:-1]))] if len(packed) else packed
    one, other = packed & (2**ROW_BITS - 1), packed >> ROW_BITS
    if is_one_file:
        before = one < other
        return one[before], other[before]
    return one, other
