"""Asking what if: the question as it reads, the front door as the records show it, and answers that are kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from math import log

import pytest
from django.test import Client

from frontdoor.library.staffing import Scenario, Unworkable
from frontdoor.library.staffing.lately import Lately
from frontdoor.oversight.staffing import actions, answering, asked
from frontdoor.oversight.staffing.models import KeptAnswer, MeasuredDay, MeasuredWork
from frontdoor.oversight.staffing.queries import kept as keeping
from frontdoor.oversight.staffing.queries import own
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import NotPermitted, Refused
from frontdoor.record.access.roles import Role
from frontdoor.record.capacity import actions as capacity
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.ledger.models import Entry
from tests.builders import a_team, a_worker
from tests.builders.contacts import a_contact
from tests.library.staffing import doors

SignIn = Callable[[Worker], Client]
AT = datetime(2018, 7, 24, 10, 10, tzinfo=UTC)
ANSWER = {
    "question": "Social worker: 2 fewer",
    "bottleneck": "",
    "is_changed": True,
    "clocks": [{"name": "Amber: decide", "now": "98%", "then": "93%", "difference": "-5.0 points"}],
    "work": [{"name": "Contacts in four weeks", "now": "1,398", "then": "1,398"}],
    "roles": [{"name": "Social worker (10, then 8)", "now": "88%", "then": "100%"}],
}


def the_front_door(times: int = 1) -> list[Worker]:
    team = a_team(kind="front_door")
    roles = (Role.SOCIAL_WORKER, Role.SOCIAL_WORKER, Role.TEAM_MANAGER) * times
    workers = [a_worker(role) for role in roles]
    Worker.objects.filter(pk__in=[one.pk for one in workers]).update(team=team)
    return workers


def test_a_question_reads_back_in_words_and_as_an_address() -> None:
    question = asked.read({"social_worker": "-2", "duplicates": "80", "partners": "", "overseen": "yes"})
    assert [change.words for change in question.changes()] == [
        "Social worker: 2 fewer",
        "Duplicate: 20% fewer",
        "Everything is overseen, instead of a sample",
    ]
    assert asked.read(question.codes) == question


@pytest.mark.parametrize(
    ("told", "words"),
    [({"demand": "lots"}, "demand"), ({"demand": "9000"}, "from 10 to 400"), ({"partners": "-1"}, "partners")],
)
def test_what_cannot_be_asked_is_named(told: dict[str, str], words: str) -> None:
    with pytest.raises(Unworkable, match=words):
        asked.read(told)


@pytest.mark.django_db
def test_the_scenario_has_who_is_there_and_for_how_long() -> None:
    worker, other, manager = the_front_door()
    days = {"from_on": date(2018, 4, 1), "weekdays": [1, 2], "by": manager, "at": AT}
    capacity.record_hours(worker=worker, weekly=Decimal(15), **days)
    capacity.record_away(worker=other, from_on=AT.date(), until_on=date(2018, 8, 3), by=manager, at=AT)
    found = own.own_scenario(1, at=AT).scenario
    assert found.people_of("social_worker") == 2
    part_time = next(one for one in found.people if len(one.shifts) == 2)
    assert part_time.hours_a_week == pytest.approx(15, abs=0.05)
    away = next(one for one in found.people if one.leave)
    assert away.leave[0].last_on == date(2018, 8, 3)
    assert any("2 at the front door without recorded hours" in words for words in found.assumptions)


@pytest.mark.django_db
def test_too_few_contacts_are_said_and_the_example_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    the_front_door()
    for days in range(3):
        a_contact(at=AT - timedelta(days=days + 1))
    few = own.own_scenario(1, at=AT)
    assert few.is_assumed
    assert "Only 3 contacts came" in few.scenario.assumptions[0]
    monkeypatch.setattr(own, "ENOUGH", 3)
    enough = own.own_scenario(1, at=AT)
    assert enough.scenario.arrivals.contacts == pytest.approx(3 / 84 * 365.25 / 12)
    assert sum(enough.scenario.arrivals.hours) == 3
    assert sum(one.share for one in enough.scenario.classes) == pytest.approx(1)


@pytest.mark.django_db
def test_nobody_at_the_front_door_is_a_sentence_not_a_figure() -> None:
    with pytest.raises(Unworkable):
        answering.answer(own.own_scenario(1, at=AT).scenario, asked.read({}))


@pytest.mark.django_db
def test_the_page_answers_and_keeps_what_it_said(signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    the_front_door(times=7)
    monkeypatch.setattr(answering, "MONTHS", 4)
    manager = a_worker(Role.TEAM_MANAGER)
    client = signed_in(manager)
    page = client.get("/staffing/what-if/?demand=120").content.decode()
    assert "+20% contacts" in page
    assert "Handling times are assumed" in page
    part = client.get("/staffing/what-if/?demand=120&part=answer").content.decode()
    assert "<html" not in part
    client.post("/staffing/what-if/?demand=120", {"name": "A fifth more"})
    kept = KeptAnswer.objects.get()
    assert (kept.question, kept.answer["months"]) == ({"demand": "120"}, 4)
    assert "A fifth more" in client.get("/staffing/answers/").content.decode()
    assert Entry.objects.filter(act="staffing.answer_viewed", by_id=manager.pk).exists()


@pytest.mark.django_db
def test_a_question_beyond_reason_is_answered_in_a_sentence(signed_in: SignIn) -> None:
    the_front_door()
    page = signed_in(a_worker(Role.TEAM_MANAGER)).get("/staffing/what-if/?demand=lots").content.decode()
    assert "There is no answer to this" in page
    assert "whole number" in page


@pytest.mark.django_db
def test_answers_stand_side_by_side_and_one_goes_before_the_board() -> None:
    manager = a_worker(Role.SERVICE_MANAGER)
    kept = [actions.keep(name=name, question={}, answer=ANSWER, by=manager, at=AT) for name in ("One", "Two")]
    rows = keeping.side_by_side(kept)
    assert [(row.name, row.figures) for row in rows][0] == ("Amber: decide", ("93%", "93%"))
    assert rows[-1].name == "Social worker"
    actions.put_before_board(kept=kept[1], by=manager, at=AT)
    actions.put_before_board(kept=kept[1], by=manager, at=AT)
    assert keeping.latest(manager)[0] == kept[1]
    assert Entry.objects.filter(act="staffing.answer_put").count() == 1


@pytest.mark.django_db
def test_an_answer_needs_a_name_and_the_board_a_service_manager() -> None:
    manager = a_worker(Role.TEAM_MANAGER)
    with pytest.raises(Refused, match="name"):
        actions.keep(name=" ", question={}, answer=ANSWER, by=manager, at=AT)
    kept = actions.keep(name="One", question={}, answer=ANSWER, by=manager, at=AT)
    with pytest.raises(NotPermitted):
        actions.put_before_board(kept=kept, by=manager, at=AT)


@pytest.mark.django_db
def test_what_is_measured_takes_the_place_of_the_examples_minutes() -> None:
    the_front_door(2)
    day = MeasuredDay.objects.create(authority_id=1, ended_on=AT.date() - timedelta(days=9), contacts=40)
    sums = {"seen": 40, "pieces": 40, "minutes": 200, "logs": 40 * log(5), "squares": 40 * log(5) ** 2, "cut": 0}
    MeasuredWork.objects.create(authority_id=1, day=day, step="look", code="new_red", **sums)
    scenario = own.own_scenario(1, at=AT).scenario
    look = next(step for step in scenario.steps if step.code == "look")
    assert look.handling["new_red"].minutes == pytest.approx(5)
    assert any("Look at and rate" in words for words in scenario.assumptions)
    assert any("lower bound" in words for words in scenario.assumptions)


@pytest.mark.django_db
def test_who_starts_soon_is_new_and_whoever_was_here_before_is_not() -> None:
    manager = a_worker(Role.TEAM_MANAGER)
    starter, old_hand, *_ = the_front_door(2)
    ledger.write("board.viewed", subject=("board", None), by=old_hand, at=AT - timedelta(days=200))
    for worker, days in ((starter, 14), (old_hand, -14)):
        from_on = AT.date() + timedelta(days=days)
        capacity.record_hours(
            worker=worker, from_on=from_on, weekly=Decimal(37), weekdays=[1, 2, 3, 4, 5], by=manager, at=AT
        )
    people = own.own_scenario(1, at=AT).scenario.people
    assert [one.starts_on for one in people if one.starts_on] == [AT.date() + timedelta(days=14)]
    assert sum(one.count for one in people if one.role == "social_worker") == 4


@pytest.mark.django_db
def test_while_a_slider_moves_the_front_door_is_as_it_was_read_for_the_page() -> None:
    the_front_door(times=2)
    page = own.own_scenario(1, at=AT)
    the_front_door()
    for later in (timedelta(seconds=1), timedelta(seconds=59)):
        assert own.own_lately(1, at=AT + later) is page
    assert own.own_lately(1, at=AT + timedelta(minutes=1)).scenario.people_of("social_worker") == 6
    the_front_door()
    assert own.own_scenario(1, at=AT + timedelta(minutes=1)).scenario.people_of("social_worker") == 8
    assert own.own_lately(1, at=AT + timedelta(minutes=1)).scenario.people_of("social_worker") == 8


def test_a_question_asked_again_is_looked_up_and_one_that_was_refused_is_refused_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lived: list[str] = []
    monkeypatch.setattr(answering, "MONTHS", 12)
    monkeypatch.setattr(answering, "_lately", Lately[answering.Lived](4))
    live = answering._live

    def noted(scenario: Scenario, months: int) -> answering.Lived:
        lived.append(scenario.name)
        return live(scenario, months)

    monkeypatch.setattr(answering, "_live", noted)
    door = doors.the_example()
    first, second, _ = (answering.answer(door, asked.read({"social_worker": more})) for more in ("1", "2", "1"))
    assert lived == [door.name, "Social worker: 1 more", "Social worker: 2 more"]
    assert first.clocks != second.clocks
    for _ in range(2):
        with pytest.raises(Unworkable, match="Nobody can do"):
            answering.answer(door, asked.read({"team_manager": str(-door.people_of("team_manager"))}))
