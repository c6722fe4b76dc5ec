"""The invention's own people are in when their work says they were, and away when their plans say so."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from frontdoor.record.capacity.models import Absence, ContractHours, Duty
from frontdoor.site.authority import paces, times
from frontdoor.site.authority.plans import Plans
from frontdoor.site.authority.rota import Rota
from frontdoor.site.authority.shapes import Authority

NONE_YET = dict.fromkeys((ContractHours, Absence, Duty), 0)


def test_a_years_leave_is_plausible_and_no_day_is_taken_twice() -> None:
    rota, lengths = Rota(seed=7), []
    for worker in range(1, 80):
        stays = rota.stays(worker, 2018)
        days = [day for stay in stays for day in stay.days()]
        assert len(days) == len(set(days))
        lengths.append(sum(times.is_working_day(day) for day in days))
    assert 22 <= sum(lengths) / len(lengths) <= 36


def test_hardly_anybody_works_on_a_day_on_which_they_are_away(small: Authority) -> None:
    done = [
        (by, at)
        for one in small.handlings
        for at, by in (
            (one.classed_at, one.classed_by),
            (one.rated_at, one.rated_by),
            (one.decided_at, one.overseen_by),
        )
        if at is not None and by is not None
    ]
    away = sum(not small.rota.is_in(by, at.date()) for by, at in done)
    assert len(done) > 1_000
    assert away < 0.02 * len(done)


def test_plans_are_planned_before_now_and_agree_with_the_rules(small: Authority) -> None:
    plans = Plans(1, small, NONE_YET)
    assert all(one.planned_at <= small.until for each in plans.plans.values() for one in each)
    duties = plans.plans[Duty]
    assert duties
    assert all(small.rota.is_in(one.worker_id, one.told[0]) for one in duties if isinstance(one.told[0], date))
    stays = sorted((one.worker_id, one.told) for one in plans.plans[Absence])
    assert all(before[1][1] < after[1][0] for before, after in pairwise(stays) if before[0] == after[0])  # type: ignore[operator]  # days
    assert len(list(plans.acts())) == sum(map(len, plans.plans.values()))


def test_the_reading_of_the_last_weeks_lies_between_the_acts_of_the_history(small: Authority) -> None:
    seen = [(one, list(paces.deeds(one, small))) for one in small.handlings]
    assert any(deeds for _, deeds in seen)
    for done, deeds in seen:
        if done.decided_at is not None:
            assert all(at <= done.decided_at for at, _, _ in deeds)
        if done.allocated_at is not None and done.recommended_at is not None:
            at = paces.gathered_at(done, small)
            assert at is not None
            assert done.allocated_at - timedelta(minutes=1) <= at <= done.recommended_at


def test_a_contact_is_on_the_record_before_anybody_is_identified_on_it(small: Authority) -> None:
    handled = {one.contact_id: one for one in small.handlings}
    for contact in small.contacts:
        done = handled[contact.id]
        if paces.is_taken_down(contact, done, small) and done.identified_at is not None:
            taken = paces.taken_at(contact, done, small)
            assert contact.received_at < taken <= max(done.identified_at, contact.received_at + timedelta(minutes=1))
