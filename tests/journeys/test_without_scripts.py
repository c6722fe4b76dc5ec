"""The whole job can be done in a browser that runs no scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from frontdoor.journey.intake.models import Contact
from frontdoor.record.access.models import Worker
from tests.builders import contacts
from tests.journeys.people import Town, a_town, now
from tests.journeys.steps import (
    a_window,
    answers,
    child,
    is_accessible_without_scripts,
    reads_the_receipt,
    signs_in,
    signs_out,
)

pytestmark = pytest.mark.journey

STORY = "Shouting through the wall again on Sunday night, and this morning Bobbie had a cut lip."
IMPACT = "She would not look at anybody on the stairs"


@pytest.fixture
def plain(browser: Browser, address_of_server: str) -> Iterator[Page]:
    """A browser whose owner has switched scripts off."""
    with a_window(browser, address_of_server, has_scripts=False) as page:
        yield page


def test_a_contact_is_taken_and_recognised_and_linked_without_scripts(plain: Page, journeyborough: int) -> None:
    town = a_town("Plainsong")
    earlier = given_the_school_told_us_of_sunday_night(town)
    signs_in(plain, town.officer)
    when_she_takes_a_call_from_a_neighbour(plain, town)
    then_those_we_know_are_shown_with_reasons(plain, town)
    when_she_saves_it_and_finishes_later(plain)
    receipt = when_she_goes_on_and_receives_it(plain)
    when_she_says_who_each_is(plain, town, receipt)
    given_another_signs_in(plain, town.social_worker)
    when_he_says_it_is_a_duplicate_of_the_earlier(plain, receipt, earlier)
    then_the_earlier_contact_has_the_new_facts(plain, receipt, earlier)


def given_the_school_told_us_of_sunday_night(town: Town) -> Contact:
    return contacts.a_contact_about(
        town.child,
        by=town.officer,
        at=now() - timedelta(hours=20),
        what_happened="Roberta says that there was a fight at home on Sunday night.",
    )


def given_another_signs_in(page: Page, worker: Worker) -> None:
    signs_out(page)
    signs_in(page, worker)


def when_she_takes_a_call_from_a_neighbour(plain: Page, town: Town) -> None:
    plain.goto("/take-a-contact/")
    plain.get_by_role("button", name="Start a contact").click()
    answers(plain, "Is a child in danger now?", "No")
    answers(plain, "They are", "Acquaintance, such as a neighbour or childminder")
    plain.get_by_label("Their name").fill("Nathan Plainview")
    plain.get_by_label("Phone").first.fill("01632 960455")
    answers(plain, "How did they reach us?", "Phone")
    answers(plain, "How do they know?", "They saw or heard it themselves")
    plain.get_by_label("What has happened?").fill(STORY)
    answers(plain, "What is it about?", "Domestic abuse")
    answers(plain, "What is it about?", "Home, money or a family under strain")
    first = child(plain, 1)
    first.get_by_label("First name").fill("Bobbie")
    first.get_by_label("Last name").fill(town.surname)
    first.get_by_label("Date of birth").fill("17/5/2015")
    first.get_by_label("What does this mean for this child?").fill(IMPACT)
    plain.get_by_role("button", name="Add another child").click()
    child(plain, 2).get_by_label("First name").fill("Tobias")
    child(plain, 2).get_by_label("Last name").fill(town.surname)
    child(plain, 2).get_by_label("Or age, as told").fill("about 3")
    plain.get_by_role("button", name="Add an adult").click()
    adult = plain.get_by_role("group", name="Adult 1")
    adult.get_by_label("First name").fill("Colette")
    adult.get_by_label("Last name").fill(town.surname)
    adult.get_by_label("What they are to the children").fill("Mother")
    for question in ("1. On what ground", "2. Does the family agree", "3. Does the family know"):
        plain.get_by_role("group", name=re.compile(f"^{question}")).get_by_label("Not known yet").check()


def then_those_we_know_are_shown_with_reasons(plain: Page, town: Town) -> None:
    plain.get_by_role("button", name="Look up who we know").click()
    known = plain.get_by_role("region", name="People already known")
    expect(known.get_by_text(town.child.reference).first).to_be_visible()
    expect(known.get_by_text("Bobbie is a short form of Roberta").first).to_be_attached()
    expect(known.get_by_text("Colette Plainsong").first).to_be_visible()
    expect(plain.get_by_label("What has happened?")).to_have_value(STORY)
    is_accessible_without_scripts(plain)


def when_she_saves_it_and_finishes_later(plain: Page) -> None:
    plain.get_by_role("button", name="Save and finish later").click()
    expect(plain.get_by_text("Saved. Go on with it whenever you are ready.")).to_be_visible()
    expect(plain.get_by_role("row").filter(has_text="Bobbie Plainsong: Shouting through the wall")).to_be_visible()
    is_accessible_without_scripts(plain)


def when_she_goes_on_and_receives_it(plain: Page) -> str:
    plain.get_by_role("link", name="Go on").click()
    expect(plain.get_by_label("What has happened?")).to_have_value(STORY)
    about = plain.get_by_role("group", name="What is it about?")
    expect(about.get_by_label("Domestic abuse")).to_be_checked()
    expect(about.get_by_role("checkbox", checked=True)).to_have_count(2)
    expect(child(plain, 2).get_by_label("First name")).to_have_value("Tobias")
    expect(plain.get_by_role("group", name="Adult 1").get_by_label("First name")).to_have_value("Colette")
    plain.get_by_role("button", name="Receive this contact").click()
    return reads_the_receipt(plain)


def when_she_says_who_each_is(plain: Page, town: Town, receipt: str) -> None:
    plain.get_by_role("link", name="Say who is named in it").click()
    plain.get_by_role("button", name=f"The same person as {town.child.reference}", exact=True).click()
    expect(plain.get_by_text(f"{town.child.reference}, already known")).to_have_count(1)
    plain.get_by_role("button", name=re.compile("^Nobody we know: record as new.*Tobias")).click()
    expect(plain.get_by_text(re.compile("recorded as new"))).to_have_count(1)
    who = plain.locator("#who")
    if who.get_attribute("open") is None:  # it folds itself once every child is known
        who.locator("summary").first.click()
    is_accessible_without_scripts(plain)
    mother = who.locator(".fd-match").filter(has=plain.get_by_role("heading", name="Mother: Colette"))
    mother.get_by_role("button", name=re.compile("^The same person as P")).first.click()
    expect(plain.get_by_text(re.compile("already known"))).to_have_count(2)


def when_he_says_it_is_a_duplicate_of_the_earlier(plain: Page, receipt: str, earlier: Contact) -> None:
    plain.goto(f"/contacts/{receipt}/")
    first = plain.locator("#new form[action$='/class/']").first
    first.get_by_label(re.compile("^Duplicate:")).check()
    first.get_by_role("button", name="Set the class").click()  # of what? it asks, and keeps the choice
    expect(plain.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(plain.get_by_label(re.compile("^Duplicate:"))).to_be_checked()
    is_accessible_without_scripts(plain)
    link = plain.get_by_label("If it is a duplicate: the earlier contact that told us")
    link.select_option(value=earlier.receipt)
    plain.get_by_role("button", name=re.compile("^Set the class|^Send|^Save|^Try")).click()
    expect(plain.get_by_text("Demand class set.")).to_be_visible()
    expect(plain.locator("#new")).to_contain_text(f"Duplicate of {earlier.receipt}")
    is_accessible_without_scripts(plain)


def then_the_earlier_contact_has_the_new_facts(plain: Page, receipt: str, earlier: Contact) -> None:
    plain.get_by_role("link", name=earlier.receipt).first.click()
    told = plain.locator("#told")
    if told.get_attribute("open") is None:
        told.locator("summary").first.click()
    expect(told.get_by_role("heading", name="Also told by")).to_be_visible()
    expect(told.get_by_role("link", name=receipt)).to_be_visible()
    for words in (STORY, IMPACT, "the same incident"):
        expect(told).to_contain_text(words)
    is_accessible_without_scripts(plain)
