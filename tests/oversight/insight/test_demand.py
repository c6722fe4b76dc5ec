"""What the demand page counts, and that each figure opens as many as it counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from frontdoor.journey.triage import actions as triage
from frontdoor.library.demand import CLASSES
from frontdoor.oversight.insight import actions
from frontdoor.oversight.insight.asked import Asked, read
from frontdoor.oversight.insight.models import ChangeMarker
from frontdoor.oversight.insight.pages import demand as page
from frontdoor.oversight.insight.pages.demand_tables import tables
from frontdoor.oversight.insight.queries import counts
from frontdoor.oversight.insight.queries.demand import demand
from frontdoor.oversight.insight.queries.records import records, wanted
from frontdoor.oversight.insight.tables import Cell, find
from frontdoor.record.access import context
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import NotPermitted, Refused
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from tests.builders import a_worker
from tests.builders.contacts import a_contact, a_told_child, named_in
from tests.builders.decisions import a_decided_contact, a_looked_at_contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[Worker], Client]
TODAY = date(2018, 8, 2)


@pytest.fixture
def manager() -> Worker:
    return a_worker(Role.SERVICE_MANAGER)


@pytest.fixture
def asked() -> Asked:
    return read({"month": "2018-07", "since": "2018-06"}, today=TODAY)


@pytest.fixture
def at() -> datetime:
    return datetime(2018, 8, 2, 9, tzinfo=UTC)


def given_a_month(now: datetime) -> None:
    """July: five contacts about six children, one of them not classed. June: one. May: one, so that June is whole."""
    a_looked_at_contact(demand_class="new", at=now)
    a_looked_at_contact(demand_class="repeat", at=now - timedelta(days=1))
    a_looked_at_contact(demand_class="information_request", at=now - timedelta(days=2))
    a_looked_at_contact(demand_class="not_for_us", at=now - timedelta(days=3))
    two = a_contact(a_told_child("Isla"), a_told_child("Finn"), at=now - timedelta(hours=3))
    triage.classify(named=named_in(two)[0], demand_class="not_for_us", by=a_worker(), at=now)
    a_looked_at_contact(demand_class="new", at=now - timedelta(days=40))
    a_contact(at=now - timedelta(days=70))


def test_gross_is_everything_net_is_new_and_repeat_and_what_has_no_class_is_said(
    manager: Worker, asked: Asked, now: datetime, at: datetime
) -> None:
    given_a_month(now)
    found = demand(manager, asked, at=at)
    assert (found.month.gross_contacts, found.month.gross_children) == (5, 6)
    assert (found.month.net_contacts, found.month.net_children, found.month.unclassed) == (2, 2, 1)
    assert found.since.gross_contacts == 1
    said = "".join(piece.words for piece in page.sentence(found, may_open=True))
    assert said.startswith(
        "5 contacts in July 2018 about 6 children: 1 new, 1 repeat; the rest was news on open cases (0)"
    )
    assert said.endswith("requests for information (1), not for us (2), and 1 not classed yet.")


def test_a_class_that_was_changed_counts_as_it_stands(
    manager: Worker, asked: Asked, now: datetime, at: datetime
) -> None:
    contact, _ = a_looked_at_contact(demand_class="new", at=now)
    triage.classify(named=named_in(contact)[0], demand_class="not_for_us", reason="Lives elsewhere", by=manager, at=now)
    found = demand(manager, asked, at=at).month
    assert (found.gross_children, found.net_children, found.by_class["not_for_us"]) == (1, 0, 1)


def test_raw_and_for_each_working_day_are_told_apart(
    manager: Worker, asked: Asked, now: datetime, at: datetime
) -> None:
    for days in (0, 1, 30):
        a_contact(at=now - timedelta(days=days))
    changed = demand(manager, asked, at=at).contacts_changed
    assert changed.raw == pytest.approx(1.0)
    assert changed.per_working_day == pytest.approx(2 * 21 / 22 - 1)  # June 2018 had 21 working days, July 22


@pytest.mark.parametrize("split", list(counts.SPLITS))
def test_the_parts_of_every_split_add_up(
    manager: Worker, now: datetime, at: datetime, split: str, asked: Asked
) -> None:
    given_a_month(now)
    a_contact(a_told_child("Ivo", school="Harbour Primary"), a_told_child("Ida", school="harbour primary "), at=now)
    found = demand(manager, read({**asked.codes, "split": split}, today=TODAY), at=at)
    assert sum(part.counts.gross_children for part in found.parts) == 8
    if split == "school":
        assert {part.name: part.counts.gross_children for part in found.parts}["Harbour Primary"] == 2


CHILDREN = {"classes": [1, 3], "parts": [2, 3, *range(5, 11)]}
"""The columns of children, by table."""


@pytest.mark.parametrize("split", list(counts.SPLITS))
@pytest.mark.parametrize("code", list(CHILDREN))
def test_each_figure_opens_as_many_children_as_it_counts(
    manager: Worker, asked: Asked, now: datetime, at: datetime, code: str, split: str
) -> None:
    given_a_month(now)
    found = demand(manager, read({**asked.codes, "split": split}, today=TODAY), at=at)
    table = find(tables(found, may_open=True), code)
    assert table
    cells = [row[place] for row in table.rows for place in CHILDREN[code] if row[place].url]
    assert cells
    for cell in cells:
        assert opened(manager, cell, at) == int(cell.words), cell


def opened(worker: Worker, cell: Cell, at: datetime) -> int:
    told = {name: values[0] for name, values in parse_qs(urlsplit(cell.url).query).items()}
    asked_for = wanted(told)
    assert asked_for
    return records(worker, asked_for, page="", at=at).children


def test_each_hour_opens_as_many_contacts_as_it_counts(
    manager: Worker, asked: Asked, now: datetime, at: datetime
) -> None:
    given_a_month(now)
    table = find(tables(demand(manager, asked, at=at), may_open=True), "hours")
    assert table
    cells = [cell for row in table.rows for cell in row[1:] if cell.url]
    assert sum(int(cell.words) for cell in cells) == 5
    for cell in cells:
        told = {name: values[0] for name, values in parse_qs(urlsplit(cell.url).query).items()}
        asked_for = wanted(told)
        assert asked_for
        assert records(manager, asked_for, page="", at=at).page.paginator.count == int(cell.words)


def test_it_reads_in_so_many_queries_whatever_stands_behind_it(
    manager: Worker, asked: Asked, now: datetime, at: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    given_a_month(now)
    with django_assert_max_num_queries(8):
        demand(manager, asked, at=at)


def test_another_authority_counts_for_itself(manager: Worker, asked: Asked, now: datetime, at: datetime) -> None:
    a_contact(at=now)
    elsewhere = a_worker(Role.ANALYST, authority_id=2)
    assert demand(manager, asked, at=at).month.gross_contacts == 1
    with context.working_for(authority_id=2):
        assert demand(elsewhere, asked, at=at).month.gross_contacts == 0


def test_without_the_number_of_children_no_rate_is_given(
    manager: Worker, asked: Asked, now: datetime, at: datetime
) -> None:
    from dataclasses import replace

    given_a_month(now)
    table = find(tables(replace(demand(manager, asked, at=at), children=0), may_open=False), "counted")
    assert table
    assert {row[3].words for row in table.rows} == {"–"}
    assert "not set" in table.rules[-1]


def test_the_page_says_the_sentence_and_opens_nothing_for_whoever_may_open_no_contact(
    signed_in: SignIn, now: datetime
) -> None:
    given_a_month(now)
    analyst = a_worker(Role.ANALYST)
    html = signed_in(analyst).get("/insight/?month=2018-07&since=2018-06").content.decode()
    assert "5 contacts in July 2018 about 6 children" in re.sub(r"<[^>]+>", "", html)
    assert "/insight/contacts/" not in html
    seen = signed_in(a_worker(Role.SERVICE_MANAGER)).get("/insight/?month=2018-07&since=2018-06").content.decode()
    assert "/insight/contacts/?from=2018-07-01" in seen
    assert "Marlowe" not in seen


@pytest.mark.parametrize("table", ["classes", "counted", "parts", "hours", "periods"])
def test_every_table_can_be_taken_as_a_file(signed_in: SignIn, now: datetime, table: str) -> None:
    given_a_month(now)
    client = signed_in(a_worker(Role.ANALYST))
    answer = client.get(f"/insight/tables/{table}.csv?month=2018-07")
    assert answer["Content-Type"].startswith("text/csv")
    assert len(answer.content.decode().splitlines()) > 1
    assert Entry.objects.filter(act="insight.export_viewed", detail__table=f"demand.{table}").count() == 1


def test_a_file_of_no_table_is_not_found(signed_in: SignIn) -> None:
    assert signed_in(a_worker(Role.ANALYST)).get("/insight/tables/risk.csv").status_code == 404


def test_no_cell_of_a_file_is_a_formula(manager: Worker) -> None:
    from frontdoor.oversight.insight.tables import Table, as_csv, heads, name

    bad = Table(code="x", name="x", heads=heads("Agency"), rows=((name("=1+1"),), (name("Police"),)))
    assert as_csv(bad).splitlines()[1:] == ["'=1+1", "Police"]


def test_which_contacts_were_listed_is_in_the_ledger_and_no_name_is_on_the_list(
    signed_in: SignIn, manager: Worker, now: datetime
) -> None:
    contact, child = a_decided_contact(at=now)
    answer = signed_in(manager).get("/insight/contacts/?from=2018-07-01&until=2018-07-31&demand_class=new")
    html = answer.content.decode()
    assert contact.receipt in html
    assert child.last_name not in html
    entry = Entry.objects.get(act="insight.records_viewed")
    assert entry.detail["shown"] == [contact.pk]


@pytest.mark.parametrize("query", ["", "from=x&until=y", "from=2018-07-02&until=2018-07-01"])
def test_a_list_of_no_days_is_not_found(signed_in: SignIn, manager: Worker, query: str) -> None:
    assert signed_in(manager).get(f"/insight/contacts/?{query}").status_code == 404


@pytest.mark.parametrize("part", ["agency", "referrer", "team", "weekday", "hour", "back", "outcome", "demand_class"])
def test_a_part_that_nobody_wrote_finds_nothing_and_breaks_nothing(
    signed_in: SignIn, manager: Worker, now: datetime, part: str
) -> None:
    a_contact(at=now)
    answer = signed_in(manager).get(f"/insight/contacts/?from=2018-07-01&until=2018-07-31&{part}=%27%3B--x")
    assert "No contact that you may open" in unescape(answer.content.decode())


def test_an_analyst_may_not_list_contacts(signed_in: SignIn) -> None:
    answer = signed_in(a_worker(Role.ANALYST)).get("/insight/contacts/?from=2018-07-01&until=2018-07-31")
    assert answer.status_code == 403


def test_a_change_is_marked_stands_on_the_chart_and_can_be_taken_off(
    signed_in: SignIn, manager: Worker, now: datetime
) -> None:
    given_a_month(now)
    client = signed_in(manager)
    told = {"words": "Second  team <started>", "from_on": "1/7/2018"}
    assert client.post("/insight/changes/", told).status_code == 302
    marker = ChangeMarker.objects.get()
    assert (marker.words, marker.marked_by) == ("Second team <started>", manager)
    html = client.get("/insight/?month=2018-07&since=2018-06").content.decode()
    assert "Second team &lt;started&gt;</text>" in html
    assert "Second team <started>" not in html
    client.post(f"/insight/changes/{marker.pk}/withdraw/")
    assert "Second team" not in client.get("/insight/?month=2018-07").content.decode()
    acts = list(Entry.objects.filter(subject="change").values_list("act", flat=True).order_by("number"))
    assert acts == ["change.marked", "change.withdrawn"]


def test_a_change_twice_or_to_come_is_refused(manager: Worker, now: datetime) -> None:
    actions.mark_change(from_on=date(2018, 7, 1), words="Second team started", by=manager, at=now)
    with pytest.raises(Refused, match="marked already"):
        actions.mark_change(from_on=date(2018, 7, 1), words="second team started", by=manager, at=now)
    with pytest.raises(Refused, match="still to come"):
        actions.mark_change(from_on=date(2018, 8, 1), words="Third team", by=manager, at=now)


def test_only_some_may_mark_a_change(now: datetime) -> None:
    with pytest.raises(NotPermitted):
        actions.mark_change(from_on=date(2018, 7, 1), words="x", by=a_worker(Role.TEAM_MANAGER), at=now)


def test_what_is_refused_is_said_beside_what_was_typed(signed_in: SignIn, manager: Worker) -> None:
    html = signed_in(manager).post("/insight/changes/", {"words": "Third team", "from_on": "1/1/2090"}).content.decode()
    assert "still to come" in html
    assert "Third team" in html


def test_every_class_has_a_place_in_the_sentence() -> None:
    assert {"new", "repeat", *page.REST} == {each.code for each in CLASSES}
