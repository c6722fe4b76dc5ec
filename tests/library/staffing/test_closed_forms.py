"""The simulation agrees with what is known of queues without simulating."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from frontdoor.library.staffing import Arrivals, Rating, closed_forms, simulation
from frontdoor.library.staffing.planning import plan_of
from frontdoor.library.staffing.results import SURE
from tests.library.staffing import doors


def test_erlangs_formula_gives_the_published_values() -> None:
    assert closed_forms.erlang_c(10, 9.0) == pytest.approx(0.66873, abs=1e-5)
    assert closed_forms.mean_wait(10, 9.0, 1.0) == pytest.approx(0.66873, abs=1e-5)
    assert closed_forms.erlang_c(2, 2.0) == 1.0
    assert closed_forms.waits_longer(1, 0.5, 1.0, 0.0) == pytest.approx(0.5)


@pytest.mark.parametrize(("people", "an_hour"), [(1, 0.7), (4, 3.2), (10, 9.0)])
def test_exponential_work_waits_as_erlang_says(people: int, an_hour: float) -> None:
    queue = doors.a_queue(people=people, an_hour=an_hour, handling=doors.by_chance(60), days=90, warm_up_days=28)
    found = simulation.simulate(queue, months=80, seed=5).steps[0].elapsed_hours
    assert found is not None
    assert abs(found.mean - closed_forms.mean_wait(people, an_hour, 1.0)) < 2 * (found.high - found.mean)
    assert found.mean == pytest.approx(closed_forms.mean_wait(people, an_hour, 1.0), rel=0.05)


def test_one_person_with_work_of_fixed_length_waits_as_pollaczek_and_khinchine_say() -> None:
    queue = doors.a_queue(people=1, an_hour=1.6, handling=doors.always(30), days=90)
    found = simulation.simulate(queue, months=80, seed=6).steps[0].elapsed_hours
    assert found is not None
    assert found.mean == pytest.approx(closed_forms.mean_wait_of_one(1.6, 0.5, 0.25), rel=0.03)


def test_three_ratings_wait_as_cobham_says() -> None:
    ratings = (Rating.RED, Rating.AMBER, Rating.GREEN)
    queue = doors.with_ratings(doors.a_queue(people=1, an_hour=1.5, handling=doors.by_chance(30), days=90), *ratings)
    tallies = simulation.run(plan_of(queue), months=120, seed=7)
    waits = tallies["waits"][:, 0].sum(axis=0)
    found = [waits[rank, 1] / waits[rank, 0] for rank in (1, 3, 4)]
    expected = closed_forms.priority_waits([0.5] * 3, [0.5] * 3, [0.5] * 3)
    assert found == pytest.approx(list(expected), rel=0.04)


def test_a_day_with_busy_hours_fills_as_the_master_equation_says() -> None:
    hours = tuple([0.2] * 8 + [1.0] * 8 + [2.0] * 8) * 7
    queue = doors.a_queue(people=3, an_hour=3.0, handling=doors.by_chance(45), days=3, warm_up_days=0)
    arrivals = Arrivals(contacts=queue.arrivals.contacts, hours=hours, day_spread=0, day_off=1)
    tallies = simulation.run(plan_of(replace(queue, arrivals=arrivals)), months=4000, seed=8)
    rates = np.array(hours[:72]) * 3.0 / np.mean(hours)
    expected = closed_forms.many_inside(list(rates), 3, 0.75, most=120, step=0.005)[[23, 47, 71]]
    found = tallies["backlog"][:, :3]
    errors = SURE * found.std(axis=0) / len(found) ** 0.5
    assert (np.abs(found.mean(axis=0) - expected) < 2 * errors).all()
