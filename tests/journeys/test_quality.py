"""Looking back and deciding again: a service manager draws, somebody else looks, and the totals say what was found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from frontdoor.oversight.quality.models import Purpose
from frontdoor.oversight.quality.rules import QUESTIONS
from frontdoor.record.access.roles import Role
from tests.builders import samples
from tests.journeys.people import a_town, now, somebody
from tests.journeys.steps import a_window, fits_the_screen, goes_to, is_accessible, opens, signs_in, takes_a_picture

pytestmark = pytest.mark.journey


@pytest.fixture
def phone(browser: Browser, address_of_server: str) -> Iterator[Page]:
    with a_window(browser, address_of_server, is_phone=True) as page:
        yield page


def test_a_look_back_opens_a_child_s_case_again(page: Page, journeyborough: int) -> None:
    town = a_town("Backwater")
    signs_in(page, somebody(Role.SERVICE_MANAGER, "Hester Backley"))
    goes_to(page, "Quality")
    opens(page, page.get_by_role("link", name="Look back at decisions"))
    is_accessible(page)
    takes_a_picture(page, "look-back-draw")
    page.get_by_label("What it is for").fill("No further action, this summer")
    ended = now() - timedelta(days=41)
    page.get_by_label("Contacts that ended from").fill(f"{ended - timedelta(days=1):%d/%m/%Y}")
    page.get_by_label("until the end of").fill(f"{ended + timedelta(days=1):%d/%m/%Y}")
    page.get_by_label("No further action", exact=True).check()
    page.get_by_label("Seed").fill("2018")
    page.get_by_role("button", name="Draw").click()
    expect(page.get_by_text("seed 2018")).to_be_visible()
    opens(page, page.get_by_role("row", name=town.earlier_receipt).get_by_role("link").first)
    is_accessible(page)
    takes_a_picture(page, "look-back-case")
    for question in QUESTIONS:
        group = page.get_by_role("group", name=question.words)
        group.get_by_label("No" if question.code in ("met", "information") else "Yes", exact=True).check()
    page.get_by_label("The child may have a need that nobody has met").check()
    page.get_by_label("What it rests on").fill("Nobody asked her aunt, with whom she slept on Fridays")
    page.get_by_role("button", name="Keep the review, and go on").click()
    page.get_by_role("button", name="Open it again as a new contact").click()
    expect(page.get_by_text("It is in the door now")).to_be_visible()
    expect(page.get_by_text("The council's social care").first).to_be_visible()
    goes_to(page, "Quality")
    page.get_by_role("link", name="No further action, this summer").click()
    expect(page.get_by_text("1 opened again")).to_be_visible()
    is_accessible(page)
    takes_a_picture(page, "look-back-found")


def test_a_second_decision_is_made_without_seeing_the_first(phone: Page, journeyborough: int) -> None:
    town = a_town("Blindwell")
    ended = now() - timedelta(days=41)
    drawn = samples.a_sample(
        Purpose.CONSISTENCY, by=somebody(Role.SERVICE_MANAGER, "Hester Blindley"), at=ended + timedelta(hours=1)
    )
    case = drawn.cases.get(named__contact__receipt=town.earlier_receipt)
    signs_in(phone, somebody(Role.SOCIAL_WORKER, "Solomon Blindham"))
    phone.goto(f"/quality/cases/{case.pk}/")
    expect(phone.get_by_role("heading", name="What would you decide")).to_be_visible()
    expect(phone.get_by_text("Took effect")).to_have_count(0)
    is_accessible(phone)
    fits_the_screen(phone)
    takes_a_picture(phone, "consistency-case")
    phone.get_by_label("Early help", exact=True).first.check()
    phone.get_by_role("group", name="Which level of need").get_by_label("Early help", exact=True).check()
    phone.get_by_label("Why").fill("The aunt and the school can do this with her mother")
    phone.get_by_role("button", name="Keep my decision, and go on").click()
    phone.goto(f"/quality/samples/{drawn.pk}/")
    expect(phone.get_by_text("0 of 1").first).to_be_visible()
    is_accessible(phone)
    fits_the_screen(phone)
    takes_a_picture(phone, "consistency-found")
