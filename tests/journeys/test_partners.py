"""A partner reads what became of their own agency's contacts, and learns nothing of anybody else's."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from frontdoor.journey.intake.models import Contact
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from tests.builders import contacts
from tests.builders.decisions import REPLY, decide
from tests.journeys.people import now, somebody
from tests.journeys.steps import is_accessible, opens, signs_in, takes_a_picture

pytestmark = pytest.mark.journey


def test_a_partner_sees_the_replies_to_their_own_agency_and_no_others(page: Page, journeyborough: int) -> None:
    ours = somebody(Role.PARTNER, "Padma Hallfield")
    theirs = somebody(Role.PARTNER, "Piers Hallwood")
    officer = somebody(Role.CONTACT_OFFICER, "Owen Hallmark")
    decided = given_a_contact_decided(ours, officer, "Verity")
    elsewhere = given_a_contact_decided(theirs, officer, "Winston")
    signs_in(page, ours)
    then_only_our_own_contact_is_listed(page, decided, elsewhere)
    when_she_opens_the_reply(page, decided)
    then_she_reads_it_and_no_name(page)
    then_anothers_receipt_is_not_found(page, elsewhere)
    then_the_childrens_pages_are_closed(page, decided)


def given_a_contact_decided(partner: Worker, officer: Worker, first_name: str) -> Contact:
    known = contacts.a_person(first_name, "Hallgarth", date_of_birth=date(2014, 8, 1), by=officer)
    assert partner.agency is not None
    professional = contacts.a_professional(partner.agency)
    contact = contacts.a_contact_about(
        known,
        by=officer,
        at=now(),
        agency_id=partner.agency_id,
        professional_id=professional.pk,
        agency_reference=f"{first_name[0]}-2018-7",
    )
    decide(contact, at=now())
    return contact


def then_only_our_own_contact_is_listed(page: Page, decided: Contact, elsewhere: Contact) -> None:
    expect(page.get_by_role("heading", name="What we told you")).to_be_visible()
    expect(page.get_by_role("list", name="Your contacts").get_by_role("listitem")).to_have_count(1)
    expect(page.get_by_role("link", name=decided.receipt)).to_be_visible()
    expect(page.get_by_text(elsewhere.receipt)).to_have_count(0)
    expect(page.get_by_role("navigation", name="Jobs").get_by_role("link")).to_have_text(["What we told you", "Policy"])
    is_accessible(page)
    takes_a_picture(page, "replies")


def when_she_opens_the_reply(page: Page, decided: Contact) -> None:
    opens(page, page.get_by_role("link", name=decided.receipt))
    is_accessible(page)
    page.get_by_role("button", name="Show the reply").click()


def then_she_reads_it_and_no_name(page: Page) -> None:
    expect(page.get_by_text(REPLY)).to_be_visible()
    expect(page.get_by_text("Hallgarth")).to_have_count(0)
    is_accessible(page)


def then_anothers_receipt_is_not_found(page: Page, elsewhere: Contact) -> None:
    for receipt in (elsewhere.receipt, "C9999999"):  # what is another's looks like what does not exist
        answer = page.goto(f"/portal/{receipt}/")
        assert answer
        assert answer.status == 404
        expect(page.get_by_role("heading", level=1)).to_have_text("Not found")
        expect(page.get_by_text(receipt)).to_have_count(0)
    is_accessible(page)


def then_the_childrens_pages_are_closed(page: Page, decided: Contact) -> None:
    for closed in (
        f"/contacts/{decided.receipt}/",
        "/board/",
        "/my-work/",
        "/search/",
        "/take-a-contact/",
        "/oversight/",
    ):
        answer = page.goto(closed)
        assert answer
        assert answer.status == 403, closed
    is_accessible(page)
