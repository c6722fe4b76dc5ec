"""What a page says while a recommendation waits for a second person: who, by when, about whom."""

from __future__ import annotations

from datetime import datetime

import pytest

from frontdoor.journey.decision import queries
from frontdoor.record.access.roles import Role
from tests.builders import a_worker
from tests.builders.contacts import a_contact_about, a_person, named_in
from tests.builders.decisions import a_contact_awaiting_oversight
from tests.builders.pages import signed_in

pytestmark = pytest.mark.django_db


def test_a_name_is_as_told_and_then_who_that_is(now: datetime) -> None:
    named = named_in(a_contact_about(a_person("Marlowe"), at=now))[0]
    known, other = a_person(named.first_name, named.last_name), a_person("Merle", "Quillfeather")
    told = f"{named.first_name} {named.last_name}"
    assert queries.called(named, None) == told
    assert queries.called(named, known) == f"{told} ({known.reference})"
    assert queries.called(named, other) == f"{told} (Merle Quillfeather, {other.reference})"


def test_the_contact_says_who_the_second_person_may_be(now: datetime) -> None:
    recommendation = a_contact_awaiting_oversight(worker=a_worker(name="Rowan Ash"), at=now)
    html = signed_in(a_worker()).get(f"/contacts/{recommendation.contact.receipt}/").content.decode()
    waits = "Waits for a second person: a team manager or a service manager, and not Rowan Ash, who recommended it."
    assert waits in html
    assert "Before anything can be recommended" not in html


def test_the_queue_and_the_page_say_the_same_limit_by_its_name(now: datetime) -> None:
    recommendation = a_contact_awaiting_oversight(at=now)
    manager = a_worker(Role.TEAM_MANAGER)
    (waiting,) = queries.queue(manager, at=now)
    client = signed_in(manager)
    queue, page = (client.get(path).content.decode() for path in ("/oversight/", f"/oversight/{recommendation.pk}/"))
    assert waiting.clock.limit.name in queue
    for clock in (waiting.oversight_clock, waiting.contact_clock):
        assert f"{clock.limit.name}: " in page
    (child,) = waiting.children
    assert child in queue
    assert child in page
    assert "(P1" in child
