from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from frontdoor.journey.children import actions as children
from frontdoor.journey.triage import actions as triage
from frontdoor.journey.triage import queries
from frontdoor.journey.triage.models import Allocation, Classification, News, Rating
from frontdoor.record.access.refusals import NotPermitted, Refused
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from frontdoor.record.policy.queries import in_force
from tests.builders import a_team, a_worker
from tests.builders.contacts import (
    a_contact,
    a_contact_about,
    a_contact_about_a_known_child,
    a_person,
    named_in,
)

pytestmark = pytest.mark.django_db


def acts(contact_id: int) -> list[str]:
    return list(
        Entry.objects.filter(subject="contact", subject_id=contact_id).order_by("number").values_list("act", flat=True)
    )


def test_a_class_is_set_and_in_the_ledger(now: datetime) -> None:
    contact, _ = a_contact_about_a_known_child(at=now)
    triage.classify(named=named_in(contact)[0], demand_class="new", by=a_worker(), at=now)
    assert queries.classes_of([named_in(contact)[0].pk])[named_in(contact)[0].pk].demand_class == "new"
    assert "child.classified" in acts(contact.pk)


def test_setting_a_class_again_ends_the_earlier_and_needs_a_reason(now: datetime) -> None:
    contact, _ = a_contact_about_a_known_child(at=now)
    child, worker = named_in(contact)[0], a_worker()
    triage.classify(named=child, demand_class="new", by=worker, at=now)
    with pytest.raises(Refused, match="why the class changes"):
        triage.classify(named=child, demand_class="repeat", by=worker, at=now)
    triage.classify(named=child, demand_class="repeat", reason="He was here in May", by=worker, at=now)
    assert list(Classification.objects.filter(named=child, ended_at__isnull=True).values_list("demand_class")) == [
        ("repeat",)
    ]
    assert Classification.objects.get(named=child, demand_class="new").ended_by == worker


def test_open_case_information_goes_to_the_allocated_worker(now: datetime) -> None:
    holder, team = a_worker(), a_team(kind="assessment")
    child = a_person()
    children.open_episode(
        person=child,
        worker=holder,
        team=team,
        source_code="6",
        by=a_worker(Role.TEAM_MANAGER),
        at=now - timedelta(days=30),
    )
    contact = a_contact_about(child, at=now)
    triage.classify(named=named_in(contact)[0], demand_class="open_case", by=a_worker(), at=now)
    news = queries.news_for(holder).get()
    assert "news.passed" in acts(contact.pk)
    with pytest.raises(Refused, match="Only the worker"):
        triage.acknowledge_news(news=news, by=a_worker(), at=now)
    triage.acknowledge_news(news=news, by=holder, at=now)
    assert not queries.news_for(holder).exists()
    assert Entry.objects.filter(act="news.acknowledged", subject="news", subject_id=news.pk).exists()
    with pytest.raises(Refused, match="already"):
        triage.acknowledge_news(news=news, by=holder, at=now)


def test_news_is_passed_once_however_often_it_is_classed(now: datetime) -> None:
    child, worker = a_person(), a_worker()
    children.open_episode(
        person=child,
        worker=worker,
        team=None,
        source_code="6",
        by=a_worker(Role.TEAM_MANAGER),
        at=now - timedelta(days=30),
    )
    contact = a_contact_about(child, at=now)
    named = named_in(contact)[0]
    for code in ("open_case", "new", "open_case"):
        triage.classify(named=named, demand_class=code, reason="Looked again", by=worker, at=now)
    assert News.objects.filter(named=named).count() == 1


def test_a_child_who_is_not_open_is_no_open_case(now: datetime) -> None:
    contact, _ = a_contact_about_a_known_child(at=now)
    with pytest.raises(Refused, match="not open to us"):
        triage.classify(named=named_in(contact)[0], demand_class="open_case", by=a_worker(), at=now)


def test_a_duplicate_carries_its_facts_to_the_earlier_contact(now: datetime) -> None:
    first, child = a_contact_about_a_known_child(at=now - timedelta(days=2))
    second = a_contact_about(child, at=now, what_happened="His neighbour heard shouting too.")
    named = named_in(second)[0]
    triage.classify(named=named, demand_class="duplicate", linked_to=first, by=a_worker(), at=now)
    told = queries.also_told_by(first)
    assert [each.contact.what_happened for each in told] == ["His neighbour heard shouting too."]


def test_a_duplicate_of_a_contact_about_another_child_is_refused(now: datetime) -> None:
    other, _ = a_contact_about_a_known_child(at=now - timedelta(days=2))
    contact = a_contact_about(a_person("Isolde", "Farthingale"), at=now)
    with pytest.raises(Refused, match="not about this child"):
        triage.classify(named=named_in(contact)[0], demand_class="duplicate", linked_to=other, by=a_worker(), at=now)


def test_duplicates_may_be_linked_to_contacts_of_the_window_only(now: datetime) -> None:
    child = a_person()
    for days in (8, 3):
        a_contact_about(child, at=now - timedelta(days=days))
    contact = a_contact_about(child, at=now)
    found = queries.earlier_within_duplicate_window(contact, child, in_force(1, at=now).rules)
    assert [each.received_at for each in found] == [now - timedelta(days=3)]


def test_a_rating_changes_with_a_reason_and_the_clock_still_runs_from_the_receipt(now: datetime) -> None:
    contact = a_contact(at=now)
    worker, rules = a_worker(), in_force(1, at=now).rules
    assert queries.clock_of(contact, None, rules).code == "unrated"
    first = triage.rate(contact=contact, colour="green", reason="Quiet", by=worker, at=now + timedelta(hours=1))
    green = queries.clock_of(contact, first, rules)
    with pytest.raises(Refused, match="why the rating changes"):
        triage.rate(contact=contact, colour="red", reason="", by=worker, at=now + timedelta(hours=2))
    second = triage.rate(contact=contact, colour="red", reason="A burn", by=worker, at=now + timedelta(hours=2))
    red = queries.clock_of(contact, second, rules)
    assert (green.code, red.code) == ("green", "red")
    assert red.due_at == now + timedelta(hours=4)
    assert Rating.objects.filter(contact=contact, ended_at__isnull=True).count() == 1
    assert acts(contact.pk).count("contact.rated") == 2


def test_danger_is_due_in_the_hour_until_somebody_rates(now: datetime) -> None:
    contact = a_contact(at=now, is_in_danger_now=True, danger="He is at home with the man who hit him")
    clock = queries.clock_of(contact, None, in_force(1, at=now).rules)
    assert (clock.code, clock.due_at) == ("danger", now + timedelta(hours=1))


def test_only_somebody_qualified_rates(now: datetime) -> None:
    contact = a_contact(at=now)
    with pytest.raises(NotPermitted):
        triage.rate(contact=contact, colour="red", reason="A burn", by=a_worker(Role.CONTACT_OFFICER), at=now)
    unqualified = a_worker()
    unqualified.is_qualified = False
    with pytest.raises(Refused, match="qualified"):
        triage.rate(contact=contact, colour="red", reason="A burn", by=unqualified, at=now)


def test_a_contact_is_with_one_worker_at_a_time(now: datetime) -> None:
    contact, manager = a_contact(at=now), a_worker(Role.TEAM_MANAGER)
    first, second = a_worker(), a_worker()
    triage.allocate(contact=contact, worker=first, by=manager, at=now)
    with pytest.raises(Refused, match="already"):
        triage.allocate(contact=contact, worker=first, by=manager, at=now)
    triage.allocate(contact=contact, worker=second, by=manager, at=now)
    assert queries.allocations_of([contact.pk])[contact.pk].worker == second
    assert Allocation.objects.filter(contact=contact).count() == 2
    assert acts(contact.pk).count("contact.allocated") == 2


def test_a_contact_is_given_by_a_manager_to_somebody_who_may_decide(now: datetime) -> None:
    contact = a_contact(at=now)
    with pytest.raises(NotPermitted):
        triage.allocate(contact=contact, worker=a_worker(), by=a_worker(), at=now)
    with pytest.raises(Refused, match="role"):
        triage.allocate(contact=contact, worker=a_worker(Role.CONTACT_OFFICER), by=a_worker(Role.TEAM_MANAGER), at=now)


def test_another_authority_s_worker_is_not_given_a_contact(now: datetime) -> None:
    contact, stranger = a_contact(at=now), a_worker()
    stranger.authority_id = 2
    with pytest.raises(Refused, match="no longer works here"):
        triage.allocate(contact=contact, worker=stranger, by=a_worker(Role.TEAM_MANAGER), at=now)
