from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from frontdoor.oversight.worklist.queries.board import Board, Figure, board
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import NotPermitted
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from tests.builders import a_worker
from tests.builders.contacts import a_contact, a_contact_about_a_known_child, a_told_adult, a_told_child
from tests.builders.decisions import a_contact_awaiting_oversight, a_decided_contact, a_looked_at_contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[Worker], Client]
SEES = [role for role in Role if role not in (Role.PARTNER, Role.ADMINISTRATOR)]


def _figures(seen: Board) -> dict[str, Figure]:
    return {figure.code: figure for figure in seen.figures}


@pytest.fixture
def manager() -> Worker:
    return a_worker(Role.TEAM_MANAGER)


def test_the_strip_counts_what_is_in_the_door(manager: Worker, now: datetime) -> None:
    a_contact()
    a_looked_at_contact(colour="red")
    a_looked_at_contact(colour="amber")
    a_contact_awaiting_oversight()
    a_decided_contact()
    figures = _figures(board(manager, show="", at=now + timedelta(minutes=1)))
    counted = {code: figures[code].count for code in ("red", "amber", "green", "unrated", "oversight", "overdue")}
    assert counted == {"red": 1, "amber": 2, "green": 0, "unrated": 1, "oversight": 1, "overdue": 0}


def test_what_is_overdue_says_with_whom(manager: Worker, now: datetime) -> None:
    rowan = a_worker(name="Rowan Ash")
    a_looked_at_contact(worker=rowan, colour="red")
    a_looked_at_contact(worker=rowan, colour="red")
    a_contact()
    overdue = _figures(board(manager, show="", at=now + timedelta(days=2)))["overdue"]
    assert (overdue.count, overdue.more, overdue.is_late) == (3, "2 with Rowan Ash, 1 with nobody yet", True)


def test_due_in_two_hours_leaves_out_what_is_late_already(manager: Worker, now: datetime) -> None:
    a_contact()  # to be looked at within two working hours
    assert _figures(board(manager, show="", at=now + timedelta(hours=1)))["soon"].count == 1
    assert _figures(board(manager, show="", at=now + timedelta(hours=3)))["soon"].count == 0


def test_gross_demand_is_everything_and_net_is_new_and_repeat(manager: Worker, now: datetime) -> None:
    a_looked_at_contact(demand_class="new", at=now)
    a_looked_at_contact(demand_class="not_for_us", at=now)
    a_contact(a_told_child("Isla"), a_told_child("Finn"), at=now)
    a_decided_contact(at=now - timedelta(days=7))
    a_contact(at=now - timedelta(days=40))
    figures = _figures(board(manager, show="", at=now + timedelta(minutes=1)))
    assert {code: figures[code].count for code in ("today", "today_net", "month", "month_net")} == {
        "today": 3,
        "today_net": 1,
        "month": 4,
        "month_net": 2,
    }
    assert figures["today"].more == "about 4 children"
    assert figures["today_net"].more == "about 1 child, 2 not classed yet"


@pytest.mark.parametrize(
    "show", ["red", "amber", "green", "unrated", "soon", "overdue", "oversight", "today", "month_net"]
)
def test_each_number_lists_as_many_as_it_counts(manager: Worker, now: datetime, show: str) -> None:
    a_contact()
    a_looked_at_contact(colour="red")
    a_contact_awaiting_oversight()
    a_decided_contact()
    at = now + timedelta(hours=5)
    seen = board(manager, show=show, at=at)
    assert seen.counted == len(seen.lines) == _figures(seen)[show].count


def test_today_by_the_hour_stands_beside_the_same_weekdays_before(manager: Worker, now: datetime) -> None:
    for weeks in (1, 2, 3, 4):
        a_contact(at=now - timedelta(weeks=weeks))
    a_contact(at=now - timedelta(days=1))  # a Monday is no Tuesday
    a_contact(at=now)
    day = board(manager, show="", at=now).day
    assert day.today[11] == 1  # ten past ten in UTC is eleven in London in July
    assert day.usual[11] == 0.5
    assert sum(day.usual) == 0.5
    assert (day.weekday, day.days_compared) == ("Tuesdays", 8)


def test_a_board_that_may_not_be_seen_is_refused_below_the_page_too(now: datetime) -> None:
    with pytest.raises(NotPermitted):
        board(a_worker(Role.PARTNER), show="", at=now)


@pytest.mark.parametrize("role", SEES)
def test_who_may_see_the_board_sees_it_and_the_ledger_knows(role: Role, signed_in: SignIn) -> None:
    contact = a_contact()
    worker = a_worker(role)
    page = signed_in(worker).get("/board/")
    assert page.status_code == 200
    assert (contact.receipt in page.content.decode()) == (role is not Role.ANALYST)
    assert Entry.objects.filter(act="board.viewed", by_id=worker.pk).count() == 1


@pytest.mark.parametrize("role", [Role.PARTNER, Role.ADMINISTRATOR])
@pytest.mark.parametrize("path", ["/board/", "/board/rows/"])
def test_who_may_not_see_the_board_is_refused(role: Role, path: str, signed_in: SignIn) -> None:
    assert signed_in(a_worker(role)).get(path).status_code == 403


def test_somebody_signed_out_is_sent_to_sign_in(client: Client) -> None:
    assert client.get("/board/rows/").status_code == 302


@pytest.mark.parametrize("show", ["", "unrated", "today", "month_net"])
def test_an_analyst_sees_how_many_there_are_and_nothing_of_any(signed_in: SignIn, show: str) -> None:
    contact = a_contact(a_told_child("Zebulon", "Thistledown"), what_happened="Grindstone words")
    browser = signed_in(a_worker(Role.ANALYST))
    for path in ("/board/", "/board/rows/"):
        page = browser.get(f"{path}?show={show}").content.decode()
        assert "1 in the door now" in page
        assert not any(word in page for word in (contact.receipt, "ZT, 7", "Grindstone", "?show=", "<tbody id"))


def test_the_lines_are_withheld_below_the_page_too(now: datetime) -> None:
    a_contact()
    seen = board(a_worker(Role.ANALYST), show="today", at=now + timedelta(days=1))
    overdue = _figures(seen)["overdue"]
    assert (seen.lines, seen.counted, overdue.count, overdue.more) == ((), 1, 1, "")


def test_the_board_hangs_on_a_wall_and_names_nobody(signed_in: SignIn, manager: Worker) -> None:
    a_contact(
        a_told_child("Zebulon", "Thistledown"),
        a_told_adult("Clementine", "Thistledown"),
        what_happened="Zebulon says Clementine Thistledown hit him",
        teller_name="Barnaby Wintergreen",
    )
    page = signed_in(manager).get("/board/").content.decode()
    assert "ZT, 7" in page
    assert not any(name in page for name in ("Zebulon", "Thistledown", "Clementine", "Wintergreen"))


def test_the_rows_are_the_moving_part_alone(signed_in: SignIn, manager: Worker) -> None:
    contact = a_contact()
    page = signed_in(manager).get("/board/rows/?show=unrated")
    text = page.content.decode()
    assert page.status_code == 200
    assert "<html" not in text
    for part in ("door", "shown", "work", "nothing", "demand", "hours", f"work-{contact.pk}"):
        assert f'id="{part}"' in text
    assert not Entry.objects.filter(act="board.viewed").exists()


def test_another_authoritys_contacts_are_not_on_the_board(signed_in: SignIn) -> None:
    contact = a_contact()
    page = signed_in(a_worker(Role.TEAM_MANAGER, authority_id=2)).get("/board/")
    assert page.status_code == 200
    assert contact.receipt not in page.content.decode()


def test_nonsense_in_the_address_shows_everything(signed_in: SignIn, manager: Worker) -> None:
    assert "In the door now: 1" in _after(a_contact, signed_in(manager), "/board/?show=<script>")


def _after(make: Callable[[], object], client: Client, path: str) -> str:
    make()
    return client.get(path).content.decode()


def test_the_board_takes_few_queries_however_full_the_door(
    signed_in: SignIn, manager: Worker, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(12):
        a_contact(a_told_child(), a_told_child("Ida"), a_told_adult())
    a_contact_about_a_known_child()
    a_contact_awaiting_oversight()
    client = signed_in(manager)
    client.get("/board/")  # the session's own notes are written once
    with django_assert_max_num_queries(15):
        client.get("/board/")
    with django_assert_max_num_queries(16):
        client.get("/board/?show=month_net")
