"""One contact, from the phone call to the referrer's reply, by four people in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from frontdoor.record.access.models import Worker
from tests.journeys.people import Town, a_town
from tests.journeys.steps import is_accessible, signs_in, signs_out, takes_a_picture

pytestmark = pytest.mark.journey

STORY = (
    "Roberta came to school in the same clothes as yesterday and told her teacher that she had slept in the car. "
    "She asked whether she could stay at school tonight."
)
WHY = (
    "Roberta says that she slept in the car and is frightened of going home. Her mother confirms that they left after "
    "an argument and have nowhere settled to stay. They need a safe home and help for her mother first of all."
)
REPLY = "Thank you. A social worker will assess what the family needs. Please ring us if anything worries you."


def test_a_contact_goes_from_the_door_to_a_decision(
    page: Page, browser: Browser, address_of_server: str, journeyborough: int
) -> None:
    town = a_town("Ravenscroft")
    wall = given_the_board_is_on_the_wall(browser, address_of_server, town.manager)
    receipt = when_the_contact_officer_takes_a_call_from_the_school(page, town)
    then_the_board_moves_without_a_reload(wall, receipt)
    when_she_says_who_the_child_is(page, town, receipt)
    given_another_signs_in(page, town.social_worker)
    when_the_social_worker_says_that_it_is_a_repeat(page, receipt)
    when_he_rates_it_amber(page)
    then_what_still_stands_in_the_way_is_listed(page)
    when_he_reads_the_history(page, town)
    when_he_records_what_is_known_and_what_is_not(page)
    when_he_describes_this_childs_day(page)
    when_he_recommends_a_referral_and_threshold_not_met_is_no_reason(page)
    then_he_cannot_oversee_his_own_recommendation(page, receipt)
    given_another_signs_in(page, town.manager)
    when_the_manager_agrees(page, receipt)
    then_the_child_is_open_and_her_story_says_so(page, town, receipt)
    given_another_signs_in(page, town.partner)
    then_the_school_reads_what_will_happen_and_no_more(page, town, receipt)


def given_the_board_is_on_the_wall(browser: Browser, address: str, manager: Worker) -> Page:
    wall = browser.new_context(base_url=address, viewport={"width": 1920, "height": 1080}, locale="en-GB").new_page()
    signs_in(wall, manager)
    wall.goto("/board/")
    expect(wall.get_by_role("heading", name="Board", exact=True)).to_be_visible()
    return wall


def given_another_signs_in(page: Page, worker: Worker) -> None:
    signs_out(page)
    signs_in(page, worker)


def when_the_contact_officer_takes_a_call_from_the_school(page: Page, town: Town) -> str:
    signs_in(page, town.officer)
    _goes_to(page, "Take a contact")
    page.get_by_role("button", name="Start a contact").click()
    page.get_by_role("group", name="Is a child in danger now?").get_by_label("No", exact=True).check()
    page.get_by_label("Somebody from an agency").check()
    page.get_by_label("Agency, or the name of the professional").press_sequentially(town.lead.name)
    page.get_by_label(re.compile(rf"^{town.lead.name}")).check()
    page.get_by_role("group", name="How did they reach us?").get_by_label("Phone", exact=True).check()
    page.get_by_label("The child told them").check()
    page.get_by_label("What has happened?").fill(STORY)
    about = page.get_by_role("group", name="What is it about?")
    expect(about.get_by_role("checkbox", checked=True)).to_have_count(0)
    about.get_by_label("Domestic abuse").check()
    about.get_by_label("Home, money or a family under strain").check()
    child = page.get_by_role("group", name="Child 1")
    child.get_by_label("First name").press_sequentially("Bobbie")
    child.get_by_label("Last name").press_sequentially(town.surname)
    child.get_by_label("Date of birth").press_sequentially("17/5/2015")
    child.get_by_label("What does this mean for this child?").fill("She is tired and frightened")
    expect(page.get_by_text(town.child.reference).first).to_be_visible()  # known already, with reasons
    takes_a_picture(page, "take-a-contact")
    is_accessible(page)
    page.get_by_role("button", name="Add another child").click()
    second = page.get_by_role("group", name="Child 2")
    second.get_by_label("Last name").fill(town.surname)
    second.get_by_label("Not born yet").check()
    page.get_by_label("A child may be at risk of harm: no consent needed").check()
    page.get_by_label("They have not been asked").check()
    page.get_by_label("No, and no reason was given").check()
    expect(page.locator("[data-autosave-status]:not([data-unsaved])")).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    page.reload()  # as after a time-out: nothing typed is lost
    expect(page.get_by_label("What has happened?")).to_have_value(STORY)
    expect(page.get_by_role("group", name="Child 2").get_by_label("Not born yet")).to_be_checked()
    expect(page.get_by_label("No, and no reason was given")).to_be_checked()
    expect(page.get_by_role("group", name="What is it about?").get_by_label("Domestic abuse")).to_be_checked()
    page.get_by_role("button", name="Receive this contact").click()
    expect(page.get_by_role("heading", name="Received")).to_be_visible()
    is_accessible(page)
    takes_a_picture(page, "received")
    return page.locator(".govuk-panel strong").inner_text()


def then_the_board_moves_without_a_reload(wall: Page, receipt: str) -> None:
    expect(wall.get_by_role("link", name=receipt)).to_be_visible()
    is_accessible(wall)
    takes_a_picture(wall, "board")


def when_she_says_who_the_child_is(page: Page, town: Town, receipt: str) -> None:
    page.goto(f"/contacts/{receipt}/")
    shown = page.locator(".fd-match .fd-match").filter(has_text=town.child.reference)  # not another of her name
    expect(shown.get_by_text("Bobbie is a short form of Roberta")).to_have_count(1)
    takes_a_picture(page, "who-they-are")
    page.get_by_role("button", name=f"The same person as {town.child.reference}").click()
    expect(page.get_by_text(f"{town.child.reference}, already known")).to_have_count(1)
    page.get_by_role("button", name=re.compile("Nobody we know: record as new")).click()
    expect(page.locator("#new summary").first).to_be_visible()


def when_the_social_worker_says_that_it_is_a_repeat(page: Page, receipt: str) -> None:
    page.goto(f"/contacts/{receipt}/")
    expect(page.get_by_text("No further action").first).to_be_attached()  # the fact, beside the question
    expect(page.locator("#new").get_by_text("No further action; same concern").first).to_be_attached()
    takes_a_picture(page, "is-it-new")
    is_accessible(page)
    for kind in ("Repeat", "New"):
        section = page.locator("#new")
        section.get_by_label(re.compile(rf"^{kind}:")).locator("visible=true").first.check()
        section.get_by_role("button", name=re.compile("Set the class")).locator("visible=true").first.click()


def when_he_rates_it_amber(page: Page) -> None:
    rating = page.locator("#rating")
    rating.get_by_label("Amber").check()
    rating.get_by_label("Why", exact=True).fill("She has nowhere settled to sleep; no injury told")
    rating.get_by_role("button", name="Set the rating").click()
    expect(page.locator("#rating summary").first).to_contain_text("Amber")


def then_what_still_stands_in_the_way_is_listed(page: Page) -> None:
    rail = page.get_by_role("complementary")
    expect(rail.get_by_text("Read the history of the children and everyone in the home")).to_be_visible()


def when_he_reads_the_history(page: Page, town: Town) -> None:
    history = _opened(page, "history")
    expect(history.get_by_role("link", name=town.earlier_receipt).first).to_be_visible()
    expect(history.get_by_text("Same concern: Neglect; Home, money or a family under strain")).to_be_visible()
    takes_a_picture(page, "history")
    is_accessible(page)
    history.get_by_role("button", name="I have read this history").click()


def when_he_records_what_is_known_and_what_is_not(page: Page) -> None:
    known = _opened(page, "known")
    for need, tone, words, source, how in (
        ("The child's development", "A worry", "She is frightened of going home", "Her teacher", "The child said so"),
        ("Parenting", "Going well", "Her mother asked for help at once", "Her mother, by phone", "Somebody told us"),
        ("Family and environment", "A fact", "They left home on Sunday", "Her mother, by phone", "Somebody told us"),
    ):
        row = known.get_by_role("group", name=need, exact=True)
        row.get_by_label("What we know").fill(words)
        row.get_by_label("Who says so").fill(source)
        row.get_by_label(how).check()
        row.get_by_label("It is").select_option(label=tone)
    row.get_by_label("What we do not know").fill("Where her father is")
    row.get_by_label("Who could tell us").fill("The police")
    known.get_by_role("button", name="Save what we know and do not").click()
    for words in ("They left home on Sunday", "Where her father is", "She is frightened of going home"):
        expect(page.locator("#known").get_by_text(words).first).to_be_attached()


def when_he_describes_this_childs_day(page: Page) -> None:
    day = _opened(page, "day")
    day.get_by_label("The child said so").locator("visible=true").first.check()
    day.get_by_role("textbox").locator("visible=true").first.fill(
        "Sleeps in the car, gets herself to school, is hungry"
    )
    day.get_by_role("button", name=re.compile("Save .*day")).locator("visible=true").first.click()
    day = _opened(page, "day")
    day.get_by_label("Not known yet").locator("visible=true").first.check()
    day.get_by_role("button", name=re.compile("Save .*day")).locator("visible=true").first.click()


def when_he_recommends_a_referral_and_threshold_not_met_is_no_reason(page: Page) -> None:
    _recommends(page, "Does not meet the threshold.")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.locator("#recommend").get_by_label("What the referrer will be told")).to_have_value(REPLY)
    is_accessible(page)
    _recommends(page, WHY)
    expect(page.get_by_text("It waits for a second person.")).to_be_visible()
    takes_a_picture(page, "contact")


def then_he_cannot_oversee_his_own_recommendation(page: Page, receipt: str) -> None:
    assert page.goto("/oversight/").status == 403  # type: ignore[union-attr]  # a page that was asked for has an answer
    page.goto(f"/contacts/{receipt}/")
    expect(page.get_by_role("link", name="Read it as the overseer")).to_have_count(0)


def when_the_manager_agrees(page: Page, receipt: str) -> None:
    _goes_to(page, "Oversight")
    takes_a_picture(page, "oversight-queue")
    is_accessible(page)
    page.get_by_role("link", name=receipt).click()
    expect(page.get_by_text(WHY[:60])).to_be_visible()
    takes_a_picture(page, "oversight")
    is_accessible(page)
    page.get_by_role("button", name="Agree", exact=True).click()
    expect(page.get_by_text(f"{receipt}: Agreed. It took effect.")).to_be_visible()  # and the next in the queue follows


def then_the_child_is_open_and_her_story_says_so(page: Page, town: Town, receipt: str) -> None:
    page.get_by_label("Search by name, date of birth or reference").fill(town.child.reference)
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(f"/children/{town.child.reference}/$"))
    expect(page.get_by_text("Opened to children").first).to_be_visible()
    expect(page.get_by_text(receipt).first).to_be_visible()
    expect(page.get_by_text(f"Same concern as {town.earlier_receipt}, 42 days before")).to_be_visible()
    takes_a_picture(page, "child")
    is_accessible(page)


def then_the_school_reads_what_will_happen_and_no_more(page: Page, town: Town, receipt: str) -> None:
    page.get_by_role("link", name=receipt).click()
    page.get_by_role("button", name="Show the reply").click()
    expect(page.get_by_text(REPLY)).to_be_visible()
    expect(page.get_by_role("main").get_by_text(town.surname)).to_have_count(0)
    takes_a_picture(page, "reply")
    is_accessible(page)


def _goes_to(page: Page, job: str) -> None:
    page.get_by_role("navigation", name="Jobs").get_by_role("link", name=job).click()


def _opened(page: Page, section: str) -> Page:
    """Unfold a section, if it is folded."""
    place = page.locator(f"#{section}")
    if place.get_attribute("open") is None:
        place.locator("summary").first.click()
    return place  # type: ignore[return-value]  # a locator is asked in the same words as a page


def _recommends(page: Page, why: str) -> None:
    place = _opened(page, "recommend")
    for group in place.get_by_role("group", name=re.compile("^Outcome for")).all():
        group.get_by_label("Referral: an assessment under the Children Act").check()
    for group in place.get_by_role("group", name=re.compile("^Level")).all():
        group.get_by_label(re.compile("^Child in need")).check()
    place.get_by_label("Why", exact=True).fill(why)
    place.get_by_label("What is not known, and why decide now").fill("Where her father is; she needs a bed tonight")
    place.get_by_label("What the referrer will be told").fill(REPLY)
    place.get_by_role("button", name="Recommend").click()
