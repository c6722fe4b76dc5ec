"""Enough people: a manager sees the work there is, slides a question, and keeps the answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from tests.builders import a_team, a_worker
from tests.journeys.conftest import JOURNEYBOROUGH
from tests.journeys.people import somebody
from tests.journeys.steps import a_window, fits_the_screen, goes_to, is_accessible, opens, signs_in, takes_a_picture

pytestmark = pytest.mark.journey
COMPILES = 180_000
"""Milliseconds: the first question on a new machine waits for the simulation to be compiled."""


@pytest.fixture
def phone(browser: Browser, address_of_server: str) -> Iterator[Page]:
    with a_window(browser, address_of_server, is_phone=True) as page:
        yield page


def given_a_front_door(name: str) -> None:
    team = a_team(name, authority_id=JOURNEYBOROUGH)
    staff = [
        a_worker(role, authority_id=JOURNEYBOROUGH)
        for role in (Role.SOCIAL_WORKER, Role.SOCIAL_WORKER, Role.CONTACT_OFFICER, Role.TEAM_MANAGER) * 6
    ]
    Worker.objects.filter(pk__in=[one.pk for one in staff]).update(team=team)


def test_a_question_is_answered_while_a_slider_moves_and_the_answer_is_kept(page: Page, journeyborough: int) -> None:
    given_a_front_door("Front Door at Slidewell")
    signs_in(page, somebody(Role.SERVICE_MANAGER, "Stella Slidewell"))
    goes_to(page, "Staffing")
    expect(page.get_by_role("rowheader", name="Front Door at Slidewell")).to_be_visible()
    is_accessible(page)
    takes_a_picture(page, "staffing-work-now")
    page.set_default_timeout(COMPILES)
    page.get_by_role("link", name="What if").click()
    expect(page.locator("#answer").get_by_text("As it is now.")).to_be_visible(timeout=COMPILES)
    page.get_by_label("Social workers (now").press("ArrowRight")
    expect(page.locator("#answer").get_by_text("Social worker: 1 more.")).to_be_visible(timeout=COMPILES)
    assert "social_worker=1" in page.url
    is_accessible(page)
    takes_a_picture(page, "staffing-what-if")
    page.get_by_label("Keep this answer as").fill("One more social worker")
    page.get_by_role("button", name="Keep this answer").click()
    page.get_by_role("button", name="Put before the board").click()
    expect(page.get_by_text("Before the board", exact=True)).to_be_visible()
    is_accessible(page)
    takes_a_picture(page, "staffing-answers")
    page.get_by_role("link", name="One more social worker").click()
    expect(page.get_by_text("What it assumes")).to_be_visible()
    is_accessible(page)


def test_work_now_fits_a_phone_and_hours_are_recorded_there(phone: Page, journeyborough: int) -> None:
    given_a_front_door("Front Door at Handheld")
    signs_in(phone, somebody(Role.TEAM_MANAGER, "Thora Handheld"))
    phone.goto("/staffing/")
    fits_the_screen(phone)
    phone.get_by_role("heading", name="Front Door at Handheld").click()
    opens(phone, phone.get_by_role("region", name="Workers of Front Door at Handheld").get_by_role("link").first)
    fits_the_screen(phone)
    is_accessible(phone)
    phone.get_by_label("From", exact=True).fill("1/4/2018")
    phone.get_by_label("Hours a week").fill("22.5")
    for day in ("Mon", "Tue", "Wed"):
        phone.get_by_label(day, exact=True).check()
    phone.get_by_role("button", name="Record hours").click()
    expect(phone.get_by_text("22.5 hours a week")).to_be_visible()
