from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from frontdoor.journey.children import actions, queries
from frontdoor.journey.children.facts import NewPerson, ToldStay, ToldTie
from frontdoor.journey.children.models import (
    MatchKey,
    Membership,
    ParentalResponsibility,
    Person,
    Relationship,
    SealedAddress,
)
from frontdoor.journey.children.queries.recorded import fact_about, recorded_about
from frontdoor.record.access import context
from frontdoor.record.access.refusals import NotPermitted, Refused
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from tests.builders import a_worker
from tests.builders.contacts import a_home, a_person
from tests.builders.families import a_parent_of, related, responsible

pytestmark = pytest.mark.django_db


def acts() -> list[str]:
    return list(Entry.objects.exclude(act="policy.adopted").order_by("number").values_list("act", flat=True))


def a_mother(first_name: str = "Odette") -> Person:
    return a_person(first_name, date_of_birth=date(1985, 1, 2), sex="F")


def test_a_relation_is_recorded_once_with_who_and_how_we_know(now: datetime) -> None:
    child, mother, worker = a_person(), a_mother(), a_worker()
    fact = a_parent_of(child, mother, by=worker, at=now)
    assert (fact.recorded_by, fact.recorded_at, fact.how_known) == (worker, now, "said_by_family")
    assert acts()[-1] == "family.related"
    with pytest.raises(Refused, match="recorded already"):
        a_parent_of(child, mother, at=now)


def test_partners_are_recorded_once_whichever_is_named_first(now: datetime) -> None:
    one, other = a_mother(), a_mother("Isolde")
    related(one, other, "partner", at=now)
    with pytest.raises(Refused, match="recorded already"):
        related(other, one, "partner", at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Relationship.objects.create(authority_id=1, person=other, other=one, kind="partner")


def test_what_is_over_may_begin_again_and_what_is_wrong_stays_readable(now: datetime) -> None:
    one, other, worker = a_mother(), a_mother("Isolde"), a_worker()
    fact = related(one, other, "partner", since=date(2015, 1, 1), at=now)
    actions.end_fact(fact=fact, until_on=date(2017, 1, 1), by=worker, at=now)
    again = related(one, other, "partner", since=date(2018, 1, 1), at=now)
    actions.withdraw_fact(fact=again, because="They did not", by=worker, at=now)
    assert acts()[-3:] == ["family.relationship_ended", "family.related", "family.relationship_withdrawn"]
    stands, wrong = recorded_about(one)
    assert (stands.until_on, stands.is_wrong) == (date(2017, 1, 1), False)
    assert (wrong.is_wrong, wrong.because, wrong.withdrawn_by) == (True, "They did not", worker.name)
    with pytest.raises(Refused):
        actions.withdraw_fact(fact=again, because="Again", by=worker, at=now)
    with pytest.raises(Refused):
        actions.end_fact(fact=fact, until_on=date(2017, 1, 1), by=worker, at=now)


def test_a_fact_is_not_withdrawn_without_a_reason_even_by_plain_sql(now: datetime) -> None:
    fact = a_parent_of(a_person(), a_mother(), at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Relationship.objects.filter(pk=fact.pk).update(withdrawn_at=now)


def test_an_answer_about_responsibility_stands_until_it_is_ended(now: datetime) -> None:
    child, mother, worker = a_person(), a_mother(), a_worker()
    said = responsible(mother, child, basis="mother", at=now)
    with pytest.raises(Refused, match="stands already"):
        responsible(mother, child, answer="no", at=now)
    actions.end_fact(fact=said, until_on=date(2018, 1, 1), by=worker, at=now)
    responsible(mother, child, answer="no", at=now)
    assert acts()[-1] == "family.responsibility_said"
    with pytest.raises(IntegrityError), transaction.atomic():
        ParentalResponsibility.objects.create(authority_id=1, holder=mother, child=child, answer="yes")


def test_the_council_has_it_by_a_care_order_alone(now: datetime) -> None:
    child = a_person()
    assert responsible(None, child, basis="care_order", at=now).holder is None
    with pytest.raises(Refused):
        responsible(a_mother(), child, basis="care_order", at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        ParentalResponsibility.objects.create(authority_id=1, child=a_person("Una"), answer="yes", basis="agreement")


def test_somebody_new_is_recorded_with_what_they_are_or_not_at_all(now: datetime) -> None:
    child, worker = a_person(), a_worker()
    told = ToldTie(kind="parent", how_known="said_by_family")
    new = NewPerson(first_name="Ngozi", last_name="Quill", date_of_birth=date(1980, 1, 1))
    somebody = actions.relate_somebody_new(new=new, child=child, told=told, is_elder=True, by=worker, at=now)
    assert Relationship.objects.get().person == somebody
    people = Person.objects.count()
    younger = NewPerson(first_name="Ola", last_name="Quill", date_of_birth=date(2015, 1, 1))
    with pytest.raises(Refused, match="was not born before"):
        actions.relate_somebody_new(new=younger, child=child, told=told, is_elder=True, by=worker, at=now)
    assert Person.objects.count() == people


def test_who_moves_in_may_keep_another_home_and_who_leaves_is_found_there_no_more(now: datetime) -> None:
    child, worker = a_person(), a_worker()
    first = a_home(child)
    alone = set(MatchKey.objects.filter(person=child).values_list("key", flat=True))
    told = ToldStay(from_on=date(2018, 1, 1), time_there="half", lines="2 Beacon Row", postcode="TS2 5XX")
    stay = actions.move_in(person=child, household=None, told=told, by=worker, at=now)
    both = set(MatchKey.objects.filter(person=child).values_list("key", flat=True))
    assert both - alone
    assert {one.household_id for one in queries.home_of([child.pk], now.date())[child.pk]} == {
        first.pk,
        stay.household_id,
    }
    with pytest.raises(Refused, match="already lives"):
        actions.move_in(person=child, household=first, told=told, by=worker, at=now)
    actions.withdraw_fact(fact=stay, because="That is her cousin's address", by=worker, at=now)
    assert acts()[-1] == "household.joining_withdrawn"
    assert {one.household_id for one in queries.home_of([child.pk], now.date())[child.pk]} == {first.pk}
    assert set(MatchKey.objects.filter(person=child).values_list("key", flat=True)) == alone
    stay.refresh_from_db()
    assert stay.until_on == stay.from_on


def test_a_death_is_recorded_once_and_can_be_withdrawn(now: datetime) -> None:
    mother, worker = a_mother(), a_worker()
    actions.say_died(person=mother, died_on=date(2018, 7, 1), by=worker, at=now)
    with pytest.raises(Refused):
        actions.say_died(person=mother, died_on=date(2018, 7, 2), by=worker, at=now)
    actions.withdraw_death(person=mother, by=worker, at=now)
    with pytest.raises(Refused):
        actions.withdraw_death(person=mother, by=worker, at=now)
    assert acts()[-2:] == ["person.died", "person.death_withdrawn"]


@pytest.mark.parametrize("role", [Role.ANALYST, Role.AUDITOR, Role.PARTNER, Role.ADMINISTRATOR])
def test_a_role_that_may_not_record_family_is_refused(role: Role, now: datetime) -> None:
    child, mother, fact, worker = a_person(), a_mother(), a_parent_of(a_person("Una"), a_mother("Eve")), a_worker(role)
    with pytest.raises(NotPermitted):
        a_parent_of(child, mother, by=worker, at=now)
    with pytest.raises(NotPermitted):
        responsible(mother, child, by=worker, at=now)
    with pytest.raises(NotPermitted):
        actions.end_fact(fact=fact, until_on=now.date(), by=worker, at=now)
    with pytest.raises(NotPermitted):
        actions.withdraw_fact(fact=fact, because="x", by=worker, at=now)
    with pytest.raises(NotPermitted):
        actions.say_died(person=mother, died_on=now.date(), by=worker, at=now)


def test_the_family_reaches_grandparents_half_siblings_and_their_other_parents(now: datetime) -> None:
    child, mother, father = a_person(), a_mother(), a_person("Cosmo", date_of_birth=date(1980, 1, 1))
    granny = a_person("Perdita", date_of_birth=date(1955, 1, 1), sex="F")
    half, other = a_person("Jasper"), a_person("Ambrose", date_of_birth=date(1982, 1, 1))
    aunt, lodger = a_person("Ione", date_of_birth=date(1990, 1, 1)), a_person("Bertram", date_of_birth=date(1990, 1, 1))
    for parent, kid in ((mother, child), (father, child), (granny, mother), (granny, aunt), (mother, half)):
        a_parent_of(kid, parent, at=now)
    a_parent_of(half, other, at=now)
    a_home(mother, child, lodger)
    family = queries.family_of(child, on=now.date())
    assert {one.first_name for one in family.people} == {
        *("Marlowe", "Odette", "Cosmo", "Perdita", "Jasper", "Ambrose", "Bertram"),
    }
    assert family.left_out == 0
    few = queries.family_of(child, on=now.date(), most=3)
    assert (len(few.people), few.left_out) == (3, 4)
    assert few.people[0].person_id == child.pk


def test_a_sealed_home_shows_its_people_and_never_where_it_is(now: datetime) -> None:
    child, mother, manager = a_person(), a_mother(), a_worker(Role.TEAM_MANAGER)
    home = a_home(mother, child)
    actions.seal_address(
        household=home, lines="9 Lantern Row", postcode="", reason="x", from_on=now.date(), by=manager, at=now
    )
    family = queries.family_of(child, on=now.date())
    assert {one.person_id for one in family.people} == {child.pk, mother.pk}
    (place,) = family.homes
    assert (place.is_sealed, place.address) == (True, "")
    told = [one.words for one in recorded_about(child)]
    assert told == ["Marlowe Quillfeather lives at a home whose address is not shown"]
    assert not SealedAddress.objects.exists()


def test_former_homes_are_known_for_the_child_alone(now: datetime) -> None:
    child, mother, worker = a_person(), a_mother(), a_worker()
    a_home(child, mother)
    for stay in Membership.objects.all():
        actions.end_fact(fact=stay, until_on=now.date() - timedelta(days=30), by=worker, at=now)
    a_parent_of(child, mother, at=now)
    stays = queries.family_of(child, on=now.date()).stays
    assert [(one.person_id, one.until_on) for one in stays] == [(child.pk, now.date() - timedelta(days=30))]


def test_a_fact_is_found_only_on_the_page_of_those_it_is_about(now: datetime) -> None:
    child, mother, stranger = a_person(), a_mother(), a_person("Una")
    fact = a_parent_of(child, mother, at=now)
    assert fact_about(child, kind="relationship", number=fact.pk) == fact
    assert fact_about(mother, kind="relationship", number=fact.pk) == fact
    assert fact_about(stranger, kind="relationship", number=fact.pk) is None
    assert fact_about(child, kind="gossip", number=fact.pk) is None


def test_another_authority_sees_none_of_it(now: datetime) -> None:
    a_parent_of(a_person(), a_mother(), at=now)
    responsible(a_mother("Eve"), a_person("Una"), at=now)
    with context.working_for(authority_id=2):
        assert not Relationship.objects.exists()
        assert not ParentalResponsibility.objects.exists()


def test_reading_a_family_takes_eight_queries_however_large(now: datetime, django_assert_num_queries: object) -> None:
    child, mother = a_person(), a_mother()
    a_parent_of(child, mother, at=now)
    for name in ("Ash", "Bay", "Elm", "Fir"):
        a_parent_of(a_person(name), mother, at=now)
    a_home(mother, child)
    with django_assert_num_queries(8):  # type: ignore[operator]  # pytest-django's own fixture
        queries.family_of(child, on=now.date())
