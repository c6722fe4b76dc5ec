"""Who stands together: homes that share somebody side by side, couples and siblings, and everybody else alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from frontdoor.journey.children.kin import Family

type_spots = dict[int, tuple[float, int]]
type_members = dict[int, set[int]]


@dataclass(frozen=True, kw_only=True)
class Box:
    """A home's place in a unit: its rows and columns, and from where to where it is shared with no other home."""

    household_id: int
    first_row: int
    last_row: int
    left: float
    right: float
    alone_from: float
    alone_to: float


@dataclass(frozen=True, kw_only=True)
class Unit:
    """People who are placed together: where each stands, counted in columns from the unit's left."""

    spots: type_spots
    boxes: tuple[Box, ...] = ()

    @property
    def spans(self) -> list[tuple[int, int, float, float]]:
        """List what the unit fills: rows, and from which column to which."""
        homes = [(box.first_row, box.last_row, box.left, box.right) for box in self.boxes]
        return homes + [(row, row, x - 0.5, x + 0.5) for x, row in self.spots.values()]


def units_of(family: Family, rows: Mapping[int, int]) -> tuple[list[Unit], dict[int, tuple[int, ...]]]:
    """Put everybody into one unit. Also say in which further homes somebody lives whose outline does not reach them."""
    members = _members(family, rows)
    order = _Order(family, rows)
    units: list[Unit] = []
    also_at: dict[int, tuple[int, ...]] = {}
    housed: set[int] = set()
    for group in _groups_of_homes(members, _homes_in_order(family, members)):
        for home in group:
            also_at.update({one: (*also_at.get(one, ()), home) for one in members[home] & housed})
        unit, further = _unit_of_homes(group, {home: members[home] - housed for home in group}, order)
        units += [unit] if unit.spots else []
        also_at.update(further)
        housed |= set(unit.spots)
    units += [_unit_of_people(people, order) for people in order.gathered(sorted(set(rows) - housed))]
    return units, also_at


def _members(family: Family, rows: Mapping[int, int]) -> type_members:
    members: type_members = defaultdict(set)
    for stay in family.stays:
        if stay.is_on(family.on) and stay.person_id in rows:
            members[stay.household_id].add(stay.person_id)
    return dict(members)


def _homes_in_order(family: Family, members: type_members) -> list[int]:
    """List the homes, the child's own first, in the order in which somebody came to live there."""
    began = {home: min(s.from_on for s in family.stays if s.household_id == home) for home in members}
    return sorted(members, key=lambda home: (family.child_id not in members[home], began[home], home))


def _groups_of_homes(members: type_members, homes: Sequence[int]) -> list[list[int]]:
    """Line homes up so that two which share somebody stand side by side, as far as a line allows."""
    waiting, groups = list(homes), []
    while waiting:
        group = [waiting.pop(0)]
        while found := _next_to(group, waiting, members):
            home, is_right = found
            waiting.remove(home)
            group.insert(len(group) if is_right else 0, home)
        groups.append(group)
    return groups


def _next_to(group: list[int], waiting: Sequence[int], members: type_members) -> tuple[int, bool] | None:
    for home in waiting:
        for end, is_right in ((group[-1], True), (group[0], False)):
            if members[home] & members[end]:
                return home, is_right
    return None


def _unit_of_homes(group: list[int], members: type_members, order: _Order) -> tuple[Unit, dict[int, tuple[int, ...]]]:
    """Lay homes out in columns: those in the first alone, those in the first and the second, the second alone, …"""
    blocks, also_at = _blocks(group, members)
    left, spots, edges = 0.0, {}, []
    for people in blocks:
        width = max((len(row) for row in order.by_row(people).values()), default=0)
        for row, everybody in order.by_row(people).items():
            first = left + (width - len(everybody)) / 2 + 0.5
            spots.update({person_id: (first + place, row) for place, person_id in enumerate(everybody)})
        edges.append((left, left + width))
        left += width
    boxes = [_box(home, place, members[home], spots, edges) for place, home in enumerate(group)]
    return Unit(spots=spots, boxes=tuple(box for box in boxes if box)), also_at


def _blocks(group: list[int], members: type_members) -> tuple[list[set[int]], dict[int, tuple[int, ...]]]:
    """Put everybody of a group of homes into one block: blocks 0, 2, 4 … are one home's, 1, 3 … two neighbours'."""
    blocks: list[set[int]] = [set() for _ in range(2 * len(group) - 1)]
    also_at: dict[int, tuple[int, ...]] = {}
    for person_id in sorted({one for home in group for one in members[home]}):
        lives = [place for place, home in enumerate(group) if person_id in members[home]]
        pair = next((place for place in lives if place + 1 in lives), None)
        block = 2 * lives[0] if pair is None else 2 * pair + 1
        blocks[block].add(person_id)
        reached = {block // 2, (block + 1) // 2}
        if further := tuple(group[place] for place in lives if place not in reached):
            also_at[person_id] = further
    return blocks, also_at


def _box(
    home: int, place: int, members: set[int], spots: type_spots, edges: Sequence[tuple[float, float]]
) -> Box | None:
    first, last = max(0, 2 * place - 1), min(len(edges) - 1, 2 * place + 1)
    left, right = edges[first][0], edges[last][1]
    rows = [spots[one][1] for one in members if left < spots[one][0] < right]
    if not rows:
        return None
    alone_from, alone_to = edges[2 * place]
    return Box(
        household_id=home,
        first_row=min(rows),
        last_row=max(rows),
        left=left,
        right=right,
        alone_from=alone_from,
        alone_to=alone_to,
    )


def _unit_of_people(people: Iterable[int], order: _Order) -> Unit:
    ((row, everybody),) = order.by_row(people).items()
    return Unit(spots={person_id: (place + 0.5, row) for place, person_id in enumerate(everybody)})


class _Order:
    """In which order people stand in a row: couples together, brothers and sisters eldest first, men left of women."""

    def __init__(self, family: Family, rows: Mapping[int, int]) -> None:
        self.rows = rows
        self.people = {one.person_id: one for one in family.people}
        self.parents: dict[int, set[int]] = defaultdict(set)
        for tie in family.ties:
            if tie.kind == "parent":
                self.parents[tie.other_id].add(tie.person_id)
        self.partners: dict[int, set[int]] = defaultdict(set)
        couples = [(tie.person_id, tie.other_id) for tie in family.ties if tie.kind == "partner"]
        couples += [(one, other) for both in self.parents.values() for one in both for other in both if one != other]
        for one, other in couples:
            if rows.get(one, 0) == rows.get(other, 1):
                self.partners[one].add(other)
                self.partners[other].add(one)

    def by_row(self, people: Iterable[int]) -> dict[int, list[int]]:
        """Put people into their rows, each row in order."""
        found: dict[int, list[int]] = defaultdict(list)
        for person_id in sorted(people, key=self._key):
            found[self.rows[person_id]].append(person_id)
        return {row: self._couples_together(everybody) for row, everybody in sorted(found.items())}

    def gathered(self, people: Sequence[int]) -> list[list[int]]:
        """Gather partners, and brothers and sisters of the same parents, who are in no home."""
        waiting, groups = list(people), []
        while waiting:
            group = [waiting.pop(0)]
            for one in group:
                near = [other for other in waiting if self._belong(one, other)]
                group += near
                waiting = [other for other in waiting if other not in near]
            groups.append(group)
        return groups

    def _belong(self, one: int, other: int) -> bool:
        if self.rows[one] != self.rows[other]:
            return False
        return other in self.partners[one] or bool(self.parents[one] and self.parents[one] == self.parents[other])

    def _key(self, person_id: int) -> tuple[list[int], date, str, int]:
        one = self.people[person_id]
        is_parent = any(person_id in both for both in self.parents.values())
        born_on = one.born_on or one.expected_on or date.max
        sex = {"M": "1", "F": "3"}.get(one.sex, "2") if is_parent else ""
        return sorted(self.parents[person_id]), date.min if is_parent else born_on, sex, person_id

    def _couples_together(self, row: Sequence[int]) -> list[int]:
        """Let partners follow one another: the one with several stands between the first two."""
        waiting, ordered = list(row), []
        while waiting:
            chain = [waiting.pop(0)]
            while near := next((one for one in waiting if one in self.partners[chain[-1]]), None):
                waiting.remove(near)
                chain.append(near)
            while near := next((one for one in waiting if one in self.partners[chain[0]]), None):
                waiting.remove(near)
                chain.insert(0, near)
            ordered += chain
        return ordered
