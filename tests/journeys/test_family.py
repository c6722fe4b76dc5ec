"""A girl with two homes, a half-brother, a step-parent and a grandmother: seen at a glance, added to, put right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from frontdoor.journey.children import actions
from frontdoor.journey.children.facts import ToldStay
from frontdoor.journey.children.models import Household, Person, Relationship
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from tests.builders.contacts import a_home, a_person
from tests.builders.families import related, responsible
from tests.journeys.people import now, somebody
from tests.journeys.steps import (
    a_window,
    fits_the_screen,
    is_accessible,
    is_accessible_without_scripts,
    opens,
    signs_in,
    takes_a_picture,
)

pytestmark = pytest.mark.journey


@dataclass(frozen=True, kw_only=True)
class House:
    """The family of the journey."""

    kayla: Person
    mother: Person
    father: Person
    second_home: Household
    surname: str


def a_family_in_two_homes(worker: Worker, surname: str) -> House:
    """Kayla lives with her mother, and half the week with her father, his wife and their daughter."""

    def somebody_of(first: str, born: int, sex: str, last: str = surname) -> Person:
        return a_person(first, last, date_of_birth=date(born, 5, 2), sex=sex, at=now(), by=worker)

    kayla, tyler = somebody_of("Kayla", 2016, "F", f"{surname}-Okafor"), somebody_of("Tyler", 2013, "M")
    donna, maureen = somebody_of("Donna", 1988, "F"), somebody_of("Maureen", 1958, "F")
    emeka, bisi = somebody_of("Emeka", 1985, "M", "Okafor"), somebody_of("Bisi", 1991, "F", "Okafor")
    ada, craig = somebody_of("Ada", 2022, "F", "Okafor"), somebody_of("Craig", 1990, "M", "Holt")
    unborn = a_person(
        "Unborn", surname, date_of_birth=None, sex="U", expected_on=now().date() + timedelta(days=70), by=worker
    )
    for parent, child in ((donna, kayla), (emeka, kayla), (donna, tyler), (emeka, ada), (bisi, ada), (maureen, donna)):
        related(parent, child, by=worker, at=now())
    related(donna, unborn, by=worker, at=now())
    related(craig, unborn, by=worker, at=now())
    related(craig, kayla, "step_parent", by=worker, at=now())
    related(craig, tyler, "step_parent", by=worker, at=now())
    parted = related(donna, emeka, "partner", since=date(2014, 1, 1), by=worker, at=now())
    actions.end_fact(fact=parted, until_on=date(2019, 6, 1), by=worker, at=now())
    a_home(donna, craig, tyler, kayla, unborn, roles=("mother", "mother’s partner"), lines="14 Gull Street", by=worker)
    second = a_home(emeka, bisi, ada, roles=("father", "father’s wife"), lines="2 Beacon Row", by=worker)
    stay = ToldStay(from_on=date(2019, 6, 1), role="child", time_there="half")
    actions.move_in(person=kayla, household=second, told=stay, by=worker, at=now())
    responsible(donna, kayla, basis="mother", by=worker, at=now())
    return House(kayla=kayla, mother=donna, father=emeka, second_home=second, surname=surname)


@pytest.fixture
def phone(browser: Browser, address_of_server: str) -> Iterator[Page]:
    with a_window(browser, address_of_server, is_phone=True) as page:
        yield page


def test_a_family_is_seen_added_to_and_put_right(page: Page, journeyborough: int) -> None:
    worker = somebody(Role.SOCIAL_WORKER, "Fenella Familiar")
    house = a_family_in_two_homes(worker, "Famley")
    signs_in(page, worker)
    then_the_childs_page_shows_the_family(page, house)
    when_she_opens_the_family_on_one_page(page, house)
    then_it_prints_on_a_landscape_sheet(page)
    when_she_records_what_the_father_has(page, house)
    when_she_tells_of_a_grandmother_who_is_known_already(page, house, worker)
    when_she_records_a_step_parent_in_error_and_puts_it_right(page, house)
    when_kayla_leaves_the_second_home(page, house)


def then_the_childs_page_shows_the_family(page: Page, house: House) -> None:
    page.goto(f"/children/{house.kayla.reference}/")
    family = page.get_by_role("region", name="Family", exact=True)
    expect(family.get_by_role("img", name=re.compile("^Family picture of Kayla"))).to_be_visible()
    expect(family.get_by_role("heading", name=re.compile("^Home 1: 14 Gull Street"))).to_be_visible()
    expect(family.get_by_role("heading", name=re.compile("^Home 2: 2 Beacon Row.*about half the week"))).to_be_visible()
    expect(family.get_by_role("row", name=re.compile("^Ada Okafor"))).to_contain_text("Half-sister")
    expect(family.get_by_role("row").filter(has_text="Tyler Famley").first).to_contain_text("Brother or half-brother")
    fits_the_screen(page)
    is_accessible(page)
    takes_a_picture(page, "child-family")


def when_she_opens_the_family_on_one_page(page: Page, house: House) -> None:
    page.get_by_role("link", name="Family on one page").click()
    expect(page.get_by_role("heading", name=re.compile("^Family of Kayla"))).to_be_visible()
    is_accessible(page)
    fits_the_screen(page)
    takes_a_picture(page, "family")


def then_it_prints_on_a_landscape_sheet(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Add to what we know")).to_be_hidden()
    expect(page.get_by_role("img", name=re.compile("^Family picture"))).to_be_visible()
    found = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))
    assert found
    assert float(found[1]) > float(found[2])
    page.emulate_media(media="screen")


def when_she_records_what_the_father_has(page: Page, house: House) -> None:
    page.locator("#responsible summary").click()
    form = page.locator("#responsible")
    form.get_by_role("button", name="Record the answer").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    form = page.locator("#responsible")
    form.get_by_label("Who?").select_option(label=f"Emeka Okafor ({house.father.reference})")
    form.get_by_label("Yes", exact=True).check()
    form.get_by_label("If yes, what gives it?").select_option(value="registered")
    form.get_by_label("How do we know?").select_option(label="Birth certificate seen")
    is_accessible(page)
    form.get_by_role("button", name="Record the answer").click()
    expect(page.get_by_text("Recorded: see the tables on this page.")).to_be_visible()
    table = page.get_by_role("region", name="Who has parental responsibility")
    row = table.get_by_role("row").filter(has_text="Emeka Okafor, father")
    expect(row).to_contain_text("s.4 or s.4ZA")
    expect(row).to_contain_text("Birth certificate seen")


def when_she_tells_of_a_grandmother_who_is_known_already(page: Page, house: House, worker: Worker) -> None:
    known = a_person("Ngozi", "Okaforadu", date_of_birth=date(1955, 2, 1), sex="F", by=worker)
    page.locator("#relate summary").click()
    form = page.locator("#relate")
    form.get_by_label("Who?").select_option(label="Somebody we do not know yet")
    form.get_by_label("What are they to this person?").select_option(value="grandparent")
    form.get_by_label("How do we know?").select_option(label="Said by the family")
    form.get_by_label("First name, if new").fill("Ngozi")
    form.get_by_label("Last name, if new").fill("Okaforadu")
    form.get_by_label("Date of birth, if new and known").fill("1/2/1955")
    form.get_by_role("button", name="Record the relation").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.locator("#relate").get_by_label(re.compile(f"^Ngozi Okaforadu.*{known.reference}")).check()
    page.locator("#relate").get_by_role("button", name="Record the relation").click()
    expect(page.get_by_role("row").filter(has_text="Ngozi Okaforadu").first).to_contain_text("Grandmother")
    assert Person.objects.filter(last_name="Okaforadu").count() == 1


def when_she_records_a_step_parent_in_error_and_puts_it_right(page: Page, house: House) -> None:
    page.locator("#relate summary").click()
    form = page.locator("#relate")
    form.get_by_label("Who?").select_option(value=_reference("Bisi"))
    form.get_by_label("What are they to this person?").select_option(value="carer")
    form.get_by_label("How do we know?").select_option(label="Said by the family")
    form.get_by_role("button", name="Record the relation").click()
    opens(page, page.get_by_role("link", name=re.compile(r"^End or put right\s*: Bisi Okafor cares for")))
    is_accessible(page)
    page.get_by_label("It was never so").check()
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_text("Say why it was recorded in error.", exact=True)).to_be_visible()
    page.get_by_label("If it was recorded in error").fill("She meant the grandmother")
    page.get_by_role("button", name="Record", exact=True).click()
    row = page.get_by_role("region", name="Everything recorded").get_by_role("row").filter(has_text="Bisi Okafor cares")
    expect(row).to_contain_text("Withdrawn:")
    expect(row).to_contain_text("She meant the grandmother")
    assert Relationship.objects.get(kind="carer", person__reference=_reference("Bisi")).withdrawn_at is not None


def _reference(first_name: str) -> str:
    return Person.objects.filter(first_name=first_name, last_name="Okafor").latest("pk").reference


def when_kayla_leaves_the_second_home(page: Page, house: House) -> None:
    page.get_by_role(
        "link", name=re.compile(r"^End or put right\s*: Kayla Famley-Okafor lives at 2 Beacon Row")
    ).click()
    page.get_by_label("It was so, and is so no longer").check()
    page.get_by_label("If it is over").fill("1/9/2024")
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_role("heading", name="Where they lived before")).to_be_visible()
    expect(page.get_by_text(re.compile("1 June 2019 to 1 September 2024: 2 Beacon Row"))).to_be_visible()


def test_a_family_is_read_on_a_phone_and_without_scripts(
    phone: Page, browser: Browser, address_of_server: str, journeyborough: int
) -> None:
    worker = somebody(Role.SOCIAL_WORKER, "Farrah Familiar")
    house = a_family_in_two_homes(worker, "Farley")
    signs_in(phone, worker)
    phone.goto(f"/children/{house.kayla.reference}/family/")
    expect(phone.get_by_role("img", name=re.compile("^Family picture"))).to_be_visible()
    fits_the_screen(phone)
    is_accessible(phone)
    takes_a_picture(phone, "phone-family")
    with a_window(browser, address_of_server, has_scripts=False) as plain:
        signs_in(plain, worker)
        plain.goto(f"/children/{house.kayla.reference}/family/")
        is_accessible_without_scripts(plain)
        plain.locator("#died summary").click()
        plain.locator("#died").get_by_label("Who?").select_option(label=f"Donna Farley ({house.mother.reference})")
        plain.locator("#died").get_by_label("Day of death").fill("3/3/2025")
        plain.get_by_role("button", name="Record the death").click()
        expect(plain.get_by_role("row").filter(has_text="Donna Farley").first).to_contain_text("Died 3 March 2025")
