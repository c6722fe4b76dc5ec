"""A scenario that could only give nonsense is refused in a sentence; a heavy one says so beside its figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdoor.library.staffing import Return, Unworkable, checks, simulation, what_if
from tests.library.staffing import doors


def test_a_closure_rule_without_a_manager_is_refused() -> None:
    example = doors.the_example()
    people = tuple(person for person in example.people if person.role != "team_manager")
    with pytest.raises(Unworkable, match='Nobody can do "Oversee a recommendation": it needs a team manager'):
        simulation.simulate(replace(example, people=people), months=2)


def test_people_without_hours_are_nobody() -> None:
    door = doors.an_office(people=2, contacts=100)
    people = (replace(door.people[0], shifts=()),)
    with pytest.raises(Unworkable, match="there is none with hours to work"):
        simulation.simulate(replace(door, people=people), months=2)


def test_a_second_person_who_is_the_first_is_refused() -> None:
    door = doors.an_office(people=1, contacts=50)
    steps = (door.steps[0], replace(door.steps[0], code="see", name="See", second_person=True))
    with pytest.raises(Unworkable, match='"See" needs a second person'):
        simulation.simulate(replace(door, steps=steps), months=2)


def test_demand_beyond_any_capacity_is_refused_with_its_hours() -> None:
    door = doors.an_office(people=1, contacts=5000)
    with pytest.raises(Unworkable, match="hours a week, and they have .* beyond any queue worth simulating"):
        simulation.simulate(door, months=2)


def test_demand_beyond_capacity_is_simulated_and_warned_of() -> None:
    outcome = simulation.simulate(doors.an_office(people=2, contacts=800), months=20)
    assert any("The backlog grows" in words for words in outcome.warnings)
    assert outcome.backlog_growth.low > 0


def test_assumed_handling_times_are_named() -> None:
    outcome = simulation.simulate(doors.an_office(people=4, contacts=100), months=2)
    assert any("assumed, not measured, for: Do it" in words for words in outcome.warnings)
    measured = replace(doors.an_office(people=4, contacts=100).steps[0].handling[""], measured=checks.ENOUGH)
    door = doors.an_office(people=4, contacts=100)
    door = replace(door, steps=(replace(door.steps[0], handling={"": measured}),))
    assert not any("assumed" in words for words in checks.warnings(door, checks.heaviest(door)))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"days": 0}, "days must be at least 1"),
        ({"days": 400}, "there can be 128"),
        ({"people": ()}, "There is no person"),
        ({"classes": ()}, "There is no class"),
    ],
)
def test_what_cannot_be_laid_out_is_refused(change: dict[str, object], why: str) -> None:
    door = doors.an_office(people=2, contacts=100)
    with pytest.raises(Unworkable, match=why):
        simulation.simulate(replace(door, **change), months=2)


def test_names_that_lead_nowhere_are_refused() -> None:
    door = doors.an_office(people=2, contacts=100)
    step = door.steps[0]
    for wrong in (
        replace(step, share={"blue": 1.0}),
        replace(step, handling={"red": doors.always(1)}),
        replace(step, returns=Return(share=0.1, to="nowhere")),
    ):
        with pytest.raises(Unworkable):
            simulation.simulate(replace(door, steps=(wrong,)), months=2)
    with pytest.raises(Unworkable, match="that there is not"):
        simulation.simulate(replace(door, clocks=(replace(door.clocks[0], until="later"),)), months=2)


def test_the_load_is_what_is_worked() -> None:
    door = doors.an_office(people=8, contacts=600)
    load = checks.heaviest(door)
    assert load is not None
    outcome = simulation.simulate(replace(door, warm_up_days=14), months=200)
    busy = outcome.roles[0].busy
    assert busy is not None
    assert busy.mean == pytest.approx(load.ratio, rel=0.04)


def test_work_that_some_may_do_alone_is_not_hidden_by_the_hours_of_others() -> None:
    example = doors.the_example()
    fewer = what_if.with_people(example, "team_manager", 1)
    load = checks.heaviest(fewer)
    assert load is not None
    assert load.roles == ("team_manager",)
    assert load.ratio > 1
