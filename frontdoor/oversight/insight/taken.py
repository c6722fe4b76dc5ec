"""Times taken, as a whole distribution and not as a mean. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

HOUR: Final = timedelta(hours=1)
BUCKETS: Final = (1, 2, 4, 8, 24, 48, 72, 120, 240)
"""Hours up to which times are put together; the last column holds what took longer."""
BUCKET_NAMES: Final = ("1 h", "2 h", "4 h", "8 h", "1 day", "2 days", "3 days", "5 days", "10 days", "longer")


@dataclass(frozen=True, kw_only=True)
class Times:
    """Hours taken: the middle one, the one that nine tenths do not pass, and the longest; none where none are over."""

    count: int
    middle: float | None
    ninth_tenth: float | None
    longest: float | None


def hours_between(start: datetime, end: datetime) -> float:
    """Count the hours between two moments."""
    return (end - start) / HOUR


def times(hours: Iterable[float]) -> Times:
    """Sum up times taken."""
    held = sorted(hours)
    return Times(
        count=len(held),
        middle=_part(held, 0.5),
        ninth_tenth=_part(held, 0.9),
        longest=held[-1] if held else None,
    )


def spread(hours: Iterable[float]) -> list[int]:
    """Count how many times fall in each bucket; exactly an hour is in the first."""
    counts = [0] * len(BUCKET_NAMES)
    for each in hours:
        counts[sum(each > edge for edge in BUCKETS)] += 1
    return counts


def _part(held: Sequence[float], part: float) -> float | None:
    """Give the least time that so large a part of them does not pass."""
    if not held:
        return None
    place = -(-len(held) * part // 1)  # rounded up
    return held[max(0, int(place) - 1)]
