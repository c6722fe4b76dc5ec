"""Drawing, reviewing, opening again and deciding again: what is kept, what the ledger has, and what is refused."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from frontdoor.journey.decision import actions as decision
from frontdoor.journey.decision.models import Outcome
from frontdoor.journey.intake.models import Contact, Identification, NamedPerson
from frontdoor.oversight.quality import actions
from frontdoor.oversight.quality.models import Answer, Case, Purpose, Review, Sample, SecondDecision
from frontdoor.oversight.quality.queries import cases, results
from frontdoor.oversight.quality.rules import QUESTIONS
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import NotPermitted, Refused
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from tests.builders import a_worker
from tests.builders.contacts import named_in
from tests.builders.decisions import a_decided_contact
from tests.builders.samples import a_sample, first_case

pytestmark = pytest.mark.django_db
ALL_YES = {one.code: "yes" for one in QUESTIONS}
UNMET = {**ALL_YES, "met": "no"}


@pytest.fixture
def manager() -> Worker:
    return a_worker(Role.SERVICE_MANAGER)


def given_an_unmet_need(manager: Worker, now: datetime) -> Review:
    a_decided_contact(kind="no_further_action", level="universal", at=now)
    case = first_case(a_sample(by=manager, at=now))
    return actions.review(
        case=case, found="unmet", words="Nobody asked his aunt", answers=UNMET, by=manager, at=now + timedelta(hours=1)
    )


def test_a_sample_keeps_what_it_was_drawn_from_and_draws_the_same_again(manager: Worker, now: datetime) -> None:
    for _ in range(4):
        a_decided_contact(at=now)
    first, again = (a_sample(by=manager, seed=7, most=3, at=now) for _ in range(2))
    drawn = [list(Case.objects.filter(sample=one).values_list("position", "named_id")) for one in (first, again)]
    assert drawn[0] == drawn[1]
    assert [position for position, _ in drawn[0]] == [1, 2, 3]
    assert (first.fitting, first.seed, first.drawn_by) == (4, 7, manager)
    entry = Entry.objects.filter(act="sample.drawn").latest("number")
    assert entry.detail == {"purpose": "look_back", "seed": 7, "fitting": 4, "drawn": 3}


def test_what_fits_is_told_by_outcome_days_and_oversight(manager: Worker, now: datetime) -> None:
    a_decided_contact(kind="no_further_action", level="universal", at=now)
    a_decided_contact(kind="advice", level="universal", at=now)
    a_decided_contact(kind="advice", level="universal", at=now - timedelta(days=30))
    assert a_sample(by=manager, outcomes=("advice",), at=now).fitting == 1
    assert a_sample(by=manager, at=now).fitting == 2
    assert a_sample(by=manager, overseen="agreed", at=now).fitting == 2
    for overseen in ("changed", "without"):
        with pytest.raises(Refused, match="widen"):
            a_sample(by=manager, overseen=overseen, at=now)


def test_what_ended_in_an_older_system_can_be_looked_back_at_without_oversight(manager: Worker, now: datetime) -> None:
    a_decided_contact(at=now)
    imported = Contact.objects.create(
        authority_id=1,
        receipt="C9999999",
        channel="import",
        source_code="6",
        how_known="not_known",
        what_happened="",
        is_in_danger_now=False,
        sharing_basis="not_known",
        family_agreement="not_known",
        family_told="not_known",
        received_at=now - timedelta(days=1),
        recorded_at=now,
        ended_at=now,
    )
    named = NamedPerson.objects.create(authority_id=1, contact=imported, position=1, is_child=True)
    sample = a_sample(overseen="without", by=manager, at=now)
    assert [case.named for case in Case.objects.filter(sample=sample)] == [named]


@pytest.mark.parametrize("role", [Role.CONTACT_OFFICER, Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.ANALYST])
def test_only_some_may_draw(role: Role, now: datetime) -> None:
    a_decided_contact(at=now)
    with pytest.raises(NotPermitted):
        a_sample(by=a_worker(role), at=now)
    assert not Sample.objects.exists()


def test_a_review_is_kept_with_every_answer(manager: Worker, now: datetime) -> None:
    review = given_an_unmet_need(manager, now)
    assert dict(Answer.objects.filter(review=review).values_list("question", "answer")) == UNMET
    assert Entry.objects.filter(act="case.reviewed", subject="case", subject_id=review.case_id).count() == 1
    found = results.looked_back(review.case.sample)
    assert (found.reviewed, found.opened_again, found.still_to_open) == (1, 0, 1)
    assert (found.sound, found.thin, found.unmet) == (0, 0, 1)
    assert found.questions[-1].counts == (0, 1, 0)


def test_a_refused_review_leaves_nothing(manager: Worker, now: datetime) -> None:
    a_decided_contact(at=now)
    case = first_case(a_sample(by=manager, at=now))
    with pytest.raises(Refused, match="another finding"):
        actions.review(case=case, found="sound", words="Fine", answers={**ALL_YES, "reason": "no"}, by=manager, at=now)
    assert not Review.objects.exists()
    assert not Answer.objects.exists()
    assert not Entry.objects.filter(act="case.reviewed").exists()


def test_nobody_reviews_what_they_took_part_in(now: datetime) -> None:
    contact, _ = a_decided_contact(at=now)
    outcome = Outcome.objects.select_related("oversight__decided_by").get(contact=contact)
    case = first_case(a_sample(at=now))
    overseer = outcome.oversight.decided_by
    with pytest.raises(Refused, match="second person"):
        actions.review(case=case, found="sound", words="Fine", answers=ALL_YES, by=overseer, at=now)
    listed = cases.lines(case.sample, overseer)
    assert [line.is_own for line in listed] == [True]
    assert cases.next_case(listed) is None


def test_a_case_is_reviewed_once(manager: Worker, now: datetime) -> None:
    review = given_an_unmet_need(manager, now)
    with pytest.raises(Refused, match="already"):
        actions.review(case=review.case, found="sound", words="Fine", answers=ALL_YES, by=a_manager(), at=now)


def a_manager() -> Worker:
    return a_worker(Role.TEAM_MANAGER)


def test_opening_again_takes_a_contact_about_the_same_child_now(manager: Worker, now: datetime) -> None:
    review = given_an_unmet_need(manager, now)
    at = now + timedelta(days=20)
    contact = actions.open_again(made=review, by=manager, at=at)
    before = review.case.named
    again = named_in(contact)[0]
    said = Identification.objects.get(named=again, withdrawn_at__isnull=True)
    known = Identification.objects.get(named=before, withdrawn_at__isnull=True)
    assert (contact.received_at, contact.ended_at, contact.channel) == (at, None, "look_back")
    assert before.contact.receipt in contact.what_happened
    assert "Nobody asked his aunt" in contact.what_happened
    assert said.person_id == known.person_id
    review.refresh_from_db()
    assert (review.opened_again_as, review.opened_again_by) == (contact, manager)
    assert Entry.objects.filter(act="case.opened_again", subject_id=review.case_id).count() == 1
    with pytest.raises(Refused, match="already"):
        actions.open_again(made=review, by=manager, at=at)


def test_a_decision_that_stands_is_not_opened_again(manager: Worker, now: datetime) -> None:
    a_decided_contact(at=now)
    case = first_case(a_sample(by=manager, at=now))
    review = actions.review(case=case, found="sound", words="It says why", answers=ALL_YES, by=manager, at=now)
    with pytest.raises(Refused, match="need may be unmet"):
        actions.open_again(made=review, by=manager, at=now)


def test_the_database_itself_refuses_to_open_a_sound_case_again(manager: Worker, now: datetime) -> None:
    contact, _ = a_decided_contact(at=now)
    case = first_case(a_sample(by=manager, at=now))
    review = actions.review(case=case, found="sound", words="It says why", answers=ALL_YES, by=manager, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(
            opened_again_as=contact, opened_again_at=now, opened_again_by=manager
        )


def given_a_second_decision(*, outcome: str, level: str, now: datetime, opens: bool = False) -> SecondDecision:
    contact, _ = a_decided_contact(kind="early_help", level="early_help", at=now)
    sample = a_sample(Purpose.CONSISTENCY, at=now)
    other = a_worker(Role.SOCIAL_WORKER)
    if opens:
        decision.note_contact_opened(contact=contact, people=[], by=other, at=now)
    return actions.decide_again(
        case=first_case(sample), outcome=outcome, level=level, words="So I see it", by=other, at=now
    )


def test_a_second_decision_changes_nothing_for_the_child(now: datetime) -> None:
    made = given_a_second_decision(outcome="referral", level="child_in_need", now=now)
    assert made.was_unseen
    assert Outcome.objects.get(named=made.case.named).kind == "early_help"
    assert Entry.objects.filter(act="case.decided_again", subject_id=made.case_id).count() == 1
    found = results.consistency(made.case.sample)
    assert (found.outcome.cases, found.outcome.same, found.seen_before) == (1, 0, 0)
    assert sum(sum(row.counts) for row in found.rows) == 1


def test_two_who_decide_alike_agree(now: datetime) -> None:
    found = results.consistency(given_a_second_decision(outcome="early_help", level="early_help", now=now).case.sample)
    assert (found.outcome.same, found.level.same, found.without_level) == (1, 1, 0)


def test_whoever_had_opened_the_contact_is_not_counted(now: datetime) -> None:
    made = given_a_second_decision(outcome="early_help", level="early_help", now=now, opens=True)
    found = results.consistency(made.case.sample)
    assert not made.was_unseen
    assert (found.outcome.cases, found.seen_before) == (0, 1)


def test_only_what_was_weighed_for_need_is_decided_again(now: datetime) -> None:
    a_decided_contact(kind="advice", level="universal", at=now)
    assert a_sample(Purpose.CONSISTENCY, at=now).fitting == 1
    with pytest.raises(Refused, match="widen"):
        a_sample(Purpose.CONSISTENCY, outcomes=("signposted",), at=now)
