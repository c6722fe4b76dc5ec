"""A contact that came without codes is given them by a person; a later correction keeps what stood before."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from frontdoor.journey.intake import queries as intake
from frontdoor.journey.intake.models import Concern
from frontdoor.journey.triage import actions
from frontdoor.journey.triage.coding_rules import CodingFacts, reasons_not_to_code
from frontdoor.record.access.refusals import NotPermitted, Refused
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from tests.builders import a_worker
from tests.builders.contacts import a_contact
from tests.builders.decisions import a_decided_contact
from tests.builders.pages import signed_in

FRESH = CodingFacts(
    codes=frozenset({"neglect"}), known=frozenset({"neglect", "missing"}), current=frozenset(), has_ended=False
)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, ""),
        ({"has_ended": True}, ""),
        ({"current": frozenset({"missing"})}, ""),
        ({"has_ended": True, "current": frozenset({"missing"})}, "This contact has ended"),
        ({"codes": frozenset()}, "Choose what it is about"),
        ({"codes": frozenset({"witchcraft"})}, "Choose again what it is about"),
        ({"current": frozenset({"neglect"})}, "It is coded so already"),
        ({"known": frozenset()}, "The policy in force lists no concerns"),
    ],
)
def test_when_a_contact_may_be_coded(change: dict[str, object], told: str) -> None:
    reasons = reasons_not_to_code(replace(FRESH, **change))  # type: ignore[arg-type]  # a test's own keywords
    assert [reason[: len(told)] for reason in reasons] == ([told] if told else [])


@pytest.mark.django_db
def test_an_uncoded_contact_is_given_codes_and_the_ledger_says_so(now: datetime) -> None:
    contact, worker = a_contact(at=now), a_worker()
    actions.code(contact=contact, codes=["neglect", "missing"], by=worker, at=now + HOUR)
    assert intake.concerns_of([contact.pk])[contact.pk] == {"neglect", "missing"}
    entry = Entry.objects.get(act="contact.coded")
    assert (entry.subject_id, entry.by_id, entry.detail) == (contact.pk, worker.pk, {"concerns": 2, "before": 0})


@pytest.mark.django_db
def test_a_correction_keeps_what_stood_before_and_who_ended_it(now: datetime) -> None:
    contact, worker = a_contact(at=now, concerns=("neglect", "missing")), a_worker()
    actions.code(contact=contact, codes=["missing", "strain"], by=worker, at=now + HOUR)
    rows = {one.code: one for one in Concern.objects.filter(contact=contact)}
    assert (rows["neglect"].ended_at, rows["neglect"].ended_by) == (now + HOUR, worker)
    assert (rows["missing"].coded_at, rows["missing"].ended_at) == (now, None)
    assert (rows["strain"].coded_at, rows["strain"].coded_by) == (now + HOUR, worker)


@pytest.mark.django_db
def test_one_who_may_not_class_may_not_code(now: datetime) -> None:
    contact = a_contact(at=now)
    with pytest.raises(NotPermitted):
        actions.code(contact=contact, codes=["neglect"], by=a_worker(Role.ANALYST), at=now)
    assert signed_in(a_worker(Role.ANALYST)).post(f"/contacts/{contact.receipt}/concerns/").status_code == 403


@pytest.mark.django_db
def test_one_that_ended_coded_stays_so_and_one_that_ended_without_may_be_coded(now: datetime) -> None:
    coded, _ = a_decided_contact(at=now)
    actions.code(contact=coded, codes=["neglect"], by=a_worker(), at=now + HOUR)
    with pytest.raises(Refused, match="This contact has ended"):
        actions.code(contact=coded, codes=["missing"], by=a_worker(), at=now + HOUR)
    assert intake.concerns_of([coded.pk])[coded.pk] == {"neglect"}


@pytest.mark.django_db
def test_the_page_says_what_it_is_about_and_offers_to_code_it_with_nothing_ticked(now: datetime) -> None:
    contact, client = a_contact(at=now), signed_in(a_worker())
    page = f"/contacts/{contact.receipt}/"
    assert "What it is about: <strong>not coded</strong>" in client.get(page).content.decode()
    answer = client.post(f"{page}concerns/", {"concerns": ["neglect", "strain"]})
    assert answer["Location"] == f"{page}#new"
    html = client.get(page).content.decode()
    part = html[html.index('id="concerns"') : html.index("Keep what it is about")]
    assert "Neglect; Home, money or a family under strain" in part
    assert "checked" not in part
    client.post(f"{page}concerns/", {"concerns": ["missing"]})
    assert "Before: Neglect, until" in client.get(page).content.decode()


@pytest.mark.django_db
def test_a_press_with_nothing_ticked_says_what_is_missing(now: datetime) -> None:
    contact = a_contact(at=now)
    answer = signed_in(a_worker()).post(f"/contacts/{contact.receipt}/concerns/", {})
    assert answer.status_code == 422
    assert "Choose what it is about" in answer.content.decode()
