"""Named changes to a scenario: each says in words what it changes, and makes a new scenario."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from frontdoor.library.staffing.scenario import Person, Scenario, Unworkable

SURGE_OF_2018: Final = 1899 / 1539
"""Contacts in July 2018 for each in April 2018, as inspectors counted them; for each working day it is 1.12."""


class Change(Protocol):
    """Something that might be otherwise."""

    @property
    def words(self) -> str:
        """Say what is changed."""
        ...

    def applied(self, scenario: Scenario) -> Scenario:
        """Make the scenario that has this change, or refuse with a sentence."""
        ...


@dataclass(frozen=True, kw_only=True)
class FewerPeople:
    """Lose some people of a role, those listed last first."""

    role: str
    count: int

    @property
    def words(self) -> str:
        return f"{self.role.replace('_', ' ').capitalize()}: {self.count} fewer"

    def applied(self, scenario: Scenario) -> Scenario:
        there = scenario.people_of(self.role)
        if self.count > there:
            raise Unworkable(f"There are {there} of {scenario.role_name(self.role)}: {self.count} cannot be lost.")
        return with_people(scenario, self.role, there - self.count)


@dataclass(frozen=True, kw_only=True)
class MorePeople:
    """Gain some people of a role, who work as the first listed of it do."""

    role: str
    count: int

    @property
    def words(self) -> str:
        return f"{self.role.replace('_', ' ').capitalize()}: {self.count} more"

    def applied(self, scenario: Scenario) -> Scenario:
        return with_people(scenario, self.role, scenario.people_of(self.role) + self.count)


@dataclass(frozen=True, kw_only=True)
class FewerOfClass:
    """Receive a share less of a class: 0.2 fewer duplicates."""

    code: str
    share: float

    @property
    def words(self) -> str:
        return f"{self.code.replace('_', ' ').capitalize()}: {self.share:.0%} fewer"

    def applied(self, scenario: Scenario) -> Scenario:
        if self.code not in [one.code for one in scenario.classes]:
            raise Unworkable(f'There is no class "{self.code}".')
        if not 0 <= self.share <= 1:
            raise Unworkable(f"A class can lose a share between 0 and 1 of itself; {self.share:g} is not one.")
        kept = {one.code: 1 - self.share if one.code == self.code else 1.0 for one in scenario.classes}
        return _keeping(scenario, kept)


@dataclass(frozen=True, kw_only=True)
class PartnersAnswerIn:
    """Partners answer within so many hours at the median: 24 for a day."""

    hours: float

    @property
    def words(self) -> str:
        return f"Partners answer in {self.hours:g} hours"

    def applied(self, scenario: Scenario) -> Scenario:
        steps = (
            replace(step, waits={code: replace(wait, hours=self.hours) for code, wait in step.waits.items()})
            for step in scenario.steps
        )
        return replace(scenario, steps=tuple(steps))


@dataclass(frozen=True, kw_only=True)
class EverythingOverseen:
    """A second person sees all of what now only a sample of comes to."""

    step: str = "oversee"

    @property
    def words(self) -> str:
        return "Everything is overseen, instead of a sample"

    def applied(self, scenario: Scenario) -> Scenario:
        if self.step not in [step.code for step in scenario.steps]:
            raise Unworkable(f'There is no step "{self.step}".')
        steps = (replace(step, share={}) if step.code == self.step else step for step in scenario.steps)
        return replace(scenario, steps=tuple(steps))


@dataclass(frozen=True, kw_only=True)
class SampleOverseen:
    """A second person sees only a share of contacts that are not net demand; of those that are, everything."""

    share: float = 0.25
    step: str = "oversee"

    @property
    def words(self) -> str:
        return f"{self.share:.0%} of what is not net demand is overseen, instead of all"

    def applied(self, scenario: Scenario) -> Scenario:
        if not 0 <= self.share <= 1:
            raise Unworkable(f"A share between 0 and 1 can be overseen; {self.share:g} is not one.")
        if self.step not in [step.code for step in scenario.steps]:
            raise Unworkable(f'There is no step "{self.step}".')
        share = {one.code: self.share for one in scenario.classes if not one.is_net}
        steps = (replace(step, share=share) if step.code == self.step else step for step in scenario.steps)
        return replace(scenario, steps=tuple(steps))


@dataclass(frozen=True, kw_only=True)
class Surge:
    """More contacts of every kind, batches too: 1.1 is a tenth more."""

    times: float = SURGE_OF_2018

    @property
    def words(self) -> str:
        like = ", as from April to July 2018" if abs(self.times - SURGE_OF_2018) < 1e-9 else ""
        return f"{self.times - 1:+.0%} contacts{like}"

    def applied(self, scenario: Scenario) -> Scenario:
        if not self.times > 0:
            raise Unworkable(f"Contacts can be so many times as many, if that is more than 0; {self.times:g} is not.")
        arrivals = scenario.arrivals
        batches = tuple(replace(batch, contacts=batch.contacts * self.times) for batch in arrivals.batches)
        return replace(scenario, arrivals=replace(arrivals, contacts=arrivals.contacts * self.times, batches=batches))


@dataclass(frozen=True, kw_only=True)
class SecondTeam:
    """A second team of some social workers and a manager beside the first, working as the first listed do."""

    members: tuple[tuple[str, int], ...] = (("social_worker", 4), ("team_manager", 1))

    @property
    def words(self) -> str:
        return "A second team: " + ", ".join(f"{count} of {role.replace('_', ' ')}" for role, count in self.members)

    def applied(self, scenario: Scenario) -> Scenario:
        for role, count in self.members:
            scenario = with_people(scenario, role, scenario.people_of(role) + count)
        return scenario


@dataclass(frozen=True, kw_only=True)
class Quicker:
    """A step takes so many times as long: 0.8 is a fifth quicker."""

    step: str
    times: float

    @property
    def words(self) -> str:
        return f"{self.step} takes {self.times - 1:+.0%} time"

    def applied(self, scenario: Scenario) -> Scenario:
        if self.step not in [step.code for step in scenario.steps]:
            raise Unworkable(f'There is no step "{self.step}".')
        steps = []
        for step in scenario.steps:
            if step.code == self.step:
                handling = {code: replace(one, minutes=one.minutes * self.times) for code, one in step.handling.items()}
                step = replace(step, handling=handling)
            steps.append(step)
        return replace(scenario, steps=tuple(steps))


def changed(scenario: Scenario, changes: Sequence[Change]) -> Scenario:
    """Make the scenario with all of these changes, named after them."""
    for change in changes:
        scenario = change.applied(scenario)
    words = "; ".join(change.words for change in changes)
    return replace(scenario, name=words) if words else scenario


def with_people(scenario: Scenario, role: str, count: int) -> Scenario:
    """Give a role so many people: added ones work as the first listed do, and the last listed go first."""
    listed = [person for person in scenario.people if person.role == role and person.count]
    if not listed:
        raise Unworkable(
            f"Nobody is a {scenario.role_name(role)} yet: the scenario must list one, whom others work like."
        )
    change = count - sum(person.count for person in listed)
    return replace(
        scenario, people=_grown(scenario, listed[0], change) if change >= 0 else _shrunk(scenario, role, -change)
    )


def _grown(scenario: Scenario, like: Person, count: int) -> tuple[Person, ...]:
    if not count:
        return scenario.people
    added = replace(like, name=f"{like.name}, added", count=count, starts_on=None, leave=())
    return (*scenario.people, added)


def _shrunk(scenario: Scenario, role: str, count: int) -> tuple[Person, ...]:
    people = []
    for person in reversed(scenario.people):
        lost = min(count, person.count) if person.role == role else 0
        count -= lost
        people.append(replace(person, count=person.count - lost) if lost else person)
    return tuple(reversed(people))


def _keeping(scenario: Scenario, kept: dict[str, float]) -> Scenario:
    """Receive only a share of each class, one by one and in batches."""
    arrivals, shares = scenario.arrivals, {one.code: one.share for one in scenario.classes}
    batches, lost = [], 0.0
    for batch in arrivals.batches:
        mix = dict(batch.classes or shares)
        left = sum(share * kept[code] for code, share in mix.items()) / sum(mix.values())
        fewer = {code: share * kept[code] for code, share in mix.items()}
        batches.append(replace(batch, contacts=batch.contacts * left, classes=fewer))
        lost += batch.monthly * (1 - left)
    alone = arrivals.contacts - sum(batch.monthly for batch in arrivals.batches)
    left = sum(share * kept[code] for code, share in shares.items()) / sum(shares.values())
    contacts = max(1e-9, arrivals.contacts - lost - alone * (1 - left))
    classes = tuple(replace(one, share=one.share * kept[one.code]) for one in scenario.classes)
    return replace(scenario, classes=classes, arrivals=replace(arrivals, contacts=contacts, batches=tuple(batches)))
