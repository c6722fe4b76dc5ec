from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from frontdoor.journey.children import actions as children
from frontdoor.journey.triage import actions as triage
from frontdoor.journey.triage import queries
from frontdoor.journey.triage.models import Classification, News
from frontdoor.record.access.roles import Role
from tests.builders import a_worker
from tests.builders.contacts import a_contact, a_contact_about, a_contact_about_a_known_child, a_person, named_in
from tests.builders.pages import signed_in

pytestmark = pytest.mark.django_db


def test_a_class_a_rating_and_a_worker_are_set_from_the_page(now: datetime) -> None:
    contact, _ = a_contact_about_a_known_child(at=now)
    manager = a_worker(Role.TEAM_MANAGER)
    page, client = f"/contacts/{contact.receipt}/", signed_in(manager)
    for place, typed, key in (
        ("children/1/class/", {"demand_class": "new"}, "new"),
        ("rating/", {"colour": "amber", "reason": "Afraid to go home"}, "rating"),
        ("allocation/", {"worker": str(manager.pk)}, "allocation"),
    ):
        response = client.post(page + place, typed)
        assert (response.status_code, response["Location"]) == (302, f"{page}#{key}")
    assert queries.ratings_of([contact.pk])[contact.pk].colour == "amber"
    assert queries.allocations_of([contact.pk])[contact.pk].worker == manager


@pytest.mark.parametrize(
    ("place", "typed", "words"),
    [
        ("children/1/class/", {"reason": "My words stay"}, "Choose one of the six"),
        ("children/1/class/", {"demand_class": "open_case", "reason": "My words stay"}, "not open to us"),
        ("children/1/class/", {"demand_class": "duplicate", "reason": "My words stay"}, "Choose the earlier contact"),
        ("rating/", {"reason": "My words stay"}, "Choose red, amber or green"),
        ("rating/", {"colour": "red"}, "Say why it is rated so"),
        ("allocation/", {"worker": "0"}, "Choose somebody from the list"),
    ],
)
def test_what_is_refused_is_shown_again_with_what_was_typed(
    now: datetime, place: str, typed: dict[str, str], words: str
) -> None:
    contact, _ = a_contact_about_a_known_child(at=now)
    response = signed_in(a_worker(Role.TEAM_MANAGER)).post(f"/contacts/{contact.receipt}/{place}", typed)
    html = response.content.decode()
    assert response.status_code == 422
    assert "There is a problem" in html
    assert words in html
    assert typed.get("reason", "") in html
    assert f"/contacts/{contact.receipt}/#" in html


def test_a_duplicate_is_chosen_from_the_contacts_of_the_window(now: datetime) -> None:
    first, child = a_contact_about_a_known_child(at=now - timedelta(days=2))
    second = a_contact_about(child, at=now, what_happened="Shouting again, says the neighbour")
    client = signed_in(a_worker())
    html = client.get(f"/contacts/{second.receipt}/").content.decode()
    assert f'<option value="{first.receipt}">' in html
    typed = {"demand_class": "duplicate", "linked_to": first.receipt}
    assert client.post(f"/contacts/{second.receipt}/children/1/class/", typed).status_code == 302
    assert Classification.objects.get(contact=second).linked_to == first
    html = client.get(f"/contacts/{first.receipt}/").content.decode()
    assert "Also told by" in html
    assert "Shouting again, says the neighbour" in html


def test_news_is_acknowledged_from_my_work(now: datetime) -> None:
    holder, child = a_worker(), a_person()
    before, manager = now - timedelta(days=30), a_worker(Role.TEAM_MANAGER)
    children.open_episode(person=child, worker=holder, team=None, source_code="6", by=manager, at=before)
    contact = a_contact_about(child, at=now)
    triage.classify(named=named_in(contact)[0], demand_class="open_case", by=a_worker(), at=now)
    news = News.objects.get()
    assert signed_in(a_worker()).post(f"/news/{news.pk}/acknowledge/").status_code == 302
    news.refresh_from_db()
    assert news.acknowledged_at is None
    signed_in(holder).post(f"/news/{news.pk}/acknowledge/")
    news.refresh_from_db()
    assert news.acknowledged_by == holder


@pytest.mark.parametrize(
    ("place", "role", "status"),
    [
        ("children/1/class/", Role.CONTACT_OFFICER, 403),
        ("rating/", Role.CONTACT_OFFICER, 403),
        ("allocation/", Role.SOCIAL_WORKER, 403),
        ("rating/", Role.AUDITOR, 403),
        ("rating/", Role.PARTNER, 403),
    ],
)
def test_who_may_not_look(now: datetime, place: str, role: Role, status: int) -> None:
    contact = a_contact(at=now)
    assert signed_in(a_worker(role)).post(f"/contacts/{contact.receipt}/{place}").status_code == status


def test_demand_is_counted_by_the_one_definition(now: datetime) -> None:
    contact, child = a_contact_about_a_known_child(at=now)
    triage.classify(named=named_in(contact)[0], demand_class="new", by=a_worker(), at=now)
    again = a_contact_about(child, at=now)
    triage.classify(named=named_in(again)[0], demand_class="duplicate", linked_to=contact, by=a_worker(), at=now)
    triage.classify(named=named_in(again)[0], demand_class="repeat", reason="Another day", by=a_worker(), at=now)
    a_contact(at=now)
    a_contact(at=now - timedelta(days=2))
    counts = queries.demand_counts(1, since=now - timedelta(days=1), until=now + timedelta(days=1))
    assert (counts.gross_contacts, counts.gross_children) == (3, 3)
    assert (counts.net_contacts, counts.net_children, counts.unclassed) == (2, 2, 1)
    assert (counts.by_class["new"], counts.by_class["repeat"], counts.by_class["duplicate"]) == (1, 1, 0)


def test_facts_about_one_child_are_the_same_without_the_page(now: datetime) -> None:
    first, child = a_contact_about_a_known_child(at=now - timedelta(days=2), agency_reference="INC-7")
    second = a_contact_about(child, at=now, agency_reference="INC-7", source_code="7", wants="Please do checks.")
    facts = queries.facts_about(named_in(second)[0], now)
    assert [each.receipt for each in facts.earlier] == [first.receipt]
    assert facts.earlier[0].has_same_reference
    assert facts.is_from_a_record_seeker
    assert facts.words_that_ask_for_records == ("checks",)
    assert facts.is_identified
