from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from pytest_django import DjangoAssertNumQueries

from frontdoor.journey.children.models import Household, Person
from frontdoor.journey.intake import actions, queries
from frontdoor.journey.intake.models import Concern, Contact, NamedPerson, Verdict
from frontdoor.record.access import context
from frontdoor.record.access.models import Machine
from frontdoor.record.access.refusals import NotPermitted, Refused
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from frontdoor.record.policy import queries as policy
from tests.builders import Machinery, a_worker, an_agency
from tests.builders.contacts import (
    a_contact,
    a_contact_about,
    a_contact_about_a_known_child,
    a_person,
    a_told_adult,
    a_told_child,
    named_in,
    said_to_be,
    told_by_a_school,
)

pytestmark = pytest.mark.django_db


def acts() -> list[str]:
    return list(Entry.objects.exclude(act="policy.adopted").order_by("number").values_list("act", flat=True))


def a_machine() -> Machine:
    agency = an_agency(source_code="6")
    return Machine.objects.create(
        authority_id=1,
        agency=agency,
        name="Force system",
        key_hash=b"x" * 32,
        started_at=datetime(2018, 1, 1).astimezone(),
    )


def test_a_contact_is_received_as_told_with_a_receipt_and_an_entry(now: datetime) -> None:
    contact = a_contact(a_told_child(), a_told_adult(), at=now)
    assert re.fullmatch("C[0-9]{7}", contact.receipt)
    assert [(one.position, one.is_child, one.first_name) for one in named_in(contact)] == [
        (1, True, "Marlowe"),
        (2, False, "Odette"),
    ]
    entry = Entry.objects.get(act="contact.received")
    assert (entry.subject_id, entry.detail) == (contact.pk, {"source": "2A", "channel": "phone", "children": 1})


def test_a_refused_contact_names_its_fields_and_leaves_nothing(now: datetime) -> None:
    told = told_by_a_school(a_told_child(is_unborn=True), what_happened="", level_stated="nowhere")
    with pytest.raises(actions.NotReceived) as refusal:
        actions.receive(told, by=a_worker(), at=now)
    assert [reason.field for reason in refusal.value.field_reasons] == [
        "what_happened",
        "level_stated",
        "people.0.date_of_birth",
    ]
    assert not Contact.objects.exists()
    assert acts() == []


def test_an_agency_of_another_authority_is_not_one_we_know(now: datetime) -> None:
    with pytest.raises(actions.NotReceived):
        actions.receive(told_by_a_school(agency_id=999_999, professional_id=None), by=a_worker(), at=now)


def test_an_analyst_does_not_take_contacts(now: datetime) -> None:
    with pytest.raises(NotPermitted):
        actions.receive(told_by_a_school(), by=a_worker(Role.ANALYST), at=now)


def test_a_contact_from_an_older_system_says_so(now: datetime) -> None:
    actions.receive(told_by_a_school(channel="import", what_happened=""), by=Machinery(), at=now)
    assert acts() == ["contact.imported"]


def test_a_draft_is_received_at_most_once(now: datetime) -> None:
    worker = a_worker()
    draft = actions.start_draft(by=worker, at=now)
    first = actions.receive(told_by_a_school(), by=worker, at=now, draft=draft)
    second = actions.receive(told_by_a_school(), by=worker, at=now, draft=draft)
    assert first == second
    assert acts() == ["draft.started", "contact.received"]


def test_a_draft_is_saved_by_version_and_its_own_window_never_stands_in_its_way(now: datetime) -> None:
    worker = a_worker()
    draft = actions.start_draft(by=worker, at=now)
    saved = actions.save_draft(draft=draft, fields={"page": "a", "wants": "x"}, version=0, by=worker, at=now)
    assert saved.version == 1
    again = actions.save_draft(draft=draft, fields={"page": "a", "wants": "xy\x00"}, version=0, by=worker, at=now)
    assert (again.version, again.fields["wants"]) == (2, "xy")
    with pytest.raises(actions.SavedElsewhere) as clash:
        actions.save_draft(draft=draft, fields={"page": "b", "wants": "z"}, version=1, by=worker, at=now)
    assert (clash.value.version, clash.value.fields["wants"]) == (2, "xy")
    seen = actions.save_draft(draft=draft, fields={"page": "b", "wants": "z"}, version=2, by=worker, at=now)
    assert seen.version == 3


def test_a_draft_is_its_own_workers(now: datetime) -> None:
    draft = actions.start_draft(by=a_worker(), at=now)
    with pytest.raises(draft.DoesNotExist):
        actions.save_draft(draft=draft, fields={}, version=0, by=a_worker(), at=now)


def test_a_received_or_discarded_draft_takes_no_more(now: datetime) -> None:
    worker = a_worker()
    received, discarded = actions.start_draft(by=worker, at=now), actions.start_draft(by=worker, at=now)
    actions.receive(told_by_a_school(), by=worker, at=now, draft=received)
    actions.discard_draft(draft=discarded, by=worker, at=now)
    for draft in (received, discarded):
        with pytest.raises(Refused):
            actions.save_draft(draft=draft, fields={"wants": "x"}, version=draft.version, by=worker, at=now)
    with pytest.raises(Refused):
        actions.discard_draft(draft=received, by=worker, at=now)
    assert list(queries.unfinished(worker)) == []


def test_a_machines_key_makes_one_contact(now: datetime) -> None:
    machine = a_machine()
    told = told_by_a_school(channel="api")
    contact, is_new = actions.receive_once(told, machine=machine, key="k1", digest=b"d1", at=now)
    again, is_new_again = actions.receive_once(told, machine=machine, key="k1", digest=b"d1", at=now)
    assert (again, is_new, is_new_again) == (contact, True, False)
    assert contact.machine == machine
    with pytest.raises(actions.KeyReused):
        actions.receive_once(told, machine=machine, key="k1", digest=b"d2", at=now)
    assert Contact.objects.count() == 1


def test_a_worker_says_who_somebody_is_and_can_undo_it(now: datetime) -> None:
    worker, person = a_worker(), a_person()
    (named,) = named_in(a_contact())
    said = actions.identify(named=named, person=person, verdict=Verdict.SAME, weight=21.5, by=worker, at=now)
    assert queries.identified([named.pk]) == {named.pk: person}
    with pytest.raises(Refused, match="Undo that first"):
        actions.identify(named=named, person=a_person(), verdict=Verdict.SAME, weight=None, by=worker, at=now)
    actions.withdraw_identification(identification=said, by=worker, at=now)
    assert queries.identified([named.pk]) == {}
    actions.identify(named=named, person=person, verdict=Verdict.NOT_THE_SAME, weight=21.5, by=worker, at=now)
    assert queries.identified([named.pk]) == {}
    said_acts = [act for act in acts() if act not in ("person.recorded", "contact.received")]
    assert said_acts == ["person.identified", "person.identification_withdrawn", "person.not_the_same"]


def test_the_database_keeps_a_named_person_to_one_known_person(now: datetime) -> None:
    contact, person = a_contact_about_a_known_child(at=now)
    (named,) = named_in(contact)
    other = a_person()
    with pytest.raises(IntegrityError), transaction.atomic():
        named.identifications.create(authority_id=1, person=other, verdict="same", said_at=now, said_by=a_worker())
    assert queries.identified([named.pk]) == {named.pk: person}


def test_an_auditor_does_not_say_who_people_are(now: datetime) -> None:
    (named,) = named_in(a_contact())
    with pytest.raises(NotPermitted):
        actions.identify(
            named=named, person=a_person(), verdict=Verdict.SAME, weight=None, by=a_worker(Role.AUDITOR), at=now
        )


def test_new_people_of_one_address_are_recorded_in_one_home(now: datetime) -> None:
    home = {"address": "14 Gull Street", "postcode": "TS1 4AB"}
    contact = a_contact(
        a_told_child("Una", "Quill", **home),
        a_told_adult("Odette", "Quill", **home),
        a_told_child("Ludo", "Finch", address="2 Tern Row", postcode="TS2 1AA"),
    )
    people = [actions.record_as_new(named=named, by=a_worker(), at=now) for named in named_in(contact)]
    assert Person.objects.count() == 3
    assert Household.objects.count() == 2
    assert [one.role for one in people[1].memberships.all()] == ["Mother"]
    assert set(queries.identified(NamedPerson.objects.values_list("pk", flat=True)).values()) == set(people)


def test_somebody_already_known_is_not_recorded_as_new(now: datetime) -> None:
    contact, _ = a_contact_about_a_known_child(at=now)
    with pytest.raises(Refused):
        actions.record_as_new(named=named_in(contact)[0], by=a_worker(), at=now)
    assert Person.objects.count() == 1


def test_earlier_contacts_about_a_person_are_found_by_window(now: datetime) -> None:
    person = a_person()
    old = a_contact_about(person, at=now - timedelta(days=100))
    late = a_contact_about(person, at=now - timedelta(days=3))
    a_contact_about(person, at=now)
    found = queries.contacts_about([person.pk], before=now)
    assert [one.receipt for one in found] == [late.receipt, old.receipt]
    assert [one.receipt for one in queries.contacts_about([person.pk], before=now, within_days=90)] == [late.receipt]
    assert (bool(found[0].agency_name), found[0].has_ended) == (True, False)


def test_a_partner_sees_their_own_agencys_contacts_and_no_others(now: datetime) -> None:
    partner = a_worker(Role.PARTNER)
    a_contact()
    own = a_contact(agency_id=partner.agency_id, professional_id=None)
    assert list(queries.visible_to(partner)) == [own]
    assert queries.visible_to(a_worker()).count() == 2
    assert not queries.visible_to(a_worker(Role.ANALYST)).exists()


def test_who_is_named_shows_possible_people_with_reasons_until_somebody_says(
    now: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    person, worker = a_person(), a_worker()
    a_contact_about(person, at=now - timedelta(days=10))
    contact = a_contact(a_told_child("Marlow"), a_told_adult("Nobody", "Known"), at=now)
    with django_assert_max_num_queries(11):  # two look among those who live with the child, one reads warnings
        child, adult = queries.who(contact)
    assert child.person is None
    assert [one.possible.person_id for one in child.possibles] == [person.pk]
    assert child.possibles[0].recent_contacts == 1
    assert adult.possibles == []
    said_to_be(child.named, person, by=worker, at=now)
    child, _ = queries.who(contact)
    assert (child.person, child.recent_contacts, child.possibles) == (person, 1, [])


def test_what_a_contact_is_about_is_kept_with_the_edition_it_was_coded_under(now: datetime) -> None:
    officer = a_worker(Role.CONTACT_OFFICER)
    contact = a_contact(at=now, by=officer, concerns=("neglect", "missing", "neglect"))
    found = Concern.objects.filter(contact=contact).order_by("code")
    assert [(one.code, one.coded_by, one.coded_at) for one in found] == [
        ("missing", officer, now),
        ("neglect", officer, now),
    ]
    assert {one.edition_id for one in found} == {policy.in_force(1, at=now).edition_id}
    detail = Entry.objects.get(act="contact.received").detail
    assert detail == {"source": "2A", "channel": "phone", "children": 1, "concerns": 2}


def test_a_concern_that_the_policy_does_not_have_is_refused_by_its_place(now: datetime) -> None:
    with pytest.raises(actions.NotReceived) as refused:
        a_contact(at=now, concerns=("neglect", "witchcraft"))
    (reason,) = refused.value.field_reasons
    assert reason.field == "concerns.1"
    assert "witchcraft" not in reason.text
    assert not Contact.objects.exists()


def test_another_authority_cannot_read_what_a_contact_is_about(now: datetime) -> None:
    a_contact(at=now, concerns=("neglect",))
    with context.working_for(authority_id=2):
        assert not Concern.objects.exists()


def test_a_code_on_a_contact_can_be_ended_and_not_rewritten(now: datetime) -> None:
    contact = a_contact(at=now, concerns=("neglect",))
    with pytest.raises(ProgrammingError), transaction.atomic():
        Concern.objects.filter(contact=contact).update(code="missing")
    with pytest.raises(ProgrammingError), transaction.atomic():
        Concern.objects.filter(contact=contact).delete()
