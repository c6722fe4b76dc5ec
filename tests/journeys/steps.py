"""What people do in the journeys, in words a practitioner could check."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from frontdoor.record.access.models import Worker
from tests.journeys.conftest import PASSWORD

PICTURES = Path(os.environ.get("FRONTDOOR_PICTURES", "var/test/pictures"))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LAPTOP: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 390, "height": 844}
STICKS_OUT = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [
  document.documentElement.scrollWidth + " wide",
  ...[...document.querySelectorAll("body *")].filter((part) => part.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 8).map((part) => part.tagName + "." + part.className + "#" + part.id)]"""


def signs_in(page: Page, worker: Worker) -> None:
    page.goto("/account/login/")
    page.get_by_label("Username").fill(worker.sign_in_name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/account/login" not in url)


def is_accessible(page: Page) -> None:
    """Run axe with the rules of WCAG 2.2 AA; any violation fails with its place."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    said = [
        f"{one['id']}: {one['help']} ({', '.join(str(node['target']) for node in one['nodes'][:3])})" for one in found
    ]
    assert not said, "\n".join(said)


def is_accessible_without_scripts(page: Page) -> None:
    """Show the same page in a browser where axe, itself a script, can run; the page's own scripts stay out."""
    assert page.context.browser
    twin = page.context.browser.new_context(viewport=LAPTOP, locale="en-GB").new_page()
    html = page.content()
    twin.route("**/*.js", lambda route: route.abort())
    twin.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html"))
    twin.goto(page.url)
    is_accessible(twin)
    twin.context.close()


def takes_a_picture(page: Page, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def signs_out(page: Page) -> None:
    opens(page, page.get_by_role("button", name="Sign out"))


@contextmanager
def a_window(browser: Browser, address: str, *, is_phone: bool = False, has_scripts: bool = True) -> Iterator[Page]:
    """Open a browser of somebody's own; complaints in its console fail the journey when it closes."""
    context = browser.new_context(
        base_url=address,
        viewport=PHONE if is_phone else LAPTOP,
        has_touch=is_phone,
        java_script_enabled=has_scripts,
        locale="en-GB",
    )
    context.set_default_timeout(8000)
    complaints: list[str] = []
    context.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda problem: complaints.append(str(problem.error)))
    yield context.new_page()
    context.close()
    unexpected = [words for words in complaints if "status of 4" not in words]  # a refusal that a journey asked for
    assert not unexpected, unexpected


def goes_to(page: Page, job: str) -> None:
    page.get_by_role("navigation", name="Jobs").get_by_role("link", name=job).click()
    expect(page.get_by_role("navigation", name="Jobs").get_by_role("link", name=job)).to_have_attribute(
        "aria-current", "page"
    )


def opens(page: Page, link: Locator) -> None:
    """Click what opens another page and wait until that page is there: a click alone returns before it is."""
    with page.expect_navigation():
        link.click()


def starts_a_contact(page: Page) -> None:
    page.goto("/take-a-contact/")
    page.get_by_role("button", name="Start a contact").click()
    expect(page.get_by_role("heading", name="Take a contact")).to_be_visible()
    expect(page.get_by_label("What has happened?")).to_be_visible()


def answers(page: Page, question: str, answer: str) -> None:
    """Choose one answer of a question with several."""
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def child(page: Page, number: int) -> Locator:
    """The part of the page about one child being told of."""
    return page.get_by_role("group", name=f"Child {number}", exact=True)


def reads_the_receipt(page: Page) -> str:
    expect(page.get_by_role("heading", name="Received")).to_be_visible()
    return page.locator(".govuk-panel strong").inner_text()


def loses_the_sign_in(page: Page) -> None:
    """What a time-out does to a browser: its session is no longer known."""
    page.context.clear_cookies(name="sessionid")


def signs_in_in_another_tab(page: Page, worker: Worker) -> None:
    tab = page.context.new_page()
    signs_in(tab, worker)
    tab.close()


def fits_the_screen(page: Page) -> None:
    """Nothing makes the page wider than the window; the parts that stick out are named."""
    wider: list[str] = page.evaluate(STICKS_OUT)
    assert not wider, f"{page.url} scrolls sideways: {wider}"


def unfolded(page: Page, section: str) -> Locator:
    """A section of a contact's page, unfolded if it is folded."""
    place = page.locator(f"#{section}")
    if place.get_attribute("open") is None:
        place.locator("summary").first.click()
    return place
