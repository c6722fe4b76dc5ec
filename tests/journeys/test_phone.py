"""Every page of the day's work fits a phone: nothing scrolls sideways, and axe finds nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage import actions as triage
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from tests.builders import contacts
from tests.builders.decisions import recommend, weigh
from tests.journeys.people import Town, a_town, now, somebody
from tests.journeys.steps import (
    a_window,
    child,
    fits_the_screen,
    is_accessible,
    signs_in,
    starts_a_contact,
    takes_a_picture,
)

pytestmark = pytest.mark.journey

SECTIONS = ("told", "who", "new", "rating", "history", "known", "day", "recommend")


@pytest.fixture
def phone(browser: Browser, address_of_server: str) -> Iterator[Page]:
    with a_window(browser, address_of_server, is_phone=True) as page:
        yield page


def test_a_contact_can_be_taken_on_a_phone(phone: Page, journeyborough: int) -> None:
    officer = somebody(Role.CONTACT_OFFICER, "Ottoline Palmtop")
    phone.goto("/account/login/")
    then_it_fits(phone, "phone-sign-in")
    signs_in(phone, officer)
    phone.goto("/take-a-contact/")
    then_it_fits(phone, "phone-take")
    starts_a_contact(phone)
    phone.get_by_role("button", name="Add another child").click()
    phone.get_by_role("button", name="Add an adult").click()
    child(phone, 1).get_by_label("First name").fill("Wilhelmina-Philippa")
    child(phone, 1).get_by_label("Last name").fill("Featherstonehaugh-Cholmondeley-Majoribanks")
    phone.get_by_role("button", name="Receive this contact", exact=True).click()
    expect(phone.get_by_role("heading", name="There is a problem")).to_be_visible()
    then_it_fits(phone, "phone-draft")


def test_a_contact_can_be_decided_on_a_phone(phone: Page, journeyborough: int) -> None:
    town = a_town("Palmerston")
    contact = given_a_contact_waits_with_her(town)
    signs_in(phone, town.manager)
    expect(phone.get_by_role("heading", name="Board", exact=True)).to_be_visible()
    then_it_fits(phone, "phone-board")
    phone.goto("/my-work/")
    expect(phone.get_by_role("link", name=contact.receipt).first).to_be_visible()
    then_it_fits(phone, "phone-my-work")
    phone.get_by_role("link", name=contact.receipt).first.click()
    when_every_section_is_unfolded(phone)
    then_it_fits(phone, "phone-contact")
    phone.goto("/oversight/")
    then_it_fits(phone, "phone-oversight-queue")
    phone.get_by_role("link", name=contact.receipt).click()
    when_every_fold_is_opened(phone)
    then_it_fits(phone, "phone-oversight")


def test_a_child_can_be_found_on_a_phone(phone: Page, journeyborough: int) -> None:
    town = a_town("Palmgrove")
    signs_in(phone, town.social_worker)
    phone.get_by_role("searchbox").fill("Roberta Palmgrove")
    phone.get_by_role("button", name="Search").click()
    then_it_fits(phone, "phone-search")
    phone.get_by_role("link", name=re.compile("Roberta Palmgrove")).first.click()
    expect(phone.get_by_text(town.child.reference).first).to_be_visible()
    when_every_fold_is_opened(phone)
    then_it_fits(phone, "phone-child")


def test_a_partner_reads_on_a_phone(phone: Page, journeyborough: int) -> None:
    partner = somebody(Role.PARTNER, "Pascale Palmley")
    contact = given_the_partner_told_us_of_a_child(partner)
    signs_in(phone, partner)
    then_it_fits(phone, "phone-replies")
    phone.get_by_role("link", name=contact.receipt).click()
    then_it_fits(phone, "phone-reply")


def given_a_contact_waits_with_her(town: Town) -> Contact:
    contact = contacts.a_contact_about(town.child, by=town.officer, at=now())
    named = contacts.named_in(contact)[0]
    triage.classify(named=named, demand_class="repeat", by=town.social_worker, at=now())
    triage.rate(contact=contact, colour="amber", reason="She is afraid to go home", by=town.social_worker, at=now())
    triage.allocate(contact=contact, worker=town.manager, by=town.manager, at=now())
    weigh(contact, by=town.social_worker, at=now())
    recommend(contact, by=town.social_worker, at=now())
    return contact


def given_the_partner_told_us_of_a_child(partner: Worker) -> Contact:
    known = contacts.a_person("Fern", "Palmtree", by=partner_officer())
    return contacts.a_contact_about(
        known, by=partner_officer(), at=now(), agency_id=partner.agency_id, professional_id=None
    )


def partner_officer() -> Worker:
    return somebody(Role.CONTACT_OFFICER, "Odessa Palmwood")


def when_every_section_is_unfolded(phone: Page) -> None:
    for section in SECTIONS:
        expect(phone.locator(f"#{section}")).to_be_attached()
    when_every_fold_is_opened(phone)


def when_every_fold_is_opened(phone: Page) -> None:
    phone.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")


def then_it_fits(phone: Page, picture: str) -> None:
    takes_a_picture(phone, picture)
    fits_the_screen(phone)
    is_accessible(phone)
