"""A word of its own in every personal field of a contact: it turns up nowhere that it may not."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import fields
from datetime import date

import pytest
from django.db import connection

from frontdoor.journey.children import actions as children
from frontdoor.journey.intake.models import Contact
from frontdoor.journey.intake.told import Told, ToldPerson
from frontdoor.record.access import context
from frontdoor.record.access.logs import NoPersonalDetail
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission, Role, may
from tests.builders import a_worker, contacts
from tests.builders import decisions as deciding
from tests.builders.contacts import NOW
from tests.builders.involvements import involved
from tests.house import crawl
from tests.house.crawl import Place

pytestmark = [pytest.mark.proof, pytest.mark.django_db]
SIGN = "Canarybird"
TEXTS_OF_A_PERSON = ("first_name", "last_name", "address", "school", "impact", "age_told", "relationship")
TEXTS_OF_A_CONTACT = (
    "teller_name",
    "teller_role",
    "what_happened",
    "wants",
    "danger",
    "consent_note",
    "agency_reference",
)
SEALED = f"{SIGN}sealed Lane"


def a_contact_full_of_canaries() -> Contact:
    """A contact about a known child, with a sign in every field that holds words about somebody."""
    assert {*TEXTS_OF_A_PERSON} <= {field.name for field in fields(ToldPerson)}
    assert {*TEXTS_OF_A_CONTACT} <= {field.name for field in fields(Told)}
    told = {name: f"{SIGN}{name}" for name in TEXTS_OF_A_PERSON}
    child = contacts.a_told_child(**{**told, "phone": "01632 960 199", "date_of_birth": date(2011, 3, 9)})
    said = {name: f"{SIGN}{name}" for name in TEXTS_OF_A_CONTACT}
    contact = contacts.a_contact(child, **{**said, "is_in_danger_now": True})
    person = contacts.a_person(f"{SIGN}known", f"{SIGN}family", school=f"{SIGN}knownschool")
    home = contacts.a_home(person, lines=f"{SIGN}lines")
    involved(person, "early_help", organisation=f"{SIGN}organisation")
    manager = a_worker(Role.TEAM_MANAGER)
    children.seal_address(
        household=home, lines=SEALED, postcode="TS1 1AA", reason=f"{SIGN}reason", from_on=NOW.date(), by=manager, at=NOW
    )
    contacts.said_to_be(contacts.named_in(contact)[0], person)
    return contact


@pytest.fixture
def place() -> Place:
    contact = a_contact_full_of_canaries()
    worker = a_worker(Role.SOCIAL_WORKER)
    deciding.weigh(contact, by=worker)
    return crawl.a_busy_day(contact=contact)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged, through the filter that the installation's own log goes through."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(NoPersonalDetail())
    logging.getLogger().addHandler(handler)
    yield out
    logging.getLogger().removeHandler(handler)


def seen(place: Place, *, roles: list[Role | None], workers: dict[Role, Worker] | None = None) -> list[str]:
    """List the pages, with their headers, in which a sign turns up."""
    answers = crawl.ask(place, roles=roles, methods=("GET", "POST"), workers=workers)
    return [
        answer.words
        for answer in answers
        if SIGN.lower() in (answer.response.content.decode(errors="replace") + str(answer.response.headers)).lower()
    ]


STRANGERS = [None, *(role for role in Role if not may(role.value, Permission.CONTACT_SEE))]


@pytest.mark.parametrize("role", STRANGERS, ids=str)
def test_whoever_may_not_see_contacts_sees_no_word_of_one(place: Place, role: Role | None, log: io.StringIO) -> None:
    assert seen(place, roles=[role]) == []
    assert SIGN not in log.getvalue()


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_another_authority_sees_no_word_of_it(place: Place, role: Role, log: io.StringIO) -> None:
    context.enter(authority_id=2, worker_id=None)
    stranger = a_worker(role, authority_id=2)
    assert seen(place, roles=[role], workers={role: stranger}) == []
    assert SIGN not in log.getvalue()


def test_whoever_may_see_it_does_so_and_a_leak_would_be_found(place: Place, log: io.StringIO) -> None:
    found = seen(place, roles=[Role.SOCIAL_WORKER])
    assert any("(contact)" in one for one in found)
    assert SIGN not in log.getvalue()
    logging.getLogger("frontdoor").warning("%s", SIGN)
    assert SIGN in log.getvalue(), "the log was listened to"


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.AUDITOR, Role.CONTACT_OFFICER, Role.TEAM_MANAGER])
def test_a_sealed_address_is_on_no_page_that_was_not_unsealed(place: Place, role: Role) -> None:
    answers = crawl.ask(place, roles=[role], methods=("GET",))
    assert [one.words for one in answers if SEALED in one.response.content.decode(errors="replace")] == []


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.SERVICE_MANAGER])
def test_neither_the_ledger_nor_what_leaves_carries_a_word_of_it(place: Place, role: Role) -> None:
    list(crawl.ask(place, roles=[role], methods=("GET", "POST")))
    context.enter(authority_id=1, worker_id=None)
    with connection.cursor() as cursor:
        for table in ("ledger_entry", "outbox_message", "django_session", "axes_accessattempt"):
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text ILIKE %s", [f"%{SIGN}%"])
            assert cursor.fetchone() == (0,), table
