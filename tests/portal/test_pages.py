from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from frontdoor.journey.decision.models import Reply
from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage import actions as triage
from frontdoor.record.access import context
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from tests.builders import a_worker
from tests.builders.contacts import a_contact, a_contact_about_a_known_child
from tests.builders.decisions import REPLY, a_decided_contact, a_looked_at_contact

pytestmark = pytest.mark.django_db


def a_partner_of(contact: Contact) -> Worker:
    """Somebody of the agency that made a contact."""
    partner = a_worker(Role.PARTNER)
    partner.pk, partner.agency = None, contact.agency
    partner.sign_in_name = f"{partner.sign_in_name}-of-{contact.pk}"
    partner.save()
    return partner


def signed_in(worker: Worker) -> Client:
    client = Client()
    client.force_login(worker, backend="frontdoor.record.access.knowing.SignedIn")
    return client


def get(worker: Worker, address: str = "/portal/") -> tuple[int, str]:
    answered = signed_in(worker).get(address)
    context.enter(authority_id=1, worker_id=None)
    return answered.status_code, answered.content.decode()


def post(worker: Worker, address: str) -> int:
    answered = signed_in(worker).post(address)
    context.enter(authority_id=1, worker_id=None)
    return answered.status_code


def test_a_partner_sees_where_their_own_contact_has_got_to() -> None:
    received = a_contact(agency_reference="SCH-77")
    status, page = get(a_partner_of(received))
    assert status == 200
    assert received.receipt in page
    assert "SCH-77" in page
    assert "Received" in page


@pytest.mark.parametrize(
    ("make", "state"),
    [
        (lambda: a_contact_about_a_known_child()[0], "Being looked at"),
        (lambda: a_looked_at_contact()[0], "Being looked at"),
        (lambda: a_decided_contact()[0], "there is a reply to read"),
    ],
)
def test_each_state_is_said_in_plain_words(make: object, state: str) -> None:
    contact = make()  # type: ignore[operator]
    assert state in get(a_partner_of(contact))[1]


def test_another_agencys_contact_is_not_there() -> None:
    ours, theirs = a_contact(), a_decided_contact()[0]
    partner = a_partner_of(ours)
    assert theirs.receipt not in get(partner)[1]
    assert get(partner, f"/portal/{theirs.receipt}/")[0] == 404
    assert post(partner, f"/portal/{theirs.receipt}/") == 404
    assert Reply.objects.get(contact=theirs).read_at is None


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PARTNER])
def test_only_partners_come_in_by_this_door(role: Role) -> None:
    assert get(a_worker(role))[0] == 403


def test_opening_the_page_writes_nothing_but_that_it_was_opened() -> None:
    contact, _ = a_decided_contact()
    partner = a_partner_of(contact)
    before = Entry.objects.count()
    _, page = get(partner, f"/portal/{contact.receipt}/")
    assert REPLY not in page
    assert "Show the reply" in page
    assert Reply.objects.get(contact=contact).read_at is None
    written = Entry.objects.order_by("number")[before:]
    assert [entry.act for entry in written if not entry.act.startswith("worker.")] == ["contact.viewed"]


def test_the_reply_is_shown_and_noted_as_read_once_it_is_asked_for() -> None:
    contact, _ = a_decided_contact()
    partner = a_partner_of(contact)
    address = f"/portal/{contact.receipt}/"
    assert post(partner, address) == 302
    read_at = Reply.objects.get(contact=contact).read_at
    assert read_at is not None
    assert Entry.objects.filter(act="reply.read", subject_id=contact.pk).count() == 1
    assert REPLY in get(partner, address)[1]
    post(partner, address)
    assert Reply.objects.get(contact=contact).read_at == read_at
    assert "reply read" in get(partner)[1]


def test_nobodys_name_is_on_a_partners_pages() -> None:
    contact, child = a_decided_contact()
    partner = a_partner_of(contact)
    post(partner, f"/portal/{contact.receipt}/")
    pages = get(partner)[1] + get(partner, f"/portal/{contact.receipt}/")[1]
    for name in (child.first_name, child.last_name, child.reference, contact.what_happened):
        assert name not in pages


def test_asking_for_a_reply_that_is_not_written_changes_nothing() -> None:
    contact = a_contact()
    assert post(a_partner_of(contact), f"/portal/{contact.receipt}/") == 200
    assert not Reply.objects.exists()


def test_a_long_list_is_in_pages(now: datetime) -> None:
    first = a_contact()
    partner = a_partner_of(first)
    for hours in range(21):
        a_contact(at=now - timedelta(hours=hours), agency_id=first.agency_id, professional_id=first.professional_id)
    assert "1 to 20 of 22" in get(partner)[1]
    assert "21 to 22 of 22" in get(partner, "/portal/?page=2")[1]


def test_an_agency_that_has_told_nothing_is_told_what_will_stand_here() -> None:
    assert "has made no contact with us yet" in get(a_worker(Role.PARTNER))[1]


def test_a_partner_answers_what_we_asked_and_only_about_their_own(now: datetime) -> None:
    received = a_contact(at=now, sharing_basis="public_task", family_agreement="not_sought")
    question = triage.ask(contact=received, kind="consent", words="Please ask them", by=a_worker(), at=now)
    partner, address = a_partner_of(received), f"/portal/{received.receipt}/questions/{question.pk}/"
    assert "We asked you something" in get(partner)[1]
    assert "Please ask them" in get(partner, f"/portal/{received.receipt}/")[1]
    client = signed_in(partner)
    assert client.post(address, {"words": "They agree"}).status_code == 422
    context.enter(authority_id=1, worker_id=None)
    assert post(a_partner_of(a_contact(at=now)), address) == 404
    assert signed_in(partner).post(address, {"words": "They agree", "agreement": "agreed"}).status_code == 302
    context.enter(authority_id=1, worker_id=None)
    question.refresh_from_db()
    assert (question.agreement, question.answered_by) == ("agreed", partner)
    assert "Please ask them" not in get(partner, f"/portal/{received.receipt}/")[1]
