"""A scenario turned into the engine's numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from math import log
from typing import Final

import numpy as np

from frontdoor.library.clocks import Limit
from frontdoor.library.staffing.engine import shapes
from frontdoor.library.staffing.engine.shapes import Floats, Records, Small, Tiny
from frontdoor.library.staffing.lately import Lately
from frontdoor.library.staffing.scenario import (
    MONTH,
    Arrivals,
    Batch,
    Clock,
    Handling,
    Person,
    Rating,
    Scenario,
    Shape,
    Step,
)
from frontdoor.library.staffing.timeline import Timeline

COOL_DOWN = 7  # days in which the last contacts of the month get their time
RANKED = tuple(Rating)
LONG_PAST, NEVER, ALWAYS_LATER = -1e300, 1e300, 2**31 - 1
# A slider that moves people moves neither what comes nor when limits end.
_rates: Final[Lately[Floats]] = Lately(8)
_minutes: Final[Lately[Small]] = Lately(4)
SHAPES = {Shape.LOGNORMAL: shapes.LOGNORMAL, Shape.EXPONENTIAL: shapes.EXPONENTIAL, Shape.FIXED: shapes.FIXED}


@dataclass(frozen=True, kw_only=True)
class Planned:
    """The engine's plan, and what its rows and columns stand for."""

    records: Records
    timeline: Timeline
    scenario: Scenario
    people: tuple[Person, ...]


def timeline_of(scenario: Scenario) -> Timeline:
    """Lay out the days of a scenario: those before it counts, those that it counts, and those after."""
    days = scenario.warm_up_days + scenario.days + COOL_DOWN
    return Timeline(
        first_on=scenario.begins_on - timedelta(days=scenario.warm_up_days), days=days, calendar=scenario.calendar
    )


def plan_of(scenario: Scenario) -> Planned:
    """Turn a scenario into numbers."""
    records, timeline = shapes.an_empty(shapes.Plan), timeline_of(scenario)
    plan = records[0]
    people = tuple(person for person in scenario.people for _ in range(person.count))
    _marks(plan, scenario, timeline, people)
    _arrivals(plan, scenario, timeline)
    _steps(plan, scenario)
    _clocks(plan, scenario, timeline)
    _people(plan, scenario, timeline, people)
    plan["bins"] = bins_of_lengths()
    return Planned(records=records, timeline=timeline, scenario=scenario, people=people)


def _marks(plan: np.void, scenario: Scenario, timeline: Timeline, people: Sequence[Person]) -> None:
    window_from = timeline.hours_at(timeline.moment(0) + timedelta(days=scenario.warm_up_days))
    plan["window_from"] = window_from
    plan["window_until"] = window_from + scenario.days * 24
    plan["ends"] = timeline.days * 24
    plan["finishes_up"], plan["takes_up"] = scenario.finishes_up / 60, scenario.takes_up / 60
    plan["day_spread"] = scenario.arrivals.day_spread
    plan["interrupting"] = max((RANKED.index(rating) + 1 for rating in scenario.interrupts), default=0)
    plan["spell"] = max((person.absence_days for person in people), default=1)
    plan["n_hours"] = timeline.days * 24
    plan["n_steps"], plan["n_kinds"] = len(scenario.steps), len(scenario.classes)
    plan["n_ranks"], plan["n_clocks"] = len(RANKED), len(scenario.clocks)
    plan["n_people"] = len(people)
    plan["leaves"] = 1 << max(1, (len(people) - 1).bit_length())


def _arrivals(plan: np.void, scenario: Scenario, timeline: Timeline) -> None:
    rates = hourly(scenario.arrivals, timeline)
    plan["rates"][: len(rates)] = rates
    codes = [one.code for one in scenario.classes]
    plan["mixes"][0, : len(codes)] = _added_up([one.share for one in scenario.classes])
    rows = []
    for number, batch in enumerate(scenario.arrivals.batches, 1):
        shares = batch.classes or {one.code: one.share for one in scenario.classes}
        plan["mixes"][number, : len(codes)] = _added_up([shares.get(code, 0.0) for code in codes])
        rows += [(at, size, number) for at, size in batches_of(batch, scenario.arrivals, timeline)]
    for place, row in enumerate([*sorted(rows), (np.inf, 0, 0)]):
        plan["batches"][place] = row


def hourly(arrivals: Arrivals, timeline: Timeline) -> Floats:
    """Say how many contacts come one by one in each hour: by hour of the week, month and day off."""
    return _rates.told(repr((arrivals, timeline)), lambda: _hourly(arrivals, timeline))


def _hourly(arrivals: Arrivals, timeline: Timeline) -> Floats:
    alone = max(0.0, arrivals.contacts - sum(batch.monthly for batch in arrivals.batches))
    each = alone * 7 / MONTH / sum(arrivals.hours)
    season, mean = arrivals.season, sum(arrivals.season) / 12
    found = []
    for hour in range(timeline.days * 24):
        at = timeline.moment(hour)
        weight = arrivals.hours[at.weekday() * 24 + at.hour] * season[at.month - 1] / mean
        found.append(each * weight * (arrivals.day_off if timeline.is_day_off(at.date()) else 1.0))
    return np.array(found)


def batches_of(batch: Batch, arrivals: Arrivals, timeline: Timeline) -> list[tuple[float, float]]:
    """List when a batch comes, and how many contacts are in it on average."""
    mean, found = sum(arrivals.season) / 12, []
    for place in range(timeline.days):
        day = timeline.day(place)
        if day.weekday() in batch.days:
            size = batch.contacts * arrivals.season[day.month - 1] / mean
            size *= arrivals.day_off if timeline.is_day_off(day) else 1.0
            found.append((timeline.at(day, batch.at), size))
    return found


def _added_up(shares: Sequence[float]) -> Floats:
    added: Floats = np.cumsum(shares) / max(sum(shares), 1e-12)
    return added


def handling_of(step: Step, code: str) -> Handling | None:
    """Find how long a step takes for a class."""
    return step.handling.get(code) or step.handling.get("")


def _steps(plan: np.void, scenario: Scenario) -> None:
    places = {step.code: place for place, step in enumerate(scenario.steps)}
    plan["order_by"][:] = -1
    for s, step in enumerate(scenario.steps):
        plan["steps"][s] = (step.same_person, step.second_person, bool(step.waits), step.returns is not None)
        for k, kind in enumerate(scenario.classes):
            handling, wait = handling_of(step, kind.code), step.waits.get(kind.code) or step.waits.get("")
            share = step.share.get(kind.code, step.share.get("", 1.0))
            if handling is not None:
                median, spread = log(handling.minutes / 60), log(handling.spread)
                plan["work"][s, k] = (share, median, spread, SHAPES[handling.shape])
            if wait is not None and wait.share > 0:
                plan["waits"][s, k] = (wait.share, log(max(wait.hours, 1e-6)), log(wait.spread))
            if step.returns is not None:
                hours = log(max(step.returns.hours, 1e-6))
                plan["returns"][s, k] = (step.returns.share, hours, 0.5, places[step.returns.to])
            plan["ranks"][s, k] = rank_of(step, kind.rating)
            plan["order_by"][s, k] = _order(scenario, s, k)


def rank_of(step: Step, rating: Rating) -> int:
    """Say how pressing a contact is at a step. Before it is rated only immediate danger is known: referrers say so."""
    is_hidden = step.before_rating and rating is not Rating.DANGER
    return RANKED.index(Rating.UNRATED if is_hidden else rating)


def _order(scenario: Scenario, step: int, kind: int) -> int:
    """Find the clock by which contacts of a class wait in order for a step: the next that will stop."""
    codes = [one.code for one in scenario.steps]
    for place in range(step, len(codes)):
        for c, clock in enumerate(scenario.clocks):
            is_now = clock.from_receipt or place == step
            if clock.until == codes[place] and is_now and runs_for(clock, scenario, kind):
                return c
    return -1


def runs_for(clock: Clock, scenario: Scenario, kind: int) -> bool:
    """Say whether a clock runs for a class: where neither classes nor ratings are named, it runs for all."""
    one = scenario.classes[kind]
    by_class = not clock.classes or one.code in clock.classes
    return by_class and (not clock.ratings or one.rating in clock.ratings)


def _clocks(plan: np.void, scenario: Scenario, timeline: Timeline) -> None:
    codes = [one.code for one in scenario.steps]
    limits = list(dict.fromkeys(clock.code for clock in scenario.clocks))
    _calendar(plan, timeline, [next(one.limit for one in scenario.clocks if one.code == code) for code in limits])
    for c, clock in enumerate(scenario.clocks):
        starts = shapes.FROM_RECEIPT if clock.from_receipt else shapes.FROM_READY
        plan["clocks"][c] = (limits.index(clock.code), starts, codes.index(clock.until))
        plan["clock_of"][c, : len(scenario.classes)] = [
            runs_for(clock, scenario, k) for k in range(len(scenario.classes))
        ]
    plan["ending"][:] = -1
    for s, step in enumerate(codes):
        for k in range(len(scenario.classes)):
            ending = [c for c, one in enumerate(scenario.clocks) if one.until == step and runs_for(one, scenario, k)]
            plan["ending"][s, k, : len(ending)] = ending


def _calendar(plan: np.void, timeline: Timeline, limits: Sequence[Limit]) -> None:
    """Tell of every minute what is asked for together: the hub's open time until then, and when each limit ends."""
    told = _minutes.told(repr((timeline, limits)), lambda: _minutes_told(timeline, limits))
    plan["columns"] = told.shape[1]
    minutes, beyond = told.size, shapes.MINUTES * told.shape[1]
    plan["calendar"][:minutes] = told.ravel()
    plan["calendar"][minutes:beyond] = ALWAYS_LATER
    plan["calendar"][minutes : beyond : told.shape[1]] = told[-1, 0]


def _minutes_told(timeline: Timeline, limits: Sequence[Limit]) -> Small:
    told = [timeline.open_hours(), *(timeline.due(limit) for limit in limits)]
    rows = np.full((len(told[0]), 1 << (len(told) - 1).bit_length()), ALWAYS_LATER, np.int32)
    for column, hours in enumerate(told):
        rows[:, column] = np.rint(hours * 60.0)
    return rows


@cache
def bins_of_lengths() -> Tiny:
    """Say for every number of open minutes in which bin it is counted: sixteen to each doubling, from a minute on."""
    places = np.log2(1.0 + np.arange(shapes.LENGTHS)) * shapes.BINS_AN_OCTAVE
    found: Tiny = np.minimum(shapes.BINS - 1, places).astype(np.uint8)
    return found


def _people(plan: np.void, scenario: Scenario, timeline: Timeline, people: Sequence[Person]) -> None:
    roles, span = list(scenario.roles), 0
    plan["able"][:], plan["steps_of"][:] = -1, -1
    found: dict[int, list[tuple[float, float, float, int, bool]]] = {}
    for p, person in enumerate(people):
        if id(person) not in found:
            found[id(person)] = list(timeline.spans_of(person))
        rows = [(LONG_PAST, LONG_PAST, 1.0, 0, False), *found[id(person)], (NEVER, NEVER, 1.0, 0, False)]
        last = span + len(rows)
        plan["spans"][span:last] = [row[:3] for row in rows]
        plan["span_days"][span:last] = [row[3] for row in rows]
        plan["ends_day"][span:last] = [row[4] for row in rows]
        plan["first_span"][p], plan["first_span"][p + 1] = span, last
        plan["absence"][p], plan["role"][p] = person.absence, roles.index(person.role)
        plan["ranks_taken"][p] = plan["interrupting"] if person.urgent_only else len(RANKED)
        may = [s for s, step in enumerate(scenario.steps) if person.role in step.roles]
        plan["steps_of"][p, : len(may)] = may
        span = last
    for s, step in enumerate(scenario.steps):
        asked = sorted((step.roles.index(one.role), p) for p, one in enumerate(people) if one.role in step.roles)
        plan["able"][s, : len(asked)] = [p for _, p in asked]
        plan["levels"][s] = 1 + max((level for level, _ in asked), default=-1)
        for level, p in asked:
            plan["able_of"][s, level, p // 64] |= np.uint64(1 << p % 64)
