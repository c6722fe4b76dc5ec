"""Enough people: a manager sees the work there is, slides a question, and keeps the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from math import log

import pytest
from playwright.sync_api import Browser, Page, expect

from frontdoor.library.demand import counts_of
from frontdoor.oversight.staffing import actions as staffing
from frontdoor.oversight.staffing.models import MeasuredDay, MeasuredWork
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from tests.builders import Machinery, a_team, a_worker
from tests.journeys.conftest import JOURNEYBOROUGH
from tests.journeys.people import now, somebody
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


def given_twelve_weeks() -> None:
    """Have forecasts made from invented counts: contacts of twelve weeks would take longer than the journey."""
    at = now()
    days = {
        at.date() - timedelta(days=back): counts_of(
            gross_contacts=50 + back % 7, net_contacts=30, children_of_class={"new": 30, "repeat": 8, "duplicate": 12}
        )
        for back in range(1, 90)
    }
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("frontdoor.oversight.staffing.actions.counting.days_of", lambda _authority, at: (days, {}))
        staffing.make_forecasts(by=Machinery(authority_id=JOURNEYBOROUGH), at=at)


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
    page.get_by_role("button", name=re.compile("Put before the board.*One more social worker")).click()
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


def test_how_many_it_takes_is_asked_kept_and_printed(page: Page, journeyborough: int) -> None:
    given_a_front_door("Front Door at Numberwell")
    signs_in(page, somebody(Role.SERVICE_MANAGER, "Nora Numberwell"))
    goes_to(page, "Staffing")
    page.get_by_role("link", name="Staff needed").click()
    expect(page.get_by_text("Press Ask")).to_be_visible()
    is_accessible(page)
    page.get_by_label("Red: decide: per cent in time").fill("often")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_text("“often” is none")).to_be_visible()
    is_accessible(page)
    page.get_by_label("Red: decide: per cent in time").fill("")
    page.get_by_label("Amber: decide: per cent in time").fill("90")
    page.set_default_timeout(COMPILES)
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("region", name="What each number reaches")).to_be_visible(timeout=COMPILES)
    is_accessible(page)
    takes_a_picture(page, "staffing-needed")
    page.get_by_label("Keep this answer as").fill("Nine in ten of amber")
    page.get_by_role("button", name="Keep this answer").click()
    expect(page.get_by_role("heading", name="Nine in ten of amber")).to_be_visible()
    expect(page.get_by_role("link", name="Ask the same of today’s records")).to_be_visible()
    is_accessible(page)


def test_a_forecast_is_read_on_a_phone(phone: Page, journeyborough: int) -> None:
    given_twelve_weeks()
    signs_in(phone, somebody(Role.ANALYST, "Fay Foresight"))
    phone.goto("/staffing/forecast/")
    expect(phone.get_by_role("region", name="Contacts, by week", exact=True)).to_be_visible()
    expect(phone.get_by_text("As of ")).to_be_visible()
    fits_the_screen(phone)
    is_accessible(phone)
    takes_a_picture(phone, "staffing-forecast-phone")


def test_a_forecast_is_read_at_a_desk(page: Page, journeyborough: int) -> None:
    given_twelve_weeks()
    signs_in(page, somebody(Role.TEAM_MANAGER, "Fred Foresight"))
    goes_to(page, "Staffing")
    page.get_by_role("link", name="Forecast").click()
    expect(page.get_by_role("heading", name="Staffing: forecast")).to_be_visible()
    expect(page.get_by_role("heading", name="By class")).to_be_visible()
    is_accessible(page)
    takes_a_picture(page, "staffing-forecast")


def test_handling_times_are_read_with_what_is_assumed(page: Page, phone: Page, journeyborough: int) -> None:
    given_a_front_door("Front Door at Minutewell")
    lately = now().date() - timedelta(days=9)  # the server measures at its start, and may have come to this day
    day, _ = MeasuredDay.objects.get_or_create(authority_id=JOURNEYBOROUGH, ended_on=lately, defaults={"contacts": 40})
    sums = {"seen": 40, "pieces": 40, "minutes": 320, "logs": 40 * log(8), "squares": 40 * log(8) ** 2, "cut": 4}
    MeasuredWork.objects.create(authority_id=JOURNEYBOROUGH, day=day, step="look", code="new_red", **sums)
    signs_in(page, somebody(Role.ANALYST, "Mina Minutewell"))
    goes_to(page, "Staffing")
    page.get_by_role("link", name="Handling times").click()
    expect(page.get_by_role("region", name="Is it new").get_by_role("row", name="New, red")).to_contain_text("8.0")
    expect(page.get_by_role("region", name="Oversee").get_by_text("assumed 20")).to_be_visible()
    is_accessible(page)
    takes_a_picture(page, "staffing-handling")
    signs_in(phone, somebody(Role.TEAM_MANAGER, "Theo Minutewell"))
    phone.goto("/staffing/handling/")
    fits_the_screen(phone)
