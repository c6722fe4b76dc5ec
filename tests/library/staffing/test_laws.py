"""Laws that hold in every month of every scenario; and each is shown to fail where its rule is broken."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.library.staffing import Rating, Return, Scenario, Step, checks, comparing, simulation, what_if
from frontdoor.library.staffing.engine import contacts, people, shapes
from frontdoor.library.staffing.engine.shapes import Records
from frontdoor.library.staffing.planning import Planned, plan_of
from tests.library.staffing import doors

FEW = settings(max_examples=15, deadline=None)
DOORS = st.builds(
    doors.an_office,
    people=st.integers(1, 12),
    contacts=st.floats(200, 1500),
    minutes=st.floats(5, 120),
)
RED, AMBER = 1, 3


def lived(scenario: Scenario, months: int = 6, seed: int = 1) -> Records:
    return simulation.run(plan_of(scenario), months=months, seed=seed, threads=1)


def hours_outside_shifts(planned: Planned) -> float:
    roles = simulation.run(planned, months=6, seed=1, threads=1)["roles"][:, 0]
    return float(np.maximum(roles[:, shapes.WORKED] - roles[:, shapes.AVAILABLE], roles[:, shapes.OVERTIME]).max())


@FEW
@given(DOORS, st.integers(0, 2**31))
def test_the_same_seed_repeats_exactly_however_many_threads(door: Scenario, seed: int) -> None:
    planned = plan_of(door)
    once = simulation.run(planned, months=5, seed=seed, threads=1)
    assert once.tobytes() == simulation.run(planned, months=5, seed=seed, threads=2).tobytes()


def test_another_seed_is_another_month() -> None:
    door = doors.an_office(people=4, contacts=400)
    assert lived(door, seed=1).tobytes() != lived(door, seed=2).tobytes()


@FEW
@given(DOORS)
def test_nobody_works_outside_their_shift(door: Scenario) -> None:
    assert hours_outside_shifts(plan_of(door)) < 1e-6


def test_work_outside_shifts_would_be_noticed() -> None:
    planned = plan_of(doors.an_office(people=2, contacts=600))
    planned.records["finishes_up"] = 3.0
    assert hours_outside_shifts(planned) > 1.0


@FEW
@given(st.integers(2, 10), st.floats(50, 300), st.floats(5, 60))
def test_work_is_conserved(people: int, contacts_a_month: float, minutes: float) -> None:
    """What came took its time, no more and no less, but for what was in hand or waiting at either end."""
    office = doors.an_office(people=people, contacts=contacts_a_month)
    step = replace(office.steps[0], handling={"": doors.always(minutes)})
    door = replace(office, steps=(step,), interrupts=(), warm_up_days=0)
    tallies = lived(door)
    came = tallies["arrivals"].sum(axis=1) * minutes / 60
    worked = tallies["roles"][:, 0, shapes.WORKED]
    waiting = tallies["backlog"][:, door.days - 1] * minutes / 60
    assert (worked <= came + 1e-6).all()
    assert (came - worked <= waiting + 1e-6).all()


@FEW
@given(DOORS)
def test_red_waits_no_longer_than_amber(door: Scenario) -> None:
    red, amber = waits_by_rank(plan_of(door))
    assert red <= amber * 1.05 + 0.05


def waits_by_rank(planned: Planned) -> tuple[float, float]:
    waits = simulation.run(planned, months=30, seed=3)["waits"][:, 0].sum(axis=0)
    mean = waits[:, shapes.OPEN] / np.maximum(waits[:, shapes.COUNT], 1)
    return float(mean[RED]), float(mean[AMBER])


def test_amber_before_red_would_be_noticed() -> None:
    planned = plan_of(doors.an_office(people=3, contacts=900))
    ranks = planned.records["ranks"]
    ranks[0, 0, 0], ranks[0, 0, 1] = AMBER, RED
    amber, red = waits_by_rank(planned)  # the first class is still the red one
    assert red > amber + 0.5


@FEW
@given(DOORS, st.integers(1, 3))
def test_more_staff_never_makes_the_mean_wait_worse(door: Scenario, more: int) -> None:
    if not is_light(door):
        return
    bigger = what_if.with_people(door, "worker", door.people_of("worker") + more)
    before, after = (simulation.simulate(one, months=20, seed=2).steps[0].wait_hours for one in (door, bigger))
    assert before is not None
    assert after is not None
    assert after.mean <= before.high + 0.02


def is_light(door: Scenario) -> bool:
    load = checks.heaviest(door)
    return load is not None and load.ratio < checks.TOO_HEAVY


def test_red_interrupts_and_is_sooner_for_it() -> None:
    calm = doors.an_office(people=2, contacts=180, minutes=75)
    pressed = replace(calm, interrupts=(Rating.DANGER, Rating.RED))
    red = next(each for each in comparing.compare([calm, pressed], months=200)[1].differences if each.clock == "red")
    assert red.points.low > 0


def test_work_that_comes_back_is_work_again() -> None:
    door = doors.an_office(people=6, contacts=300)
    step = replace(door.steps[0], returns=Return(share=0.5, to="do", hours=1))
    once, again = (lived(one, months=60)["roles"][:, 0, shapes.WORKED].mean() for one in (door, again_of(door, step)))
    assert 1.8 < again / once < 2.2


def again_of(door: Scenario, step: Step) -> Scenario:
    return replace(door, steps=(step,))


def test_nobody_oversees_their_own_work() -> None:
    office = doors.an_office(people=2, contacts=100)
    door = replace(office, steps=(replace(office.steps[0], second_person=True),))
    planned, month = plan_of(door), shapes.an_empty(shapes.Month)
    plan, nine = planned.records[0], 24.0 * 7 + 10.0
    month["job"], month["present"], month["idle"][0, 0] = -1, 1, 0b11
    month["now"][0, :2] = plan["first_span"][:2]
    free = [contacts.whoever_is_free(plan, month[0], 0, 1, owner, nine) for owner in (-1, 0, 1)]
    assert free == [0, 1, 0]
    month["job"][0, 1], month["idle"][0, 0] = 7, 0b01
    assert contacts.whoever_is_free(plan, month[0], 0, 1, 0, nine) == -1


def test_the_lowest_bit_is_found_wherever_it_is() -> None:
    assert all(people.first_of(np.uint64((2**64 - 1) << place & (2**64 - 1))) == place for place in range(64))


def test_whoever_is_there_for_urgent_work_takes_nothing_else() -> None:
    door = doors.an_office(people=3, contacts=200)
    on_call = replace(door.people[0], name="On call", role="on_call", count=1, urgent_only=True)
    steps = (replace(door.steps[0], roles=("worker", "on_call")),)
    only_amber = doors.with_ratings(replace(door, people=(*door.people, on_call), steps=steps), Rating.AMBER)
    assert simulation.run(plan_of(only_amber), months=5, seed=1)["roles"][:, 1, shapes.WORKED].sum() == 0
