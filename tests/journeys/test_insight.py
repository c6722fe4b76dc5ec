"""True demand: a head of service reads it in a sentence, opens what is behind a figure, and marks what changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from frontdoor.journey.triage import actions as triage
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.organisations.models import Agency
from tests.builders import a_worker, contacts, decisions
from tests.journeys.people import somebody
from tests.journeys.steps import (
    a_window,
    fits_the_screen,
    goes_to,
    is_accessible,
    opens,
    signs_in,
    takes_a_picture,
)

pytestmark = pytest.mark.journey


@pytest.fixture
def phone(browser: Browser, address_of_server: str) -> Iterator[Page]:
    with a_window(browser, address_of_server, is_phone=True) as page:
        yield page


@pytest.fixture
def without_scripts(browser: Browser, address_of_server: str) -> Iterator[Page]:
    with a_window(browser, address_of_server, has_scripts=False) as page:
        yield page


def test_a_figure_of_true_demand_opens_what_is_behind_it(page: Page, journeyborough: int) -> None:
    given_a_spring_and_a_summer(2021)
    signs_in(page, somebody(Role.SERVICE_MANAGER, "Halina Quaylark"))
    goes_to(page, "Insight")
    when_june_is_compared_with_march(page, 2021)
    expect(page.get_by_text("3 contacts in June 2021 about 3 children")).to_be_visible()
    is_accessible(page)
    takes_a_picture(page, "insight-demand")
    page.get_by_role("link", name="1 repeat").click()
    expect(page.get_by_role("row")).to_have_count(2)
    is_accessible(page)
    page.get_by_role("rowheader").get_by_role("link").click()
    expect(page.get_by_text("Harbour Primary School").first).to_be_visible()


def test_a_change_that_is_marked_stands_on_the_chart(page: Page, journeyborough: int) -> None:
    given_a_spring_and_a_summer(2022)
    signs_in(page, somebody(Role.SERVICE_MANAGER, "Hedda Quaymoor"))
    page.goto("/insight/changes/")
    page.get_by_label("What changed").fill("Second team started")
    page.get_by_label("From which day").fill("1/5/2022")
    is_accessible(page)
    page.get_by_role("button", name="Mark it").click()
    expect(page.get_by_role("row", name="Second team started")).to_be_visible()
    goes_to(page, "Insight")
    when_june_is_compared_with_march(page, 2022)
    expect(page.locator("#control-chart")).to_contain_text("Second team started")


def test_who_came_back_is_read_after_which_outcome(page: Page, journeyborough: int) -> None:
    given_a_spring_and_a_summer(2023)
    signs_in(page, somebody(Role.ANALYST, "Hugo Quayfield"))
    page.goto("/insight/repeats/?month=2023-06")
    expect(page.get_by_role("row", name="No further action").first).to_be_visible()
    expect(page.get_by_role("link", name="children")).to_have_count(0)
    is_accessible(page)
    takes_a_picture(page, "insight-repeats")


def test_an_agency_is_told_its_figures_and_why_a_clock_was_missed_is_said(page: Page, journeyborough: int) -> None:
    given_a_spring_and_a_summer(2020)
    signs_in(page, somebody(Role.SERVICE_MANAGER, "Hester Quayward"))
    page.goto("/insight/partners/?month=2020-06")
    is_accessible(page)
    takes_a_picture(page, "insight-partners")
    opens(page, page.get_by_role("table").get_by_role("link", name="Harbour Primary School").first)
    is_accessible(page)
    page.get_by_label("They were told on").fill("1/7/2020")
    page.get_by_role("button", name="Note that they were told").click()
    expect(page.get_by_text("Told on 1 July 2020; noted by")).to_be_visible()
    page.goto("/insight/timeliness/?month=2020-05&since=2020-04")
    is_accessible(page)
    takes_a_picture(page, "insight-timeliness")
    page.goto("/insight/late/?month=2020-06")
    page.get_by_text("Say why").first.click()
    page.get_by_label("Why it was late").first.select_option("capacity")
    is_accessible(page)
    page.get_by_role("button", name="Keep the reason").first.click()
    expect(page.get_by_role("cell", name="Nobody was free to take it").first).to_be_visible()


def test_the_figures_fit_a_phone(phone: Page, journeyborough: int) -> None:
    given_a_spring_and_a_summer(2024)
    signs_in(phone, somebody(Role.SERVICE_MANAGER, "Hattie Quaybrook"))
    agency = Agency.objects.filter(authority_id=journeyborough).latest("pk")
    pages = ("", "repeats/", "partners/", f"partners/{agency.pk}/", "timeliness/", "late/", "changes/")
    for page in pages:
        phone.goto(f"/insight/{page}?month=2024-06")
        fits_the_screen(phone)
        is_accessible(phone)


def test_the_figures_need_no_scripts(without_scripts: Page, journeyborough: int) -> None:
    given_a_spring_and_a_summer(2025)
    page = without_scripts
    signs_in(page, somebody(Role.ANALYST, "Hal Quaystone"))
    page.goto("/insight/")
    when_june_is_compared_with_march(page, 2025)
    expect(page.get_by_text("3 contacts in June 2025 about 3 children")).to_be_visible()
    with page.expect_download() as taken:
        page.locator("#classes").get_by_role("link", name="Take as a file").click()
    assert taken.value.path().read_text().startswith("Class,Children")


def given_a_spring_and_a_summer(year: int) -> None:
    """Each journey reads a year of its own: one contact in February and March, three in June, one that ended in May."""
    for month in (2, 3):
        contacts.a_contact(at=datetime(year, month, 10, 10, tzinfo=UTC), authority_id=3, by=officer())
    for day, demand_class in ((9, "new"), (10, "repeat"), (11, "not_for_us")):
        at = datetime(year, 6, day, 10, tzinfo=UTC)
        child = contacts.a_person(f"Quay{day}", by=officer())
        told = contacts.a_contact_about(child, by=officer(), at=at, authority_id=3)
        triage.classify(
            named=contacts.named_in(told)[0],
            demand_class=demand_class,
            by=a_worker(authority_id=3),
            at=at,
        )
    at = datetime(year, 5, 10, 10, tzinfo=UTC)
    ended = contacts.a_contact_about(contacts.a_person("Quaymay", by=officer()), by=officer(), at=at, authority_id=3)
    decisions.decide(ended, at=at)


def officer() -> Worker:
    return a_worker(Role.CONTACT_OFFICER, authority_id=3)


def when_june_is_compared_with_march(page: Page, year: int) -> None:
    page.get_by_label("Month", exact=True).select_option(f"{year}-06")
    page.get_by_label("Compared with").select_option(f"{year}-03")
    page.get_by_role("button", name="Show").click()
