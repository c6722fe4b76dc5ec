"""Why a scenario cannot be worked with, and how heavy its load is: in sentences, before anything is simulated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import exp, log

from frontdoor.library.staffing.engine import shapes
from frontdoor.library.staffing.planning import COOL_DOWN, batches_of, handling_of, hourly, timeline_of
from frontdoor.library.staffing.scenario import Handling, Scenario, Shape, Step, Unworkable

TOO_HEAVY = 3.0
ENOUGH = 30  # times measured, before a handling time stops being an assumption


@dataclass(frozen=True, kw_only=True)
class Load:
    """Hours of work a week that only these roles may do, and the hours that they have for it."""

    roles: tuple[str, ...]
    needed: float
    there: float

    @property
    def ratio(self) -> float:
        return self.needed / self.there if self.there else float("inf")


def refuse_unworkable(scenario: Scenario) -> None:
    """Refuse what could only give nonsense, with the first reason found."""
    for reason in reasons_not_to_work(scenario):
        raise Unworkable(reason)


def reasons_not_to_work(scenario: Scenario) -> Iterator[str]:
    """List what is wrong with a scenario as a whole."""
    yield from _too_many(scenario)
    yield from _unknown_names(scenario)
    yield from _nobody(scenario)
    if sum(one.share for one in scenario.classes) <= 0:
        yield "The classes' shares add up to nothing: no contact would have a class."
    load = heaviest(scenario)
    if load is not None and load.ratio > TOO_HEAVY:
        yield f"{load_words(scenario, load)} That is beyond any queue worth simulating: no clock would be kept."


def _too_many(scenario: Scenario) -> Iterator[str]:
    people = sum(person.count for person in scenario.people)
    days = scenario.days + scenario.warm_up_days + COOL_DOWN
    counted = (
        (len(scenario.classes), shapes.KINDS, "classes"),
        (len(scenario.steps), shapes.STEPS, "steps"),
        (len(scenario.clocks), shapes.CLOCKS, "clocks"),
        (len({clock.code for clock in scenario.clocks}), shapes.LIMITS, "limits"),
        (people, shapes.PEOPLE, "people"),
        (len(scenario.roles), shapes.ROLES, "roles"),
        (len(scenario.arrivals.batches), shapes.MIXES - 1, "batches"),
        (days, shapes.DAYS, "days, with those before and after that are not counted"),
    )
    for count, most, what in counted:
        if count > most:
            yield f"There are {count} {what}; there can be {most}."
    for count, what in ((len(scenario.classes), "class"), (len(scenario.steps), "step"), (people, "person")):
        if count == 0:
            yield f"There is no {what}: there must be at least one."
    if scenario.days < 1 or scenario.warm_up_days < 0:
        yield "days must be at least 1, and warm_up_days not negative."


def _unknown_names(scenario: Scenario) -> Iterator[str]:
    steps, classes = {step.code for step in scenario.steps}, {one.code for one in scenario.classes}
    for place, step in enumerate(scenario.steps):
        yield from _unknown_in_step(scenario, step, place)
    for clock in scenario.clocks:
        if clock.until not in steps:
            yield f'Clock "{clock.code}" runs until a step "{clock.until}" that there is not.'
        for code in set(clock.classes) - classes:
            yield f'Clock "{clock.code}" names a class "{code}" that there is not.'
    for batch in scenario.arrivals.batches:
        for code in set(batch.classes) - classes:
            yield f'Batch "{batch.name}" names a class "{code}" that there is not.'


def _unknown_in_step(scenario: Scenario, step: Step, place: int) -> Iterator[str]:
    classes, places = {one.code for one in scenario.classes}, {one.code: at for at, one in enumerate(scenario.steps)}
    for code in {*step.handling, *step.share, *step.waits} - classes - {""}:
        yield f'Step "{step.code}" names a class "{code}" that there is not.'
    for one in scenario.classes:
        if step.share.get(one.code, step.share.get("", 1.0)) > 0 and handling_of(step, one.code) is None:
            yield f'Step "{step.code}" does not say how many minutes it takes for class "{one.code}".'
    if step.returns is not None and places.get(step.returns.to, place + 1) > place:
        yield f'Step "{step.code}" returns work to "{step.returns.to}", which is no step before it or itself.'


def _nobody(scenario: Scenario) -> Iterator[str]:
    hours = hours_of_roles(scenario)
    for step in scenario.steps:
        if not _is_used(scenario, step):
            continue
        names = " or ".join(scenario.role_name(role) for role in step.roles)
        if not any(hours.get(role, 0) > 0 for role in step.roles):
            yield (
                f'Nobody can do "{step.name}": it needs a {names}, and there is none with hours to work. '
                "Every contact that comes to it would wait for ever."
            )
        elif step.second_person and _is_alone(scenario, step):
            yield f'"{step.name}" needs a second person, and the only {names} may have done the work before it.'


def _is_used(scenario: Scenario, step: Step) -> bool:
    return any(step.share.get(one.code, step.share.get("", 1.0)) > 0 and one.share > 0 for one in scenario.classes)


def _is_alone(scenario: Scenario, step: Step) -> bool:
    """Say whether only one person may do a step, and may have done one before it."""
    before = scenario.steps[: scenario.steps.index(step)]
    is_one = sum(scenario.people_of(role) for role in step.roles) < 2
    return is_one and any(set(step.roles) & set(one.roles) for one in before)


def mean_minutes(handling: Handling) -> float:
    """Give the mean of a handling time, which long ones pull above the median."""
    if handling.shape is Shape.LOGNORMAL:
        return handling.minutes * exp(log(handling.spread) ** 2 / 2)
    return handling.minutes


def contacts_a_week(scenario: Scenario) -> Mapping[str, float]:
    """Say how many contacts of each class come in a week of the days that count."""
    timeline, shares = timeline_of(scenario), {one.code: one.share for one in scenario.classes}
    weeks = timeline.days / 7
    alone, whole = float(hourly(scenario.arrivals, timeline).sum()) / weeks, sum(shares.values())
    found = {code: alone * share / whole for code, share in shares.items()}
    for batch in scenario.arrivals.batches:
        size = sum(size for _, size in batches_of(batch, scenario.arrivals, timeline)) / weeks
        mix = batch.classes or shares
        for code, share in mix.items():
            found[code] += size * share / sum(mix.values())
    return found


def hours_needed(scenario: Scenario) -> Mapping[str, float]:
    """Say how many hours of work each step takes in a week, work that comes back included."""
    found = {}
    weekly, again = contacts_a_week(scenario), _times_done(scenario)
    for step in scenario.steps:
        hours = 0.0
        for one in scenario.classes:
            handling = handling_of(step, one.code)
            if handling is not None:
                share = step.share.get(one.code, step.share.get("", 1.0))
                hours += weekly[one.code] * share * mean_minutes(handling) / 60
        found[step.code] = hours * again[step.code]
    return found


def _times_done(scenario: Scenario) -> Mapping[str, float]:
    """Say how often each step is done for a contact that comes to it, because of what is returned."""
    codes = [step.code for step in scenario.steps]
    times = dict.fromkeys(codes, 1.0)
    for place, step in enumerate(scenario.steps):
        if step.returns is not None:
            for code in codes[codes.index(step.returns.to) : place + 1]:
                times[code] /= 1 - step.returns.share
    return times


def hours_of_roles(scenario: Scenario) -> Mapping[str, float]:
    """Say how many hours a week each role has for this work: at its pace, less what absence takes."""
    timeline, found = timeline_of(scenario), dict.fromkeys(scenario.roles, 0.0)
    for person in scenario.people:
        if person.count:
            hours = sum((until - start) * pace for start, until, pace, _, _ in timeline.spans_of(person))
            found[person.role] += hours * (1 - person.absence) * person.count / (timeline.days / 7)
    return found


def heaviest(scenario: Scenario) -> Load | None:
    """Find the roles that have most to do for the hours they have, alone or together.

    Work that only some roles may do must fit into their hours whatever the others have left, so every set of roles is
    looked at.
    """
    needed, there = hours_needed(scenario), hours_of_roles(scenario)
    found: Load | None = None
    for size in range(1, len(scenario.roles) + 1):
        for roles in combinations(scenario.roles, size):
            work = sum(needed[step.code] for step in scenario.steps if set(step.roles) <= set(roles))
            load = Load(roles=roles, needed=work, there=sum(there[role] for role in roles))
            if work > 0 and (found is None or load.ratio > found.ratio + 1e-9):
                found = load
    return found


def load_words(scenario: Scenario, load: Load) -> str:
    """Say a load in a sentence."""
    names = " and ".join(scenario.role_name(role) for role in load.roles)
    return (
        f"The work that falls to {names} takes {load.needed:,.0f} hours a week, and they have {load.there:,.0f} for it "
        f"({load.ratio:.0%})."
    )


def warnings(scenario: Scenario, load: Load | None) -> tuple[str, ...]:
    """Say what makes a result less than it looks, knowing where the load is heaviest."""
    found = []
    if load is not None and load.ratio >= 1:
        found.append(
            f"{load_words(scenario, load)} The backlog grows for as long as this lasts, so what is shown depends on "
            "how many days are counted."
        )
    elif load is not None and load.ratio > 0.92:
        found.append(
            f"{load_words(scenario, load)} So near to full, a few contacts more or a week of sickness change much: "
            "read the range, not the middle."
        )
    assumed = [step.name for step in scenario.steps if any(one.measured < ENOUGH for one in step.handling.values())]
    if assumed:
        found.append("Handling times are assumed, not measured, for: " + ", ".join(assumed) + ".")
    return tuple(found)
