from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from frontdoor.journey.children import actions as children
from frontdoor.journey.decision import actions as decision
from frontdoor.journey.decision.models import Recommendation
from frontdoor.journey.intake import actions as intake
from frontdoor.journey.triage import actions as triage
from frontdoor.journey.triage.models import News
from frontdoor.oversight.worklist.queries.mine import my_work
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from tests.builders import a_worker
from tests.builders.contacts import a_contact, a_contact_about, a_person, named_in, said_to_be
from tests.builders.decisions import a_looked_at_contact, a_returned_contact, recommend, weigh

pytestmark = pytest.mark.django_db
SignIn = Callable[[Worker], Client]


def test_contacts_with_me_are_mine_and_nobody_elses(now: datetime) -> None:
    worker = a_worker()
    contact, _ = a_looked_at_contact(worker=worker)
    a_looked_at_contact()
    assert [line.receipt for line in my_work(worker, at=now).contacts] == [contact.receipt]


def test_what_was_returned_to_me_says_what_to_do_and_by_when(now: datetime) -> None:
    worker = a_worker()
    oversight = a_returned_contact(worker=worker, at=now)
    (one,) = my_work(worker, at=now).returned
    assert one.direction == "Phone his aunt and ask how weekends go"
    assert one.due_at == now + timedelta(days=1)
    assert my_work(oversight.decided_by, at=now).returned == ()


def test_once_i_recommend_again_it_is_no_longer_returned_to_me(now: datetime) -> None:
    worker = a_worker()
    contact = a_returned_contact(worker=worker, at=now).recommendation.contact
    recommend(contact, by=worker, at=now + timedelta(hours=1))
    assert my_work(worker, at=now).returned == ()


def _news(worker: Worker, now: datetime) -> str:
    child = a_person()
    children.open_episode(
        person=child, worker=worker, team=None, source_code="2A", by=a_worker(Role.TEAM_MANAGER), at=now
    )
    contact = a_contact_about(child, at=now + timedelta(hours=1))
    triage.classify(named=named_in(contact)[0], demand_class="open_case", by=a_worker(), at=now + timedelta(hours=1))
    return contact.receipt


def test_news_on_my_open_case_waits_until_i_say_i_have_it(now: datetime, signed_in: SignIn) -> None:
    worker = a_worker()
    receipt = _news(worker, now)
    (one,) = my_work(worker, at=now).news
    assert (one.receipt, one.name) == (receipt, "Marlowe Quillfeather")
    assert one.due_at.date() == (now + timedelta(days=1)).date()
    page = signed_in(worker).get("/my-work/").content.decode()
    assert f'action="/news/{one.news_id}/acknowledge/"' in page
    triage.acknowledge_news(news=News.objects.get(pk=one.news_id), by=worker, at=now + timedelta(hours=2))
    assert my_work(worker, at=now).news == ()


def test_drafts_i_began_are_here_until_they_are_received(now: datetime) -> None:
    worker = a_worker(Role.CONTACT_OFFICER)
    draft = intake.start_draft(by=worker, at=now)
    assert [one.draft_id for one in my_work(worker, at=now).drafts] == [draft.pk]
    assert my_work(a_worker(Role.CONTACT_OFFICER), at=now).drafts == ()


def _a_reply_by_phone(worker: Worker, now: datetime) -> Recommendation:
    child = a_person()
    contact = a_contact(
        source_code="1A",
        agency_id=None,
        professional_id=None,
        teller_name="Clementine Thistledown",
        teller_role="Aunt",
        teller_phone="01632 960 222",
        teller_email="",
        at=now,
    )
    said_to_be(named_in(contact)[0], child, at=now)
    triage.classify(named=named_in(contact)[0], demand_class="new", by=worker, at=now)
    triage.rate(contact=contact, colour="amber", reason="He is afraid", by=worker, at=now)
    triage.allocate(contact=contact, worker=worker, by=a_worker(Role.TEAM_MANAGER), at=now)
    weigh(contact, by=worker, at=now)
    return recommend(contact, by=worker, at=now)


def test_a_referrer_to_phone_is_in_the_work_of_whoever_recommended_and_of_managers(now: datetime) -> None:
    worker, manager = a_worker(), a_worker(Role.TEAM_MANAGER)
    recommendation = _a_reply_by_phone(worker, now)
    decision.oversee(recommendation=recommendation, kind="agreed", by=manager, at=now)
    for somebody in (worker, manager):
        (one,) = my_work(somebody, at=now).replies
        assert (one.teller, one.phone) == ("Clementine Thistledown", "01632 960 222")
    assert my_work(a_worker(), at=now).replies == ()


@pytest.mark.parametrize("role", list(Role))
def test_my_work_opens_for_whoever_has_work(role: Role, signed_in: SignIn) -> None:
    expected = 403 if role in (Role.ANALYST, Role.PARTNER, Role.ADMINISTRATOR) else 200
    assert signed_in(a_worker(role)).get("/my-work/").status_code == expected


def test_my_work_takes_few_queries(
    now: datetime, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    worker = a_worker()
    for _ in range(5):
        a_looked_at_contact(worker=worker)
    _news(worker, now)
    a_returned_contact(worker=worker, at=now)
    client = signed_in(worker)
    client.get("/my-work/")
    with django_assert_max_num_queries(15):
        page = client.get("/my-work/").content.decode()
    assert "With me: 6" in page
