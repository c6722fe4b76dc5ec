"""A scenario lived through a thousand times: `simulation.simulate(scenario, months=1000, seed=1)`.

Loads numba, and the first call of a process loads or compiles the engine: see `warm`.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Final

import numpy as np

from frontdoor.library.staffing import checks, results
from frontdoor.library.staffing.engine import compiled, shapes, whole
from frontdoor.library.staffing.engine.shapes import (
    ELAPSED,
    IN_TIME,
    LATE,
    OPEN,
    OVERTIME,
    UNKNOWN,
    WORKED,
    Floats,
    Records,
)
from frontdoor.library.staffing.planning import Planned, plan_of
from frontdoor.library.staffing.results import ClockResult, Day, Outcome, RoleResult, StepResult
from frontdoor.library.staffing.scenario import Scenario, Unworkable

MONTHS: Final = 1000
THREADS: Final = max(2, min(4, os.cpu_count() or 2))  # no more: pages wait for processors as well
PARTS: Final = 10
MOST_MONTHS: Final = 100_000


def simulate(scenario: Scenario, *, months: int = MONTHS, seed: int = 1, threads: int = THREADS) -> Outcome:
    """Live a scenario through so many months, and sum up. The same seed gives the same figures with any threads."""
    if not 2 <= months <= MOST_MONTHS:
        raise Unworkable(f"months must be between 2 and {MOST_MONTHS:,}; it is {months}")
    checks.refuse_unworkable(scenario)
    planned = plan_of(scenario)
    return summed_up(planned, run(planned, months=months, seed=seed, threads=threads), seed=seed)


def warm() -> None:
    """Load the engine, or compile it where nobody has yet, so that nobody waits for it later."""
    plan, tallies = shapes.an_empty(shapes.Plan), shapes.an_empty(shapes.Tally)
    plan["batches"][:, :, shapes.AT] = np.inf
    whole.run_months(plan, shapes.an_empty(shapes.Month), tallies, 1, 0)


def is_kept() -> bool:
    """Say whether the engine, once compiled, is there for the next process."""
    return compiled.is_kept(whole.run_months)


def run(planned: Planned, *, months: int, seed: int, threads: int = THREADS, after: int = 0) -> Records:
    """Run the months, each thread its part of them; those after so many are the same as if all had been run."""
    tallies = shapes.an_empty(shapes.Tally, months)
    parts = max(1, min(months, PARTS if threads > 1 else 1))
    edges = [months * part // parts for part in range(parts + 1)]

    def part(first: int, last: int) -> None:
        whole.run_months(planned.records, shapes.an_empty(shapes.Month), tallies[first:last], seed, after + first)

    # In more parts than threads: where one processor has something else to do as well, the other takes more of them.
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(part, edges[:-1], edges[1:]))
    if tallies["is_full"].any():
        raise Unworkable(
            f"More than {shapes.SLOTS:,} contacts were waiting at one time: this is beyond any queue worth simulating. "
            "Fewer contacts or more people are needed for an answer."
        )
    return tallies


def summed_up(planned: Planned, tallies: Records, *, seed: int) -> Outcome:
    """Turn what was counted into figures."""
    scenario, months = planned.scenario, len(tallies)
    arrivals = tallies["arrivals"][:, : len(scenario.classes)]
    contacts, steps, roles = arrivals.sum(axis=1), _steps(scenario, tallies), _roles(scenario, tallies)
    net = arrivals[:, [one.is_net for one in scenario.classes]].sum()
    backlog, load = tallies["backlog"][:, : scenario.days], checks.heaviest(scenario)
    weeks = scenario.days / 7
    return Outcome(
        scenario=scenario.name,
        first_on=scenario.begins_on,
        last_on=scenario.begins_on + timedelta(days=scenario.days - 1),
        months=months,
        seed=seed,
        contacts=results.mean_of(contacts, counted=int(contacts.sum())),
        net_share=float(net / max(1.0, contacts.sum())),
        clocks=_clocks(scenario, tallies),
        steps=steps,
        roles=roles,
        backlog=results.mean_of(backlog.mean(axis=1), counted=backlog.size),
        backlog_growth=results.mean_of((backlog[:, -1] - backlog[:, 0]) / weeks, counted=months),
        days=_days(scenario, backlog),
        bottleneck=_bottleneck(steps, roles),
        warnings=checks.warnings(scenario, load),
        assumptions=scenario.assumptions,
        events=int(tallies["events"].sum()),
    )


def _clocks(scenario: Scenario, tallies: Records) -> tuple[ClockResult, ...]:
    found, names = [], {step.code: step.name for step in scenario.steps}
    for place, clock in enumerate(scenario.clocks):
        counts = tallies["clocks"][:, place]
        known = counts[:, IN_TIME] + counts[:, LATE]
        median, p90 = results.quantiles_of(tallies["lengths"][:, place], (0.5, 0.9))
        found.append(
            ClockResult(
                code=clock.code,
                name=clock.limit.name,
                until=names[clock.until],
                in_time=results.share_of(counts[:, IN_TIME], known),
                median_hours=median,
                p90_hours=p90,
                unknown=float(counts[:, UNKNOWN].sum() / max(1.0, counts.sum())),
            )
        )
    return tuple(found)


def _steps(scenario: Scenario, tallies: Records) -> tuple[StepResult, ...]:
    waits = tallies["waits"][:, : len(scenario.steps)].sum(axis=2)
    whole_wait = max(1e-12, float(waits[:, :, OPEN].sum()))
    return tuple(
        StepResult(
            code=step.code,
            name=step.name,
            wait_hours=results.ratio_of(waits[:, place, OPEN], waits[:, place, shapes.COUNT]),
            elapsed_hours=results.ratio_of(waits[:, place, ELAPSED], waits[:, place, shapes.COUNT]),
            share_of_waiting=float(waits[:, place, OPEN].sum()) / whole_wait,
        )
        for place, step in enumerate(scenario.steps)
    )


def _roles(scenario: Scenario, tallies: Records) -> tuple[RoleResult, ...]:
    found, weeks = [], scenario.days / 7
    for place, role in enumerate(scenario.roles):
        hours: Floats = tallies["roles"][:, place]
        there = hours[:, shapes.AVAILABLE]
        found.append(
            RoleResult(
                role=role,
                name=scenario.role_name(role),
                people=scenario.people_of(role),
                hours_a_week=float(there.mean()) / weeks,
                busy=results.ratio_of(hours[:, WORKED] - hours[:, OVERTIME], there),
                overtime=results.mean_of(hours[:, OVERTIME] / weeks, counted=len(tallies)),
            )
        )
    return tuple(found)


def _days(scenario: Scenario, backlog: Floats) -> tuple[Day, ...]:
    low, high = np.percentile(backlog, (10, 90), axis=0)
    return tuple(
        Day(
            on=scenario.begins_on + timedelta(days=place),
            mean=float(backlog[:, place].mean()),
            usual_low=float(low[place]),
            usual_high=float(high[place]),
        )
        for place in range(backlog.shape[1])
    )


def _bottleneck(steps: tuple[StepResult, ...], roles: tuple[RoleResult, ...]) -> str:
    """Say what contacts wait for most, and who is busiest."""
    step = results.busiest(steps)
    busy = [(role.busy.mean, role.name) for role in roles if role.busy is not None]
    if step is None or not busy:
        return "Nobody waits."
    share, name = max(busy)
    return (
        f'{step.share_of_waiting:.0%} of all waiting is for "{step.name}". The busiest role: {name}, '
        f"{share:.0%} of the time at work goes to contacts."
    )
