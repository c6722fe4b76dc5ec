"""Why a child may be one we know: in a line while it is typed, and as a picture with words when it is opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from frontdoor.journey.children.models import Person
from frontdoor.record.access.roles import Role
from tests.builders import contacts
from tests.journeys.people import now, somebody
from tests.journeys.steps import (
    a_window,
    child,
    fits_the_screen,
    is_accessible,
    is_accessible_without_scripts,
    signs_in,
    starts_a_contact,
    takes_a_picture,
    unfolded,
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


def test_twins_are_told_apart_while_one_is_typed(page: Page, journeyborough: int) -> None:
    twins = given_twins_are_known("Larkspur", day=3)
    signs_in(page, somebody(Role.CONTACT_OFFICER, "Reza Larkspurton"))
    starts_a_contact(page)
    when_one_twin_is_typed(page, "Larkspur", day=3)
    line = then_the_other_could_be_a_twin(page, twins[1])
    when_why_is_opened(line)
    then_the_picture_says_it_too(line)
    is_accessible(page)
    takes_a_picture(page, "reasons-laptop")
    child(page, 1).get_by_label("First name").fill("Hester")
    expect(why(page, twins[0])).to_contain_text("first name differs")
    expect(why(page, twins[1])).not_to_contain_text("first name differs")
    expect(why(page, twins[1])).to_have_attribute(
        "open", ""
    )  # what was opened stays open, and is about what is typed now


def test_the_reasons_fit_a_phone(phone: Page, journeyborough: int) -> None:
    twins = given_twins_are_known("Larkhill", day=4)
    signs_in(phone, somebody(Role.CONTACT_OFFICER, "Ruth Larkhillton"))
    starts_a_contact(phone)
    when_one_twin_is_typed(phone, "Larkhill", day=4)
    line = then_the_other_could_be_a_twin(phone, twins[1])
    when_why_is_opened(line)
    then_the_picture_says_it_too(line)
    fits_the_screen(phone)
    is_accessible(phone)
    takes_a_picture(phone, "reasons-phone")


def test_who_they_are_shows_the_same_reasons(page: Page, journeyborough: int) -> None:
    twins = given_twins_are_known("Larkfield", day=5)
    officer = somebody(Role.CONTACT_OFFICER, "Rhoda Larkfieldton")
    told = contacts.a_told_child("Orla", "Larkfield", date_of_birth=date(2011, 3, 5), sex="U", postcode="TS5 4AB")
    contact = contacts.a_contact(told, by=officer, at=now())
    signs_in(page, somebody(Role.SOCIAL_WORKER, "Rosa Larkfieldson"))
    page.goto(f"/contacts/{contact.receipt}/")
    unfolded(page, "who")
    line = then_the_other_could_be_a_twin(page, twins[1])
    when_why_is_opened(line)
    then_the_picture_says_it_too(line)
    expect(page.locator("#who input:checked")).to_have_count(0)
    is_accessible(page)
    takes_a_picture(page, "reasons-contact")


def test_the_reasons_need_no_scripts(without_scripts: Page, journeyborough: int) -> None:
    twins, page = given_twins_are_known("Larkmoor", day=6), without_scripts
    signs_in(page, somebody(Role.CONTACT_OFFICER, "Roger Larkmoorton"))
    starts_a_contact(page)
    when_one_twin_is_typed(page, "Larkmoor", day=6)
    page.get_by_role("button", name="Look up who we know").click()
    line = then_the_other_could_be_a_twin(page, twins[1])
    when_why_is_opened(line)
    then_the_picture_says_it_too(line)
    is_accessible_without_scripts(page)


def given_twins_are_known(last_name: str, *, day: int) -> tuple[Person, Person]:
    """Each journey's twins are born on a day and live in a postcode of their own, so that they find nobody else's."""
    officer = somebody(Role.CONTACT_OFFICER, f"Remus {last_name}-Clerk")
    born = date(2011, 3, day)
    orla = contacts.a_person("Orla", last_name, date_of_birth=born, sex="F", by=officer)
    hester = contacts.a_person("Hester", last_name, date_of_birth=born, sex="F", by=officer)
    contacts.a_home(orla, hester, postcode=f"TS{day} 4AB", by=officer)
    return orla, hester


def when_one_twin_is_typed(page: Page, last_name: str, *, day: int) -> None:
    one = child(page, 1)
    one.get_by_label("First name").fill("Orla")
    one.get_by_label("Last name").fill(last_name)
    one.get_by_label("Date of birth").fill(f"{day}/3/2011")
    page.get_by_role("group", name="Their home").get_by_label("Postcode").fill(f"TS{day} 4AB")


def why(page: Page, person: Person) -> Locator:
    return page.locator("details.fd-why").filter(has_text=person.reference)


def then_the_other_could_be_a_twin(page: Page, other: Person) -> Locator:
    line = why(page, other)
    expect(line).to_contain_text("first name differs")
    expect(line).to_contain_text("Could be a twin.")
    return line


def when_why_is_opened(line: Locator) -> None:
    line.locator("summary").click()
    expect(line.get_by_role("table")).to_be_visible()


def then_the_picture_says_it_too(line: Locator) -> None:
    expect(line).to_contain_text("Counted against a brother, sister, twin or parent")
    row = line.get_by_role("row").filter(has_text=re.compile("^First name"))
    expect(row).to_contain_text("Differs")
    expect(row).to_contain_text("less than 1 time in")
    assert row.locator("rect.fd-fall__bar--down").count() == 1
    words = line.inner_text().lower()
    assert not [one for one in ("likely", "%", "probab", "certain") if one in words]
