"""A child is in danger now: one key, only what is needed to act, and the first line of the board."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from frontdoor.journey.intake.models import Contact
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from tests.journeys.people import somebody
from tests.journeys.steps import (
    a_window,
    answers,
    child,
    is_accessible,
    reads_the_receipt,
    signs_in,
    starts_a_contact,
    takes_a_picture,
)

pytestmark = pytest.mark.journey

DANGER = "A man is kicking in the door of 3 Sail Loft Yard. She is locked in the bathroom with her brother."
STORY = "He says that his neighbour has been shouting at her children all afternoon."


def test_a_child_in_danger_now_is_one_key_away_and_stands_first_on_the_board(
    page: Page, browser: Browser, address_of_server: str, journeyborough: int
) -> None:
    officer, manager = somebody(Role.CONTACT_OFFICER, "Omar Dangerfield"), somebody(Role.TEAM_MANAGER, "Mel Dangerley")
    with a_window(browser, address_of_server) as wall:
        given_the_board_hangs_on_the_wall(wall, manager)
        when_she_presses_the_key_for_danger(page, officer)
        then_only_what_is_needed_to_act_is_asked(page)
        receipt = when_she_says_what_and_where_and_who(page)
        then_she_is_told_to_speak_to_the_duty_manager(page)
        then_it_stands_first_on_the_board_with_its_hour(wall, receipt)


def test_the_key_for_danger_loses_nothing_that_was_typed_before(page: Page, journeyborough: int) -> None:
    signs_in(page, somebody(Role.CONTACT_OFFICER, "Orla Hazardous"))
    starts_a_contact(page)
    page.get_by_label("What has happened?").fill(STORY)
    child(page, 1).get_by_label("First name").fill("Tegan")
    page.keyboard.press("F2")
    expect(page.get_by_role("button", name="Receive this contact now")).to_be_visible()
    expect(page.get_by_label("What has happened?")).to_have_value(STORY)
    expect(child(page, 1).get_by_label("First name")).to_have_value("Tegan")
    expect(page.get_by_label("What is the danger, and where is the child now?")).to_be_focused()
    is_accessible(page)


def given_the_board_hangs_on_the_wall(wall: Page, manager: Worker) -> None:
    signs_in(wall, manager)
    expect(wall.get_by_role("heading", name="Board", exact=True)).to_be_visible()


def when_she_presses_the_key_for_danger(page: Page, officer: Worker) -> None:
    signs_in(page, officer)
    page.goto("/take-a-contact/")
    is_accessible(page)
    page.keyboard.press("F2")
    danger = page.get_by_role("group", name="Is a child in danger now?")
    expect(danger.get_by_label("Yes, in danger now")).to_be_checked()


def then_only_what_is_needed_to_act_is_asked(page: Page) -> None:
    page.get_by_role("button", name="Receive this contact now").click()
    asked = page.get_by_role("alert").filter(has_text="There is a problem").get_by_role("listitem")
    expect(asked).to_have_text(
        [
            re.compile("what the danger is and where the child is"),
            re.compile("who is telling us"),
            re.compile("at least one child"),
        ]
    )
    is_accessible(page)


def when_she_says_what_and_where_and_who(page: Page) -> str:
    page.get_by_label("What is the danger, and where is the child now?").fill(DANGER)
    answers(page, "They are", "The child or young person")
    child(page, 1).get_by_label("First name").fill("Ottilie")
    child(page, 1).get_by_label("Or age, as told").fill("about 9")
    takes_a_picture(page, "danger")
    is_accessible(page)
    page.get_by_role("button", name="Receive this contact now").click()
    return reads_the_receipt(page)


def then_she_is_told_to_speak_to_the_duty_manager(page: Page) -> None:
    expect(page.get_by_text("Speak to the duty manager at once")).to_be_visible()
    is_accessible(page)


def then_it_stands_first_on_the_board_with_its_hour(wall: Page, receipt: str) -> None:
    first = wall.locator("#work tr").filter(has=wall.get_by_role("link", name=receipt))
    expect(first).to_have_count(1)
    expect(first).to_contain_text("In danger now:")
    expect(first).to_contain_text("Act on immediate danger")
    due = datetime.fromisoformat(first.locator("time").get_attribute("datetime") or "")
    received = Contact.objects.get(receipt=receipt).received_at
    assert due - received == timedelta(hours=1)
    assert all(_is_as_urgent(row, due) for row in _rows_above(wall, receipt)), "something less urgent stands above it"
    expect(first).not_to_contain_text("Ottilie")  # the board hangs where visitors pass: initials only
    is_accessible(wall)
    takes_a_picture(wall, "board-danger")


def _rows_above(wall: Page, receipt: str) -> list[Locator]:
    """Find the lines above a contact's: other journeys may have left some that are due before it."""
    rows = wall.locator("#work tr").all()
    place = next(at for at, row in enumerate(rows) if row.get_by_role("link", name=receipt).count())
    return rows[:place]


def _is_as_urgent(row: Locator, due: datetime) -> bool:
    said = row.locator("time").first.get_attribute("datetime")
    return said is not None and datetime.fromisoformat(said) <= due
