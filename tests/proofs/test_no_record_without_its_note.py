"""A record is shown only after the ledger knows who looked: when the note cannot be written, the page is refused."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse

from frontdoor.record.access.guard import needs
from frontdoor.record.access.roles import Permission, Role
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.ledger.models import Entry
from tests.builders import a_worker
from tests.builders import decisions as deciding

pytestmark = [pytest.mark.proof, pytest.mark.django_db]
NAME = "Quillfeather"
urlpatterns = [
    path("careless/", needs(Permission.PERSON_SEE)(lambda request: HttpResponse(f"<p>{NAME}</p>")), name="careless"),
]
handler403 = "frontdoor.record.access.views.refused"


def complaint(url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Say how a page of a record breaks the promise, or nothing: with the ledger away it must not be shown."""
    client = Client(raise_request_exception=False)
    client.force_login(a_worker(Role.SERVICE_MANAGER))

    def away(*_: object, **__: object) -> Entry:
        raise ConnectionError("the ledger is away")

    with monkeypatch.context() as broken:
        broken.setattr(ledger, "write", away)
        answer = client.get(url)
    said = answer.content.decode()
    if answer.status_code not in {500, 503}:
        return f"{url} answered {answer.status_code} without its note"
    return f"{url} showed a name in its refusal" if NAME in said or "Marlowe" in said else ""


def pages() -> dict[str, str]:
    recommendation = deciding.a_contact_awaiting_oversight()
    contact = recommendation.contact
    person = contact.named.first().identifications.first().person
    return {
        "the contact": reverse("contact", args=[contact.receipt]),
        "the child": reverse("worklist:child", args=[person.reference]),
        "oversight": reverse("decision:oversight", args=[recommendation.pk]),
    }


def test_with_the_ledger_there_each_page_shows_its_record_and_leaves_a_note() -> None:
    client, manager = Client(), a_worker(Role.SERVICE_MANAGER)
    client.force_login(manager)
    for name, url in pages().items():
        assert NAME in client.get(url).content.decode(), name
        assert _notes(manager.pk), name


def _notes(worker_id: int) -> int:
    from frontdoor.record.access import context

    context.enter(authority_id=1, worker_id=None)
    return Entry.objects.filter(by_id=worker_id, act__endswith=".viewed").count()


@pytest.mark.parametrize("name", ["the contact", "the child", "oversight"])
def test_with_the_ledger_away_no_record_is_shown(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert complaint(pages()[name], monkeypatch) == ""


@pytest.mark.urls(__name__)
def test_a_page_that_forgets_its_note_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "without its note" in complaint("/careless/", monkeypatch)
