from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from frontdoor.journey.children import actions as children
from frontdoor.journey.children.models import Person
from frontdoor.oversight.worklist.asked import understand
from frontdoor.oversight.worklist.queries.found import find
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from tests.builders import a_worker
from tests.builders.contacts import a_contact, a_contact_about, a_person

pytestmark = pytest.mark.django_db
SignIn = Callable[[Worker], Client]


@pytest.fixture
def child() -> Person:
    return a_person("Zebulon", "Thistle-Down", date_of_birth=date(2012, 5, 6))


def _names(words: str) -> list[str]:
    found = find(understand(words, on=date(2018, 7, 24)), worker=a_worker())
    return [one.name for one in found.found]


@pytest.mark.parametrize(
    "words",
    [
        "Zebulon Thistle-Down",
        "thistle-down, zebulon",
        "Zeb Thist",
        "Down",
        "zebulon",
        "Thistle-Down Zebulun",
        "6/5/2012",
        "Zebulon 6 May 2012",
    ],
)
def test_a_person_is_found_in_every_order_and_by_a_beginning_another_spelling_or_a_birth(
    child: Person, words: str
) -> None:
    assert "Zebulon Thistle-Down" in _names(words)


@pytest.mark.parametrize("words", ["Zebulon 7 May 2012", "Wintergreen", "7/5/2012", "%", "_______", "…"])
def test_somebody_else_is_not_found(child: Person, words: str) -> None:
    assert _names(words) == []


def test_the_nearest_stand_first(child: Person) -> None:
    a_person("Zebedee", "Thistle")
    a_person("Down", "Zebulon")
    assert _names("Zebulon Thistle-Down")[0] == "Zebulon Thistle-Down"


def test_another_name_finds_them_and_is_shown(child: Person, now: datetime) -> None:
    children.add_other_name(person=child, first_name="Zeb", last_name="Wintergreen", by=a_worker(), at=now)
    (one,) = find(understand("Wintergreen", on=now.date()), worker=a_worker()).found
    assert (one.name, one.also_known_as) == ("Zebulon Thistle-Down", "Zeb Wintergreen")


def test_the_list_says_to_whom_they_are_open_and_when_we_last_heard(child: Person, now: datetime) -> None:
    rowan = a_worker(name="Rowan Ash")
    children.open_episode(
        person=child, worker=rowan, team=None, source_code="2A", by=a_worker(Role.TEAM_MANAGER), at=now
    )
    a_contact_about(child, at=now)
    (one,) = find(understand("Zebulon", on=now.date()), worker=a_worker()).found
    assert (one.open_to, one.last_contact_at) == ("Rowan Ash", now)


def test_a_search_is_in_the_ledger_with_who_was_shown_and_not_a_word_of_it(child: Person, signed_in: SignIn) -> None:
    worker = a_worker()
    page = signed_in(worker).post("/search/", {"words": "Zebulon Thistle-Down"})
    assert child.reference in page.content.decode()
    entry = Entry.objects.get(act="people.searched", by_id=worker.pk)
    assert entry.detail == {"kind": "name", "shown": [child.pk]}


def test_no_name_stands_in_an_address(child: Person, signed_in: SignIn) -> None:
    page = signed_in(a_worker()).post("/search/", {"words": "Zebulon"})
    assert page.status_code == 200  # answered where it was asked, not by an address that holds the words
    assert "/search/?" not in page.content.decode()
    assert "Zebulon" not in signed_in(a_worker()).get("/search/?words=Zebulon").content.decode()


def test_a_reference_goes_straight_to_the_page(child: Person, signed_in: SignIn) -> None:
    contact = a_contact()
    client = signed_in(a_worker())
    assert client.post("/search/", {"words": child.reference.lower()})["Location"] == f"/children/{child.reference}/"
    assert client.post("/search/", {"words": contact.receipt})["Location"] == f"/contacts/{contact.receipt}/"


@pytest.mark.parametrize("words", ["P999999", "C9999999"])
def test_a_reference_that_names_nothing_says_so(words: str, signed_in: SignIn) -> None:
    assert "has this reference" in signed_in(a_worker()).post("/search/", {"words": words}).content.decode()


@pytest.mark.parametrize("words", ["", "   ", "\x00", "x" * 300])
def test_nothing_or_nonsense_is_answered_with_what_to_do(words: str, signed_in: SignIn) -> None:
    page = signed_in(a_worker()).post("/search/", {"words": words})
    assert page.status_code == 200
    assert "There is a problem" in page.content.decode()


@pytest.mark.parametrize("role", [Role.ANALYST, Role.PARTNER, Role.ADMINISTRATOR])
def test_who_may_not_search_is_refused(role: Role, signed_in: SignIn) -> None:
    assert signed_in(a_worker(role)).post("/search/", {"words": "Zebulon"}).status_code == 403


def test_another_authoritys_people_are_not_found(child: Person, signed_in: SignIn) -> None:
    client = signed_in(a_worker(authority_id=2))
    assert child.reference not in client.post("/search/", {"words": "Zebulon"}).content.decode()
    assert "has this reference" in client.post("/search/", {"words": child.reference}).content.decode()


def test_a_search_takes_few_queries_however_many_it_finds(
    signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(15):
        a_person("Zebulon", "Thistledown", date_of_birth=date(2001 + number, 1, 1))
    client = signed_in(a_worker())
    client.get("/search/")
    with django_assert_max_num_queries(14):
        page = client.post("/search/", {"words": "Zebulon Thistledown"}).content.decode()
    assert "15 people" in page
