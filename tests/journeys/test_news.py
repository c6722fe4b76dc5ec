"""News about a child who is open reaches the worker whose case it is, and the contact says that it did."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from frontdoor.journey.children import actions as children
from frontdoor.journey.children.models import Episode
from frontdoor.journey.intake.models import Contact
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from tests.builders import a_team, contacts
from tests.journeys.conftest import JOURNEYBOROUGH
from tests.journeys.people import Town, a_town, now, somebody
from tests.journeys.steps import goes_to, is_accessible, signs_in, signs_out, takes_a_picture

pytestmark = pytest.mark.journey


def test_news_on_an_open_case_reaches_its_worker(page: Page, journeyborough: int) -> None:
    town = a_town("Newsome")
    holder = somebody(Role.SOCIAL_WORKER, "Silvia Newsholme")
    given_the_child_is_open_to(holder, town)
    contact = given_a_contact_about_her_today(town)
    signs_in(page, town.social_worker)
    when_he_says_that_it_is_news_on_an_open_case(page, contact, holder)
    then_the_contact_says_that_nobody_has_acknowledged_it(page, holder)
    signs_out(page)
    signs_in(page, holder)
    when_its_worker_reads_it_in_my_work(page, contact, town)
    when_she_acknowledges_it(page, contact)
    then_the_contact_says_that_she_has_it(page, contact, holder)


def given_the_child_is_open_to(holder: Worker, town: Town) -> Episode:
    team = a_team("Assessment team Newsome", kind="assessment", authority_id=JOURNEYBOROUGH)
    opened_at = now() - timedelta(days=20)
    return children.open_episode(
        person=town.child, worker=holder, team=team, source_code="2A", by=town.manager, at=opened_at
    )


def given_a_contact_about_her_today(town: Town) -> Contact:
    return contacts.a_contact_about(town.child, by=town.officer, at=now())


def when_he_says_that_it_is_news_on_an_open_case(page: Page, contact: Contact, holder: Worker) -> None:
    page.goto(f"/contacts/{contact.receipt}/")
    section = page.locator("#new")
    expect(section.get_by_role("cell", name=re.compile(holder.name))).to_be_visible()  # the fact beside the question
    expect(section.get_by_role("radio", checked=True)).to_have_count(0)  # nothing is chosen beforehand
    is_accessible(page)
    section.get_by_label(re.compile("^Open-case information:")).check()
    section.get_by_role("button", name="Set the class").click()


def then_the_contact_says_that_nobody_has_acknowledged_it(page: Page, holder: Worker) -> None:
    section = page.locator("#new")
    expect(section).to_contain_text(f"Passed to {holder.name}")
    expect(section).to_contain_text("not acknowledged yet")
    is_accessible(page)


def when_its_worker_reads_it_in_my_work(page: Page, contact: Contact, town: Town) -> None:
    goes_to(page, "My work")
    news = page.get_by_role("region", name=re.compile("^News on my open cases"))
    expect(news.get_by_role("row").filter(has_text=contact.receipt)).to_contain_text("Roberta Newsome")
    is_accessible(page)
    takes_a_picture(page, "my-work-news")
    news.get_by_role("link", name=f"Read {contact.receipt}").click()
    expect(page.get_by_text(contact.what_happened).first).to_be_visible()


def when_she_acknowledges_it(page: Page, contact: Contact) -> None:
    goes_to(page, "My work")
    page.get_by_role("button", name=re.compile(rf"^I have it\s*: {contact.receipt}")).click()
    expect(page.get_by_text("Acknowledged: the sender of this news can see that you have it.")).to_be_visible()
    expect(page.get_by_role("region", name=re.compile("^News on my open cases"))).to_have_count(0)


def then_the_contact_says_that_she_has_it(page: Page, contact: Contact, holder: Worker) -> None:
    page.goto(f"/contacts/{contact.receipt}/")
    section = page.locator("#new")
    expect(section.get_by_text(re.compile(f"Passed to {holder.name} .*; acknowledged "))).to_have_count(1)
    expect(section.get_by_text("not acknowledged yet")).to_have_count(0)
