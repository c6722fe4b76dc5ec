"""One child written down twice: somebody proposes, a second person confirms, and it is undone when it was wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from frontdoor.journey.children import actions as children
from frontdoor.journey.children.models import Person
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from tests.builders import contacts
from tests.journeys.people import now, somebody
from tests.journeys.steps import (
    a_window,
    answers,
    fits_the_screen,
    goes_to,
    is_accessible,
    is_accessible_without_scripts,
    opens,
    signs_in,
    takes_a_picture,
)

pytestmark = pytest.mark.journey
WARNING = "Visit in twos: a man in the home threatened a health visitor"


@dataclass(frozen=True, kw_only=True)
class Two:
    """A child and the record that somebody wrote again, with a warning on the second."""

    worker: Worker
    manager: Worker
    knower: Worker
    first: Person
    second: Person


def a_child_written_down_twice(surname: str) -> Two:
    worker = somebody(Role.SOCIAL_WORKER, f"Sanjay {surname}son")
    manager = somebody(Role.TEAM_MANAGER, f"Maura {surname}son")
    knower = somebody(Role.SOCIAL_WORKER, f"Kofi {surname}son")
    born = date(2014, 6, 9)
    then = now() - timedelta(days=30)
    first = contacts.a_person(
        "Henrietta", surname, date_of_birth=born, sex="F", by=worker, at=then, nhs_number="9434765919"
    )
    mother = contacts.a_person("Colette", surname, date_of_birth=date(1990, 2, 3), sex="F", by=worker, at=then)
    contacts.a_home(first, mother, roles=("child", "mother"), by=worker, at=then)
    second = contacts.a_person(
        "Henrieta", surname, date_of_birth=born, sex="F", by=worker, at=then, nhs_number="9434765919"
    )
    contacts.a_home(second, lines="14 Gull Street", by=worker, at=then)
    children.record_caution(
        person=second, kind="danger_to_staff", words=WARNING, from_on=then.date(), until_on=None, by=worker, at=then
    )
    return Two(worker=worker, manager=manager, knower=knower, first=first, second=second)


def the_register_is_searched(page: Page) -> None:
    goes_to(page, "Duplicates")
    page.get_by_role("button", name="Look among those recorded").click()
    expect(page.get_by_role("heading", name="Possible duplicates")).to_be_visible()


def opens_the_pair(page: Page, two: Two) -> None:
    row = page.get_by_role("row").filter(has_text=two.first.reference).filter(has_text=two.second.reference)
    expect(row).to_contain_text(WARNING)
    row.get_by_role("link", name="Side by side").click()
    expect(page.get_by_role("heading", name="One person or two?")).to_be_visible()


def proposes(page: Page, two: Two) -> None:
    page.locator("#one-person summary").click()
    answers(page, "Whose name and reference", f"Henrietta {two.first.last_name}, {two.first.reference}")
    page.get_by_label("How do you know that they are one person?").fill("One NHS number, one home, one mother")
    page.get_by_role("button", name="Propose that they are one person").click()
    expect(page.get_by_text("Proposed. A second person has to confirm it.")).to_be_visible()


def a_warning_shows_across_the_proposal(page: Page, two: Two) -> None:
    page.goto(f"/children/{two.first.reference}/")
    expect(page.get_by_role("list", name="Warnings").first).to_contain_text(
        f"{WARNING} (on {two.second.reference}, who may be the same person)"
    )
    expect(page.get_by_text("may be the same person: proposed by")).to_be_visible()


def the_proposer_may_not_confirm(page: Page, two: Two) -> None:
    goes_to(page, "Duplicates")
    page.get_by_role("link", name="Yours: somebody else confirms").click()
    expect(page.get_by_text("You proposed it: a second person has to confirm.")).to_be_visible()


def confirms(page: Page, two: Two) -> None:
    goes_to(page, "Duplicates")
    row = page.get_by_role("row").filter(has_text=two.first.reference)
    row.get_by_role("link", name="Read and decide").click()
    page.get_by_role("button", name="Confirm: they are one person").click()
    expect(page.get_by_text("Joined: the two records are read as one from now on.")).to_be_visible()


def the_old_reference_opens_the_same_record(page: Page, two: Two) -> None:
    page.goto(f"/children/{two.second.reference}/")
    expect(page.get_by_text(f"You asked for {two.second.reference}.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Henrietta {two.first.last_name}")
    expect(page.get_by_text("Also known as")).to_contain_text(f"Henrieta {two.first.last_name}")


def parts_them(page: Page, two: Two) -> None:
    page.get_by_role("link", name="See what was joined, or part them").click()
    answers(page, "What is known?", "They are two people: do not suggest them again")
    page.get_by_label("Why?").fill("Cousins of one name")
    page.get_by_role("button", name="Part them now").click()
    expect(page.get_by_text("Every fact is with the record that it was written on.")).to_be_visible()


def each_is_as_it_was(page: Page, two: Two) -> None:
    page.goto(f"/children/{two.first.reference}/")
    expect(page.get_by_role("list", name="Warnings")).to_have_count(0)
    page.goto(f"/children/{two.second.reference}/")
    expect(page.get_by_role("list", name="Warnings").first).to_contain_text(WARNING)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Henrieta {two.first.last_name}")


def test_one_child_twice(browser: Browser, address_of_server: str, journeyborough: int) -> None:
    two = a_child_written_down_twice("Larkmere")
    with a_window(browser, address_of_server) as page:
        signs_in(page, two.worker)
        the_register_is_searched(page)
        is_accessible(page)
        takes_a_picture(page, "duplicates")
        opens_the_pair(page, two)
        is_accessible(page)
        fits_the_screen(page)
        takes_a_picture(page, "pair")
        proposes(page, two)
        a_warning_shows_across_the_proposal(page, two)
        takes_a_picture(page, "child-may-be-the-same")
        the_proposer_may_not_confirm(page, two)
    with a_window(browser, address_of_server) as page:
        signs_in(page, two.manager)
        confirms(page, two)
        the_old_reference_opens_the_same_record(page, two)
        is_accessible(page)
        takes_a_picture(page, "child-joined")
        opens(page, page.get_by_role("link", name="See what was joined, or part them"))
        is_accessible(page)
        takes_a_picture(page, "link")
        page.go_back()
        parts_them(page, two)
        each_is_as_it_was(page, two)
    acts = set(Entry.objects.filter(subject="person", subject_id=two.first.pk).values_list("act", flat=True))
    assert {"people.proposed_same", "people.joined", "people.parted", "people.not_the_same"} <= acts


def test_on_a_phone_and_without_scripts_somebody_who_knows_them_is_asked(
    browser: Browser, address_of_server: str, journeyborough: int
) -> None:
    two = a_child_written_down_twice("Fernhollow")
    with a_window(browser, address_of_server, is_phone=True) as page:
        signs_in(page, two.worker)
        page.goto(f"/children/{two.first.reference}/")
        page.get_by_label("Another record of this person, by reference").fill(two.second.reference)
        opens(page, page.get_by_role("button", name="Put them side by side"))
        fits_the_screen(page)
        is_accessible(page)
        takes_a_picture(page, "pair-phone")
        page.locator("#ask-somebody summary").click()
        page.get_by_label("Who knows them?").select_option(label=two.knower.name)
        page.get_by_label("What to ask").fill("You have been to this home")
        page.get_by_role("button", name="Ask", exact=True).click()
        expect(page.get_by_text("No answer yet.")).to_be_visible()
        page.goto("/duplicates/")
        fits_the_screen(page)
        takes_a_picture(page, "duplicates-phone")
    with a_window(browser, address_of_server, has_scripts=False) as page:
        signs_in(page, two.knower)
        page.goto("/my-work/")
        is_accessible_without_scripts(page)
        opens(page, page.get_by_role("link", name="Look and answer"))
        is_accessible_without_scripts(page)
        answers(page, "Are they one person?", "They are the same person")
        page.get_by_label("How you know").fill("I know the mother; there is one girl")
        page.get_by_role("button", name="Answer").click()
        expect(page.get_by_text("Whoever asked sees your answer.")).to_be_visible()
        page.goto(f"/duplicates/{two.first.reference}/{two.second.reference}/")
        expect(page.get_by_text("I know the mother; there is one girl")).to_be_visible()
        page.goto(f"/children/{two.first.reference}/warnings/")
        is_accessible_without_scripts(page)
        page.get_by_label("What kind of warning?").select_option(label="Other warning")
        page.get_by_label("What must somebody know").fill("A dog on a long chain by the gate")
        page.get_by_role("button", name="Record the warning").click()
        expect(page.get_by_role("list", name="Warnings").first).to_contain_text("A dog on a long chain")
