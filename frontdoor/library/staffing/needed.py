"""How many people a target takes: the least number that meets it, and between which numbers that lies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from frontdoor.library.staffing import simulation, what_if
from frontdoor.library.staffing.engine.shapes import PEOPLE
from frontdoor.library.staffing.results import Figure, Outcome
from frontdoor.library.staffing.scenario import Scenario, Unworkable

LOOKED = 200  # months for each number tried; the answer itself is lived through in full


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
    codes = [clock.code for clock in scenario.clocks]
    for target in targets:
        if target.clock not in codes:
            raise Unworkable(f'There is no clock "{target.clock}"; there are {", ".join(codes)}.')
    if not targets:
        raise Unworkable("A target is needed, such as 0.95 of amber in time.")
    looked = _Looked(scenario, tuple(targets), role, seed)
    most = _most_people(scenario, role)
    people = looked.least(lambda figure, share: figure.mean >= share, most)
    at_least = looked.least(lambda figure, share: figure.high >= share, people)
    at_most = looked.least(lambda figure, share: figure.low >= share, most, otherwise=people)
    enough = what_if.with_people(scenario, role, people)
    hours = sum(person.hours_a_week * person.count for person in enough.people if person.role == role)
    return Needed(
        role=role,
        name=scenario.role_name(role),
        targets=tuple(targets),
        people=people,
        at_least=at_least,
        at_most=at_most,
        now=scenario.people_of(role),
        full_time=hours / full_time_hours,
        full_time_hours=full_time_hours,
        tried=looked.tried(),
        outcome=simulation.simulate(enough, months=months, seed=seed),
    )


def _most_people(scenario: Scenario, role: str) -> int:
    return PEOPLE - sum(person.count for person in scenario.people if person.role != role)


class _Looked:
    """Numbers of people that were tried already: every month has the same luck, so each is tried once."""

    def __init__(self, scenario: Scenario, targets: tuple[Target, ...], role: str, seed: int) -> None:
        self.scenario, self.targets, self.role, self.seed = scenario, targets, role, seed
        self.found: dict[int, tuple[Figure | None, ...]] = {}

    def shares(self, people: int) -> tuple[Figure | None, ...] | None:
        """Say how the targets fare with so many people; None where the scenario cannot be worked with them."""
        if people not in self.found:
            try:
                asked = what_if.with_people(self.scenario, self.role, people)
                outcome = simulation.simulate(asked, months=LOOKED, seed=self.seed)
            except Unworkable:
                return None
            self.found[people] = tuple(outcome.clock(target.clock).in_time for target in self.targets)
        return self.found[people]

    def least(self, is_met: Callable[[Figure, float], bool], most: int, otherwise: int | None = None) -> int:
        """Find the least number with which every target is met, by halving what is in question."""

        def enough(people: int) -> bool:
            shares = self.shares(people)
            if shares is None:
                return False
            pairs = zip(shares, self.targets, strict=True)
            return all(figure is None or is_met(figure, target.share) for figure, target in pairs)

        few, many = 0, min(most, max(1, self.scenario.people_of(self.role)))
        while not enough(many):
            if many >= most:
                if otherwise is not None:
                    return otherwise
                raise Unworkable(self._never(most))
            few, many = many, min(most, many * 2)
        while many - few > 1:
            middle = (few + many) // 2
            few, many = (few, middle) if enough(middle) else (middle, many)
        return many

    def _never(self, most: int) -> str:
        name = self.scenario.role_name(self.role)
        asked = ", ".join(f"{target.share:.0%} of {target.clock}" for target in self.targets)
        return (
            f"Not even {most} of {name} would meet the target ({asked} in time): something else is in the way, such as "
            "other roles, waiting for partners, or contacts that arrive when nobody is at work."
        )

    def tried(self) -> tuple[Tried, ...]:
        return tuple(Tried(people=people, shares=self.found[people]) for people in sorted(self.found))
