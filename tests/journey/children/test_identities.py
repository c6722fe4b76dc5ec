"""Two records that are one person: proposed by one, confirmed by another, parted by anybody who sees it is wrong."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from frontdoor.journey.children import actions, queries
from frontdoor.journey.children.models import JoinedRecord, NotSame, Person, SamePerson
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import NotPermitted, Refused
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from tests.builders import a_worker
from tests.builders.contacts import a_person
from tests.builders.identities import joined, kept_apart, proposed

pytestmark = pytest.mark.django_db


@pytest.fixture
def one() -> Person:
    return a_person("Marlowe", "Quillfeather")


@pytest.fixture
def other() -> Person:
    return a_person("Marlow", "Quilfeather")


def acts_about(person: Person) -> list[str]:
    return list(
        Entry.objects.filter(subject="person", subject_id=person.pk).order_by("pk").values_list("act", flat=True)
    )


def test_a_proposal_joins_nobody(one: Person, other: Person) -> None:
    proposed(one, other)
    assert queries.identities_of([one.pk, other.pk]) == {one.pk: {one.pk}, other.pk: {other.pk}}
    assert queries.circle_of([one.pk])[one.pk] == {one.pk, other.pk}


def test_a_second_person_joins_them_under_the_record_that_the_first_chose(one: Person, other: Person) -> None:
    link = proposed(one, other, leading=other)
    actions.confirm_same(link=link, by=a_worker(), at=link.proposed_at)
    assert queries.identities_of([one.pk])[one.pk] == {one.pk, other.pk}
    assert queries.leading_of([one.pk, other.pk]) == {one.pk: other.pk, other.pk: other.pk}
    assert acts_about(one)[-2:] == ["people.proposed_same", "people.joined"]


def test_whoever_proposed_may_not_confirm(one: Person, other: Person) -> None:
    worker = a_worker()
    link = proposed(one, other, by=worker)
    with pytest.raises(Refused, match="a second person"):
        actions.confirm_same(link=link, by=worker, at=link.proposed_at)


def test_the_database_itself_takes_two_people(one: Person, other: Person) -> None:
    link = proposed(one, other)
    with (
        pytest.raises(IntegrityError, match="same_person_takes_two"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE children_sameperson SET confirmed_at = now(), confirmed_by_id = proposed_by_id WHERE id = %s",
            [link.pk],
        )


@pytest.mark.parametrize("column", ["one_id", "other_id", "leading_id", "proposed_by_id", "because"])
def test_the_web_role_may_not_rewrite_a_proposal(one: Person, other: Person, column: str) -> None:
    proposed(one, other)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE children_sameperson SET {column} = {column}")


def test_the_web_role_may_not_remove_a_link_or_a_verdict(one: Person, other: Person) -> None:
    proposed(one, other)
    for table in ("children_sameperson", "children_notsame", "children_separateidentities", "children_caution"):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(f"DELETE FROM {table}")


def test_nobody_is_joined_in_the_index_alone(one: Person, other: Person) -> None:
    with transaction.atomic():
        JoinedRecord.objects.create(authority_id=1, person=one, leading=other, circle=one)
        with (
            pytest.raises(IntegrityError, match="a second person confirmed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)


def test_a_role_that_may_not_join_is_refused(one: Person, other: Person) -> None:
    for role in (Role.CONTACT_OFFICER, Role.ANALYST, Role.AUDITOR, Role.PARTNER, Role.ADMINISTRATOR):
        with pytest.raises(NotPermitted):
            proposed(one, other, by=a_worker(role))


@pytest.mark.parametrize(
    ("because", "words"), [("", "Say how you know"), ("   ", "Say how you know")], ids=["nothing", "blanks"]
)
def test_a_proposal_says_why(one: Person, other: Person, because: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        proposed(one, other, because=because)


def test_a_pair_is_proposed_once_in_either_order(one: Person, other: Person) -> None:
    proposed(one, other)
    with pytest.raises(Refused, match="waits for a second"):
        proposed(other, one)


def test_a_record_is_not_joined_with_itself(one: Person) -> None:
    with pytest.raises(Refused, match="is one record"):
        proposed(one, one)


def test_anybody_who_may_join_may_part_alone_and_at_once(one: Person, other: Person, now: datetime) -> None:
    link = joined(one, other)
    actions.end_same(link=link, because="Two boys at one school", are_two_people=True, by=a_worker(), at=now)
    assert queries.identities_of([one.pk])[one.pk] == {one.pk}
    assert not JoinedRecord.objects.exists()
    assert acts_about(one)[-2:] == ["people.parted", "people.not_the_same"]
    assert SamePerson.objects.get().ended_because == "Two boys at one school"


def test_parting_says_why(one: Person, other: Person, now: datetime) -> None:
    with pytest.raises(Refused, match="Say why"):
        actions.end_same(link=joined(one, other), because=" ", are_two_people=False, by=a_worker(), at=now)


def test_a_proposal_that_is_given_up_can_be_made_again(one: Person, other: Person, now: datetime) -> None:
    actions.end_same(link=proposed(one, other), because="Not sure yet", are_two_people=False, by=a_worker(), at=now)
    assert proposed(one, other).pk
    assert "people.proposal_ended" in acts_about(one)


def test_what_was_said_to_be_two_people_is_not_joined_until_that_is_withdrawn(
    one: Person, other: Person, now: datetime
) -> None:
    verdict = actions.say_not_same(one=other, other=one, because="Cousins", by=a_worker(), at=now)
    with pytest.raises(Refused, match="two people"):
        proposed(one, other)
    actions.withdraw_not_same(verdict=verdict, by=a_worker(), at=now)
    assert proposed(one, other).pk
    assert NotSame.objects.get().withdrawn_at == now


def test_a_verdict_holds_between_all_records_of_two_people(one: Person, other: Person, now: datetime) -> None:
    third = a_person("Marlo", "Quillfeather")
    actions.say_not_same(one=one, other=third, because="Cousins", by=a_worker(), at=now)
    joined(one, other)
    with pytest.raises(Refused, match="two people"):
        proposed(other, third)


def test_three_records_are_one_person_and_parting_two_leaves_two(one: Person, other: Person, now: datetime) -> None:
    third = a_person("Marlo", "Quillfeather")
    first = joined(one, other)
    joined(other, third, leading=third)
    everybody = {one.pk, other.pk, third.pk}
    assert queries.identities_of([third.pk])[third.pk] == everybody
    assert set(queries.leading_of(everybody).values()) == {third.pk}
    actions.end_same(link=first, because="Wrong", are_two_people=False, by=a_worker(), at=now)
    assert queries.identities_of([one.pk])[one.pk] == {one.pk, third.pk}
    assert queries.identities_of([other.pk])[other.pk] == {other.pk}


def test_two_identities_that_are_kept_apart_cannot_be_proposed_in_any_order(one: Person, other: Person) -> None:
    kept_apart(one, other)
    for first, second in ((one, other), (other, one)):
        with pytest.raises(Refused, match="cannot be joined here"):
            proposed(first, second)


def test_nor_joined_through_a_third_record(one: Person, other: Person) -> None:
    third = a_person("Marlo", "Quillfeather")
    kept_apart(one, other)
    joined(one, third)
    with pytest.raises(Refused, match="cannot be joined here"):
        proposed(other, third)


def test_nor_by_two_proposals_that_wait_together(one: Person, other: Person) -> None:
    third = a_person("Marlo", "Quillfeather")
    kept_apart(one, other)
    links = [proposed(one, third), proposed(other, third)]
    actions.confirm_same(link=links[0], by=a_worker(), at=links[0].proposed_at)
    with pytest.raises(Refused, match="cannot be joined here"):
        actions.confirm_same(link=links[1], by=a_worker(), at=links[0].proposed_at)
    assert queries.identities_of([other.pk])[other.pk] == {other.pk}


def test_the_database_refuses_it_whatever_the_code_does(one: Person, other: Person, now: datetime) -> None:
    kept_apart(one, other)
    worker = a_worker()
    with pytest.raises(DatabaseError, match="cannot be joined"), transaction.atomic():
        SamePerson.objects.create(
            authority_id=1, one=one, other=other, leading=one, because="x", proposed_at=now, proposed_by=worker
        )
    JoinedRecord.objects.create(authority_id=1, person=one, leading=one, circle=one)
    with pytest.raises(DatabaseError, match="cannot be joined"), transaction.atomic():
        JoinedRecord.objects.create(authority_id=1, person=other, leading=one, circle=one)


def test_which_pairs_are_kept_apart_cannot_be_read(one: Person, other: Person) -> None:
    kept_apart(one, other)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM children_separateidentities")
        assert cursor.fetchone() == (0,)
    assert queries.never_together([one.pk, other.pk]) == {frozenset({one.pk, other.pk})}
    assert queries.never_together([one.pk]) == set()


def test_never_together_reaches_joined_records(one: Person, other: Person) -> None:
    third = a_person("Marlo", "Quillfeather")
    kept_apart(one, other)
    joined(one, third)
    assert queries.never_together([third.pk, other.pk]) == {frozenset({third.pk, other.pk})}


def test_the_ledger_does_not_say_which_two_are_kept_apart(one: Person, other: Person) -> None:
    kept_apart(one, other)
    entry = Entry.objects.get(act="people.kept_apart")
    assert entry.detail == {}
    assert entry.subject_id not in {one.pk, other.pk} or entry.subject == "separation"


def test_joined_records_are_parted_before_they_are_kept_apart(one: Person, other: Person) -> None:
    joined(one, other)
    with pytest.raises(Refused, match="part them first"):
        kept_apart(one, other)


def test_few_may_keep_two_identities_apart(one: Person, other: Person, now: datetime) -> None:
    for role in set(Role) - {Role.SERVICE_MANAGER}:
        with pytest.raises(NotPermitted):
            actions.keep_apart(one=one, other=other, because="Adopted", by=a_worker(role), at=now)


def test_somebody_who_knows_them_is_asked_and_answers(one: Person, other: Person, now: datetime) -> None:
    asker, knower = a_worker(), a_worker(Role.CONTACT_OFFICER)
    question = actions.ask_about(one=other, other=one, words="You visited both", of=knower, by=asker, at=now)
    assert list(queries.questions_for(knower)) == [question]
    with pytest.raises(Refused, match="somebody else"):
        actions.answer_about(question=question, answer="same", words="", by=asker, at=now)
    answered = actions.answer_about(
        question=question, answer="same", words="I know his mother", by=knower, at=now + timedelta(hours=1)
    )
    assert (answered.answer, answered.answered_by) == ("same", knower)
    assert not queries.questions_for(knower).exists()
    assert queries.identities_of([one.pk])[one.pk] == {one.pk}  # an answer joins nobody


@pytest.mark.parametrize("role", [Role.ANALYST, Role.PARTNER])
def test_nobody_is_asked_who_may_not_answer(one: Person, other: Person, now: datetime, role: Role) -> None:
    with pytest.raises(Refused, match="whose role may"):
        actions.ask_about(one=one, other=other, words="", of=a_worker(role), by=a_worker(), at=now)


def test_two_proposals_at_once_do_not_lose_each_other(one: Person, other: Person) -> None:
    third = a_person("Marlo", "Quillfeather")
    links = [proposed(one, other), proposed(other, third)]
    for link in links:
        actions.confirm_same(link=link, by=a_worker(), at=link.proposed_at)
    assert queries.identities_of([one.pk])[one.pk] == {one.pk, other.pk, third.pk}


def test_a_worker_of_another_authority_sees_no_link(one: Person, other: Person) -> None:
    link = joined(one, other)
    stranger: Worker = a_worker(authority_id=2)
    assert link not in queries.links_visible_to(stranger)
