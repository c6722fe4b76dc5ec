from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from frontdoor.journey.children import actions as children
from frontdoor.journey.children.models import Person, SealedAddress
from frontdoor.oversight.worklist import actions
from frontdoor.oversight.worklist.queries.child import ChildPage, Filters, child_page, home_shown
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import NotPermitted, Refused
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from tests.builders import a_worker
from tests.builders.contacts import a_child_at_home_with, a_contact_about, a_home, a_person
from tests.builders.decisions import a_decided_contact, a_looked_at_contact, a_returned_contact, decide
from tests.builders.families import a_parent_of, responsible
from tests.builders.involvements import involved

pytestmark = pytest.mark.django_db
SignIn = Callable[[Worker], Client]
OPENS = [role for role in Role if role not in (Role.ANALYST, Role.PARTNER, Role.ADMINISTRATOR)]
SEALED = "9 Lantern Row"


def _page(person: Person, at: datetime, *, who: str = "", state: str = "", worker: Worker | None = None) -> ChildPage:
    filters = Filters.read(who=who, state=state)
    return child_page(person, home=home_shown(person, at=at), worker=worker or a_worker(), filters=filters, at=at)


def _seal(person: Person, now: datetime) -> None:
    home = person.memberships.get().household
    children.seal_address(
        household=home,
        lines=SEALED,
        postcode="TS2 9ZZ",
        reason="Kept from a former partner of the mother",
        from_on=now.date(),
        by=a_worker(Role.TEAM_MANAGER),
        at=now,
    )


def test_the_banner_says_who_how_old_and_open_to_whom(now: datetime) -> None:
    child = a_child_at_home_with(a_person("Odette", date_of_birth=date(1985, 1, 1)))
    rowan = a_worker(name="Rowan Ash")
    children.open_episode(
        person=child, worker=rowan, team=None, source_code="2A", by=a_worker(Role.TEAM_MANAGER), at=now
    )
    banner = _page(child, now).banner
    assert (banner.name, banner.age, banner.born) == ("Marlowe Quillfeather", "Aged 7", "9 March 2011")
    assert (banner.open_to, banner.address) == ("Rowan Ash", "14 Gull Street, TS1 4AB")


def test_an_unborn_child_is_said_to_be_unborn(now: datetime) -> None:
    child = a_person("", "Quillfeather", date_of_birth=None, expected_on=date(2018, 9, 1))
    assert _page(child, now).banner.age == "Unborn, expected 1 September 2018"


def test_the_story_tells_contacts_decisions_and_episodes_the_latest_first(now: datetime) -> None:
    child = a_person()
    decide(a_contact_about(child, at=now - timedelta(days=100)), at=now - timedelta(days=100))
    decide(a_contact_about(child, at=now), kind="referral", level="child_in_need", at=now)
    story = _page(child, now).story
    titles = [event.title for event in story]
    assert [event.at for event in story] == sorted((event.at for event in story), reverse=True)
    assert sum(title.startswith("Contact from Harbour Primary School") for title in titles) == 2
    assert "Decision: No further action" in titles
    assert "Decision: Referral: an assessment under the Children Act" in titles
    assert "Opened to children's social care" in titles


def test_a_returned_recommendation_is_part_of_the_story(now: datetime) -> None:
    oversight = a_returned_contact(at=now)
    contact = oversight.recommendation.contact
    person = Person.objects.get(identifications__named__contact=contact)
    assert "Oversight: returned with a direction" in [event.title for event in _page(person, now).story]


def test_the_story_of_everybody_in_the_home_says_whom_each_event_is_about(now: datetime) -> None:
    brother = a_person("Jasper", "Quillfeather", date_of_birth=date(2008, 2, 2))
    child = a_child_at_home_with(brother)
    a_contact_about(brother, at=now)
    assert _page(child, now).story == ()
    (event,) = _page(child, now, who="home").story
    assert "about Jasper Quillfeather" in event.source


def test_open_and_closed_are_told_apart(now: datetime) -> None:
    child = a_person()
    decide(a_contact_about(child, at=now - timedelta(days=100)), at=now - timedelta(days=100))
    a_contact_about(child, at=now)
    assert len(_page(child, now, state="open").story) == 1
    assert len(_page(child, now, state="closed").story) == 2
    assert len(_page(child, now).story) == 3


def test_the_family_says_who_lives_with_whom_since_when_and_who_is_responsible(now: datetime) -> None:
    mother = a_person("Odette", date_of_birth=date(1985, 1, 1), sex="F")
    father = a_person("Cosmo", date_of_birth=date(1984, 1, 1))
    child = a_person()
    a_home(mother, child, roles=("mother", "child"))
    for parent in (mother, father):
        a_parent_of(child, parent, at=now)
    responsible(mother, child, at=now)
    tables = _page(child, now).tables
    (home,) = tables.homes
    rows = {one.name: (one.role, one.relation, one.responsibility) for one in home.members}
    assert rows["Odette Quillfeather"] == ("mother", "mother", "Yes")
    assert home.members[0].since == (now - timedelta(days=400)).date()
    (elsewhere,) = tables.elsewhere
    assert (elsewhere.name, elsewhere.relation, elsewhere.responsibility) == (
        "Cosmo Quillfeather",
        "father",
        "Not known",
    )


def test_a_child_of_separated_parents_has_two_homes(now: datetime) -> None:
    child = a_person()
    a_home(child, a_person("Odette"), lines="1 First Road")
    a_home(child, a_person("Cosmo"), lines="2 Second Road")
    page = _page(child, now)
    assert [home.address for home in page.tables.homes] == ["1 First Road, TS1 4AB", "2 Second Road, TS1 4AB"]


def test_open_work_shows_its_clock(now: datetime) -> None:
    contact, child = a_looked_at_contact(colour="red")
    (line,) = _page(child, now).open_work
    assert (line.receipt, line.colour, line.clock.name) == (contact.receipt, "red", "Red: decide")
    _, decided = a_decided_contact()
    assert _page(decided, now).open_work == ()


def test_why_somebody_may_see_it_tells_a_link_from_a_role_alone(now: datetime) -> None:
    worker = a_worker()
    _, child = a_looked_at_contact(worker=worker)
    assert _page(child, now, worker=worker).why[0] == "A contact that names them is with you."
    assert "Nothing else links you to them" in _page(child, now).why[-1]


def test_who_looked_has_names_only_for_those_who_may_read_the_ledger(now: datetime, signed_in: SignIn) -> None:
    child, looker = a_person(), a_worker(name="Barnaby Wintergreen")
    signed_in(looker).get(f"/children/{child.reference}/")
    signed_in(looker).get(f"/children/{child.reference}/")
    plain = signed_in(a_worker()).get(f"/children/{child.reference}/").content.decode()
    assert "1 other person, 2 times" in plain
    assert "Barnaby" not in plain
    assert (
        "Barnaby Wintergreen, 2 times"
        in signed_in(a_worker(Role.AUDITOR)).get(f"/children/{child.reference}/").content.decode()
    )


@pytest.mark.parametrize("role", OPENS)
def test_opening_a_page_is_in_the_ledger(role: Role, signed_in: SignIn) -> None:
    child, worker = a_person(), a_worker(role)
    page = signed_in(worker).get(f"/children/{child.reference}/")
    assert page.status_code == 200
    assert "Marlowe Quillfeather" in page.content.decode()
    assert Entry.objects.filter(act="person.viewed", subject_id=child.pk, by_id=worker.pk).count() == 1


def test_the_story_of_the_home_is_in_the_ledger_for_everybody_in_it(signed_in: SignIn) -> None:
    brother = a_person("Jasper")
    child = a_child_at_home_with(brother)
    worker = a_worker()
    signed_in(worker).get(f"/children/{child.reference}/?who=home")
    seen = Entry.objects.filter(act="person.viewed", by_id=worker.pk).order_by("number")
    assert [(entry.subject_id, entry.detail) for entry in seen] == [(child.pk, {}), (brother.pk, {"page_of": child.pk})]


def test_when_the_ledger_cannot_be_written_nothing_is_shown(signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("the ledger is full")

    child, client = a_person(), signed_in(a_worker())
    monkeypatch.setattr(actions, "note_viewed", fail)
    client.raise_request_exception = False
    page = client.get(f"/children/{child.reference}/")
    assert page.status_code == 500
    assert "Marlowe" not in page.content.decode()


@pytest.mark.parametrize("role", [Role.ANALYST, Role.PARTNER, Role.ADMINISTRATOR])
def test_who_may_not_open_a_person_is_refused(role: Role, signed_in: SignIn) -> None:
    child = a_person()
    assert signed_in(a_worker(role)).get(f"/children/{child.reference}/").status_code == 403


def test_a_person_of_another_authority_is_not_found(signed_in: SignIn) -> None:
    child = a_person()
    client = signed_in(a_worker(Role.TEAM_MANAGER, authority_id=2))
    assert client.get(f"/children/{child.reference}/").status_code == 404
    assert client.post(f"/children/{child.reference}/address/", {"reason": "visit"}).status_code == 404


def test_a_sealed_address_shows_as_sealed_to_everybody(now: datetime, signed_in: SignIn) -> None:
    child = a_child_at_home_with(a_person("Odette"))
    _seal(child, now)
    for role in OPENS:
        page = signed_in(a_worker(role)).get(f"/children/{child.reference}/").content.decode()
        assert "Address sealed" in page
        assert SEALED not in page
        assert "14 Gull Street" not in page
        assert ("Unseal, and write why" in page) == (role in (Role.TEAM_MANAGER, Role.SERVICE_MANAGER))


def test_a_manager_who_says_why_reads_it_once_and_the_ledger_has_it(now: datetime, signed_in: SignIn) -> None:
    child = a_child_at_home_with(a_person("Odette"))
    _seal(child, now)
    manager = a_worker(Role.TEAM_MANAGER)
    client = signed_in(manager)
    shown = client.post(f"/children/{child.reference}/address/", {"reason": "visit"})
    assert SEALED in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert SEALED not in client.get(f"/children/{child.reference}/").content.decode()
    entry = Entry.objects.get(act="person.address_unsealed", by_id=manager.pk)
    assert (entry.subject_id, entry.detail) == (child.pk, {"reason": "visit"})
    assert not SealedAddress.objects.exists()  # the wall stands again


@pytest.mark.parametrize("typed", [{}, {"reason": ""}, {"reason": "curious"}])
def test_without_a_reason_nothing_is_unsealed(now: datetime, signed_in: SignIn, typed: dict[str, str]) -> None:
    child = a_child_at_home_with(a_person("Odette"))
    _seal(child, now)
    page = signed_in(a_worker(Role.TEAM_MANAGER)).post(f"/children/{child.reference}/address/", typed).content.decode()
    assert "There is a problem" in page
    assert SEALED not in page
    assert not Entry.objects.filter(act="person.address_unsealed").exists()


def test_who_may_not_unseal_is_refused_by_the_page_and_by_the_action(now: datetime, signed_in: SignIn) -> None:
    child = a_child_at_home_with(a_person("Odette"))
    _seal(child, now)
    worker = a_worker(Role.SOCIAL_WORKER)
    assert signed_in(worker).post(f"/children/{child.reference}/address/", {"reason": "visit"}).status_code == 403
    with pytest.raises(NotPermitted):
        actions.unseal_address(person=child, reason="visit", by=worker, at=now)


def test_an_address_that_is_not_sealed_is_not_unsealed(now: datetime) -> None:
    child = a_child_at_home_with(a_person("Odette"))
    with pytest.raises(Refused):
        actions.unseal_address(person=child, reason="visit", by=a_worker(Role.TEAM_MANAGER), at=now)


def test_no_name_stands_in_the_title_which_browsers_keep(signed_in: SignIn) -> None:
    child = a_person()
    page = signed_in(a_worker()).get(f"/children/{child.reference}/").content.decode()
    title = page[page.index("<title>") : page.index("</title>")]
    assert child.reference in title
    assert "Quillfeather" not in title


def test_the_page_takes_few_queries_however_long_the_story(
    now: datetime, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    mother = a_person("Odette", date_of_birth=date(1985, 1, 1))
    child = a_child_at_home_with(mother, a_person("Jasper"))
    for days in (90, 60, 30):
        decide(a_contact_about(child, at=now - timedelta(days=days)), at=now - timedelta(days=days))
    a_contact_about(child, at=now)
    for month in range(1, 7):
        involved(child, "section_47", started_on=date(2017, month, 1))
        involved(mother, "looked_after", started_on=date(1990, month, 1))
    client = signed_in(a_worker())
    client.get(f"/children/{child.reference}/")
    with django_assert_max_num_queries(38):
        client.get(f"/children/{child.reference}/?who=home")


def test_the_story_marks_the_same_concern_when_it_comes_again(now: datetime) -> None:
    child = a_person()
    receipts = [
        a_contact_about(child, at=now - timedelta(days=days), concerns=about).receipt
        for days, about in ((90, ("neglect",)), (60, ("missing",)), (30, ("neglect", "strain")), (10, ()))
    ]
    said = [event.concern for event in _page(child, now).story if event.concern]
    assert said == [
        "Concern not coded",
        f"Neglect; Home, money or a family under strain. Same concern as {receipts[0]}, 60 days before",
        "Missing from home or care. Another concern than before",
        "Neglect",
    ]


def test_another_childs_concern_at_home_is_no_repeat(now: datetime) -> None:
    child, sister = a_person("Marlowe"), a_person("Isolde", sex="F", date_of_birth=date(2008, 5, 6))
    a_home(child, sister)
    a_contact_about(sister, at=now - timedelta(days=30), concerns=("neglect",))
    a_contact_about(child, at=now, concerns=("neglect",))
    said = [event.concern for event in _page(child, now, who="home").story if event.concern]
    assert said == ["Neglect", "Neglect"]


def test_the_story_tells_what_was_done_from_when_until_when(now: datetime, signed_in: SignIn) -> None:
    brother = a_person("Jasper", "Quillfeather", date_of_birth=date(2008, 2, 2))
    child = a_child_at_home_with(brother)
    involved(child, "child_in_need_plan", category="N3", started_on=date(2017, 3, 3), ended_on=date(2017, 9, 1))
    involved(brother, "child_protection_plan", category="EMO", started_on=date(2018, 3, 3), earlier=1)
    (event,) = _page(child, now).story
    assert (event.title, event.when, event.is_open) == (
        "Child in need plan (a parent's disability or illness)",
        "3 March 2017 to 1 September 2017",
        False,
    )
    assert [event.title for event in _page(child, now, who="home", state="open").story] == [
        "Child protection plan (emotional abuse)"
    ]
    html = signed_in(a_worker()).get(f"/children/{child.reference}/?who=home").content.decode()
    assert "Since 3 March 2018 · about Jasper Quillfeather · from another case system" in html
    assert "1 earlier plan here" in html
