"""The policy is read by everybody who works to it; a day off is declared by those who may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from frontdoor.journey.triage import actions as triage
from frontdoor.oversight.arrangements import actions, queries
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import NotPermitted
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from frontdoor.record.policy import actions as policy
from frontdoor.record.policy.models import DayOff
from tests.builders import Machinery, a_worker
from tests.builders.contacts import a_contact
from tests.builders.decisions import a_contact_awaiting_oversight, a_decided_contact
from tests.record.policy.ground import folder

pytestmark = pytest.mark.django_db
SignIn = Callable[[Worker], Client]
TUESDAY = date(2049, 6, 8)
"""Far enough ahead that no clock matters."""
TRIAL = {
    "received_on": "24 July 2018",
    "received_time": "16:40",
    "demand_class": "new",
    "rating": "amber",
    "outcome": "early_help",
    "level": "child_in_need",
    "agreement": "refused",
}


def said(answer: HttpResponse) -> str:
    return " ".join(unescape(answer.content.decode()).split())


@pytest.mark.parametrize("role", list(Role))
def test_everybody_reads_the_policy(signed_in: SignIn, role: Role) -> None:
    page = said(signed_in(a_worker(role)).get("/policy/"))
    assert "Marlsea multi-agency front door arrangements, edition 1" in page
    assert "4 working hours from when the contact is received" in page
    assert "Working Together to Safeguard Children (2026)" in page
    assert "No later edition is adopted" in page


def test_an_edition_is_read_against_the_law_of_its_days(signed_in: SignIn, now: datetime, tmp_path: object) -> None:
    ours = folder(tmp_path, ("edition.toml", "2018-04-01", "2018-08-01"), ("edition.toml", "edition 1", "edition 2"))  # type: ignore[arg-type]
    first = policy.queries.in_force(1, at=now).edition_id
    policy.adopt(file=ours, by=Machinery(authority_id=1), at=now)
    client = signed_in(a_worker(Role.ANALYST))
    page = said(client.get(f"/policy/editions/{first}/"))
    assert "In force from 1 April 2018 to 31 July 2018" in page
    assert "Working Together to Safeguard Children (2018)" in page
    assert "Read the edition in force today" in page
    changes = said(client.get("/policy/changes/"))
    assert "1 thing changed on 1 August 2018" in changes
    assert client.get("/policy/editions/999999999/").status_code == 404


def test_where_there_is_one_edition_the_page_says_what_will_stand_there(signed_in: SignIn) -> None:
    assert "Only one edition is adopted" in said(signed_in(a_worker(Role.SERVICE_MANAGER)).get("/policy/changes/"))


def test_a_case_is_tried_and_nothing_is_written(signed_in: SignIn) -> None:
    client = signed_in(a_worker(Role.SOCIAL_WORKER))
    entries = Entry.objects.count()
    page = said(client.get("/policy/trial/", TRIAL))
    assert "Wed 25 July 2018, 17:15" in page
    assert "It goes back to whoever told us, to ask the family" in page
    assert "Agreement (They were asked and said no): a manager approves it." in page
    assert "Working Together to Safeguard Children (2018)" in page
    assert Entry.objects.count() == entries


def test_a_case_that_cannot_be_read_is_said_beside_its_field(signed_in: SignIn) -> None:
    page = said(signed_in(a_worker(Role.PARTNER)).get("/policy/trial/", {**TRIAL, "received_time": "25:00"}))
    assert "Write the time it was received as hours and minutes" in page


def test_a_case_of_before_the_first_edition_is_said_to_have_none(signed_in: SignIn) -> None:
    page = said(signed_in(a_worker(Role.ANALYST)).get("/policy/trial/", {**TRIAL, "received_on": "1 March 2018"}))
    assert "No edition of the policy was in force on that day" in page


def test_a_day_off_is_declared_and_withdrawn(signed_in: SignIn) -> None:
    day, client = TUESDAY, signed_in(a_worker(Role.SERVICE_MANAGER))
    typed = {"falls_on": day.isoformat(), "kind": "closed", "name": "Burst pipe"}
    page = said(client.post("/policy/days-off/", typed, follow=True))
    assert "Burst pipe" in page
    declared = DayOff.objects.get()
    assert declared.declared_by is not None
    assert "declared already (Burst pipe)" in said(client.post("/policy/days-off/", typed))
    client.post(f"/policy/days-off/{declared.pk}/withdraw/")
    assert "No day is declared since the edition" in said(client.get("/policy/days-off/"))


def test_whoever_may_not_change_the_policy_sees_no_form_and_is_refused(signed_in: SignIn, now: datetime) -> None:
    worker = a_worker(Role.SOCIAL_WORKER)
    client = signed_in(worker)
    assert "Declare a day" not in said(client.get("/policy/days-off/"))
    with pytest.raises(NotPermitted):
        actions.declare_day_off(falls_on=date(2018, 8, 1), kind="closed", name="Pipe", by=worker, at=now)
    typed = {"falls_on": TUESDAY.isoformat(), "kind": "closed", "name": "Pipe"}
    assert client.post("/policy/days-off/", typed).status_code in {403, 200}
    assert not DayOff.objects.exists()


def test_what_runs_is_every_limit_of_what_has_not_ended(now: datetime) -> None:
    a_decided_contact(at=now)
    unrated = a_contact(at=now)
    waiting = a_contact_awaiting_oversight()
    manager = a_worker(Role.TEAM_MANAGER)
    triage.rate(contact=unrated, colour="red", reason="Worse than it looked", by=manager, at=now)
    found = {(one.receipt, one.limit) for one in queries.running(1)}
    assert (unrated.receipt, "red") in found
    assert (waiting.contact.receipt, "oversight") in found
    assert len([one for one in found if one[1] == "oversight"]) == 1


def test_the_ledger_says_on_each_open_contact_what_moved(now: datetime) -> None:
    friday = now + timedelta(days=3)
    contact = a_contact(at=friday)
    manager = a_worker(Role.SERVICE_MANAGER)
    triage.rate(contact=contact, colour="green", reason="Not urgent", by=manager, at=friday)
    actions.declare_day_off(falls_on=date(2018, 7, 31), kind="closed", name="Burst pipe", by=manager, at=friday)
    entry = Entry.objects.get(act="clock.moved", subject="contact", subject_id=contact.pk)
    assert entry.by_id == manager.pk
    assert (entry.detail["limit"], entry.detail["receipt"]) == ("green", contact.receipt)


def test_what_runs_is_asked_in_few_queries(
    now: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        a_contact(at=now)
    with django_assert_max_num_queries(3):
        queries.running(1)
