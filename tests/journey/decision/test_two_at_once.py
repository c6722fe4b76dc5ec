"""Two people write at once on one contact: the second sees the first's words, loses none of their own, and chooses."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection

from frontdoor.journey.decision import actions, queries
from frontdoor.journey.decision.models import Oversight, Recommendation
from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage import actions as triage
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from frontdoor.record.policy import queries as policy
from tests.builders import a_worker
from tests.builders.contacts import a_contact
from tests.builders.decisions import (
    MISSING,
    RATIONALE,
    REPLY,
    a_contact_awaiting_oversight,
    a_contact_with_evidence,
    a_looked_at_contact,
)
from tests.builders.pages import signed_in

pytestmark = pytest.mark.django_db
MINE = {
    "outcome_1": "referral",
    "level_1": "child_in_need",
    "rationale": f"{RATIONALE} His sister too.",
    "reply": REPLY,
}


def page_of(contact: Contact) -> str:
    return f"/contacts/{contact.receipt}/"


def ash() -> Worker:
    return a_worker(name="Ash Quay")


def elm(role: Role = Role.SOCIAL_WORKER) -> Worker:
    return a_worker(role, name="Elm Quay")


def test_a_recommendation_that_another_made_meanwhile_is_shown_beside_one_s_own() -> None:
    contact, _ = a_contact_with_evidence()
    first, second, address = signed_in(ash()), signed_in(elm()), f"{page_of(contact)}recommendation/"
    typed = {**MINE, "missing": MISSING, "seen": "0"}
    theirs = {**typed, "outcome_1": "early_help", "level_1": "early_help", "rationale": RATIONALE}
    assert first.post(address, theirs).status_code == 302
    refused = second.post(address, typed)
    html = refused.content.decode()
    assert refused.status_code == 422
    assert "Ash Quay recommended while you wrote" in html
    assert html.count(RATIONALE) >= 2, "theirs and mine"
    assert "His sister too." in html
    stands = queries.latest_recommendation(contact)
    assert stands is not None
    assert f'name="seen" value="{stands.pk}"' in html
    assert "Put mine in its place" in html
    assert second.post(address, {**typed, "seen": str(stands.pk)}).status_code == 302
    made = queries.latest_recommendation(contact)
    assert made is not None
    assert made.recommended_by.name == "Elm Quay"
    assert list(queries.awaiting_oversight(1)) == [made], "the one put aside waits for nobody"
    entry = Entry.objects.filter(act="outcome.recommended", subject_id=contact.pk).latest("number")
    assert entry.detail["after"] == stands.pk
    with pytest.raises(Refused, match="later recommendation"):
        actions.oversee(recommendation=stands, kind="agreed", by=a_worker(Role.TEAM_MANAGER), at=made.recommended_at)


def test_what_a_manager_has_in_hand_is_not_taken_from_under_them(now: datetime) -> None:
    made, other = a_contact_awaiting_oversight(at=now), elm()
    actions.pick_up(recommendation=made, by=a_worker(Role.TEAM_MANAGER, name="Ivor Reed"), at=now)
    proposed = queries.proposed_in(made)
    with pytest.raises(Refused, match="Ivor Reed has what stands in hand"):
        actions.recommend(
            contact=made.contact,
            outcomes=proposed,
            rationale=RATIONALE,
            missing=MISSING,
            reply=REPLY,
            by=other,
            at=now,
            seen=made.pk,
        )


def test_what_was_written_for_a_contact_that_ended_meanwhile_is_still_there(now: datetime) -> None:
    made = a_contact_awaiting_oversight(at=now)
    actions.oversee(recommendation=made, kind="agreed", by=a_worker(Role.TEAM_MANAGER), at=now)
    html = signed_in(elm()).post(f"{page_of(made.contact)}recommendation/", {**MINE, "missing": MISSING, "seen": "0"})
    assert html.status_code == 422
    assert "His sister too." in html.content.decode()
    assert "the contact has ended" in html.content.decode()


def test_an_overseer_s_words_are_kept_when_another_decided_first(now: datetime) -> None:
    made = a_contact_awaiting_oversight(at=now)
    ivor, address = a_worker(Role.TEAM_MANAGER, name="Ivor Reed"), f"/oversight/{made.pk}/"
    due = {"direction": "Ring his aunt", "direction_due_at": now + timedelta(days=1)}
    actions.oversee(recommendation=made, kind="returned", reason="Thin", by=ivor, at=now, **due)  # type: ignore[arg-type]  # as the keys say
    typed = {
        "kind": "returned",
        "reason": "Nobody rang the school",
        "direction": "Ring the school",
        "due_on": "27/7/2018",
    }
    refused = signed_in(elm(Role.TEAM_MANAGER)).post(address, typed)
    html = refused.content.decode()
    assert refused.status_code == 422
    assert "Ivor Reed has decided about this recommendation already" in html
    assert "What you wrote, and is not saved" in html
    for words in ("Thin", "Ring his aunt", "Nobody rang the school", "Ring the school"):
        assert words in html
    assert "Keep mine as a look on its way" in html
    assert Oversight.objects.filter(recommendation=made).count() == 1


def test_an_overseer_whose_recommendation_was_taken_in_hand_meanwhile_keeps_writing(now: datetime) -> None:
    made = a_contact_awaiting_oversight(at=now)
    client, address = signed_in(elm(Role.TEAM_MANAGER)), f"/oversight/{made.pk}/"
    actions.pick_up(recommendation=made, by=a_worker(Role.TEAM_MANAGER, name="Ivor Reed"), at=_just_now())
    typed = {"kind": "returned", "reason": "Nobody rang the school", "direction": "Ring the school", "due_on": _ahead()}
    refused = client.post(address, typed)
    html = refused.content.decode()
    assert refused.status_code == 422
    assert "Somebody took this in hand while you wrote" in html
    assert "Nobody rang the school" in html
    assert 'name="take_over"' in html
    assert client.post(address, {**typed, "take_over": "yes"}).status_code == 302
    assert Oversight.objects.get(recommendation=made).reason == "Nobody rang the school"


def test_ending_a_finding_twice_says_who_ended_it(now: datetime) -> None:
    contact, _ = a_contact_with_evidence(at=now)
    finding = contact.findings.first()
    assert finding is not None
    actions.end_finding(finding=finding, by=ash(), at=now)
    with pytest.raises(Refused, match="Ash Quay has taken it back already"):
        actions.end_finding(finding=finding, by=elm(), at=now)


def test_following_a_direction_twice_says_who_followed_it(now: datetime) -> None:
    contact, _ = a_looked_at_contact(at=now)
    due = {"direction": "Ring his aunt", "direction_due_at": now + timedelta(days=1)}
    made = actions.look(contact=contact, kind="midpoint", words="Thin", by=elm(Role.TEAM_MANAGER), at=now, **due)  # type: ignore[arg-type]  # as above
    actions.follow(look=made, by=ash(), at=now)
    with pytest.raises(Refused, match="Ash Quay has said that it was followed already"):
        actions.follow(look=made, by=a_worker(), at=now)


@pytest.mark.parametrize(
    ("section", "first", "second"),
    [
        ("rating/", {"colour": "red", "reason": "A burn"}, {"colour": "green", "reason": "It healed long ago"}),
        (
            "children/1/class/",
            {"demand_class": "new", "reason": "Nothing before"},
            {"demand_class": "not_for_us", "reason": "Lives in the next county"},
        ),
    ],
)
def test_what_another_set_meanwhile_is_not_put_away_unread(
    section: str, first: dict[str, str], second: dict[str, str]
) -> None:
    contact = a_contact()
    one, other, address = signed_in(ash()), signed_in(elm()), f"{page_of(contact)}{section}"
    assert one.post(address, {**first, "seen": "0"}).status_code == 302
    refused = other.post(address, {**second, "seen": "0"})
    html = refused.content.decode()
    assert refused.status_code == 422
    assert "Ash Quay set the" in html
    assert "What stands now" in html
    assert first["reason"] in html
    assert second["reason"] in html
    seen = html.split('name="seen" value="')[1].split('"')[0]
    assert other.post(address, {**second, "seen": seen}).status_code == 302


def test_two_who_ask_the_referrer_see_each_other_s_question(now: datetime) -> None:
    contact = a_contact(at=now)
    triage.ask(contact=contact, kind="clarity", words="Who saw it?", by=ash(), at=now)
    refused = signed_in(elm()).post(f"{page_of(contact)}questions/", {"words": "Where is his father?"})
    html = refused.content.decode()
    assert refused.status_code == 422
    for words in ("Who saw it?", "Ash Quay", "Where is his father?"):
        assert words in html


def test_two_who_record_the_answer_see_each_other_s(now: datetime) -> None:
    contact = a_contact(at=now)
    question = triage.ask(contact=contact, kind="clarity", words="Who saw it?", by=ash(), at=now)
    triage.answer(question=question, words="His teacher did", by=ash(), at=now)
    refused = signed_in(elm()).post(f"{page_of(contact)}questions/{question.pk}/answer/", {"words": "The dinner lady"})
    html = refused.content.decode()
    assert refused.status_code == 422
    assert "His teacher did" in html
    assert "The dinner lady" in html


def _just_now() -> datetime:
    """The page reads the clock, so what it is shown to must be of now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now() - interval '1 minute'")
        found: datetime = cursor.fetchone()[0]
    return found


def _ahead() -> str:
    at = _just_now()
    calendar = policy.in_force(1, at=at).rules.calendar
    day = next(one for one in (at.date() + timedelta(days=ahead) for ahead in range(1, 9)) if calendar.is_open_day(one))
    return f"{day.day}/{day.month}/{day.year}"


def test_a_recommendation_by_a_form_that_saw_nothing_newer_is_made(now: datetime) -> None:
    contact, _ = a_contact_with_evidence(at=now)
    typed = {**MINE, "missing": MISSING, "seen": "0"}
    assert signed_in(ash()).post(f"{page_of(contact)}recommendation/", typed).status_code == 302
    assert Recommendation.objects.filter(contact=contact).count() == 1
