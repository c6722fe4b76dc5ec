"""What people do in the journeys, in words a practitioner could check."""

from __future__ import annotations

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from frontdoor.record.access.models import Worker
from tests.journeys.conftest import PASSWORD

PICTURES = Path(os.environ.get("FRONTDOOR_PICTURES", "var/test/pictures"))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


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


def takes_a_picture(page: Page, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def signs_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()
