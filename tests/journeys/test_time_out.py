"""Nothing typed is lost when the sign-in ends in the middle of a call."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from tests.journeys.people import somebody
from tests.journeys.steps import (
    a_window,
    is_accessible,
    loses_the_sign_in,
    signs_in,
    signs_in_in_another_tab,
    starts_a_contact,
    takes_a_picture,
)

pytestmark = pytest.mark.journey

BEFORE = "He was outside the shop at ten at night."
AFTER = "He was outside the shop at ten at night. He said that nobody was at home & he had no key."
SAVED = re.compile(r"^Saved \d\d:\d\d$")


def test_a_page_that_was_signed_out_keeps_what_is_typed_and_saves_it_after_sign_in(
    page: Page, journeyborough: int
) -> None:
    officer = somebody(Role.CONTACT_OFFICER, "Oona Lapsley")
    given_a_contact_half_typed(page, officer)
    when_the_sign_in_ends_and_she_types_on(page)
    then_the_page_says_so_and_keeps_the_words(page)
    signs_in_in_another_tab(page, officer)
    then_the_page_saves_by_itself(page)
    then_a_fresh_page_has_every_word(page)


def test_without_scripts_a_page_that_was_signed_out_gives_the_words_back(
    browser: Browser, address_of_server: str, journeyborough: int
) -> None:
    officer = somebody(Role.CONTACT_OFFICER, "Otto Lapsewood")
    with a_window(browser, address_of_server, has_scripts=False) as page:
        signs_in(page, officer)
        starts_a_contact(page)
        page.get_by_label("What has happened?").fill(AFTER)
        loses_the_sign_in(page)
        page.get_by_role("button", name="Save and finish later").click()
        then_the_words_come_back(page)
        signs_in_in_another_tab(page, officer)
        when_she_sends_it_again(page)
        expect(page.get_by_text("Saved. Go on with it whenever you are ready.")).to_be_visible()
        page.get_by_role("link", name="Go on").click()
        expect(page.get_by_label("What has happened?")).to_have_value(AFTER)


def given_a_contact_half_typed(page: Page, officer: Worker) -> None:
    signs_in(page, officer)
    starts_a_contact(page)
    page.get_by_label("What has happened?").fill(BEFORE)
    expect(page.locator("[data-autosave-status]:not([data-unsaved])")).to_have_text(SAVED)


def when_the_sign_in_ends_and_she_types_on(page: Page) -> None:
    loses_the_sign_in(page)
    page.get_by_label("What has happened?").fill(AFTER)


def then_the_page_says_so_and_keeps_the_words(page: Page) -> None:
    expect(page.get_by_role("alert").filter(has_text="you are signed out")).to_be_visible()
    expect(page.locator("[data-autosave-status]")).to_have_text("Not saved yet")
    expect(page.get_by_label("What has happened?")).to_have_value(AFTER)
    takes_a_picture(page, "signed-out")
    is_accessible(page)


def then_the_page_saves_by_itself(page: Page) -> None:
    saved = page.locator("[data-autosave-status]:not([data-unsaved])")
    expect(saved).to_have_text(SAVED, timeout=15_000)  # it tries again every few seconds
    expect(page.get_by_role("alert").filter(has_text="you are signed out")).to_be_hidden()


def then_a_fresh_page_has_every_word(page: Page) -> None:
    page.reload()
    expect(page.get_by_label("What has happened?")).to_have_value(AFTER)
    page.get_by_role("button", name="Save and finish later").click()  # the page's own form goes too
    expect(page.get_by_text("Saved. Go on with it whenever you are ready.")).to_be_visible()


def then_the_words_come_back(page: Page) -> None:
    expect(page.get_by_role("heading", name="Not sent yet")).to_be_visible()
    expect(page.get_by_text("What you typed is not lost")).to_be_visible()
    page.get_by_text("See what you typed").click()
    expect(page.get_by_text(AFTER)).to_be_visible()
    takes_a_picture(page, "held")


def when_she_sends_it_again(page: Page) -> None:
    """Twice: the first time the page learns of the new sign-in."""
    page.get_by_role("button", name="Send again").click()
    expect(page.get_by_text("since before you last signed in")).to_be_visible()
    page.get_by_role("button", name="Send again").click()
