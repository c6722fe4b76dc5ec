"""How long each step takes: the rule, what is enough, and that no figure is anybody's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from math import exp, log

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.journey.decision import actions as decision
from frontdoor.journey.intake import actions as intake
from frontdoor.journey.intake.models import Contact
from frontdoor.oversight.staffing import actions, times
from frontdoor.oversight.staffing.handled import ACTS, ENOUGH, STEPS, Pieces, add_up, unmeasured, with_measured
from frontdoor.oversight.staffing.models import MeasuredDay, MeasuredWork
from frontdoor.oversight.staffing.queries import handled
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.ledger.acts import ACTS as KNOWN
from tests.builders import Machinery, a_worker
from tests.builders.contacts import named_in, told_by_a_school
from tests.builders.decisions import a_looked_at_contact, decide, recommend, weigh

SignIn = Callable[[Worker], Client]
MINUTES = st.lists(st.floats(0.5, 300), min_size=2, max_size=60)


def pieces(*minutes: float, seen: int | None = None) -> Pieces:
    found = add_up(
        ("look", "new_red", Pieces(seen=1, pieces=1, minutes=each, logs=log(each), squares=log(each) ** 2))
        for each in minutes
    )["look", "new_red"]
    return replace(found, seen=seen if seen is not None else len(minutes))


def test_the_median_is_the_one_in_the_middle_of_the_logarithms() -> None:
    assert pieces(4, 8, 16).median == pytest.approx(8)
    assert pieces(4, 8, 16).spread == pytest.approx(2)
    assert pieces(8).spread == 1


@given(MINUTES)
def test_the_median_lies_among_what_was_measured(minutes: list[float]) -> None:
    found = pieces(*minutes)
    assert min(minutes) * 0.999 <= found.median <= max(minutes) * 1.001
    assert 1 <= found.spread <= 10
    assert found.handling.measured == len(minutes)


@given(MINUTES, MINUTES)
def test_days_add_up_to_what_they_are_together(one: list[float], other: list[float]) -> None:
    apart, together = pieces(*one) + pieces(*other), pieces(*one, *other)
    assert apart.median == pytest.approx(together.median)
    assert apart.spread == pytest.approx(together.spread, rel=1e-4)


@pytest.mark.parametrize(("count", "seen", "is_enough"), [(ENOUGH - 1, 29, False), (ENOUGH, 60, True), (40, 81, False)])
def test_enough_is_thirty_and_half_of_those_that_had_the_step(count: int, seen: int, is_enough: bool) -> None:
    assert pieces(*([9.0] * count), seen=seen).is_enough is is_enough


def test_what_is_measured_takes_the_place_of_what_was_assumed_and_nothing_else_does() -> None:
    before = times.example()
    after = with_measured(before, {("look", "new_red"): pieces(*([5.0] * 40)), ("look", "repeat"): pieces(5.0)})
    look = after.steps[0].handling
    assert (look["new_red"].minutes, look["new_red"].measured) == (pytest.approx(5), 40)
    assert "repeat" not in look
    assert look[""] == before.steps[0].handling[""]
    assert unmeasured(after) == unmeasured(before)


def test_a_step_measured_for_every_class_is_assumed_no_longer() -> None:
    before = times.example()
    measured = {("look", one.code): pieces(*([5.0] * 40)) for one in before.classes}
    assert "Look at and rate" not in unmeasured(with_measured(before, measured))


def test_every_act_of_a_step_is_one_that_the_ledger_knows() -> None:
    assert ACTS.keys() <= KNOWN.keys()
    assert set(ACTS.values()) == set(STEPS)


def opened(act: str, contact: Contact, *, by: Worker, at: datetime) -> None:
    ledger.write(act, subject=("contact", contact.pk), by=by, at=at)


def a_worked_contact(worker: Worker, manager: Worker, *, at: datetime) -> Contact:
    """Read for 6 minutes, then rated; weighed after 20; opened after 16, recommended 5 later; a manager takes 4."""

    def after(minutes: int) -> datetime:
        return at + timedelta(minutes=minutes)

    contact, _ = a_looked_at_contact(worker=worker, at=at)
    opened("contact.viewed", contact, by=worker, at=after(-6))
    weigh(contact, by=worker, at=after(20))
    opened("contact.viewed", contact, by=worker, at=after(36))
    made = recommend(contact, by=worker, at=after(41))
    opened("oversight.viewed", contact, by=manager, at=after(50))
    decision.oversee(recommendation=made, kind="agreed", by=manager, at=after(54))
    opened("contact.viewed", contact, by=worker, at=after(60))
    return contact


@pytest.fixture
def manager() -> Worker:
    return a_worker(Role.TEAM_MANAGER)


def measured(now: datetime) -> dict[tuple[str, str], Pieces]:
    actions.measure_handling(by=Machinery(authority_id=1), at=now + timedelta(days=9))
    return dict(handled.reading(1).measured)


@pytest.mark.django_db
def test_time_goes_to_the_act_it_led_to_and_a_long_pause_counts_nothing(manager: Worker, now: datetime) -> None:
    a_worked_contact(a_worker(), manager, at=now)
    found = {step: one for (step, _), one in measured(now).items()}
    assert {step: round(found[step].minutes, 3) for step in ("look", "decide", "oversee")} == {
        "look": 6,
        "decide": 5,
        "oversee": 4,
    }
    assert (found["decide"].cut, found["look"].cut) == (1, 0)
    assert (found["gather"].seen, found["gather"].pieces) == (1, 0)


@pytest.mark.django_db
def test_taking_a_contact_down_is_measured_from_its_draft(now: datetime) -> None:
    worker = a_worker(Role.CONTACT_OFFICER)
    draft = intake.start_draft(by=worker, at=now)
    contact = intake.receive(told_by_a_school(at=now), by=worker, at=now + timedelta(minutes=7), draft=draft)
    intake.record_as_new(named=named_in(contact)[0], by=worker, at=now + timedelta(minutes=7))
    decide(contact, at=now + timedelta(minutes=40))
    assert {step: one.minutes for (step, _), one in measured(now).items()}["take"] == pytest.approx(7)


@pytest.mark.django_db
def test_a_partners_reading_is_not_our_time(manager: Worker, now: datetime) -> None:
    contact = a_worked_contact(a_worker(), manager, at=now)
    partner = a_worker(Role.PARTNER)
    for minute in (5, 9):
        opened("reply.told", contact, by=partner, at=now + timedelta(minutes=minute))
    assert "reply" not in {step for step, _ in measured(now)}


@pytest.mark.django_db
def test_a_day_is_measured_once_and_only_when_it_is_settled(manager: Worker, now: datetime) -> None:
    a_worked_contact(a_worker(), manager, at=now)
    machine = Machinery(authority_id=1)
    assert actions.measure_handling(by=machine, at=now + timedelta(days=7)) == 0
    assert actions.measure_handling(by=machine, at=now + timedelta(days=9)) == 2
    assert actions.measure_handling(by=machine, at=now + timedelta(days=9)) == 0
    assert MeasuredDay.objects.get(ended_on=now.date()).contacts == 1


@pytest.mark.django_db
def test_what_is_kept_names_nobody() -> None:
    kept = {field.name for model in (MeasuredDay, MeasuredWork) for field in model._meta.concrete_fields}
    assert not kept & {"worker", "by", "by_id", "by_name", "contact"}


@pytest.mark.django_db
def test_the_page_says_what_is_assumed_until_enough_is_measured(
    signed_in: SignIn, manager: Worker, now: datetime
) -> None:
    client = signed_in(manager)
    assert "Nothing is measured yet" in client.get("/staffing/handling/").content.decode()
    worker = a_worker(name="Wilf Wintergreen")
    a_worked_contact(worker, manager, at=now)
    measured(now)
    page = client.get("/staffing/handling/?of=ever").content.decode()
    assert "assumed 12" in page
    assert "Wilf" not in page
    rows = MeasuredWork.objects.filter(step="oversee")
    MeasuredWork.objects.bulk_create(
        MeasuredWork(
            authority_id=1, day_id=rows[0].day_id, step="oversee", code=f"{code}", seen=40, pieces=40, minutes=320,
            logs=40 * log(8), squares=40 * log(8) ** 2, cut=0,
        )
        for code in ("new_red",)
    )  # fmt: skip
    page = client.get("/staffing/handling/?of=ever").content.decode()
    assert "8.0" in page.split("Oversee a recommendation")[1]
    assert (
        f"oversee,new_red,measured,40,40,{exp(log(8)):.1f}"
        in client.get("/staffing/handling.csv?of=ever").content.decode()
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "status"), [(Role.SOCIAL_WORKER, 403), (Role.ANALYST, 200)])
def test_who_may_read_handling_times(signed_in: SignIn, role: Role, status: int) -> None:
    assert signed_in(a_worker(role)).get("/staffing/handling/").status_code == status
