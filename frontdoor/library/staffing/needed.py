"""How many people a target takes: the least number that meets it, and between which numbers that lies.

`find` looks for them, target by target; `staff_needed` also lives through the months with as many.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from frontdoor.library.staffing import checks, results, simulation, what_if
from frontdoor.library.staffing.engine.shapes import IN_TIME, LATE, PEOPLE, Floats
from frontdoor.library.staffing.planning import plan_of
from frontdoor.library.staffing.results import Figure, Outcome
from frontdoor.library.staffing.scenario import Scenario, Unworkable

LOOKED = 200  # months for each number tried; the answer itself is lived through in full
GLANCED = 40  # months with which it is found where to look


@dataclass(frozen=True, kw_only=True)
class Target:
    """A share of contacts that a clock must be kept for: 0.95 decided in one working day."""

    clock: str
    share: float

    def __post_init__(self) -> None:
        if not 0 < self.share < 1:
            raise Unworkable(f"A target is a share between 0 and 1, such as 0.95; {self.share:g} is not one.")


@dataclass(frozen=True, kw_only=True)
class Tried:
    """One number of people, and the share in time for each target."""

    people: int
    shares: tuple[Figure | None, ...]


@dataclass(frozen=True, kw_only=True)
class Least:
    """The least number whose mean meets a target, from `at_least`, which might do, to `at_most`, which surely do."""

    people: int
    at_least: int
    at_most: int


@dataclass(frozen=True, kw_only=True)
class Found:
    """How many of a role targets take: together, and each alone; None where not even `most` would do."""

    role: str
    name: str
    targets: tuple[Target, ...]
    now: int
    most: int
    together: Least | None
    each: tuple[Least | None, ...]
    tried: tuple[Tried, ...]


@dataclass(frozen=True, kw_only=True)
class Needed:
    """The people of a role that targets take. From `at_least`, which might do, to `at_most`, which surely do.

    `people` is the least number whose mean meets every target; `full_time` says it in contracts of the week named.
    """

    role: str
    name: str
    targets: tuple[Target, ...]
    people: int
    at_least: int
    at_most: int
    now: int
    full_time: float
    full_time_hours: float
    tried: tuple[Tried, ...]
    outcome: Outcome


def staff_needed(
    scenario: Scenario,
    targets: Sequence[Target],
    *,
    role: str,
    months: int = simulation.MONTHS,
    seed: int = 1,
    full_time_hours: float = 37.0,
) -> Needed:
    """Find how many people of a role meet every target, all else as it is."""
    found = find(scenario, targets, role=role, seed=seed)
    if found.together is None:
        raise Unworkable(never(found))
    return Needed(
        role=role,
        name=found.name,
        targets=found.targets,
        people=found.together.people,
        at_least=found.together.at_least,
        at_most=found.together.at_most,
        now=found.now,
        full_time=full_time_of(scenario, role, found.together.people, full_time_hours=full_time_hours),
        full_time_hours=full_time_hours,
        tried=found.tried,
        outcome=simulation.simulate(
            what_if.with_people(scenario, role, found.together.people), months=months, seed=seed
        ),
    )


def find(
    scenario: Scenario, targets: Sequence[Target], *, role: str, seed: int = 1, looked: int = LOOKED, most: int = PEOPLE
) -> Found:
    """Look for the least number of a role that each target takes, and all together; never more than `most`."""
    codes = [clock.code for clock in scenario.clocks]
    for target in targets:
        if target.clock not in codes:
            raise Unworkable(f'There is no clock "{target.clock}"; there are {", ".join(codes)}.')
    if not targets:
        raise Unworkable("A target is needed, such as 0.95 of amber in time.")
    most = min(most, _most_people(scenario, role))
    doors = _Doors(scenario, tuple(targets), role, seed)
    glanced, fine = _Looked(doors, min(GLANCED, looked)), _Looked(doors, looked)
    each = tuple(_least(place, glanced, fine, most) for place in range(len(targets)))
    return Found(
        role=role,
        name=scenario.role_name(role),
        targets=tuple(targets),
        now=scenario.people_of(role),
        most=most,
        together=_together(each, fine),
        each=each,
        tried=fine.tried(),
    )


def full_time_of(scenario: Scenario, role: str, people: int, *, full_time_hours: float) -> float:
    """Say so many people of a role in contracts of a full-time week."""
    enough = what_if.with_people(scenario, role, people)
    return sum(one.hours_a_week * one.count for one in enough.people if one.role == role) / full_time_hours


def never(found: Found) -> str:
    """Say that no number of a role meets the targets, and where to look instead."""
    asked = ", ".join(f"{target.share:.0%} of {target.clock}" for target in found.targets)
    return (
        f"Not even {found.most} of {found.name} would meet the target ({asked} in time): something else is in the way, "
        "such as other roles, waiting for partners, how long the work itself takes, or contacts that arrive when "
        "nobody is at work."
    )


def _most_people(scenario: Scenario, role: str) -> int:
    return PEOPLE - sum(person.count for person in scenario.people if person.role != role)


class _Doors:
    """The door with one number of people after another: months once lived with as many are not lived again."""

    def __init__(self, scenario: Scenario, targets: tuple[Target, ...], role: str, seed: int) -> None:
        self.scenario, self.targets, self.role, self.seed = scenario, targets, role, seed
        codes = [clock.code for clock in scenario.clocks]
        self._places = [codes.index(target.clock) for target in targets]
        self._counted: dict[int, Floats] = {}

    def counted(self, people: int, months: int) -> Floats:
        """Count for each month and target what was in time and what was late. Raises Unworkable."""
        before = self._counted.get(people)
        lived = 0 if before is None else len(before)
        if lived < months:
            scenario = what_if.with_people(self.scenario, self.role, people)
            if before is None:
                checks.refuse_unworkable(scenario)
            tallies = simulation.run(plan_of(scenario), months=months - lived, seed=self.seed, after=lived)
            more: Floats = tallies["clocks"][:, self._places, : LATE + 1]
            self._counted[people] = more if before is None else np.concatenate([before, more])
        return self._counted[people][:months]


class _Looked:
    """Numbers of people that were tried, each with so many months."""

    def __init__(self, doors: _Doors, months: int) -> None:
        self.doors, self.months, self.now = doors, months, doors.scenario.people_of(doors.role)
        self.found: dict[int, tuple[Figure | None, ...]] = {}

    def shares(self, people: int) -> tuple[Figure | None, ...] | None:
        """Say how the targets fare with so many people; None where the scenario cannot be worked with them."""
        if people not in self.found:
            try:
                counted = self.doors.counted(people, self.months)
            except Unworkable:
                return None
            each = (counted[:, place] for place in range(counted.shape[1]))
            self.found[people] = tuple(results.share_of(one[:, IN_TIME], one.sum(axis=1)) for one in each)
        return self.found[people]

    def meets(self, people: int, place: int, by: Callable[[Figure], float]) -> bool:
        """Say whether so many people meet one target, judged by its mean or by an end of its interval."""
        shares = self.shares(people)
        if shares is None:
            return False
        figure = shares[place]
        return figure is None or by(figure) >= self.doors.targets[place].share

    def tried(self) -> tuple[Tried, ...]:
        return tuple(Tried(people=people, shares=self.found[people]) for people in sorted(self.found))


def _least(place: int, glanced: _Looked, fine: _Looked, most: int) -> Least | None:
    """Find the least number for one target: where it lies at a glance, and then exactly."""
    begin = _halved(lambda people: glanced.meets(people, place, _mean), glanced, most)
    people = _walked(lambda people: fine.meets(people, place, _mean), begin or most, most)
    if people is None:
        return None
    at_most = _walked(lambda many: fine.meets(many, place, _low), people, most)
    return Least(
        people=people,
        at_least=_walked(lambda few: fine.meets(few, place, _high), people, people) or people,
        at_most=people if at_most is None else at_most,
    )


def _halved(enough: Callable[[int], bool], looked: _Looked, most: int) -> int | None:
    """Find the least number by halving what is in question; nothing where there is none."""
    few, many = 0, min(most, max(1, looked.now))
    while not enough(many):
        if many >= most:
            return None
        few, many = many, min(most, many * 2)
    while many - few > 1:
        middle = (few + many) // 2
        few, many = (few, middle) if enough(middle) else (middle, many)
    return many


def _walked(enough: Callable[[int], bool], begin: int, most: int) -> int | None:
    """Find the least number near one: upwards in steps that grow, and back; nothing where there is none."""
    people, few, step = begin, 0, 1
    while not enough(people):
        if people >= most:
            return None
        few, people, step = people, min(most, people + step), step * 2
    while people - few > 1 and (few or enough(people - 1)):
        middle = (few + people) // 2 if few else people - 1
        few, people = (few, middle) if enough(middle) else (middle, people)
    return people


def _together(each: Sequence[Least | None], looked: _Looked) -> Least | None:
    """Take the most that any target needs, unless more people for one target harm another."""
    known = [one for one in each if one is not None]
    if len(known) < len(each):
        return None
    people = max(one.people for one in known)
    if not all(looked.meets(people, place, _mean) for place in range(len(each))):
        return None
    return Least(
        people=people,
        at_least=max(one.at_least for one in known),
        at_most=max(one.at_most for one in known),
    )


def _mean(figure: Figure) -> float:
    return figure.mean


def _low(figure: Figure) -> float:
    return figure.low


def _high(figure: Figure) -> float:
    return figure.high
