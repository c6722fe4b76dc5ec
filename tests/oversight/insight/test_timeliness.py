"""What was in time, what was not and why, how long it took, and what has been open longest."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from frontdoor.journey.triage import actions as triage
from frontdoor.library.demand.limits import Share
from frontdoor.oversight.insight import actions
from frontdoor.oversight.insight.asked import Asked, read
from frontdoor.oversight.insight.models import LateReason
from frontdoor.oversight.insight.pages import timeliness as page
from frontdoor.oversight.insight.pages.timeliness_tables import tables
from frontdoor.oversight.insight.queries import late
from frontdoor.oversight.insight.queries.timeliness import Timeliness, timeliness
from frontdoor.oversight.insight.tables import find
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import NotPermitted, Refused
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from tests.builders import a_worker
from tests.builders.contacts import a_contact, a_contact_about, a_person
from tests.builders.decisions import a_looked_at_contact, decide

pytestmark = pytest.mark.django_db
SignIn = Callable[[Worker], Client]
LATER = datetime(2018, 8, 28, 9, tzinfo=UTC)


@pytest.fixture
def manager() -> Worker:
    return a_worker(Role.SERVICE_MANAGER)


def asked() -> Asked:
    return read({"month": "2018-07", "since": "2018-06"}, today=date(2018, 8, 28))


def found(worker: Worker) -> Timeliness:
    return timeliness(worker, asked(), at=LATER)


def share(of: Timeliness, clock: str) -> Share:
    return late.share_of(of.due, [clock], of.asked.month)


def test_a_decision_made_by_its_due_moment_is_in_time_and_one_made_after_it_is_late(
    manager: Worker, now: datetime
) -> None:
    decide(a_contact_about(a_person("Ida"), at=now - timedelta(days=14)), at=now - timedelta(days=13))
    decide(a_contact_about(a_person("Ivo"), at=now - timedelta(days=14)), at=now - timedelta(days=7))
    assert share(found(manager), "green") == Share(count=1, of=2)


def test_what_is_overdue_and_not_decided_is_late_and_what_is_not_due_yet_is_not_counted(
    manager: Worker, now: datetime
) -> None:
    a_looked_at_contact(at=now)
    assert share(found(manager), "amber") == Share(count=0, of=1)
    early = timeliness(manager, asked(), at=now + timedelta(hours=1))
    assert share(early, "amber").of == 0


def test_a_look_is_met_by_the_first_rating(manager: Worker, now: datetime) -> None:
    contact, _ = a_looked_at_contact(at=now)
    triage.rate(contact=contact, colour="red", reason="He is hurt", by=manager, at=now + timedelta(days=2))
    assert share(found(manager), "unrated") == Share(count=1, of=1)


def test_danger_is_met_by_the_first_act_and_nothing_is_guessed_where_none_is_recorded(
    manager: Worker, now: datetime
) -> None:
    danger = {"is_in_danger_now": True, "danger": "He is alone with him"}
    a_contact(at=now, **danger)
    assert share(found(manager), "danger") == Share(count=0, of=1)


def test_the_list_of_what_was_missed_is_what_the_counts_say(manager: Worker, now: datetime) -> None:
    for days in range(5):
        a_looked_at_contact(at=now - timedelta(days=days))
    of = found(manager)
    missed = {clock: sum(one.clock == clock for one in of.late) for clock in late.CLOCKS}
    for clock in late.CLOCKS:
        due = share(of, clock)
        assert missed[clock] == due.of - due.count, clock
    assert missed["amber"] == 5


def test_why_a_clock_was_missed_is_said_by_a_manager_and_said_again(manager: Worker, now: datetime) -> None:
    contact, _ = a_looked_at_contact(at=now)
    given = {"contact": contact, "clock": "amber", "by": manager, "at": LATER}
    actions.explain_late(because="partner", words="", **given)
    assert page.reason_counts(found(manager))["partner"] == 1
    actions.explain_late(because="other", words="The  flood", **given)
    said = LateReason.objects.get(ended_at__isnull=True)
    assert (said.because, said.words, said.said_by) == ("other", "The flood", manager)
    assert LateReason.objects.filter(ended_by=manager).count() == 1
    entry = Entry.objects.filter(act="late.explained").latest("number")
    assert entry.detail == {"clock": "amber", "because": "other"}


@pytest.mark.parametrize(
    ("clock", "because", "reason"),
    [
        ("unrated", "partner", "was not missed"),
        ("nonsense", "partner", "was not missed"),
        ("amber", "risk", "Choose why"),
        ("amber", "other", "Say in a sentence"),
    ],
)
def test_a_reason_that_says_nothing_or_for_what_was_in_time_is_refused(
    manager: Worker, now: datetime, clock: str, because: str, reason: str
) -> None:
    contact, _ = a_looked_at_contact(at=now)
    with pytest.raises(Refused, match=reason):
        actions.explain_late(contact=contact, clock=clock, because=because, words="", by=manager, at=LATER)


def test_a_social_worker_may_not_explain(now: datetime) -> None:
    contact, _ = a_looked_at_contact(at=now)
    with pytest.raises(NotPermitted):
        actions.explain_late(contact=contact, clock="amber", because="partner", words="", by=a_worker(), at=LATER)


def test_the_page_of_what_was_missed_lists_it_and_keeps_a_reason(
    signed_in: SignIn, manager: Worker, now: datetime
) -> None:
    contact, child = a_looked_at_contact(at=now)
    client = signed_in(manager)
    html = client.get("/insight/late/?month=2018-07&clock=amber").content.decode()
    assert contact.receipt in html
    assert "No reason given" in html
    assert contact.receipt in client.get("/insight/late/?month=2018-07&clock=decisions").content.decode()
    assert child.last_name not in html
    listed = Entry.objects.filter(act="insight.records_viewed")
    assert [entry.detail["shown"] for entry in listed] == [[contact.pk]] * 2
    told = {"clock": "amber", "because": "capacity", "words": ""}
    answer = client.post(f"/insight/late/{contact.receipt}/?month=2018-07&clock=amber", told)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/insight/late/?month=2018-07&clock=amber")
    assert "Nobody was free to take it" in client.get("/insight/late/?month=2018-07").content.decode()
    assert contact.receipt not in client.get("/insight/late/?month=2018-07&clock=amber&because=none").content.decode()


def test_a_reason_that_is_refused_keeps_what_was_typed(signed_in: SignIn, manager: Worker, now: datetime) -> None:
    contact, _ = a_looked_at_contact(at=now)
    told = {"clock": "amber", "because": "", "words": "The flood"}
    html = signed_in(manager).post(f"/insight/late/{contact.receipt}/?month=2018-07", told).content.decode()
    assert "Choose why it was late" in html
    assert "The flood" in html


def test_somebody_who_may_not_explain_sees_no_form(signed_in: SignIn, now: datetime) -> None:
    a_looked_at_contact(at=now)
    html = signed_in(a_worker(Role.AUDITOR)).get("/insight/late/?month=2018-07").content.decode()
    assert "Keep the reason" not in html


def test_times_taken_are_whole_distributions(manager: Worker, now: datetime) -> None:
    for days, hours in enumerate((1, 3, 30)):
        start = now - timedelta(days=days + 2)
        decide(a_contact_about(a_person(f"Child{days}"), at=start), at=start + timedelta(hours=hours))
    table = find(tables(found(manager), may_open=True), "times")
    assert table
    green = next(row for row in table.rows if row[0].words == "Green")
    assert [cell.words for cell in green[-4:]] == ["3.0", "30.0", "30.0", "0"]


def test_what_is_open_longest_is_listed_and_the_ledger_says_who_saw_it(
    signed_in: SignIn, manager: Worker, now: datetime
) -> None:
    contact, _ = a_looked_at_contact(at=now)
    html = signed_in(manager).get("/insight/timeliness/?month=2018-07").content.decode()
    assert f"/contacts/{contact.receipt}/" in html
    assert Entry.objects.get(act="insight.viewed").detail["shown"] == [contact.pk]
    seen = signed_in(a_worker(Role.ANALYST)).get("/insight/timeliness/?month=2018-07").content.decode()
    assert f"/contacts/{contact.receipt}/" not in seen


def test_a_change_is_shown_with_what_was_before_and_after_it(manager: Worker, now: datetime) -> None:
    a_contact(at=datetime(2017, 1, 2, tzinfo=UTC))
    for days in (-8, -7, 0, 1):
        start = now + timedelta(days=days)
        decide(a_contact_about(a_person(f"Child{days}"), at=start), at=start + timedelta(hours=2 if days >= 0 else 200))
    actions.mark_change(from_on=now.date(), words="Second team", by=manager, at=LATER)
    words, before, _, after = page.around(found(manager))[0]
    assert (words, after) == ("Second team", Share(count=2, of=2))
    assert before.count < before.of


@pytest.mark.parametrize("table", ["clocks", "reasons", "times", "oldest", "spread", "around", "months"])
def test_every_table_can_be_taken_as_a_file(signed_in: SignIn, now: datetime, table: str) -> None:
    decide(a_contact_about(a_person(), at=now), at=now)
    answer = signed_in(a_worker(Role.ANALYST)).get(f"/insight/timeliness/tables/{table}.csv?month=2018-07")
    assert answer["Content-Type"].startswith("text/csv")


def test_it_reads_in_so_many_queries(
    manager: Worker, now: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for days in range(4):
        a_looked_at_contact(at=now - timedelta(days=days))
    with django_assert_max_num_queries(24):
        found(manager)


def test_on_day_one_the_page_says_that_there_is_nothing_yet(signed_in: SignIn, manager: Worker) -> None:
    html = signed_in(manager).get("/insight/timeliness/").content.decode()
    assert "Nothing has been received yet" in re.sub(r"<[^>]+>", "", html)
    assert "Nothing has been received yet" in signed_in(manager).get("/insight/partners/").content.decode()
