"""Nobody decides alone: two managers, a return with a direction, a change with a reason, and a reply by phone."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage import actions as triage
from frontdoor.library.clocks import LONDON
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.policy import queries as policy
from tests.builders import contacts
from tests.builders.decisions import MISSING, RATIONALE, recommend, weigh
from tests.journeys.conftest import JOURNEYBOROUGH
from tests.journeys.people import now, somebody
from tests.journeys.steps import goes_to, is_accessible, signs_in, signs_out, takes_a_picture, unfolded

pytestmark = pytest.mark.journey

DIRECTION = "Ring his grandmother and ask how he is at weekends"
WHY_RETURNED = "Nobody has asked the people he stays with"
WHY_CHANGED = (
    "His grandmother asks for help now and his mother agrees: advice alone would leave the weekends as they are"
)
FIRST_REPLY = "Thank you. We have given your family advice and will do no more for now."
NEW_REPLY = "Thank you. A family worker will ring you this week."


def test_two_managers_and_neither_decides_alone(page: Page, journeyborough: int) -> None:
    maud, nils = somebody(Role.TEAM_MANAGER, "Maud Foreyes"), somebody(Role.TEAM_MANAGER, "Nils Foursight")
    contact = given_an_aunt_rang_and_it_was_weighed(maud)
    given_she_recommended_advice(maud, contact)
    signs_in(page, maud)
    then_she_sees_why_she_cannot_agree_it_herself(page, contact)
    given_another_signs_in(page, nils)
    when_he_returns_it_with_a_direction(page, contact)
    given_another_signs_in(page, maud)
    then_it_is_back_in_her_work_with_the_direction(page, contact)
    when_she_recommends_again(page, contact)
    given_another_signs_in(page, nils)
    when_he_changes_it_with_a_reason(page, contact)
    then_the_change_took_effect(page, contact)
    given_another_signs_in(page, maud)
    then_the_aunt_waits_to_be_rung(page, contact)
    when_she_has_rung_her(page, contact)


def given_an_aunt_rang_and_it_was_weighed(maud: Worker) -> Contact:
    boy = contacts.a_person("Torquil", "Foursquare", date_of_birth=date(2013, 4, 2), by=maud)
    contact = contacts.a_contact_about(
        boy,
        by=maud,
        at=now(),
        source_code="1A",
        agency_id=None,
        professional_id=None,
        teller_name="Agnes Foursquare",
        teller_role="His aunt",
        teller_phone="01632 960771",
        teller_email="",
    )
    triage.classify(named=contacts.named_in(contact)[0], demand_class="new", by=maud, at=now())
    triage.rate(contact=contact, colour="amber", reason="He is afraid to go home", by=maud, at=now())
    weigh(contact, by=maud, at=now())
    return contact


def given_she_recommended_advice(maud: Worker, contact: Contact) -> None:
    recommend(contact, by=maud, kind="advice", level="universal", at=now())


def given_another_signs_in(page: Page, worker: Worker) -> None:
    signs_out(page)
    signs_in(page, worker)


def then_she_sees_why_she_cannot_agree_it_herself(page: Page, contact: Contact) -> None:
    goes_to(page, "Oversight")
    row = page.get_by_role("row").filter(has_text=contact.receipt)
    expect(row).to_contain_text("Not yours to decide: You recommended this yourself")
    is_accessible(page)
    row.get_by_role("link", name=contact.receipt).click()
    expect(page.get_by_text("You recommended this yourself: a second person must decide about it")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^(Agree|Change|Return)"))).to_have_count(0)
    takes_a_picture(page, "oversight-own")
    is_accessible(page)


def when_he_returns_it_with_a_direction(page: Page, contact: Contact) -> None:
    _opens_for_oversight(page, contact)
    page.get_by_text("Return it with a direction").click()
    page.get_by_role("button", name="Return it", exact=True).click()  # nothing said yet: refused, in words
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    for words in ("Say why you return it", "Say what must be done", "Say by when it must be done"):
        expect(page.get_by_role("link", name=words)).to_be_visible()
    is_accessible(page)
    place = page.locator("#return")
    place.get_by_label("Why you return it").fill(WHY_RETURNED)
    place.get_by_label("What must be done").fill(DIRECTION)
    place.get_by_label("By the end of").fill(f"{_next_open_day():%-d/%-m/%Y}")
    place.get_by_role("button", name="Return it").click()
    expect(page.get_by_text(f"{contact.receipt}: Returned, with your direction.")).to_be_visible()


def then_it_is_back_in_her_work_with_the_direction(page: Page, contact: Contact) -> None:
    goes_to(page, "My work")
    returned = page.get_by_role("region", name=re.compile("^Returned to me"))
    row = returned.get_by_role("row").filter(has_text=contact.receipt)
    for words in (DIRECTION, WHY_RETURNED, "Nils Foursight"):
        expect(row).to_contain_text(words)
    takes_a_picture(page, "my-work-returned")
    is_accessible(page)
    row.get_by_role("link", name=contact.receipt).click()


def when_she_recommends_again(page: Page, contact: Contact) -> None:
    place = unfolded(page, "recommend")
    expect(place).to_contain_text(DIRECTION)
    expect(place.get_by_role("radio", checked=True)).to_have_count(0)  # nothing is chosen beforehand, not even her own
    place.get_by_role("group", name=re.compile("^Outcome for")).get_by_label("Information and advice").check()
    place.get_by_role("group", name=re.compile("^Level of need")).get_by_label("Universal").check()
    place.get_by_label("Why", exact=True).fill(
        f"{RATIONALE} His grandmother was rung: he is well at weekends with her."
    )
    place.get_by_label("What is not known, and why decide now").fill(MISSING)
    place.get_by_label("What the referrer will be told").fill(FIRST_REPLY)
    place.get_by_role("button", name="Recommend").click()
    expect(page.get_by_text("It waits for a second person.")).to_be_visible()
    goes_to(page, "My work")
    expect(page.get_by_role("region", name=re.compile("^Returned to me"))).to_have_count(0)


def when_he_changes_it_with_a_reason(page: Page, contact: Contact) -> None:
    _opens_for_oversight(page, contact)
    page.get_by_text("Change it", exact=True).click()
    place = page.locator("#change")
    place.get_by_role("group", name=re.compile("^Outcome for")).get_by_label(re.compile("^Early help")).check()
    place.get_by_role("group", name=re.compile("^Level of need")).get_by_label("Early help").check()
    place.get_by_label("Why you change it").fill(WHY_CHANGED)
    place.get_by_label("What the referrer will be told").fill(NEW_REPLY)
    takes_a_picture(page, "oversight-change")
    is_accessible(page)
    place.get_by_role("button", name="Change and let it take effect").click()
    expect(page.get_by_text(f"{contact.receipt}: Changed. It took effect as you decided.")).to_be_visible()


def then_the_change_took_effect(page: Page, contact: Contact) -> None:
    page.goto(f"/contacts/{contact.receipt}/")
    place = unfolded(page, "recommend")
    for words in ("What took effect", "Early help", WHY_CHANGED, "Nils Foursight", NEW_REPLY):
        expect(place).to_contain_text(words)
    expect(page.get_by_role("complementary")).to_contain_text("Ended")
    takes_a_picture(page, "changed")
    is_accessible(page)


def then_the_aunt_waits_to_be_rung(page: Page, contact: Contact) -> None:
    goes_to(page, "My work")
    row = page.get_by_role("region", name=re.compile("^Referrers to tell")).get_by_role("row")
    row = row.filter(has_text=contact.receipt)
    expect(row).to_contain_text("Agnes Foursquare")
    expect(row).to_contain_text("01632 960771")
    is_accessible(page)
    row.get_by_role("link", name=contact.receipt).click()


def when_she_has_rung_her(page: Page, contact: Contact) -> None:
    unfolded(page, "recommend").get_by_role("button", name="I have told them").click()
    expect(page.get_by_text("Noted: the referrer has been told.")).to_be_visible()
    expect(page.locator("#recommend")).to_contain_text(re.compile("told .* by Maud Foreyes"))
    goes_to(page, "My work")
    expect(page.get_by_role("link", name=f"The reply on {contact.receipt}")).to_have_count(0)


def _opens_for_oversight(page: Page, contact: Contact) -> None:
    goes_to(page, "Oversight")
    page.get_by_role("link", name=contact.receipt).click()
    expect(page.get_by_role("heading", name=re.compile("Can you stand behind this"))).to_be_visible()


def _next_open_day() -> date:
    calendar = policy.in_force(JOURNEYBOROUGH, at=now()).rules.calendar
    day = now().astimezone(LONDON).date() + timedelta(days=1)
    while not calendar.is_open_day(day):
        day += timedelta(days=1)
    return day
