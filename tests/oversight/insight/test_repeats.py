"""Who came back, as the page says it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from frontdoor.journey.children import actions as children
from frontdoor.journey.children.models import Membership
from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage import actions as triage
from frontdoor.library.demand import Likeness
from frontdoor.library.demand.limits import Share
from frontdoor.oversight.insight.asked import read
from frontdoor.oversight.insight.pages import repeats as page
from frontdoor.oversight.insight.queries.records import records, wanted
from frontdoor.oversight.insight.queries.repeats import Repeats, repeats
from frontdoor.oversight.insight.returning import WINDOWS, share_back, share_same, split_of
from frontdoor.oversight.insight.tables import find
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from tests.builders import a_worker
from tests.builders.contacts import a_contact_about, a_home, a_person, named_in
from tests.builders.decisions import decide
from tests.builders.identities import joined
from tests.oversight.insight import returning_oracle as oracle
from tests.oversight.insight.returning_oracle import Ended, Told, backs

pytestmark = pytest.mark.django_db
SignIn = Callable[[Worker], Client]
LATER = timedelta(days=400)
ABOUT: tuple[tuple[str, ...], ...] = (
    (),
    ("neglect",),
    ("neglect", "domestic_abuse"),
    ("missing",),
    ("something_else",),
    ("something_else", "missing"),
)


@pytest.fixture
def manager() -> Worker:
    return a_worker(Role.SERVICE_MANAGER)


def found(worker: Worker, now: datetime) -> Repeats:
    asked = read({"month": "2018-07"}, today=date(2019, 8, 28))
    return repeats(worker, asked, at=now + LATER)


def comes_back(child: object, *, at: datetime, demand_class: str = "repeat", about: tuple[str, ...] = ()) -> None:
    contact = a_contact_about(child, at=at, concerns=about)  # type: ignore[arg-type]  # a person, from the builders
    triage.classify(named=named_in(contact)[0], demand_class=demand_class, by=a_worker(), at=at)


def test_a_child_who_is_told_of_again_came_back(manager: Worker, now: datetime) -> None:
    child = a_person()
    decide(a_contact_about(child, at=now), at=now)
    comes_back(child, at=now + timedelta(days=40))
    told = found(manager, now).returns
    assert [share_back(told, days=days).count for days in (30, 90, 365)] == [0, 1, 1]


def test_news_on_an_open_case_is_no_return(manager: Worker, now: datetime) -> None:
    child = a_person()
    decide(a_contact_about(child, at=now), at=now)
    comes_back(child, at=now + timedelta(days=40), demand_class="not_for_us")
    assert share_back(found(manager, now).returns, days=90).count == 0


def test_a_sister_at_home_brings_the_family_back(manager: Worker, now: datetime) -> None:
    child, sister = a_person("Marlowe"), a_person("Isolde", sex="F", date_of_birth=date(2008, 5, 6))
    a_home(child, sister)
    decide(a_contact_about(child, at=now), at=now)
    comes_back(sister, at=now + timedelta(days=40), demand_class="new")
    told = found(manager, now).returns
    assert share_back(told, days=90).count == 0
    assert share_back(told, days=90, is_family=True).count == 1


def test_joined_records_come_back_as_one_child(manager: Worker, now: datetime) -> None:
    child, other = a_person("Marlowe", "Quillfeather"), a_person("Marlow", "Quilfeather")
    decide(a_contact_about(child, at=now), at=now)
    comes_back(other, at=now + timedelta(days=40), demand_class="new")
    assert share_back(found(manager, now).returns, days=90).count == 0
    joined(child, other)
    assert share_back(found(manager, now).returns, days=90).count == 1


def test_the_database_finds_what_going_through_them_one_by_one_finds(manager: Worker, now: datetime) -> None:
    luck = Random(20180724)
    people = [a_person(f"Child{place}") for place in range(5)]
    for home in (people[:3], people[3:]):
        a_home(*home)
    ended, told, homes, closed = [], [], {}, set()
    for one in people:
        homes[one.pk] = frozenset(Membership.objects.filter(person=one).values_list("household_id", flat=True))
    for days in sorted(luck.sample(range(-20, 120), 14)):
        one, at = luck.choice(people), now + timedelta(days=days)
        about = luck.choice(ABOUT)
        if one.pk not in closed and luck.random() < 0.7:  # a second time, a manager would have to look at the pattern
            closed.add(one.pk)
            contact = a_contact_about(one, at=at, concerns=about)
            decide(contact, at=at)
            is_in_span = at.date() <= date(2018, 7, 31)
            ended += [an_end(one.pk, contact, homes[one.pk], at=at, about=about)] if is_in_span else []
        else:
            comes_back(one, at=at, about=about)
        told.append(Told(person_id=one.pk, families=homes[one.pk], received_at=at, concerns=frozenset(about)))
    plain = backs(ended, told, at=now + LATER)
    asked_of = found(manager, now).returns
    for days in WINDOWS:
        for is_family in (False, True):
            expected = oracle.share_back(plain, days=days, is_family=is_family)
            assert share_back(asked_of, days=days, is_family=is_family) == expected
            parted = split_of(asked_of, days=days, is_family=is_family)
            counted = oracle.split(plain, days=days, is_family=is_family)
            assert {like: parted.of(like) for like in Likeness} == {like: counted[like] for like in Likeness}


def an_end(person_id: int, contact: Contact, homes: frozenset[int], *, at: datetime, about: tuple[str, ...]) -> Ended:
    return Ended(
        named_id=named_in(contact)[0].pk,
        person_id=person_id,
        families=homes,
        received_on=at.date(),
        ended_at=at,
        outcome="no_further_action",
        concerns=frozenset(about),
    )


def test_who_told_us_again_is_told_apart(manager: Worker, now: datetime) -> None:
    child = a_person()
    first = a_contact_about(child, at=now)
    decide(first, at=now)
    again = a_contact_about(child, at=now + timedelta(days=9), agency_id=first.agency_id, professional_id=None)
    triage.classify(named=named_in(again)[0], demand_class="repeat", by=a_worker(), at=now + timedelta(days=9))
    assert share_same(found(manager, now).returns, days=90) == Share(count=1, of=1)


@pytest.mark.parametrize(
    ("before", "after", "like"),
    [
        (("neglect", "missing"), ("domestic_abuse", "neglect"), Likeness.SAME),
        (("neglect",), ("missing",), Likeness.ANOTHER),
        (("neglect",), (), Likeness.NOT_CODED),
        (("something_else",), ("something_else",), Likeness.NOT_CODED),
    ],
)
def test_those_who_came_back_are_parted_by_concern_and_every_part_opens(
    manager: Worker, now: datetime, before: tuple[str, ...], after: tuple[str, ...], like: Likeness
) -> None:
    child = a_person()
    first = a_contact_about(child, at=now, concerns=before)
    decide(first, at=now)
    comes_back(child, at=now + timedelta(days=40), about=after)
    told = found(manager, now)
    split = split_of(told.returns, days=90)
    assert {each: split.of(each) for each in Likeness} == {each: int(each is like) for each in Likeness}
    table = find(page.tables(told, may_open=True), "concerns")
    assert table
    (row,) = [row for row in table.rows if (row[0].words, row[1].words) == ("No further action", "90 days")]
    linked = [cell.url for cell in row if cell.url]
    assert len(linked) == 4  # child and family, each all and the one part
    for url in linked:
        asked_for = wanted({name: values[0] for name, values in parse_qs(urlsplit(url).query).items()})
        assert asked_for
        listed = records(manager, asked_for, page="", at=now + LATER)
        assert [line.receipt for line in listed.lines] == [first.receipt]


def test_a_concern_coded_since_moves_the_count(manager: Worker, now: datetime) -> None:
    child = a_person()
    decide(a_contact_about(child, at=now, concerns=("neglect",)), at=now)
    again = a_contact_about(child, at=now + timedelta(days=9), concerns=("missing",))
    triage.classify(named=named_in(again)[0], demand_class="repeat", by=a_worker(), at=now + timedelta(days=9))
    assert split_of(found(manager, now).returns, days=30).another == 1
    triage.code(contact=again, codes=["neglect"], by=a_worker(), at=now + timedelta(days=10))
    assert split_of(found(manager, now).returns, days=30).same == 1


def test_each_count_opens_as_many(manager: Worker, now: datetime) -> None:
    for place, kind in enumerate(("no_further_action", "advice", "no_further_action")):
        child = a_person(f"Child{place}")
        decide(a_contact_about(child, at=now), kind=kind, at=now)
        if place:
            comes_back(child, at=now + timedelta(days=40))
    table = find(page.tables(found(manager, now), may_open=True), "outcomes")
    assert table
    for row in table.rows:
        for cell in (row[1], row[5], row[9]):
            if cell.url:
                told = {name: values[0] for name, values in parse_qs(urlsplit(cell.url).query).items()}
                asked_for = wanted(told)
                assert asked_for
                listed = records(manager, asked_for, page="", at=now + LATER)
                assert listed.children == int(cell.words)
    assert [row[5].words for row in table.rows] == ["1", "1", "0", "2"]


def test_an_episode_that_opens_again_within_days_is_counted_once_and_said(manager: Worker, now: datetime) -> None:
    child, worker = a_person(), a_worker(Role.TEAM_MANAGER)
    a_contact_about(child, at=now - timedelta(days=1))
    first = children.open_episode(person=child, worker=worker, team=None, source_code="2A", by=worker, at=now)
    children.close_episode(episode=first, reason="RC8", by=worker, at=now + timedelta(days=2))
    later = now + timedelta(days=5)
    children.open_episode(person=child, worker=worker, team=None, source_code="2A", by=worker, at=later)
    reopened = found(manager, now).reopened
    assert (reopened.count, reopened.of) == (1, 1)


def test_it_reads_in_so_many_queries(
    manager: Worker, now: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    decide(a_contact_about(a_person(), at=now), at=now)
    with django_assert_max_num_queries(6):
        found(manager, now)


def test_the_page_says_how_many_came_back(signed_in: SignIn, manager: Worker, now: datetime) -> None:
    child = a_person()
    decide(a_contact_about(child, at=now), at=now)
    comes_back(child, at=now + timedelta(days=40))
    html = signed_in(manager).get("/insight/repeats/?month=2018-07").content.decode()
    words = re.sub(r"<[^>]+>", "", html)
    assert "1 child of 1 (100%) came back with a new incident within 90 days" in words
    assert "after no further action 1 of 1 (100%)" in words


@pytest.mark.parametrize("table", ["outcomes", "concerns", "months", "reopened"])
def test_every_table_can_be_taken_as_a_file(signed_in: SignIn, manager: Worker, now: datetime, table: str) -> None:
    for before in (timedelta(days=60), timedelta(0)):
        decide(a_contact_about(a_person(), at=now - before), at=now - before)
    answer = signed_in(manager).get(f"/insight/repeats/tables/{table}.csv?month=2018-07")
    assert len(answer.content.decode().splitlines()) > 1
