"""The policy is read, tried on a phone and without scripts, and a late bank holiday is declared beside it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from frontdoor.record.access.roles import Role
from tests.journeys.people import somebody
from tests.journeys.steps import (
    a_window,
    fits_the_screen,
    goes_to,
    is_accessible,
    is_accessible_without_scripts,
    signs_in,
)

pytestmark = pytest.mark.journey


def test_a_contact_officer_reads_the_policy_and_tries_a_case(page: Page, journeyborough: int) -> None:
    signs_in(page, somebody(Role.CONTACT_OFFICER, "Ottoline Brackwater"))
    goes_to(page, "Policy")
    expect(page.get_by_role("heading", name="Levels of need")).to_be_visible()
    is_accessible(page)
    page.get_by_role("link", name="Try a case").click()
    when_an_amber_case_of_a_tuesday_is_tried(page)
    expect(page.get_by_role("row", name="Amber: decide")).to_contain_text("Wed 25 July 2018, 17:15")
    is_accessible(page)


def test_a_case_is_tried_without_scripts(browser: Browser, address_of_server: str, journeyborough: int) -> None:
    with a_window(browser, address_of_server, has_scripts=False) as page:
        signs_in(page, somebody(Role.TEAM_MANAGER, "Osric Brackwater"))
        page.goto("/policy/trial/")
        when_an_amber_case_of_a_tuesday_is_tried(page)
        expect(page.get_by_role("row", name="Amber: decide")).to_contain_text("Wed 25 July 2018, 17:15")
        is_accessible_without_scripts(page)


def test_the_policy_fits_a_phone(browser: Browser, address_of_server: str, journeyborough: int) -> None:
    with a_window(browser, address_of_server, is_phone=True) as page:
        signs_in(page, somebody(Role.SERVICE_MANAGER, "Odile Brackwater"))
        for path in ("/policy/", "/policy/changes/", "/policy/trial/", "/policy/days-off/"):
            page.goto(path)
            fits_the_screen(page)


def test_a_late_bank_holiday_is_declared_and_withdrawn(page: Page, journeyborough: int) -> None:
    signs_in(page, somebody(Role.SERVICE_MANAGER, "Orla Brackwater"))
    page.goto("/policy/days-off/")
    page.get_by_label("Which day").fill("8/6/2049")
    page.get_by_label("What it is called").fill("Royal wedding")
    page.get_by_label("A bank holiday, proclaimed").check()
    is_accessible(page)
    page.get_by_role("button", name="Declare it").click()
    expect(page.get_by_role("row", name="Royal wedding")).to_be_visible()
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_role("row", name="Royal wedding")).to_have_count(0)


def when_an_amber_case_of_a_tuesday_is_tried(page: Page) -> None:
    page.get_by_label("Received on").fill("24/7/2018")
    page.get_by_label("At", exact=True).fill("16:40")
    page.get_by_label("What it is").select_option("New")
    page.get_by_label("Rating").select_option("Amber")
    page.get_by_label("Outcome").select_option("Early help")
    page.get_by_role("button", name="Try it").click()
