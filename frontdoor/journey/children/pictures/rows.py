"""In which row each person of a family stands: parents above their children, partners and siblings side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from heapq import heappop, heappush

from frontdoor.journey.children.kin import Family, Kin, Tie

# How many rows the first of a tie stands above the second, and how much less a tie says than a parent's.
ABOVE = {"parent": 1, "step_parent": 1, "carer": 1, "grandparent": 2, "partner": 0, "twin": 0, "sibling": 0}
FURTHER = {"parent": 1, "partner": 1, "twin": 1, "sibling": 1, "grandparent": 2, "step_parent": 2, "carer": 3}
ADULT_YEARS, GRAND_YEARS = 15, 40

type_steps = dict[int, list[tuple[int, int, int]]]


def rows_of(family: Family) -> dict[int, int]:
    """Give each person a row, the eldest generation 0. Ties that contradict one another are followed nearest first."""
    people = {one.person_id: one for one in family.people}
    steps = _steps(family.ties, people)
    rows: dict[int, int] = {}
    _walk(family.child_id, 0, steps, rows)
    for person_id in sorted(people):
        if person_id not in rows:
            row = _row_by_age(people[person_id], people[family.child_id], family)
            _walk(person_id, row, steps, rows)
    top = min(rows.values())
    return {person_id: row - top for person_id, row in rows.items()}


def _steps(ties: Iterable[Tie], people: dict[int, Kin]) -> type_steps:
    steps: type_steps = defaultdict(list)
    for tie in ties:
        if tie.person_id in people and tie.other_id in people:
            further = FURTHER[tie.kind] + (1 if tie.is_over else 0)
            steps[tie.other_id].append((further, tie.person_id, -ABOVE[tie.kind]))
            steps[tie.person_id].append((further, tie.other_id, ABOVE[tie.kind]))
    return steps


def _walk(start: int, row: int, steps: type_steps, rows: dict[int, int]) -> None:
    """Give a row to everybody who can be reached, the nearest first."""
    waiting = [(0, start, row)]
    while waiting:
        far, person_id, row = heappop(waiting)
        if person_id in rows:
            continue
        rows[person_id] = row
        for further, other_id, down in steps.get(person_id, ()):
            if other_id not in rows:
                heappush(waiting, (far + further, other_id, row + down))


def _row_by_age(one: Kin, child: Kin, family: Family) -> int:
    """Guess a row for somebody whose tie to the family is not recorded, from dates of birth or from their part."""
    ours, theirs = child.born_on or child.expected_on or family.on, one.born_on or one.expected_on
    if theirs is None:
        return 0 if any(stay.person_id == one.person_id and stay.role == "child" for stay in family.stays) else -1
    return _row_by_years(ours, theirs)


def _row_by_years(ours: date, theirs: date) -> int:
    years = (ours - theirs).days / 365.25
    return -2 if years >= GRAND_YEARS else -1 if years >= ADULT_YEARS else 1 if years <= -ADULT_YEARS else 0
