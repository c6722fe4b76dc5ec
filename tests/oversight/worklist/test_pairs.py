from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from frontdoor.journey.children import actions as children
from frontdoor.journey.children import queries
from frontdoor.journey.children.models import NotSame, PairQuestion, Person, PossiblePair, SamePerson
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from tests.builders import Machinery, a_worker
from tests.builders.contacts import a_contact_about, a_person
from tests.builders.identities import joined, kept_apart, proposed, warned_of

pytestmark = pytest.mark.django_db
SignIn = Callable[[Worker], Client]
JOINS = {Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.SERVICE_MANAGER}


@pytest.fixture
def one() -> Person:
    return a_person("Isadora", "Thistledown", date_of_birth=date(2012, 5, 17), sex="F", nhs_number="9434765919")


@pytest.fixture
def other() -> Person:
    return a_person("Isadora", "Thistledon", date_of_birth=date(2012, 5, 17), sex="F", nhs_number="9434765919")


def found(*people: Person, at: datetime) -> list[tuple[int, int]]:
    children.find_pairs([each.pk for each in people], least_weight=10.0, by=Machinery(), at=at)
    return [(pair.one_id, pair.other_id) for pair in queries.open_pairs(1, most=50)]


def of(one: Person, other: Person) -> tuple[int, int]:
    return (min(one.pk, other.pk), max(one.pk, other.pk))


def test_the_register_finds_two_records_that_agree(one: Person, other: Person, now: datetime) -> None:
    a_person("Barnaby", "Grindstone", date_of_birth=date(2009, 1, 2))
    assert found(one, at=now) == [of(one, other)]
    assert PossiblePair.objects.get().weight > 10


def test_a_pair_is_found_once_whichever_of_the_two_is_looked_up(one: Person, other: Person, now: datetime) -> None:
    assert found(one, other, at=now) == [of(one, other)]
    assert found(other, at=now) == [of(one, other)]


def test_what_is_said_of_a_pair_settles_it(one: Person, other: Person, now: datetime) -> None:
    found(one, at=now)
    verdict = children.say_not_same(one=one, other=other, because="Cousins", by=a_worker(), at=now)
    assert found(one, other, at=now) == []  # it is remembered when the register is searched again
    children.withdraw_not_same(verdict=verdict, by=a_worker(), at=now)
    assert found(one, at=now) == [of(one, other)]
    proposed(one, other)
    assert found(one, at=now) == []


def test_a_verdict_settles_every_record_of_both_people(one: Person, other: Person, now: datetime) -> None:
    third = a_person("Isadora", "Thistledown", date_of_birth=date(2012, 5, 17), sex="F")
    assert len(found(one, at=now)) == 2
    joined(one, other)
    assert len(found(one, other, at=now)) == 1  # two records of one person beside the third: one line
    children.say_not_same(one=other, other=third, because="Cousins", by=a_worker(), at=now)
    assert found(one, other, third, at=now) == []


def test_two_identities_that_are_kept_apart_are_in_no_list(one: Person, other: Person, now: datetime) -> None:
    found(one, at=now)
    kept_apart(one, other)
    assert not PossiblePair.objects.exists()
    assert found(one, other, at=now) == []


def test_the_list_says_who_why_and_what_is_open(one: Person, other: Person, now: datetime, signed_in: SignIn) -> None:
    found(one, at=now)
    children.open_episode(
        person=one,
        worker=a_worker(name="Rowan Ash"),
        team=None,
        source_code="2A",
        by=a_worker(Role.TEAM_MANAGER),
        at=now,
    )
    warned_of(other)
    page = signed_in(a_worker()).get("/duplicates/").content.decode()
    assert one.reference in page
    assert other.reference in page
    assert "Open to Rowan Ash" in page
    assert "Danger to staff: Threatened a worker with a knife" in page
    entry = Entry.objects.get(act="pairs.viewed")
    assert entry.detail["shown"] == sorted([one.pk, other.pk])


@pytest.mark.parametrize("role", list(Role))
def test_the_pages_open_for_whoever_may_join(one: Person, other: Person, role: Role, signed_in: SignIn) -> None:
    link = proposed(one, other)
    browser = signed_in(a_worker(role))
    expected = 200 if role in JOINS else 403
    for path in ("/duplicates/", f"/duplicates/{one.reference}/{other.reference}/", f"/links/{link.pk}/"):
        assert browser.get(path).status_code == expected


def test_one_proposes_another_confirms_and_the_old_reference_still_opens(
    one: Person, other: Person, signed_in: SignIn
) -> None:
    path = f"/duplicates/{one.reference}/{other.reference}/"
    proposer, second = signed_in(a_worker()), signed_in(a_worker())
    refused = proposer.post(path + "same/", {"because": "Same mother"})
    assert refused.status_code == 422
    assert "Choose under which record they are read" in refused.content.decode()
    assert "Same mother" in refused.content.decode()
    proposer.post(path + "same/", {"because": "Same mother", "leading": one.reference})
    link = SamePerson.objects.get()
    own = proposer.get(f"/links/{link.pk}/").content.decode()
    assert "You proposed it: a second person has to confirm." in own
    proposer.post(f"/links/{link.pk}/confirm/")
    assert queries.identities_of([one.pk])[one.pk] == {one.pk}
    second.post(f"/links/{link.pk}/confirm/")
    page = second.get(f"/children/{other.reference}/").content.decode()
    assert f"You asked for {other.reference}." in page
    assert f"{one.reference}</title>" in page or f"<title>{one.reference}" in page
    assert "Isadora Thistledon" in page


def test_parting_asks_what_is_known_and_shows_what_goes_where(
    one: Person, other: Person, now: datetime, signed_in: SignIn
) -> None:
    link = joined(one, other)
    children.add_other_name(person=other, first_name="Izzy", last_name="", by=a_worker(), at=now.replace(hour=12))
    browser = signed_in(a_worker())
    page = browser.get(f"/links/{link.pk}/").content.decode()
    assert "Recorded since they were joined: 1" in page
    assert f'Also known as Izzy</td><th scope="row" data-label="Stays with">{other.reference}' in page
    assert browser.post(f"/links/{link.pk}/end/", {"because": "Cousins"}).status_code == 422
    browser.post(f"/links/{link.pk}/end/", {"because": "Cousins", "are_two_people": "yes"})
    assert queries.identities_of([one.pk])[one.pk] == {one.pk}
    assert NotSame.objects.get().because == "Cousins"
    assert "Cousins" in browser.get(f"/duplicates/{one.reference}/{other.reference}/").content.decode()


def test_not_the_same_is_kept_and_can_be_withdrawn(one: Person, other: Person, signed_in: SignIn) -> None:
    path = f"/duplicates/{one.reference}/{other.reference}/"
    browser = signed_in(a_worker())
    browser.post(path + "not-the-same/", {"because": "Different mothers"})
    assert "They are not suggested again." in browser.get(path).content.decode()
    browser.post(f"/verdicts/{NotSame.objects.get().pk}/withdraw/")
    assert "Propose that they are one person" in browser.get(path).content.decode()


def test_somebody_who_knows_them_finds_the_question_in_their_work(
    one: Person, other: Person, signed_in: SignIn
) -> None:
    path = f"/duplicates/{one.reference}/{other.reference}/"
    knower = a_worker(name="Rowan Ash")
    asker = signed_in(a_worker(name="Hazel Moor"))
    asker.post(path + "ask/", {"worker": knower.pk, "words": "You met the mother"})
    question = PairQuestion.objects.get()
    theirs = signed_in(knower)
    work = theirs.get("/my-work/").content.decode()
    assert "Hazel Moor" in work
    assert "You met the mother" in work
    assert theirs.post(f"/questions/{question.pk}/", {}).status_code == 422
    theirs.post(f"/questions/{question.pk}/", {"answer": "cannot_say", "words": "I met only one"})
    assert "Asked of me" not in theirs.get("/my-work/").content.decode()
    assert "I cannot say" in asker.get(path).content.decode()
    assert theirs.get(f"/questions/{question.pk}/").status_code == 404


def test_another_workers_question_is_not_found(one: Person, other: Person, now: datetime, signed_in: SignIn) -> None:
    question = children.ask_about(one=one, other=other, words="", of=a_worker(), by=a_worker(), at=now)
    assert signed_in(a_worker()).get(f"/questions/{question.pk}/").status_code == 404


def test_a_pair_that_is_kept_apart_is_neither_compared_nor_named(
    one: Person, other: Person, now: datetime, signed_in: SignIn
) -> None:
    question = children.ask_about(one=one, other=other, words="", of=(knower := a_worker()), by=a_worker(), at=now)
    kept_apart(one, other)
    browser = signed_in(a_worker())
    page = browser.get(f"/duplicates/{one.reference}/{other.reference}/").content.decode()
    assert "cannot be joined here" in page
    assert one.reference not in page
    assert other.reference not in page
    theirs = signed_in(knower)
    assert other.reference not in theirs.get("/my-work/").content.decode()
    assert theirs.get(f"/questions/{question.pk}/").status_code == 404


def test_two_identities_are_kept_apart_on_a_page_that_few_may_open(
    one: Person, other: Person, signed_in: SignIn
) -> None:
    manager = signed_in(a_worker(Role.SERVICE_MANAGER))
    told = {"one": one.reference, "other": other.reference, "because": "Adoption order of 3 May 2016"}
    assert manager.post("/duplicates/apart/", {**told, "other": "P999999"}).status_code == 422
    assert manager.post("/duplicates/apart/", told).status_code == 302
    assert queries.never_together([one.pk, other.pk])
    assert signed_in(a_worker(Role.TEAM_MANAGER)).get("/duplicates/apart/").status_code == 403


def test_another_record_is_put_beside_by_its_reference(one: Person, other: Person, signed_in: SignIn) -> None:
    browser = signed_in(a_worker())
    path = f"/children/{one.reference}/compare/"
    assert browser.post(path, {"other": other.reference.lower()})["Location"].endswith(f"/{other.reference}/")
    for wrong in ("", "P999999", one.reference):
        assert browser.post(path, {"other": wrong})["Location"] == f"/children/{one.reference}/"


def test_looking_among_those_recorded_since_finds_them(
    one: Person, other: Person, now: datetime, signed_in: SignIn
) -> None:
    browser = signed_in(a_worker())
    browser.post("/duplicates/find/")
    assert [of(one, other)] == [(pair.one_id, pair.other_id) for pair in queries.open_pairs(1, most=5)]


def test_both_open_is_said_and_does_not_stand_in_the_way(
    one: Person, other: Person, now: datetime, signed_in: SignIn
) -> None:
    for person in (one, other):
        children.open_episode(
            person=person, worker=a_worker(), team=None, source_code="2A", by=a_worker(Role.TEAM_MANAGER), at=now
        )
    browser = signed_in(a_worker())
    assert "Both are open." in browser.get(f"/duplicates/{one.reference}/{other.reference}/").content.decode()
    joined(one, other)
    page = browser.get(f"/children/{one.reference}/").content.decode()
    assert "Warning: open twice" in page


def test_the_list_takes_few_queries_however_long_it_is(
    now: datetime, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    people = [
        a_person("Isadora", last, date_of_birth=date(2012, 5, day), sex="F", nhs_number="9434765919")
        for day in (1, 2)
        for last in ("Thistledown", "Thistledon", "Grindstone")
    ]
    found(*people, at=now)
    proposed(people[0], people[1])
    contact = a_contact_about(people[2], at=now)
    assert contact.pk
    browser = signed_in(a_worker())
    browser.get("/duplicates/")
    with django_assert_max_num_queries(22):
        page = browser.get("/duplicates/").content.decode()
    assert page.count("Side by side") > 3
