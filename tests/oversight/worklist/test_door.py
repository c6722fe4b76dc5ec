"""What a line of the board says, checked against the steps that made it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdoor.journey.decision import queries as decision
from frontdoor.journey.decision.steps import Stage
from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage import queries as triage
from frontdoor.library.clocks import due_at
from frontdoor.oversight.worklist.queries.door import Work, in_the_door, work
from frontdoor.record.policy import queries as policy
from tests.builders import a_worker
from tests.builders.contacts import a_contact, a_contact_about_a_known_child, a_told_adult, a_told_child, named_in
from tests.builders.decisions import (
    a_contact_awaiting_oversight,
    a_contact_with_evidence,
    a_decided_contact,
    a_looked_at_contact,
    a_returned_contact,
)

pytestmark = pytest.mark.django_db


def _line(contact: Contact, at: datetime) -> Work:
    (line,) = work(Contact.objects.filter(pk=contact.pk), at=at)
    return line


def test_a_line_says_who_from_whom_and_what(now: datetime) -> None:
    contact = a_contact(a_told_child(), a_told_child("", "", date_of_birth=None, age_told="about six"), a_told_adult())
    line = _line(contact, now)
    assert [(child.initials, child.age) for child in line.children] == [("MQ", "7"), ("Not named", "about six")]
    assert line.source == "School"
    assert line.concern == "He told his teacher that he is afraid to go home at weekends."
    assert line.colour == ""
    assert line.worker_name == ""
    assert line.clock.name == "Look at and rate"


def test_a_danger_is_said_first_and_has_the_shortest_clock(now: datetime) -> None:
    contact = a_contact(is_in_danger_now=True, danger="He is alone with a knife at the bus station")
    line = _line(contact, now)
    assert line.concern.startswith("He is alone with a knife")
    assert line.clock.due_at == now + timedelta(hours=1)


def test_the_clock_of_a_rated_contact_is_the_triage_steps_own(now: datetime) -> None:
    worker = a_worker(name="Rowan Ash")
    contact, _ = a_looked_at_contact(worker=worker, colour="amber")
    line = _line(contact, now)
    rules = policy.in_force(1, at=now).rules
    clock = triage.clock_of(contact, triage.ratings_of([contact.pk])[contact.pk], rules)
    assert (line.clock.name, line.clock.due_at) == (clock.limit.name, clock.due_at)
    assert (line.colour, line.worker_name, line.worker_id) == ("amber", "Rowan Ash", worker.pk)


def test_a_recommendation_brings_the_clock_of_oversight_and_the_first_to_fall_due_counts(now: datetime) -> None:
    recommendation = a_contact_awaiting_oversight()
    line = _line(recommendation.contact, now)
    rules = policy.in_force(1, at=now).rules
    assert line.stage is Stage.OVERSIGHT
    assert line.clock.name == "Oversee a recommendation"
    assert line.clock.due_at == due_at(rules.limits["oversight"], recommendation.recommended_at, rules.calendar)


def test_a_direction_does_not_put_off_the_contacts_own_clock(now: datetime) -> None:
    oversight = a_returned_contact(at=now)
    line = _line(oversight.recommendation.contact, now)
    assert line.stage is Stage.RETURNED
    assert oversight.direction_due_at is not None
    assert line.clock.due_at <= oversight.direction_due_at


def test_what_each_contact_waits_for_is_what_the_decision_step_says(now: datetime) -> None:
    contacts = [
        a_contact(),
        a_contact_about_a_known_child()[0],
        a_looked_at_contact()[0],
        a_looked_at_contact(demand_class="not_for_us")[0],
        a_contact_with_evidence()[0],
        a_contact_awaiting_oversight().contact,
        a_returned_contact().recommendation.contact,
        a_decided_contact()[0],
    ]
    ids = [contact.pk for contact in contacts]
    lines = work(Contact.objects.filter(pk__in=ids), at=now)
    assert {line.contact_id: line.stage for line in lines} == decision.stage_of(ids)
    assert len({line.stage for line in lines}) >= 6


def test_a_contact_that_ended_is_no_longer_in_the_door(now: datetime) -> None:
    ended, _ = a_decided_contact()
    waiting = a_contact()
    receipts = {line.receipt for line in work(in_the_door(Contact.objects.filter(authority_id=1)), at=now)}
    assert waiting.receipt in receipts
    assert ended.receipt not in receipts


def test_the_first_due_comes_first(now: datetime) -> None:
    later = a_contact()
    first = a_contact(is_in_danger_now=True, danger="At the bus station with a knife")
    lines = work(Contact.objects.filter(pk__in=[later.pk, first.pk]), at=now)
    assert [line.receipt for line in lines] == [first.receipt, later.receipt]


def test_ten_contacts_take_no_more_queries_than_one(now: datetime) -> None:
    contacts = [a_contact(a_told_child(), a_told_adult()) for _ in range(10)]
    policy.in_force(1, at=now)
    with CaptureQueriesContext(connection) as one:
        work(Contact.objects.filter(pk=contacts[0].pk), at=now)
    with CaptureQueriesContext(connection) as ten:
        work(Contact.objects.filter(pk__in=[contact.pk for contact in contacts]), at=now)
    assert len(ten) == len(one) == 3
    assert len(named_in(contacts[0])) == 2
