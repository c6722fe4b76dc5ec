"""A typical amber contact, from opening it to the recommendation, in as few fields and clicks as it needs."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from frontdoor.record.access.roles import Role
from tests.builders import contacts
from tests.builders.decisions import MISSING, RATIONALE, REPLY
from tests.journeys.counted import Hands
from tests.journeys.people import a_town, now, somebody
from tests.journeys.steps import signs_in

pytestmark = pytest.mark.journey
MOST = 14
COUNTED = os.environ.get("FRONTDOOR_COUNTED", "")


def test_a_typical_amber_contact_takes_no_more_than_fourteen_interactions(page: Page, journeyborough: int) -> None:
    town, worker, hands = a_town("Quillcount"), somebody(Role.SOCIAL_WORKER, "Hana Quillcounter"), Hands()
    told = contacts.a_told_child("Roberta", town.surname, date_of_birth=town.child.date_of_birth, sex="F")
    contact = contacts.a_contact(told, by=town.officer, at=now())
    signs_in(page, worker)
    page.goto(f"/contacts/{contact.receipt}/")
    hands.press(page.get_by_role("button", name=f"The same person as {town.child.reference}"), "the same person")
    new = _next_section(page, "new")
    hands.choose(new.get_by_label(re.compile("^New:")), "the class")
    hands.press(new.get_by_role("button", name=re.compile("Set the class")), "set the class")
    rating = _next_section(page, "rating")
    hands.choose(rating.get_by_label("Amber"), "the rating")
    hands.write(rating.get_by_label("Why", exact=True), "She has nowhere settled to sleep")
    hands.press(rating.get_by_role("button", name="Set the rating"), "set the rating")
    hands.press(_next_section(page, "history").get_by_role("button", name="I have read this history"), "history read")
    _fills_the_picture(_next_section(page, "known"), hands)
    day = _next_section(page, "day")
    hands.write(day.get_by_role("textbox"), "Sleeps in the car, gets herself to school, is hungry")
    hands.choose(day.get_by_label("The child said so"), "how we know the day")
    hands.press(day.get_by_role("button", name=re.compile("Save .*day")), "save the day")
    _recommends(_next_section(page, "recommend"), hands)
    expect(page.get_by_text("It waits for a second person.")).to_be_visible()
    if COUNTED:
        told_to = {"interactions": hands.interactions, "fields": hands.chosen, "clicks": hands.pressed,
                   "texts": hands.written, "seconds": round(hands.seconds, 1), "steps": hands.steps}  # fmt: skip
        Path(COUNTED).write_text(json.dumps(told_to), encoding="utf-8")
    assert hands.interactions <= MOST, hands.steps


def _next_section(page: Page, key: str) -> Locator:
    """The section to do next stands open by itself: nobody hunts for it."""
    section = page.locator(f"#{key}")
    expect(section).to_have_attribute("open", "")
    return section


def _fills_the_picture(known: Locator, hands: Hands) -> None:
    for need, words, source, how in (
        ("Parenting", "Her mother asked for help at once", "Her mother, by phone", "Somebody told us"),
        ("Family and environment", "They left home on Sunday", "Her mother, by phone", "Somebody told us"),
    ):
        row = known.get_by_role("group", name=need, exact=True)
        hands.write(row.get_by_label("What we know"), words)
        hands.write(row.get_by_label("Who says so"), source)
        hands.choose(row.get_by_label(how), f"how we know of {need.lower()}")
    child = known.get_by_role("group", name="The child's development", exact=True)
    hands.write(child.get_by_label("What we do not know"), "How she does at school")
    hands.write(child.get_by_label("Who could tell us"), "Her teacher")
    hands.press(known.get_by_role("button", name="Save what we know and do not"), "save the picture")


def _recommends(place: Locator, hands: Hands) -> None:
    hands.choose(
        place.get_by_role("group", name=re.compile("^Outcome for")).get_by_label(re.compile("^Referral: an")),
        "the outcome",
    )
    level = place.get_by_role("group", name=re.compile("^Level of need"))
    hands.choose(level.get_by_label(re.compile("^Child in need")), "the level")
    hands.write(place.get_by_label("Why", exact=True), RATIONALE)
    hands.write(place.get_by_label("What is not known, and why decide now"), MISSING)
    hands.write(place.get_by_label("What the referrer will be told"), REPLY)
    hands.press(place.get_by_role("button", name="Recommend"), "recommend")
