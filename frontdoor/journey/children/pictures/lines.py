"""How lines run: down from the elder ones to a lane between two rows, along it, down, along, and down to the younger.

Lanes lie between the rows, and a line that passes a row does so between two people: no line runs through anybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from frontdoor.journey.children.pictures.bonds import Bond
from frontdoor.journey.children.pictures.shapes import PITCH, Line, type_segment

APART, CLOSER = 11, 7
"""Between two lines that leave the same person, and between two that reach them: the one never lies upon the other."""
CLEAR = 7
type_spots = Mapping[int, tuple[float, int]]


@dataclass(kw_only=True)
class Run:
    """A bond on its way: its ends, the column of its trunk, and in which lane of which row's gap each part runs."""

    bond: Bond
    seniors: dict[int, float]
    juniors: dict[int, float]
    trunk: float | None = None
    upper: dict[int, int] = field(default_factory=dict)
    lower: dict[int, int] = field(default_factory=dict)


@dataclass(kw_only=True)
class Lanes:
    """How many lanes each gap has, for lines among elders above those among the younger. Gap 0 is above row 0."""

    upper: dict[int, int]
    lower: dict[int, int]

    def count(self, gap: int) -> int:
        return self.upper.get(gap, 0) + self.lower.get(gap, 0)


def lay(bonds: Sequence[Bond], spots: type_spots) -> tuple[list[Run], Lanes]:
    """Give every bond its ends, its trunk and its lanes."""
    seniors, juniors = _ports(bonds, spots)
    runs = [
        Run(
            bond=bond,
            seniors={one: seniors[place, one] for one in bond.seniors},
            juniors={one: juniors[place, one] for one in bond.juniors},
        )
        for place, bond in enumerate(bonds)
    ]
    taken = _taken(runs, spots)
    for run in runs:
        run.trunk = _trunk(run, spots, taken)
    return runs, Lanes(upper=_give_lanes(runs, spots, is_upper=True), lower=_give_lanes(runs, spots, is_upper=False))


def _ports(
    bonds: Sequence[Bond], spots: type_spots
) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], float]]:
    """Say at which x each bond leaves its elders and reaches its younger ones, each apart from the others."""
    down: dict[int, list[int]] = defaultdict(list)
    up: dict[int, list[int]] = defaultdict(list)
    for place, bond in enumerate(bonds):
        for one in bond.seniors:
            down[one].append(place)
        for one in bond.juniors:
            up[one].append(place)
    return _spread(down, bonds, spots, APART), _spread(up, bonds, spots, CLOSER)


def _spread(
    leaving: Mapping[int, list[int]], bonds: Sequence[Bond], spots: type_spots, apart: int
) -> dict[tuple[int, int], float]:
    """Put the ends of lines side by side, those that lead left on the left."""
    ports = {}
    for person_id, places in leaving.items():
        step = min(apart, (PITCH - 30) / len(places))
        middle = spots[person_id][0] * PITCH
        for number, place in enumerate(
            sorted(places, key=lambda place: (_leads_to(bonds[place], person_id, spots), place))
        ):
            ports[place, person_id] = middle + (number - (len(places) - 1) / 2) * step
    return ports


def _leads_to(bond: Bond, person_id: int, spots: type_spots) -> float:
    """Say where a bond leads from one of its people: to the others of their own kind, or else to the other end."""
    own, other = (bond.seniors, bond.juniors) if person_id in bond.seniors else (bond.juniors, bond.seniors)
    others = [one for one in own if one != person_id] if person_id in bond.seniors else []
    return _middle([spots[one][0] for one in others or other or own])


def _taken(runs: Sequence[Run], spots: type_spots) -> dict[int, list[float]]:
    """List where lines run down already, gap by gap: a trunk keeps clear of them."""
    taken: dict[int, list[float]] = defaultdict(list)
    for run in runs:
        for one, x in run.seniors.items():
            taken[spots[one][1] + 1].append(x)
        for one, x in run.juniors.items():
            taken[spots[one][1]].append(x)
    return taken


def _trunk(run: Run, spots: type_spots, taken: dict[int, list[float]]) -> float | None:
    """Choose where a bond runs from its elders' lane to its younger ones'; one that stays on a level has no trunk."""
    gaps = {spots[one][1] + 1 for one in run.seniors} | {spots[one][1] for one in run.juniors}
    if len(gaps) == 1 and not (run.seniors and run.juniors):
        return None
    ends = list((run.seniors or run.juniors).values())
    if len(run.seniors) == 1 and len(gaps) == 1:
        return ends[0]
    middle = _middle(list((run.juniors or run.seniors).values()))
    wanted = min(max(middle, min(ends)), max(ends))
    if len(run.juniors) == 1 and len(gaps) == 1 and wanted == middle:
        return wanted
    return _clear_trunk(run, wanted, (min(gaps), max(gaps)), spots, taken)


def _clear_trunk(
    run: Run, wanted: float, gaps: tuple[int, int], spots: type_spots, taken: dict[int, list[float]]
) -> float:
    """Find the column nearest to the wanted one that runs through nobody and upon no other line."""
    first, last = gaps
    crossed = [x * PITCH for x, row in spots.values() if first <= row < last]
    columns = [wanted, *(x + side * PITCH / 2 for x in crossed for side in (-1, 1))]
    free = [x for x in columns if all(abs(x - other) >= PITCH / 2 - 0.01 for other in crossed)]
    best = min(free, key=lambda x: (abs(x - wanted), x))
    own = {*run.juniors.values()} if len(run.juniors) == 1 else set()
    others = [x for gap in range(first, last + 1) for x in taken[gap] if x not in own]
    chosen = _aside(best, others, most=3.0 if crossed else PITCH)
    for gap in range(first, last + 1):
        taken[gap].append(chosen)
    return chosen


def _middle(xs: Sequence[float]) -> float:
    return sum(xs) / len(xs)


def _aside(wanted: float, taken: Sequence[float], *, most: float) -> float:
    """Move a trunk a little, so that it does not run upon another line; as far as it may."""
    steps = [0.0, *(side * CLEAR * number for number in range(1, 12) for side in (1, -1))]
    steps = [step for step in steps if abs(step) <= most] if most > CLEAR else [0.0, most, -most]
    free = [step for step in steps if all(abs(wanted + step - other) >= min(CLEAR, most) - 0.01 for other in taken)]
    return wanted + (free[0] if free else 0.0)


def _give_lanes(runs: Sequence[Run], spots: type_spots, *, is_upper: bool) -> dict[int, int]:
    """Give each level piece the first lane in which it touches no other; short pieces first."""
    pieces = sorted(
        (high - low, low, place, gap, high)
        for place, run in enumerate(runs)
        for gap, low, high in _levels(run, spots, is_upper=is_upper)
    )
    lanes: dict[int, list[list[tuple[float, float]]]] = defaultdict(list)
    for _, low, place, gap, high in pieces:
        number = next((at for at, lane in enumerate(lanes[gap]) if not _meets(lane, low, high)), len(lanes[gap]))
        if number == len(lanes[gap]):
            lanes[gap].append([])
        lanes[gap][number].append((low, high))
        (runs[place].upper if is_upper else runs[place].lower)[gap] = number
    return {gap: len(found) for gap, found in lanes.items()}


def _meets(lane: Sequence[tuple[float, float]], low: float, high: float) -> bool:
    return any(low <= other_high + CLEAR and other_low <= high + CLEAR for other_low, other_high in lane)


def _levels(run: Run, spots: type_spots, *, is_upper: bool) -> list[tuple[int, float, float]]:
    """List the level pieces of a bond: in which gap, from where to where. A piece of no length needs no lane."""
    ends = run.seniors if is_upper else run.juniors
    by_gap: dict[int, list[float]] = defaultdict(list)
    for one, x in ends.items():
        by_gap[spots[one][1] + is_upper].append(x)
    reaches = [] if run.trunk is None else [run.trunk]
    found = [(gap, min(xs + reaches), max(xs + reaches)) for gap, xs in by_gap.items()]
    return [(gap, low, high) for gap, low, high in found if high - low > 0.5]


@dataclass(frozen=True, kw_only=True)
class Levels:
    """Where rows and lanes lie on the paper."""

    starts: Mapping[int, float]
    tops: Sequence[float]
    bottoms: Sequence[float]
    firsts: Sequence[float]
    lanes: Lanes
    step: float

    def upper(self, run: Run, gap: int) -> float:
        """Give the height of a bond's piece among its elders; where it has none, of the piece that it joins."""
        if gap in run.upper:
            return self.firsts[gap] + run.upper[gap] * self.step
        return self.lower(run, gap) if gap in run.lower else self.firsts[gap]

    def lower(self, run: Run, gap: int) -> float:
        if gap in run.lower:
            return self.firsts[gap] + (self.lanes.upper.get(gap, 0) + run.lower[gap]) * self.step
        return self.upper(run, gap) if gap in run.upper else self.firsts[gap]


def trace(run: Run, spots: type_spots, levels: Levels) -> Line:
    """Turn a bond on its way into straight pieces."""
    segments, heights = _rises(run, spots, levels)
    drops, reached = _drops(run, spots, levels)
    heights += reached
    if run.trunk is not None and max(heights) > min(heights):
        segments.append((run.trunk, min(heights), run.trunk, max(heights)))
    return _line(run, segments + drops, spots, levels)


def _rises(run: Run, spots: type_spots, levels: Levels) -> tuple[list[type_segment], list[float]]:
    """Run down from each of the elder ones, and along."""
    segments: list[type_segment] = []
    heights: list[float] = []
    along = min(run.seniors.values(), default=0.0) if run.trunk is None else run.trunk
    for one, x in run.seniors.items():
        gap = spots[one][1] + 1
        y = levels.upper(run, gap)
        heights.append(y)
        segments += [(x, levels.starts[one], x, y), *_level(x, along, y)]
    return segments, heights


def _drops(run: Run, spots: type_spots, levels: Levels) -> tuple[list[type_segment], list[float]]:
    """Run along and down to each of the younger, twins from one point."""
    segments: list[type_segment] = []
    heights: list[float] = []
    group_of = {one: group for group in run.bond.twins for one in group}
    along = _middle([*run.juniors.values()] or [0.0]) if run.trunk is None else run.trunk
    for one, x in run.juniors.items():
        gap = spots[one][1]
        y = levels.lower(run, gap)
        heights.append(y)
        point = _middle([run.juniors[twin] for twin in group_of.get(one, (one,)) if spots[twin][1] == gap])
        segments += [*_level(along, point, y), (point, y, x, levels.tops[gap])]
    return segments, heights


def _level(x1: float, x2: float, y: float) -> list[type_segment]:
    return [(x1, y, x2, y)] if abs(x1 - x2) > 0.01 else []


def _line(run: Run, segments: Sequence[type_segment], spots: type_spots, levels: Levels) -> Line:
    bond = run.bond
    tidy = tuple((round(x1, 1), round(y1, 1), round(x2, 1), round(y2, 1)) for x1, y1, x2, y2 in dict.fromkeys(segments))
    x, y, *_ = tidy[0] if run.seniors else tidy[-1]
    return Line(
        kind=bond.kind,
        seniors=bond.seniors,
        juniors=bond.juniors,
        segments=(*tidy, *_strokes(run, spots, levels)),
        is_over=bond.is_over,
        dashes=bond.dashes,
        word=bond.word,
        word_x=round(x + 3, 1),
        word_y=round(y + (9 if run.seniors else -3), 1),
    )


def _strokes(run: Run, spots: type_spots, levels: Levels) -> list[type_segment]:
    """Strike a partnership through that is over."""
    gaps = [spots[one][1] + 1 for one in run.bond.seniors]
    if not run.bond.is_over or len(set(gaps)) > 1 or gaps[0] not in run.upper:
        return []
    low, high = min(run.seniors.values()), max(run.seniors.values())
    x, y = round(low + (high - low) * 0.2, 1), round(levels.upper(run, gaps[0]), 1)
    return [(x - 2 + by, y + 6, x + 4 + by, y - 6) for by in (0, 6)]
