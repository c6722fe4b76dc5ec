"""Where everybody stands: the child's home first, then each unit as near as may be to those it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from frontdoor.journey.children.kin import Family
from frontdoor.journey.children.pictures.rows import rows_of
from frontdoor.journey.children.pictures.units import Box, Unit, units_of

GAP = 0.12
"""How much of a column is left free between units, so that two outlines never touch."""
SMALLEST = 1e-6

type_span = tuple[int, int, float, float]


@dataclass(frozen=True, kw_only=True)
class Places:
    """Columns and rows for people and homes. `also_at` has the homes whose outline does not reach somebody."""

    spots: Mapping[int, tuple[float, int]]
    boxes: tuple[Box, ...]
    also_at: Mapping[int, tuple[int, ...]]

    @property
    def last_row(self) -> int:
        return max(row for _, row in self.spots.values())


def places_of(family: Family) -> Places:
    """Place everybody once. No two people share a place, and no home's box holds anybody who does not live there."""
    units, also_at = units_of(family, rows_of(family))
    ties = _ties_between(family)
    waiting = sorted(units, key=lambda unit: (family.child_id not in unit.spots, min(unit.spots)))
    placed = [(waiting.pop(0), 0.0)]
    while waiting:
        spots = _spots(placed)
        nearest = max(waiting, key=lambda unit: (_strength(unit, spots, ties), -min(unit.spots)))
        waiting.remove(nearest)
        placed.append((nearest, _free_left(nearest, placed, _wanted_left(nearest, spots, ties))))
    return _from_nought(placed, also_at)


def _ties_between(family: Family) -> dict[int, list[int]]:
    ties: dict[int, list[int]] = defaultdict(list)
    for tie in family.ties:
        ties[tie.person_id].append(tie.other_id)
        ties[tie.other_id].append(tie.person_id)
    return ties


def _spots(placed: Iterable[tuple[Unit, float]]) -> dict[int, tuple[float, int]]:
    return {who: (left + x, row) for unit, left in placed for who, (x, row) in unit.spots.items()}


def _strength(unit: Unit, spots: Mapping[int, tuple[float, int]], ties: Mapping[int, list[int]]) -> int:
    return sum(other in spots for one in unit.spots for other in ties.get(one, ()))


def _wanted_left(unit: Unit, spots: Mapping[int, tuple[float, int]], ties: Mapping[int, list[int]]) -> float:
    """Say where a unit's left would be if each stood right above, below or beside those they belong to."""
    tied = [(x, other) for one, (x, _) in unit.spots.items() for other in ties.get(one, ()) if other in spots]
    wanted = [spots[other][0] - x for x, other in tied]
    if wanted:
        return sum(wanted) / len(wanted)
    return max(x for x, _ in spots.values()) + 0.5 + GAP


def _free_left(unit: Unit, placed: Sequence[tuple[Unit, float]], wanted: float) -> float:
    """Find the free place that is nearest to the wanted one."""
    taken = [_moved(span, left) for other, left in placed for span in other.spans]
    lefts = [wanted]
    for first, last, left, right in unit.spans:
        for span in taken:
            if first <= span[1] and span[0] <= last:
                lefts += [span[3] + GAP - left, span[2] - GAP - right]
    free = [left for left in lefts if not any(_touch(_moved(own, left), span) for own in unit.spans for span in taken)]
    return min(free, key=lambda left: (round(abs(left - wanted), 6), left))


def _moved(span: type_span, by: float) -> type_span:
    return span[0], span[1], span[2] + by, span[3] + by


def _touch(one: type_span, other: type_span) -> bool:
    shares_rows = one[0] <= other[1] and other[0] <= one[1]
    return shares_rows and one[2] < other[3] + GAP - SMALLEST and other[2] < one[3] + GAP - SMALLEST


def _from_nought(placed: Sequence[tuple[Unit, float]], also_at: Mapping[int, tuple[int, ...]]) -> Places:
    """Move everything so that the leftmost begins at nought."""
    first = min(left + span[2] for unit, left in placed for span in unit.spans)
    spots = {who: (round(x - first, 4), row) for who, (x, row) in _spots(placed).items()}
    boxes = [
        Box(
            household_id=box.household_id,
            first_row=box.first_row,
            last_row=box.last_row,
            left=round(box.left + left - first, 4),
            right=round(box.right + left - first, 4),
            alone_from=round(box.alone_from + left - first, 4),
            alone_to=round(box.alone_to + left - first, 4),
        )
        for unit, left in placed
        for box in unit.boxes
    ]
    return Places(spots=spots, boxes=tuple(boxes), also_at=also_at)
