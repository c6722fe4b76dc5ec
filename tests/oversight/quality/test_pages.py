"""What the pages of samples show, to whom, and what the ledger has of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from frontdoor.journey.intake.models import Contact
from frontdoor.oversight.quality.models import Purpose, Review, Sample, SecondDecision
from frontdoor.oversight.quality.rules import QUESTIONS
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from tests.builders import a_team, a_worker
from tests.builders.decisions import RATIONALE, REPLY, a_decided_contact
from tests.builders.involvements import involved
from tests.builders.samples import a_sample, first_case

pytestmark = pytest.mark.django_db
SignIn = Callable[[Worker], Client]
AT = datetime(2026, 10, 13, 9, tzinfo=UTC)
ALL_YES = {one.code: "yes" for one in QUESTIONS}


@pytest.fixture
def manager() -> Worker:
    return a_worker(Role.SERVICE_MANAGER)


def given_a_case(purpose: str) -> tuple[Sample, int, Contact]:
    contact, _ = a_decided_contact(kind="no_further_action", level="universal", at=AT)
    sample = a_sample(purpose, at=AT)
    return sample, first_case(sample).pk, contact


def test_an_empty_list_says_what_will_appear(signed_in: SignIn, manager: Worker) -> None:
    assert "Nothing has been drawn yet" in signed_in(manager).get("/quality/").content.decode()


def test_a_sample_is_drawn_on_the_page(signed_in: SignIn, manager: Worker) -> None:
    given_a_case(Purpose.LOOK_BACK)
    days = {"from_on": "1/1/2018", "until_on": "13/10/2026"}
    typed = {"name": "Closures", **days, "overseen": "either", "seed": "7"}
    response = signed_in(manager).post("/quality/look-back/draw/", typed, follow=True)
    assert "1 of 1 children drawn" in response.content.decode()


def test_a_refused_draw_keeps_what_was_typed(signed_in: SignIn, manager: Worker) -> None:
    typed = {"name": "Closures", "from_on": "1/1/2018", "until_on": "2/1/2018", "overseen": "either", "seed": "7"}
    response = signed_in(manager).post("/quality/consistency/draw/", typed)
    assert response.status_code == 422
    assert "widen the days" in response.content.decode()
    assert 'value="Closures"' in response.content.decode()


def test_whoever_decides_again_is_shown_nothing_of_what_was_decided(signed_in: SignIn) -> None:
    _, case_id, contact = given_a_case(Purpose.CONSISTENCY)
    page = signed_in(a_worker(Role.SOCIAL_WORKER)).get(f"/quality/cases/{case_id}/").content.decode()
    assert "sleeps at his aunt" in page
    shown = page.split("<main")[1]
    assert RATIONALE[:40] not in shown
    assert REPLY[:40] not in shown
    assert f"/contacts/{contact.receipt}/" not in shown
    assert "Took effect" not in shown


def test_whoever_decides_again_sees_what_was_done_before_and_nothing_that_followed(signed_in: SignIn) -> None:
    contact, child = a_decided_contact(kind="no_further_action", level="universal", at=AT)
    involved(child, "child_protection_plan", category="NEG", ended_on=date(2018, 1, 10), at=AT)
    for kind, day in (("assessment", AT.date()), ("section_47", AT.date() + timedelta(days=2))):
        involved(child, kind, started_on=day, at=AT + timedelta(days=30))
    case_id = first_case(a_sample(Purpose.CONSISTENCY, at=AT)).pk
    page = signed_in(a_worker(Role.SOCIAL_WORKER)).get(f"/quality/cases/{case_id}/").content.decode()
    assert "Child protection plan (neglect)" in page
    assert "24 July 2017 to 10 January 2018" in page
    assert "Child and family assessment" not in page
    assert "Section 47 enquiry" not in page
    assert f"/contacts/{contact.receipt}/" not in page.split("<main")[1]


def test_whoever_looks_back_sees_the_decision_and_its_reasons(signed_in: SignIn, manager: Worker) -> None:
    _, case_id, contact = given_a_case(Purpose.LOOK_BACK)
    page = signed_in(manager).get(f"/quality/cases/{case_id}/").content.decode()
    assert RATIONALE[:40] in page
    assert f"/contacts/{contact.receipt}/" in page


def test_everybody_shown_is_in_the_ledger_before_the_page_leaves(signed_in: SignIn, manager: Worker) -> None:
    _, case_id, contact = given_a_case(Purpose.LOOK_BACK)
    signed_in(manager).get(f"/quality/cases/{case_id}/")
    assert Entry.objects.filter(act="case.viewed", subject_id=case_id, by_id=manager.pk).count() == 1
    seen = Entry.objects.filter(act="person.viewed", by_id=manager.pk, detail__contact=contact.pk)
    assert seen.count() == 1


def test_a_review_on_the_page_leads_to_opening_it_again(signed_in: SignIn, manager: Worker) -> None:
    _, case_id, _ = given_a_case(Purpose.LOOK_BACK)
    client = signed_in(manager)
    typed = {**ALL_YES, "met": "no", "found": "unmet", "words": "His aunt was never asked"}
    response = client.post(f"/quality/cases/{case_id}/", typed, follow=True)
    assert "Open it again as a new contact" in response.content.decode()
    opened = client.post(f"/quality/cases/{case_id}/open-again/", follow=True)
    again = Review.objects.get(case_id=case_id).opened_again_as
    assert again is not None
    assert opened.redirect_chain[-1][0].endswith(f"/contacts/{again.receipt}/")


def test_a_review_left_half_done_is_refused_with_what_was_typed(signed_in: SignIn, manager: Worker) -> None:
    _, case_id, _ = given_a_case(Purpose.LOOK_BACK)
    response = signed_in(manager).post(f"/quality/cases/{case_id}/", {"words": "Half a review", "met": "yes"})
    assert response.status_code == 422
    assert "Half a review" in response.content.decode()
    assert f"Answer: {QUESTIONS[0].words}" in response.content.decode()


def test_a_second_decision_on_the_page_is_kept_and_counted(signed_in: SignIn, manager: Worker) -> None:
    sample, case_id, _ = given_a_case(Purpose.CONSISTENCY)
    typed = {"outcome": "advice", "level": "universal", "words": "Advice would do"}
    signed_in(a_worker(Role.SOCIAL_WORKER)).post(f"/quality/cases/{case_id}/", typed)
    assert SecondDecision.objects.get().outcome == "advice"
    page = signed_in(manager).get(f"/quality/samples/{sample.pk}/").content.decode()
    assert "0 of 1" in page
    assert "Few cases" in page


@pytest.mark.parametrize(
    ("role", "purpose", "status"),
    [
        (Role.SOCIAL_WORKER, Purpose.LOOK_BACK, 404),
        (Role.SOCIAL_WORKER, Purpose.CONSISTENCY, 200),
        (Role.ANALYST, Purpose.LOOK_BACK, 404),
        (Role.ANALYST, Purpose.CONSISTENCY, 404),
        (Role.AUDITOR, Purpose.LOOK_BACK, 200),
        (Role.CONTACT_OFFICER, Purpose.CONSISTENCY, 403),
        (Role.PARTNER, Purpose.LOOK_BACK, 403),
    ],
)
def test_a_case_opens_for_those_who_may_look_at_it(
    signed_in: SignIn, role: Role, purpose: Purpose, status: int
) -> None:
    _, case_id, _ = given_a_case(purpose)
    assert signed_in(a_worker(role)).get(f"/quality/cases/{case_id}/").status_code == status


def test_the_file_has_receipts_and_no_names(signed_in: SignIn, manager: Worker) -> None:
    sample, _, contact = given_a_case(Purpose.LOOK_BACK)
    told = signed_in(manager).get(f"/quality/samples/{sample.pk}/found.csv").content.decode()
    assert told.splitlines()[1] == f"1,{contact.receipt},to do,,"


def test_a_look_back_sees_the_pressure_that_a_decision_was_made_under(signed_in: SignIn, manager: Worker) -> None:
    worker = a_worker()
    Worker.objects.filter(pk=worker.pk).update(team=a_team("Front Door South"))
    _, case_id, _ = given_a_case(Purpose.LOOK_BACK)
    page = signed_in(manager).get(f"/quality/cases/{case_id}/").content.decode()
    assert "When recommended" in page
    assert "When overseen" in page
    assert "Social workers at work: 1 of 1; open contacts each: 1" in page
