"""Scenarios side by side, on the same luck, so that a difference is a difference of scenarios."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from frontdoor.library.staffing import checks, results, simulation
from frontdoor.library.staffing.engine.shapes import IN_TIME, LATE, Floats, Records
from frontdoor.library.staffing.planning import Planned, plan_of
from frontdoor.library.staffing.results import Figure, Outcome
from frontdoor.library.staffing.scenario import Scenario


@dataclass(frozen=True, kw_only=True)
class Difference:
    """How the share in time of a clock differs from the first scenario's, month by month, in points of a hundred."""

    clock: str
    points: Figure


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One scenario, and what sets it apart from the first."""

    outcome: Outcome
    differences: tuple[Difference, ...]


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What is kept of the months of a scenario to compare it with another: how its clocks fared in each."""

    scenario: Scenario
    clocks: Floats


def counts_of(planned: Planned, tallies: Records) -> Counts:
    """Take out of what was counted what comparing needs, a hundredth of it."""
    return Counts(scenario=planned.scenario, clocks=tallies["clocks"][:, : len(planned.scenario.clocks)].copy())


def compare(scenarios: Sequence[Scenario], *, months: int = simulation.MONTHS, seed: int = 1) -> tuple[Compared, ...]:
    """Live each scenario through the same months; the first is what the others are compared with."""
    found: list[Compared] = []
    first: Counts | None = None
    for scenario in scenarios:
        checks.refuse_unworkable(scenario)
        planned = plan_of(scenario)
        tallies = simulation.run(planned, months=months, seed=seed)
        outcome = simulation.summed_up(planned, tallies, seed=seed)
        counts = counts_of(planned, tallies)
        apart = () if first is None else tuple(differences(first, counts))
        found.append(Compared(outcome=outcome, differences=apart))
        first = first or counts
    return tuple(found)


def differences(one: Counts, other: Counts) -> list[Difference]:
    """Tell how the share in time of each clock differs between two that lived through the same months."""
    places = {clock.code: place for place, clock in enumerate(one.scenario.clocks)}
    found = []
    for place, clock in enumerate(other.scenario.clocks):
        if clock.code not in places:
            continue
        before, after = one.clocks[:, places[clock.code]], other.clocks[:, place]
        both = (before[:, : LATE + 1].sum(axis=1) > 0) & (after[:, : LATE + 1].sum(axis=1) > 0)
        if both.sum() > 1:
            shares = [part[both, IN_TIME] / part[both, : LATE + 1].sum(axis=1) for part in (before, after)]
            points = results.mean_of(np.asarray(100 * (shares[1] - shares[0])), counted=int(both.sum()))
            found.append(Difference(clock=clock.code, points=points))
    return found
