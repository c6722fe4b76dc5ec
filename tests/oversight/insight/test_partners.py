"""What each sender told us, how clearly, what became of it, and what changed since it was told."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage import actions as triage
from frontdoor.library.demand.limits import Share
from frontdoor.oversight.insight import actions
from frontdoor.oversight.insight.asked import Asked, read
from frontdoor.oversight.insight.models import AgencyTold
from frontdoor.oversight.insight.pages import partners as page
from frontdoor.oversight.insight.queries.partner import partner
from frontdoor.oversight.insight.queries.partners import Partners, Profile, partners, together
from frontdoor.oversight.insight.queries.records import records, wanted
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import NotPermitted, Refused
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.ledger.models import Entry
from frontdoor.record.organisations.models import Agency
from tests.builders import a_worker, an_agency
from tests.builders.contacts import a_contact, a_told_child, named_in
from tests.builders.decisions import a_decided_contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[Worker], Client]
TODAY = date(2018, 8, 28)


@pytest.fixture
def manager() -> Worker:
    return a_worker(Role.SERVICE_MANAGER)


def asked(**more: str) -> Asked:
    return read({"month": "2018-07", **more}, today=TODAY)


def told_by(agency: Agency, *, at: datetime, **more: object) -> Contact:
    return a_contact(a_told_child(), at=at, agency_id=agency.pk, professional_id=None, **more)


def of(found: Partners, agency: Agency) -> Profile:
    return next(one for one in found.profiles if one.key == str(agency.pk))


def test_each_sender_has_its_own_counts(manager: Worker, now: datetime) -> None:
    school, ward = an_agency("Harbour Primary School"), an_agency("Tidewater Ward")
    for days in range(3):
        contact = told_by(school, at=now - timedelta(days=days), wants="" if days else "A visit")
        triage.classify(named=named_in(contact)[0], demand_class="not_for_us" if days else "new", by=a_worker(), at=now)
    told_by(ward, at=now, family_agreement="agreed", family_told="told")
    found = partners(manager, asked())
    assert (of(found, school).contacts, of(found, ward).contacts) == (3, 1)
    assert of(found, school).share("net_share") == Share(count=1, of=3)
    assert of(found, school).share("wants_stated") == Share(count=1, of=3)
    assert of(found, school).share("consent_stated") == Share(count=0, of=3)
    assert of(found, ward).share("consent_stated") == of(found, ward).share("told_stated") == Share(count=1, of=1)
    assert found.everybody.contacts == 4


def test_a_request_for_records_need_not_say_whether_the_family_agrees(manager: Worker, now: datetime) -> None:
    court = an_agency("Saltshire Family Court")
    contact = told_by(court, at=now)
    triage.classify(named=named_in(contact)[0], demand_class="information_request", by=a_worker(), at=now)
    assert of(partners(manager, asked()), court).share("consent_stated").of == 0


def test_level_and_outcome_are_of_the_children_that_have_them(manager: Worker, now: datetime) -> None:
    contact, _ = a_decided_contact(kind="no_further_action", level="universal", at=now)
    assert contact.agency
    one = of(partners(manager, asked()), contact.agency)
    assert one.share("no_further_action") == Share(count=1, of=1)
    assert one.share("conversion") == Share(count=0, of=1)
    assert one.share("level_agreed").of == 0  # no level was stated


@pytest.mark.parametrize("by", ["agency", "source", "referrer"])
def test_the_senders_add_up_and_each_opens_its_own_contacts(manager: Worker, now: datetime, by: str) -> None:
    for days in range(3):
        a_contact(at=now - timedelta(days=days))
    told_by(an_agency("Tidewater Ward"), at=now)
    found = partners(manager, asked(by=by))
    assert sum(one.contacts for one in found.profiles) == 4
    for row in page.tables(found, may_open=True)[0].rows[:-1]:
        told = {name: values[0] for name, values in parse_qs(urlsplit(row[1].url).query).items()}
        behind = wanted(told)
        assert behind
        assert records(manager, behind, page="", at=now).page.paginator.count == int(row[1].words)


def test_a_small_sender_is_held_against_what_its_size_explains() -> None:
    small = Profile(key="1", name="Small", shares={"net_share": Share(count=0, of=3)})
    large = Profile(key="2", name="Large", shares={"net_share": Share(count=0, of=300)})
    rest = Profile(key="3", name="Rest", shares={"net_share": Share(count=600, of=1000)})
    every = together([small, large, rest])
    assert page.stands(small, every, "net_share") == "as its size explains"
    assert page.stands(large, every, "net_share") == "less than its size explains"
    assert page.share_cell(large, every, "net_share").words == "0%\u00a0▼"


def test_senders_come_by_volume_or_by_name_and_never_by_a_share(manager: Worker, now: datetime) -> None:
    for name, count in (("Zephyr House", 2), ("Anchor Lane", 1)):
        agency = an_agency(name)
        for hours in range(count):
            told_by(agency, at=now - timedelta(hours=hours))
    rows = page.tables(partners(manager, asked()), may_open=False)[0].rows
    assert [row[0].words for row in rows] == ["Zephyr House", "Anchor Lane", "All together"]
    rows = page.tables(partners(manager, asked(order="name")), may_open=False)[0].rows
    assert [row[0].words for row in rows] == ["Anchor Lane", "Zephyr House", "All together"]


def test_minutes_are_between_acts_that_follow_one_another(manager: Worker, now: datetime) -> None:
    school = an_agency("Harbour Primary School")
    contact, unopened = told_by(school, at=now), told_by(school, at=now)
    worker = a_worker()
    for minutes, act in ((0, "contact.viewed"), (6, "finding.added"), (60, "finding.added"), (64, "contact.rated")):
        at = now + timedelta(minutes=minutes)
        ledger.write(act, subject=("contact", contact.pk), by=worker, at=at)
    ledger.write("contact.rated", subject=("contact", unopened.pk), by=worker, at=now)
    found = of(partners(manager, asked()), school).handling
    assert (found.measured, found.minutes) == (1, pytest.approx(10))  # 6 and 4; the hour between is not counted


def test_where_nothing_was_measured_the_page_says_so_and_shows_no_minutes(
    manager: Worker, signed_in: SignIn, now: datetime
) -> None:
    a_contact(at=now)
    html = signed_in(manager).get("/insight/partners/?month=2018-07").content.decode()
    assert "is not measured" in html


def test_what_changed_since_an_agency_was_told_is_shown_with_its_counts(manager: Worker, now: datetime) -> None:
    school = an_agency("Harbour Primary School")
    for days in (1, 2, 3):
        told_by(school, at=now - timedelta(days=days), wants="")
    for days in (0, 1):
        told_by(school, at=now + timedelta(days=days))
    at = now + timedelta(days=10)
    actions.note_telling(agency=school, told_on=now.date(), by=manager, at=at)
    around = partner(manager, school, asked(), at=at).around
    assert around
    assert around.before.share("wants_stated") == Share(count=0, of=3)
    assert around.after.share("wants_stated") == Share(count=2, of=2)
    assert around.before_span.days == around.after_span.days == 10


def test_telling_is_noted_once_not_before_it_happened_and_can_be_withdrawn(
    manager: Worker, signed_in: SignIn, now: datetime
) -> None:
    school = an_agency("Harbour Primary School")
    with pytest.raises(Refused, match="still to come"):
        actions.note_telling(agency=school, told_on=now.date() + timedelta(days=1), by=manager, at=now)
    client = signed_in(manager)
    assert client.post(f"/insight/partners/{school.pk}/", {"told_on": "1/7/2018"}).status_code == 302
    html = client.post(f"/insight/partners/{school.pk}/", {"told_on": "1/7/2018"}).content.decode()
    assert "noted already" in html
    telling = AgencyTold.objects.get()
    client.post(f"/insight/partners/told/{telling.pk}/withdraw/")
    telling.refresh_from_db()
    assert telling.withdrawn_by == manager
    acts = list(Entry.objects.filter(subject="agency").values_list("act", flat=True).order_by("number"))
    assert acts == ["agency.told", "agency.telling_withdrawn"]


def test_a_team_manager_may_not_note_a_telling(now: datetime) -> None:
    with pytest.raises(NotPermitted):
        actions.note_telling(
            agency=an_agency("Tidewater Ward"), told_on=now.date(), by=a_worker(Role.TEAM_MANAGER), at=now
        )


def test_an_agencys_page_shows_its_figures_beside_everybodys_and_names_no_child(
    manager: Worker, signed_in: SignIn, now: datetime
) -> None:
    contact, child = a_decided_contact(at=now)
    html = signed_in(manager).get(f"/insight/partners/{contact.agency_id}/?month=2018-07").content.decode()
    words = re.sub(r"<[^>]+>", "", html)
    assert "1 contact about 1 child" in words
    assert "say whether the family knows" in words
    assert child.last_name not in html


def test_another_authoritys_agency_is_not_found(manager: Worker, signed_in: SignIn) -> None:
    elsewhere = Agency(pk=987654)
    assert signed_in(manager).get(f"/insight/partners/{elsewhere.pk}/").status_code == 404
    assert signed_in(manager).get(f"/insight/partners/{elsewhere.pk}/tables/figures.csv").status_code == 404
    assert signed_in(manager).post("/insight/partners/told/987654/withdraw/").status_code == 404


@pytest.mark.parametrize("table", ["figures", "since", "classes", "months", "levels", "referrers"])
def test_every_table_of_an_agency_can_be_taken_as_a_file(signed_in: SignIn, now: datetime, table: str) -> None:
    contact = a_contact(at=now)
    answer = signed_in(a_worker(Role.ANALYST)).get(f"/insight/partners/{contact.agency_id}/tables/{table}.csv")
    assert answer["Content-Type"].startswith("text/csv")


def test_the_table_of_senders_can_be_taken_as_a_file(signed_in: SignIn, now: datetime) -> None:
    a_contact(at=now)
    answer = signed_in(a_worker(Role.ANALYST)).get("/insight/partners/tables/senders.csv?month=2018-07")
    assert len(answer.content.decode().splitlines()) == 3


def test_it_reads_in_so_many_queries_however_many_senders(
    manager: Worker, now: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for name in ("Anchor Lane", "Harbour View", "Tidewater"):
        told_by(an_agency(name), at=now)
    with django_assert_max_num_queries(8):
        partners(manager, asked())
