"""What an agency's own system sends stands on the board at once, without anybody loading the page again."""

from __future__ import annotations

import json
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from frontdoor.record.access import actions as access
from frontdoor.record.access.roles import Role
from tests.builders import Machinery, an_agency
from tests.journeys.conftest import JOURNEYBOROUGH
from tests.journeys.people import now, somebody
from tests.journeys.steps import is_accessible, signs_in, takes_a_picture

pytestmark = pytest.mark.journey

INCIDENT = {
    "your_reference": "MB/2018/0771",
    "sender": {"name": "Prosper Machin", "role": "Response officer", "phone": "01632 960123"},
    "how_they_know": "saw",
    "what_happened": "Called to shouting at home. Machina was in her room and heard it all.",
    "danger": {"is_now": False},
    "consent": {"sharing_basis": "safeguarding", "family_told": "told"},
    "children": [{"first_name": "Machina", "last_name": "Machinford", "date_of_birth": "2012-02-09", "sex": "F"}],
}


def test_a_contact_from_the_police_system_lands_on_the_open_board(
    page: Page, address_of_server: str, journeyborough: int
) -> None:
    key = given_the_police_have_a_key()
    given_a_manager_watches_the_board(page)
    receipt = when_their_system_sends_an_incident(address_of_server, key)
    then_it_lands_on_the_board_without_a_reload(page, receipt)
    again = when_their_system_sends_an_incident(address_of_server, key)
    assert again == receipt  # sent twice, received once
    page.get_by_role("link", name=receipt).click()
    expect(page.locator("#told p").filter(has_text="Called to shouting at home.")).to_be_visible()
    expect(page.get_by_text("MB/2018/0771")).to_be_visible()
    is_accessible(page)


def given_the_police_have_a_key() -> str:
    police = an_agency("Machinford Police", source_code="6", authority_id=JOURNEYBOROUGH)
    by = Machinery(authority_id=JOURNEYBOROUGH)
    return access.add_machine(agency=police, name="Command and control", by=by, at=now()).key


def given_a_manager_watches_the_board(page: Page) -> None:
    signs_in(page, somebody(Role.TEAM_MANAGER, "Mina Machinson"))
    expect(page.get_by_role("heading", name="Board", exact=True)).to_be_visible()
    with page.expect_response("**/live/"):  # the stream is open
        page.reload()
    page.evaluate("window.hasNotBeenLoadedAgain = true")


def when_their_system_sends_an_incident(address: str, key: str) -> str:
    headers = {
        "Authorization": f"Bearer {key}",
        "Idempotency-Key": "MB/2018/0771",
        "Content-Type": "application/json",
    }
    body = json.dumps(INCIDENT).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{address}/api/v1/contacts", body, headers)) as answer:
        return str(json.load(answer)["receipt"])


def then_it_lands_on_the_board_without_a_reload(page: Page, receipt: str) -> None:
    row = page.locator("#work tr").filter(has_text=receipt)
    expect(row).to_be_visible()
    expect(row).to_contain_text("MM, 1")  # initials and age
    expect(row).not_to_contain_text("Machin")
    expect(page.get_by_role("status").filter(has_text="new")).to_have_text("Updated: 1 new")
    assert page.evaluate("window.hasNotBeenLoadedAgain")
    takes_a_picture(page, "board-from-a-machine")
    is_accessible(page)
