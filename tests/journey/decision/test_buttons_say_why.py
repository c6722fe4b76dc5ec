"""The reasons beside a button that is not live are the reasons for which its action refuses: no more, no fewer."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import frontdoor
from frontdoor.journey.decision import actions as decision
from frontdoor.journey.decision.facts import ProposedOutcome
from frontdoor.journey.decision.models import Recommendation
from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage import actions as triage
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Role
from tests.builders import a_worker
from tests.builders.contacts import a_contact, a_contact_about, a_person, a_told_child, named_in
from tests.builders.decisions import (
    MISSING,
    RATIONALE,
    REPLY,
    a_contact_awaiting_oversight,
    a_contact_with_evidence,
    a_looked_at_contact,
    decide,
    recommend,
    weigh,
)
from tests.builders.pages import signed_in

pytestmark = pytest.mark.django_db
LOW_LEVEL = {"sharing_basis": "public_task", "family_agreement": "not_sought"}
REASONS = re.compile(r'<div class="fd-reasons" id="([a-z-]+)">.*?<ul>(.*?)</ul>', re.DOTALL)
# Buttons that carry reasons, by the reasons' id, and what their action is called. A new one is added here, or fails.
BUTTONS = {
    "send-recommendation": "decision.recommend",
    "agree": "decision.oversee",
    "return-for-consent": "triage.ask",
    "approve-not-asking": "triage.approve_not_asking",
    "set-rating": "triage.rate",
}


@dataclass(frozen=True, kw_only=True)
class Tried:
    """A button on a page as somebody sees it, and pressing it by its action."""

    button: str
    page: str
    who: Worker
    press: Callable[[], object]


def _recommending(contact: Contact, worker: Worker, now: datetime) -> Tried:
    proposed = {each.pk: ProposedOutcome(kind="advice", level="universal") for each in named_in(contact)}
    words = {"rationale": RATIONALE, "missing": MISSING, "reply": REPLY}
    return Tried(
        button="send-recommendation",
        page=f"/contacts/{contact.receipt}/",
        who=worker,
        press=lambda: decision.recommend(contact=contact, outcomes=proposed, by=worker, at=now, **words),
    )


def _agreeing(made: Recommendation, now: datetime) -> Tried:
    manager = a_worker(Role.TEAM_MANAGER)
    return Tried(
        button="agree",
        page=f"/oversight/{made.pk}/",
        who=manager,
        press=lambda: decision.oversee(recommendation=made, kind="agreed", by=manager, at=now),
    )


def just_received(now: datetime) -> Tried:
    return _recommending(a_contact(a_told_child(), a_told_child("Isolde"), at=now), a_worker(), now)


def only_looked_at(now: datetime) -> Tried:
    return _recommending(a_looked_at_contact(at=now)[0], a_worker(), now)


def asked_of_the_referrer(now: datetime) -> Tried:
    contact, _ = a_contact_with_evidence(at=now)
    triage.ask(contact=contact, kind="clarity", words="When?", by=a_worker(), at=now)
    return _recommending(contact, a_worker(), now)


def with_news_since_it_was_read(now: datetime) -> Tried:
    contact, child = a_contact_with_evidence(at=now)
    a_contact_about(child, at=now + timedelta(minutes=5))
    return _recommending(contact, a_worker(), now)


def agreeing_after_news(now: datetime) -> Tried:
    made = a_contact_awaiting_oversight(at=now)
    triage.classify(
        named=named_in(made.contact)[0], demand_class="not_for_us", reason="Lives elsewhere", by=a_worker(), at=now
    )
    return _agreeing(made, now)


def agreeing_to_close_one_who_came_back(now: datetime) -> Tried:
    child = a_person()
    decide(a_contact_about(child, at=now - timedelta(days=35)), at=now - timedelta(days=34))
    contact, worker = a_contact_about(child, at=now), a_worker()
    triage.classify(named=named_in(contact)[0], demand_class="repeat", by=worker, at=now)
    triage.rate(contact=contact, colour="green", reason="Nobody is hurt", by=worker, at=now)
    weigh(contact, by=worker, at=now)
    return _agreeing(recommend(contact, by=worker, kind="advice", level="universal", at=now), now)


def returning_one_that_cannot_be_returned(now: datetime) -> Tried:
    nobody = {"agency_id": None, "professional_id": None, "teller_email": "", "teller_name": "", "teller_phone": ""}
    contact, worker = a_contact(source_code="9", at=now, **nobody, **LOW_LEVEL), a_worker()
    return Tried(
        button="return-for-consent",
        page=f"/contacts/{contact.receipt}/",
        who=worker,
        press=lambda: triage.ask(contact=contact, kind="consent", words="Ask", by=worker, at=now),
    )


def standing_behind_one_s_own_words(now: datetime) -> Tried:
    contact, manager = a_contact(at=now, **LOW_LEVEL), a_worker(Role.TEAM_MANAGER)
    triage.say_why_not_asked(contact=contact, reason="police", words="On Friday", by=manager, at=now)
    return Tried(
        button="approve-not-asking",
        page=f"/contacts/{contact.receipt}/",
        who=manager,
        press=lambda: triage.approve_not_asking(contact=contact, by=manager, at=now),
    )


def rating_without_being_qualified(now: datetime) -> Tried:
    contact, worker = a_contact(at=now), a_worker(is_qualified=False)
    return Tried(
        button="set-rating",
        page=f"/contacts/{contact.receipt}/",
        who=worker,
        press=lambda: triage.rate(contact=contact, colour="amber", reason="Thin", by=worker, at=now),
    )


TRIED = (
    rating_without_being_qualified,
    just_received,
    only_looked_at,
    asked_of_the_referrer,
    with_news_since_it_was_read,
    agreeing_after_news,
    agreeing_to_close_one_who_came_back,
    returning_one_that_cannot_be_returned,
    standing_behind_one_s_own_words,
)


def reasons_beside(page: str, button: str) -> list[str]:
    """Read the reasons beside a button; "in-the-way" is where the rail has those of recommending."""
    for place, listed in REASONS.findall(page):
        if place == f"{button}-reasons":
            return [html.unescape(each) for each in re.findall(r"<li>(.*?)</li>", listed, re.DOTALL)]
    return []


@pytest.mark.parametrize("situation", TRIED)
def test_what_stands_beside_the_button_is_why_the_action_refuses(
    situation: Callable[[datetime], Tried], now: datetime
) -> None:
    tried = situation(now)
    page = signed_in(tried.who).get(tried.page).content.decode()
    shown = reasons_beside(page, tried.button)
    with pytest.raises(Refused) as refused:
        tried.press()
    assert shown
    assert shown == list(refused.value.reasons)


def test_every_button_that_carries_reasons_is_tried() -> None:
    house = Path(frontdoor.__file__).parent
    rooms = ("journey/decision", "journey/triage")
    written = [page.read_text() for room in rooms for page in (house / room / "templates").rglob("*.html")]
    found = {
        name
        for page in written
        for name in re.findall(r'components/button\.html" with [^%]*?id="([a-z-]+)"[^%]*reasons=', page)
    }
    assert found == set(BUTTONS)
