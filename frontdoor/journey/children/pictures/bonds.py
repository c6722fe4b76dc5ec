"""What is drawn as one line: parents with their children, partners, step-parents, carers, brothers and sisters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from frontdoor.journey.children.kin import Family, Tie

# How a line looks and what is written on it, so that no line is told from another by colour.
DASHES = {"step_parent": "8 4", "carer": "2 4", "grandparent": "8 4 2 4", "sibling": "8 4 2 4", "twin": "8 4 2 4"}
WORDS = {
    "step_parent": "step",
    "carer": "cares",
    "grandparent": "grandparent",
    "sibling": "siblings",
    "twin": "twins",
}
ORDER = ("parent", "partner", "step_parent", "carer", "grandparent", "sibling", "twin")


@dataclass(frozen=True, kw_only=True)
class Bond:
    """One line of the picture. `twins` are groups among the juniors whose lines begin in one point."""

    kind: str
    seniors: tuple[int, ...]
    juniors: tuple[int, ...]
    twins: tuple[tuple[int, ...], ...] = ()
    is_over: bool = False

    @property
    def dashes(self) -> str:
        return DASHES.get(self.kind, "")

    @property
    def word(self) -> str:
        return WORDS.get(self.kind, "")


def bonds_of(family: Family) -> list[Bond]:
    """List the lines of a family. Of what is over, only partnerships are drawn, with two strokes across."""
    ties = _between_people(family)
    now = [tie for tie in ties if not tie.is_over]
    parents = _parents(now)
    couples = {_pair(tie) for tie in ties if tie.kind == "partner"}
    over = couples - {_pair(tie) for tie in now if tie.kind == "partner"}
    twins = _groups(tie for tie in now if tie.kind == "twin")
    bonds = _families(parents, over, twins)
    drawn = {bond.seniors for bond in bonds}
    bonds += [
        Bond(kind="partner", seniors=couple, juniors=(), is_over=couple in over)
        for couple in sorted(couples)
        if couple not in drawn
    ]
    bonds += _others(now, parents)
    return bonds + _beside(now, parents, twins)


def _between_people(family: Family) -> list[Tie]:
    known = {one.person_id for one in family.people}
    return [tie for tie in family.ties if {tie.person_id, tie.other_id} <= known and tie.person_id != tie.other_id]


def _pair(tie: Tie) -> tuple[int, int]:
    return min(tie.person_id, tie.other_id), max(tie.person_id, tie.other_id)


def _parents(now: Iterable[Tie]) -> dict[int, set[int]]:
    parents: dict[int, set[int]] = defaultdict(set)
    for tie in now:
        if tie.kind == "parent":
            parents[tie.other_id].add(tie.person_id)
    return dict(parents)


def _families(parents: dict[int, set[int]], over: set[tuple[int, int]], twins: list[tuple[int, ...]]) -> list[Bond]:
    """Gather the children who have the same parents."""
    children: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for child_id in sorted(parents):
        children[tuple(sorted(parents[child_id]))].append(child_id)
    return [
        Bond(
            kind="parent",
            seniors=seniors,
            juniors=tuple(juniors),
            twins=tuple(group for group in twins if set(group) <= set(juniors)),
            is_over=seniors in over,
        )
        for seniors, juniors in sorted(children.items())
    ]


def _others(now: list[Tie], parents: dict[int, set[int]]) -> list[Bond]:
    """Gather those for whom somebody is a step-parent, a carer, or a grandparent with no known parent between."""
    found: dict[tuple[str, int], set[int]] = defaultdict(set)
    for tie in now:
        if tie.kind in ("step_parent", "carer") or (tie.kind == "grandparent" and not _is_between(tie, parents)):
            found[tie.kind, tie.person_id].add(tie.other_id)
    return [
        Bond(kind=kind, seniors=(senior,), juniors=tuple(sorted(juniors)))
        for (kind, senior), juniors in sorted(found.items(), key=lambda one: (ORDER.index(one[0][0]), one[0][1]))
    ]


def _is_between(tie: Tie, parents: dict[int, set[int]]) -> bool:
    """Say whether a grandparent's line runs through a parent already."""
    return any(tie.person_id in parents.get(parent, ()) for parent in parents.get(tie.other_id, ()))


def _beside(now: list[Tie], parents: dict[int, set[int]], twins: list[tuple[int, ...]]) -> list[Bond]:
    """List brothers and sisters, and twins, whose shared parents are not known."""

    def share(group: tuple[int, ...]) -> bool:
        return bool(parents.get(group[0])) and all(parents.get(one) == parents.get(group[0]) for one in group)

    siblings = _groups(tie for tie in now if tie.kind == "sibling" and not share(_pair(tie)))
    bonds = [Bond(kind="twin", seniors=(), juniors=group, twins=(group,)) for group in twins if not share(group)]
    return [Bond(kind="sibling", seniors=(), juniors=group) for group in siblings] + bonds


def _groups(ties: Iterable[Tie]) -> list[tuple[int, ...]]:
    """Gather people who are tied to one another, directly or through others."""
    groups: list[set[int]] = []
    for tie in ties:
        pair = {tie.person_id, tie.other_id}
        touched = [group for group in groups if group & pair]
        groups = [group for group in groups if not group & pair] + [pair.union(*touched)]
    return sorted(tuple(sorted(group)) for group in groups)
