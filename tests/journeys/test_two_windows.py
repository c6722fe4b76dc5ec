"""One contact typed in two windows: neither overwrites the other, and the difference is shown in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from frontdoor.record.access.roles import Role
from tests.journeys.people import somebody
from tests.journeys.steps import a_window, answers, child, is_accessible, signs_in, starts_a_contact, takes_a_picture

pytestmark = pytest.mark.journey

AT_HER_DESK = "She told her coach that she sleeps at the boathouse."
AT_THE_COUNTER = "Her coach says that she has slept at the boathouse since Friday."
WANTS = "Somebody to find her a bed tonight"


@pytest.fixture
def desk(browser: Browser, address_of_server: str) -> Iterator[Page]:
    with a_window(browser, address_of_server) as page:
        yield page


def test_the_same_contact_in_two_windows_loses_nothing(desk: Page, journeyborough: int) -> None:
    signs_in(desk, somebody(Role.CONTACT_OFFICER, "Ophelia Twofold"))
    starts_a_contact(desk)
    counter = given_the_same_contact_open_at_the_counter(desk)
    when_she_types_at_her_desk(desk)
    when_she_types_otherwise_at_the_counter(counter)
    then_the_counter_shows_what_the_desk_says(counter)
    when_she_chooses_for_each(counter)
    then_both_are_kept(counter)
    when_she_types_on_at_her_desk(desk)
    then_the_desk_shows_what_the_counter_says(desk)


def test_without_scripts_too_both_windows_are_kept(
    browser: Browser, address_of_server: str, journeyborough: int
) -> None:
    with a_window(browser, address_of_server, has_scripts=False) as desk:
        signs_in(desk, somebody(Role.CONTACT_OFFICER, "Odell Twofoldly"))
        starts_a_contact(desk)
        counter = given_the_same_contact_open_at_the_counter(desk)
        desk.get_by_label("What has happened?").fill(AT_HER_DESK)
        desk.get_by_role("button", name="Add another child").click()
        counter.get_by_label("What has happened?").fill(AT_THE_COUNTER)
        counter.get_by_role("button", name="Save and finish later").click()
        expect(counter.get_by_role("alert")).to_contain_text("You saved this in another window too")
        expect(counter.get_by_role("alert")).to_contain_text(AT_HER_DESK)
        expect(counter.get_by_label("What has happened?")).to_have_value(AT_THE_COUNTER)
        counter.get_by_role("button", name="Save and finish later").click()
        expect(counter.get_by_text("Saved. Go on with it whenever you are ready.")).to_be_visible()


def given_the_same_contact_open_at_the_counter(desk: Page) -> Page:
    counter = desk.context.new_page()
    counter.goto(desk.url)
    return counter


def when_she_types_at_her_desk(desk: Page) -> None:
    desk.get_by_label("What has happened?").fill(AT_HER_DESK)
    answers(desk, "How did they reach us?", "Phone")
    child(desk, 1).get_by_label("First name").fill("Perdita")
    desk.get_by_role("button", name="Add another child").click()
    child(desk, 2).get_by_label("First name").fill("Rowan")
    child(desk, 2).get_by_label("Not born yet").check()
    then_it_is_saved(desk)


def when_she_types_otherwise_at_the_counter(counter: Page) -> None:
    counter.get_by_label("What has happened?").fill(AT_THE_COUNTER)
    expect(counter.locator("[data-autosave-status]")).to_have_text("Not saved yet: somebody else has saved this too")
    counter.get_by_label("What do they want from us?").fill(WANTS)  # she types on before she chooses


def then_the_counter_shows_what_the_desk_says(counter: Page) -> None:
    notice = counter.get_by_role("alert").filter(has_text="Nothing is lost: choose for each")
    expect(notice).to_contain_text("You, in another window, saved this while you were typing")
    expect(_said_of(notice, "What has happened?")).to_contain_text(AT_HER_DESK)
    expect(_said_of(notice, "How did they reach us?")).to_contain_text("Phone")
    expect(_said_of(notice, "Child 2: Not born yet")).to_contain_text("Yes")
    expect(counter.get_by_label("What has happened?")).to_have_value(AT_THE_COUNTER)
    takes_a_picture(counter, "two-windows")
    is_accessible(counter)


def when_she_chooses_for_each(counter: Page) -> None:
    notice = counter.get_by_role("alert").filter(has_text="Nothing is lost: choose for each")
    _said_of(notice, "What has happened?").get_by_role("button", name="Keep mine").click()
    theirs = ("How did they reach us?", "Child 1: First name", "Child 2: First name", "Child 2: Not born yet")
    for question in theirs:
        _said_of(notice, question).get_by_role("button", name="Use theirs").click()
    expect(notice).to_be_hidden()
    then_it_is_saved(counter)


def then_both_are_kept(counter: Page) -> None:
    counter.reload()
    expect(counter.get_by_label("What has happened?")).to_have_value(AT_THE_COUNTER)
    expect(counter.get_by_label("What do they want from us?")).to_have_value(WANTS)
    expect(counter.get_by_role("group", name="How did they reach us?").get_by_label("Phone")).to_be_checked()
    expect(child(counter, 1).get_by_label("First name")).to_have_value("Perdita")
    expect(child(counter, 2).get_by_label("First name")).to_have_value("Rowan")
    expect(child(counter, 2).get_by_label("Not born yet")).to_be_checked()


def when_she_types_on_at_her_desk(desk: Page) -> None:
    child(desk, 1).get_by_label("Last name").fill("Twofold-Hart")


def then_the_desk_shows_what_the_counter_says(desk: Page) -> None:
    notice = desk.get_by_role("alert").filter(has_text="Nothing is lost: choose for each")
    expect(_said_of(notice, "What has happened?")).to_contain_text(AT_THE_COUNTER)
    for button in ("What has happened?", "What do they want from us?"):
        _said_of(notice, button).get_by_role("button", name="Use theirs").click()
    _said_of(notice, "Child 1: Last name").get_by_role("button", name="Keep mine").click()
    then_it_is_saved(desk)
    desk.reload()
    expect(desk.get_by_label("What has happened?")).to_have_value(AT_THE_COUNTER)
    expect(child(desk, 1).get_by_label("Last name")).to_have_value("Twofold-Hart")


def then_it_is_saved(page: Page) -> None:
    saved = page.locator("[data-autosave-status]:not([data-unsaved])")
    expect(saved).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))


def _said_of(notice: Locator, question: str) -> Locator:
    """The part of the notice about one question."""
    return notice.locator("div").filter(has=notice.page.get_by_role("heading", name=f"{question}: theirs", exact=True))
