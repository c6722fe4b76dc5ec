"""What a referrer did not say, asked of them; the family's agreement; and danger that somebody acted on."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from frontdoor.journey.decision.queries import gaps, picture_of, stage_of
from frontdoor.journey.decision.steps import Stage
from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage import actions, asking_rules, missing, queries
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import NotPermitted, Refused
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from frontdoor.record.outbox.models import Message
from frontdoor.record.policy.editions import EXAMPLE, read_file
from frontdoor.record.policy.queries import in_force
from tests.builders import a_worker
from tests.builders.contacts import a_contact, a_told_child
from tests.builders.decisions import a_looked_at_contact, a_returned_contact
from tests.builders.editions import an_edition
from tests.builders.pages import signed_in

pytestmark = pytest.mark.django_db
LOW_LEVEL = {"sharing_basis": "public_task", "family_agreement": "not_sought"}


def an_officer() -> Worker:
    return a_worker(Role.CONTACT_OFFICER)


def a_low_level_contact(**more: object) -> Contact:
    return a_contact(**{**LOW_LEVEL, **more})  # type: ignore[arg-type]  # the builder passes fields through


def test_what_is_missing_is_listed_in_questions_that_name_nobody() -> None:
    contact = a_contact(a_told_child(impact="", date_of_birth=None), wants="", how_known="not_known")
    found = queries.asking_of(contact).missing
    assert [each.code for each in found] == ["how_known", "wants", "level_stated", "impact-1", "age-1", "home-1"]
    assert "Marlowe" not in missing.in_words(found)
    assert missing.in_words(found[:1], more=" Where is his father? ").splitlines()[-1] == "Where is his father?"


def test_a_question_leaves_by_e_mail_that_says_only_that_it_is_there(now: datetime) -> None:
    contact = a_contact(at=now)
    actions.ask(contact=contact, kind="clarity", words="Is Marlowe safe tonight?", by=an_officer(), at=now)
    message = Message.objects.latest("pk")
    assert message.to_address == contact.teller_email
    assert contact.receipt in message.subject_line
    assert "Marlowe" not in message.body + message.subject_line


def test_a_referrer_without_the_portal_is_rung_and_anonymous_ones_cannot_be_asked(now: datetime) -> None:
    nobody = {"agency_id": None, "professional_id": None, "teller_email": ""}
    aunt = a_contact(source_code="1A", at=now, **nobody)
    assert actions.ask(contact=aunt, kind="clarity", words="When?", by=an_officer(), at=now).message is None
    stranger = a_contact(source_code="9", teller_name="", teller_phone="", at=now, **nobody)
    with pytest.raises(Refused, match="Nobody knows who told us"):
        actions.ask(contact=stranger, kind="clarity", words="When?", by=an_officer(), at=now)


def test_one_question_of_a_kind_is_open_at_a_time_and_it_is_never_dropped_silently(now: datetime) -> None:
    contact, officer = a_contact(at=now), an_officer()
    question = actions.ask(contact=contact, kind="clarity", words="When?", by=officer, at=now)
    with pytest.raises(Refused, match="asked already"):
        actions.ask(contact=contact, kind="clarity", words="Where?", by=officer, at=now)
    with pytest.raises(Refused, match="never dropped silently"):
        actions.take_back(question=question, because=" ", by=officer, at=now)
    actions.take_back(question=question, because="Their answer came by another contact", by=officer, at=now)
    with pytest.raises(Refused, match="no longer open"):
        actions.answer(question=question, words="On Sunday", by=officer, at=now)


def test_the_contact_waits_for_the_answer_and_the_time_lost_is_charged(now: datetime) -> None:
    contact, officer = a_contact(at=now), an_officer()
    assert stage_of([contact.pk]) == {contact.pk: Stage.IDENTIFYING}
    question = actions.ask(contact=contact, kind="clarity", words="When?", by=officer, at=now)
    assert stage_of([contact.pk]) == {contact.pk: Stage.CLARIFYING}
    actions.chase(question=question, outcome="no_answer", by=officer, at=now + timedelta(hours=1))
    actions.answer(question=question, words="On Sunday", by=officer, at=now + timedelta(hours=3))
    assert stage_of([contact.pk]) == {contact.pk: Stage.IDENTIFYING}
    (wait,) = queries.waits_between(1, since=now, until=now + timedelta(days=1))
    assert wait.agency_id == contact.agency_id
    assert (wait.until or now) - wait.asked_at == timedelta(hours=3)
    assert (wait.chases, wait.was_answered) == (1, True)


@pytest.mark.parametrize("urgency", ["danger", "red"])
def test_what_is_urgent_never_waits_for_an_answer(now: datetime, urgency: str) -> None:
    danger = {"is_in_danger_now": True, "danger": "Alone on the pier"} if urgency == "danger" else {}
    contact = a_contact(at=now, **danger)
    if urgency == "red":
        actions.rate(contact=contact, colour="red", reason="He is hurt", by=a_worker(), at=now)
    actions.ask(contact=contact, kind="clarity", words="When?", by=an_officer(), at=now)
    assert stage_of([contact.pk])[contact.pk] is Stage.IDENTIFYING
    assert queries.asking_of(contact).waits == ""


def test_a_safeguarding_contact_is_never_returned_for_consent(now: datetime) -> None:
    for contact in (
        a_contact(at=now),
        a_low_level_contact(family_agreement="not_needed"),
        a_low_level_contact(is_in_danger_now=True, danger="Alone on the pier"),
    ):
        with pytest.raises(Refused, match="never waits for the family's agreement"):
            actions.ask(contact=contact, kind="consent", words="Ask", by=an_officer(), at=now)


def test_a_low_level_contact_comes_back_with_what_the_family_said(now: datetime) -> None:
    contact, officer = a_low_level_contact(at=now), an_officer()
    question = actions.ask(contact=contact, kind="consent", words="Ask them", by=officer, at=now)
    assert stage_of([contact.pk])[contact.pk] is Stage.CONSENT
    clock = queries.question_clock(question, in_force(1, at=now).rules)
    assert clock.due_at > now
    with pytest.raises(Refused, match="what the family said"):
        actions.answer(question=question, words="They were pleased", by=officer, at=now)
    actions.answer(question=question, words="They were pleased", agreement="agreed", by=officer, at=now)
    assert queries.asking_of(contact).consent.agreement == "agreed"
    assert stage_of([contact.pk])[contact.pk] is not Stage.CONSENT


def test_not_asking_the_family_has_a_reason_and_a_second_person_behind_it(now: datetime) -> None:
    contact, worker = a_low_level_contact(at=now), a_worker()
    said = {"contact": contact, "reason": "police", "words": "The police speak with them on Friday", "at": now}
    actions.say_why_not_asked(by=worker, **said)
    with pytest.raises(Refused, match="recorded already"):
        actions.say_why_not_asked(by=worker, **said)
    with pytest.raises(NotPermitted):
        actions.approve_not_asking(contact=contact, by=a_worker(), at=now)
    own = a_low_level_contact(at=now)
    manager = a_worker(Role.TEAM_MANAGER)
    actions.say_why_not_asked(by=manager, **{**said, "contact": own})
    with pytest.raises(Refused, match="second person"):
        actions.approve_not_asking(contact=own, by=manager, at=now)
    assert actions.approve_not_asking(contact=contact, by=manager, at=now).approved_by == manager


def test_where_the_policy_asks_no_manager_a_reason_stands_at_once(now: datetime) -> None:
    found = read_file(EXAMPLE)["consent_reasons"]
    assert isinstance(found, list)
    lax = [{**one, "needs_manager": one["code"] == "police"} for one in found]
    an_edition(from_on=date(2018, 5, 1), consent_reasons=lax)
    manager, worker = a_worker(Role.TEAM_MANAGER), a_worker()
    free, held = a_low_level_contact(at=now), a_low_level_contact(at=now)
    said = {"words": "They are away until Friday", "by": worker, "at": now}
    actions.say_why_not_asked(contact=free, reason="not_practicable", **said)  # type: ignore[arg-type]  # as the keys say
    actions.say_why_not_asked(contact=held, reason="police", **said)  # type: ignore[arg-type]  # as above
    with pytest.raises(Refused, match="asks no manager"):
        actions.approve_not_asking(contact=free, by=manager, at=now)
    assert not asking_rules.lacks_agreement(picture_of(free, at=now).consent)
    assert asking_rules.lacks_agreement(picture_of(held, at=now).consent)
    late = now + timedelta(days=3)
    owed = [each.receipt for each in gaps(manager, at=late) if each.what.startswith("The family was not asked")]
    assert owed == [held.receipt]
    actions.approve_not_asking(contact=held, by=manager, at=now)
    assert not asking_rules.lacks_agreement(picture_of(held, at=now).consent)
    page = signed_in(worker).get(f"/contacts/{free.receipt}/").content.decode()
    assert "the policy in force asks no manager to stand behind it" in page
    told = {entry.subject_id: entry.detail for entry in Entry.objects.filter(act="consent.not_asked")}
    assert (told[free.pk]["must_be_approved"], told[held.pk]["must_be_approved"]) == (False, True)


def test_a_contact_is_rated_by_whom_the_policy_lets_rate(now: datetime) -> None:
    found = read_file(EXAMPLE)["ratings"]
    assert isinstance(found, list)
    managers = ["team_manager", "service_manager"]
    strict = [{**one, "may_rate": managers, "may_lower": managers} if one["code"] == "red" else one for one in found]
    an_edition(from_on=date(2018, 5, 1), ratings=strict)
    contact, worker, manager = a_contact(at=now), a_worker(), a_worker(Role.TEAM_MANAGER)
    said = {"contact": contact, "reason": "A burn nobody explained", "at": now}
    with pytest.raises(Refused, match="The policy lets these rate red: team manager, service manager"):
        actions.rate(colour="red", by=worker, **said)  # type: ignore[arg-type]  # as the keys say
    page = signed_in(worker).get(f"/contacts/{contact.receipt}/").content.decode()
    assert "The policy lets these rate red: team manager, service manager" in page
    actions.rate(colour="red", by=manager, **said)  # type: ignore[arg-type]  # as above
    with pytest.raises(Refused, match="change red to slower"):
        actions.rate(colour="amber", by=worker, **said)  # type: ignore[arg-type]  # as above
    actions.rate(colour="amber", by=manager, **said)  # type: ignore[arg-type]  # as above
    unqualified = a_worker(Role.TEAM_MANAGER, is_qualified=False)
    with pytest.raises(Refused, match="Only a qualified social worker"):
        actions.rate(colour="green", by=unqualified, **said)  # type: ignore[arg-type]  # as above


def test_the_clock_of_a_rating_runs_to_the_limit_its_edition_names(now: datetime) -> None:
    found = read_file(EXAMPLE)["ratings"]
    assert isinstance(found, list)
    an_edition(from_on=date(2018, 5, 1), ratings=[{**one, "limit": "red"} for one in found])
    contact = a_contact(at=now)
    rating = actions.rate(contact=contact, colour="green", reason="Thin", by=a_worker(), at=now)
    assert queries.clock_of(contact, rating, in_force(1, at=now).rules).code == "red"


def test_the_danger_clock_runs_until_somebody_acts_however_it_is_rated(now: datetime) -> None:
    contact = a_contact(at=now, is_in_danger_now=True, danger="Alone on the pier")
    rating = actions.rate(contact=contact, colour="red", reason="Alone", by=a_worker(), at=now)
    rules = in_force(1, at=now).rules
    assert queries.clock_of(contact, rating, rules).code == "danger"
    acted_at = now + timedelta(minutes=12)
    with pytest.raises(Refused, match="Choose what was done"):
        actions.act_on_danger(contact=contact, deed="thought", by=an_officer(), at=acted_at)
    actions.act_on_danger(contact=contact, deed="police", by=an_officer(), at=acted_at)
    assert queries.clock_of(contact, rating, rules).code == "red"
    (measured,) = queries.minutes_to_act(1, since=now, until=now + timedelta(hours=1))
    assert measured.minutes == 12
    with pytest.raises(Refused, match="does not say"):
        actions.act_on_danger(contact=a_contact(at=now), deed="police", by=an_officer(), at=now)


def test_the_page_asks_for_all_that_is_missing_in_one_press(now: datetime) -> None:
    contact = a_contact(a_told_child(impact=""), wants="", at=now)
    client = signed_in(an_officer())
    page = f"/contacts/{contact.receipt}/"
    assert "Ask them all" in client.get(page).content.decode()
    answered = client.post(f"{page}questions/", {"missing": "everything"})
    assert answered["Location"] == f"{page}#asking"
    html = client.get(page).content.decode()
    assert "Not answered yet." in html
    assert "An answer from the referrer" in html
    (question,) = queries.questions_of(contact)
    for place, typed in (("chase", {"outcome": "message_left"}), ("answer", {"words": "He is thin"})):
        assert client.post(f"{page}questions/{question.pk}/{place}/", typed).status_code == 302
    html = client.get(page).content.decode()
    assert "Left a message" in html
    assert "He is thin" in html


def test_my_work_lists_whom_to_chase(now: datetime) -> None:
    contact, officer = a_contact(at=now), an_officer()
    actions.ask(contact=contact, kind="clarity", words="When?", by=a_worker(), at=now)
    assert contact.receipt in signed_in(officer).get("/my-work/").content.decode()
    assert contact.receipt not in signed_in(a_worker()).get("/my-work/").content.decode()


def test_nothing_is_recommended_while_the_referrer_is_asked(now: datetime) -> None:
    contact, _ = a_looked_at_contact(at=now)
    actions.ask(contact=contact, kind="clarity", words="When?", by=a_worker(), at=now)
    html = signed_in(a_worker()).get(f"/contacts/{contact.receipt}/").content.decode()
    assert "The referrer has been asked: wait for the answer" in html


def test_a_returned_recommendation_still_says_so_while_the_referrer_is_asked(now: datetime) -> None:
    contact = a_returned_contact(at=now).recommendation.contact
    actions.ask(contact=contact, kind="clarity", words="When?", by=a_worker(), at=now)
    assert stage_of([contact.pk])[contact.pk] is Stage.RETURNED
