"""Staff needed, changes, and scenarios side by side."""

from __future__ import annotations

from dataclasses import replace
from math import log2

import numpy as np
import pytest

from frontdoor.library.staffing import Unworkable, checks, comparing, needed, results, simulation, what_if
from frontdoor.library.staffing.engine import shapes
from frontdoor.library.staffing.needed import Target, staff_needed
from frontdoor.library.staffing.planning import bins_of_lengths, plan_of
from tests.library.staffing import doors


def test_the_staff_needed_are_the_fewest_that_meet_the_target() -> None:
    door = doors.an_office(people=3, contacts=500)
    found = staff_needed(door, [Target(clock="day", share=0.95)], role="worker", months=300)
    assert found.at_least <= found.people <= found.at_most
    enough = found.outcome.clock("day").in_time
    assert enough is not None
    assert enough.mean >= 0.945
    fewer = simulation.simulate(what_if.with_people(door, "worker", found.people - 1), months=needed.LOOKED)
    short = fewer.clock("day").in_time
    assert short is not None
    assert short.mean < 0.95
    assert found.full_time == pytest.approx(found.people * 40 / 37)
    assert found.now == 3


def test_a_target_that_nobody_could_meet_is_said_to_be() -> None:
    door = doors.an_office(people=2, contacts=60)
    late = replace(door, steps=(replace(door.steps[0], handling={"": doors.always(20 * 60)}),))
    with pytest.raises(Unworkable, match="Not even 128 of worker would meet the target"):
        staff_needed(late, [Target(clock="red", share=0.95)], role="worker", months=2)


def test_a_target_for_a_clock_that_there_is_not_is_refused() -> None:
    with pytest.raises(Unworkable, match='There is no clock "blue"'):
        staff_needed(doors.an_office(people=2, contacts=60), [Target(clock="blue", share=0.9)], role="worker")
    with pytest.raises(Unworkable, match="between 0 and 1"):
        Target(clock="red", share=95)


def test_every_change_says_what_it_changes_and_changes_it() -> None:
    door = doors.the_example()
    weekly = checks.contacts_a_week(door)
    fewer = what_if.FewerOfClass(code="duplicate", share=0.2).applied(door)
    after = checks.contacts_a_week(fewer)
    assert after["duplicate"] == pytest.approx(weekly["duplicate"] * 0.8)
    assert after["new_red"] == pytest.approx(weekly["new_red"])
    surge = checks.contacts_a_week(what_if.Surge().applied(door))
    assert sum(surge.values()) == pytest.approx(sum(weekly.values()) * 1899 / 1539)
    assert what_if.FewerPeople(role="social_worker", count=2).applied(door).people_of("social_worker") == 9
    assert what_if.SecondTeam().applied(door).people_of("team_manager") == door.people_of("team_manager") + 1
    assert what_if.EverythingOverseen().applied(door).steps[3].share == {}
    assert what_if.PartnersAnswerIn(hours=24).applied(door).steps[2].waits["new_amber"].hours == 24
    half = what_if.Quicker(step="decide", times=0.5).applied(door)
    assert half.steps[2].handling["new_red"].minutes == 40
    both = what_if.changed(door, [what_if.Surge(), what_if.SecondTeam()])
    assert (
        both.name == "+23% contacts, as from April to July 2018; A second team: 4 of social worker, 1 of team manager"
    )


def test_a_change_that_cannot_be_is_refused() -> None:
    door = doors.the_example()
    for change in (
        what_if.FewerPeople(role="team_manager", count=9),
        what_if.MorePeople(role="astronaut", count=1),
        what_if.FewerOfClass(code="blue", share=0.1),
        what_if.FewerOfClass(code="duplicate", share=2),
        what_if.EverythingOverseen(step="blue"),
        what_if.Quicker(step="blue", times=0.5),
        what_if.Surge(times=0),
    ):
        with pytest.raises(Unworkable):
            change.applied(door)


def test_scenarios_side_by_side_have_the_same_luck() -> None:
    door = doors.an_office(people=4, contacts=1000)
    same, other = comparing.compare([door, door, what_if.with_people(door, "worker", 6)], months=60)[1:]
    assert all(each.points.mean == 0 and each.points.high == 0 for each in same.differences)
    assert all(each.points.low > 0 for each in other.differences)


def test_an_interval_shrinks_with_months_and_the_range_of_months_does_not() -> None:
    door = doors.an_office(people=4, contacts=1000)
    few, many = (simulation.simulate(door, months=months).clock("red").in_time for months in (50, 800))
    assert few is not None
    assert many is not None
    assert (few.high - few.low) > 2.5 * (many.high - many.low)
    assert (few.usual_high - few.usual_low) < 2 * (many.usual_high - many.usual_low)
    assert many.counted > 10 * few.counted


def test_lengths_come_back_from_their_bins() -> None:
    lengths = np.zeros((40, shapes.BINS))
    chance = np.random.default_rng(3)
    hours = chance.lognormal(1.0, 0.8, (40, 500))
    for month, row in enumerate(hours):
        places = np.log2(1 + row * 60) * shapes.BINS_AN_OCTAVE
        np.add.at(lengths[month], places.astype(int), 1)
    for share in (0.5, 0.9):
        figure = results.quantile_of(lengths, share)
        assert figure is not None
        assert figure.mean == pytest.approx(float(np.quantile(hours, share)), rel=0.02)
        assert figure.low < figure.mean < figure.high


def test_every_length_has_its_bin() -> None:
    """Sixteen to each doubling, from a minute on."""
    bins = bins_of_lengths()
    assert [int(bins[minutes]) for minutes in (0, 1, 3, 7, 480)] == [0, 16, 32, 48, int(log2(481) * 16)]
    assert (np.diff(bins.astype(int)) >= 0).all()
    assert bins[-1] == shapes.BINS - 1


def test_months_run_later_are_the_months_that_would_have_been_run() -> None:
    planned = plan_of(doors.an_office(people=3, contacts=500))
    whole = simulation.run(planned, months=12, seed=5)
    parts = [simulation.run(planned, months=months, seed=5, after=after) for after, months in ((0, 5), (5, 7))]
    assert whole.tobytes() == np.concatenate(parts).tobytes()


def test_several_quantiles_are_those_found_one_by_one() -> None:
    lengths = np.random.default_rng(4).poisson(0.3, (50, shapes.BINS)).astype(float)
    lengths[7] = 0
    assert results.quantiles_of(lengths, (0.5, 0.9)) == tuple(results.quantile_of(lengths, one) for one in (0.5, 0.9))
    half = results.quantile_of(lengths, 0.5)
    assert half is not None
    assert half.months == 49


def test_what_never_happened_has_no_figure_and_what_never_failed_has_an_interval() -> None:
    nothing = np.zeros(10)
    assert results.share_of(nothing, nothing) is None
    assert results.quantile_of(np.zeros((10, shapes.BINS)), 0.9) is None
    always = results.share_of(np.full(10, 20.0), np.full(10, 20.0))
    assert always is not None
    assert always.low == pytest.approx(1 - 3 / 200)


def test_too_few_and_too_many_months_are_refused() -> None:
    door = doors.an_office(people=4, contacts=500)
    for months in (1, 10**9):
        with pytest.raises(Unworkable, match="months must be between"):
            simulation.simulate(door, months=months)


def test_the_engine_warms_without_a_scenario() -> None:
    simulation.warm()


def test_a_plan_holds_every_person_and_step() -> None:
    door = doors.the_example()
    plan = plan_of(door).records[0]
    assert plan["n_people"] == sum(person.count for person in door.people)
    assert plan["n_steps"] == 4
