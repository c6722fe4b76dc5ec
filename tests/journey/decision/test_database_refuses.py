"""What the database itself refuses to the web role, whatever the code above it does."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from frontdoor.journey.intake.models import Contact
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from tests.builders import a_worker
from tests.builders.contacts import a_contact, named_in
from tests.builders.decisions import a_contact_awaiting_oversight, a_decided_contact, a_returned_contact

pytestmark = pytest.mark.django_db


def run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))


def run_and_settle(statement: str, *values: object) -> None:
    """Run a statement and let the checks that wait for the end of a transaction speak now."""
    run(statement, *values)
    run("SET CONSTRAINTS ALL IMMEDIATE")


OVERSEE = (
    "INSERT INTO decision_oversight (authority_id, recommendation_id, recommended_by_id, kind, reason, direction,"
    " decided_at, decided_by_id) VALUES (1, %s, %s, 'agreed', '', '', %s, %s) RETURNING id"
)
TAKE_EFFECT = (
    "INSERT INTO decision_outcome (authority_id, contact_id, named_id, oversight_id, kind, level, took_effect_at)"
    " VALUES (1, %s, %s, %s, 'no_further_action', 'universal', %s)"
)


def test_the_tests_work_as_the_web_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("frontdoor_web",)


def test_the_recommender_cannot_oversee(now: datetime) -> None:
    recommendation = a_contact_awaiting_oversight(at=now)
    own = recommendation.recommended_by_id
    with pytest.raises(IntegrityError, match="overseer_is_not_recommender"), transaction.atomic():
        run(OVERSEE, recommendation.pk, own, now, own)


def test_the_recommender_cannot_oversee_by_naming_another_as_recommender(now: datetime) -> None:
    recommendation, other = a_contact_awaiting_oversight(at=now), a_worker()
    with pytest.raises(IntegrityError, match="oversight_names_the_recommender"), transaction.atomic():
        run_and_settle(OVERSEE, recommendation.pk, other.pk, now, recommendation.recommended_by_id)


def test_a_contact_cannot_be_ended_without_outcomes(now: datetime) -> None:
    contact = a_contact(at=now)
    with pytest.raises(IntegrityError, match="ends only when every child"), transaction.atomic():
        run_and_settle("UPDATE intake_contact SET ended_at = %s WHERE id = %s", now, contact.pk)
    assert Contact.objects.get(pk=contact.pk).ended_at is None


def test_a_contact_cannot_be_inserted_as_ended(now: datetime) -> None:
    contact = a_contact(at=now)
    columns = [
        field.column for field in Contact._meta.concrete_fields if field.column not in {"id", "receipt", "ended_at"}
    ]
    listed = ", ".join(columns)
    with pytest.raises(IntegrityError, match="ends only when every child"), transaction.atomic():
        run_and_settle(
            f"INSERT INTO intake_contact ({listed}, receipt, ended_at)"
            f" SELECT {listed}, 'C9999999', %s FROM intake_contact WHERE id = %s",
            now,
            contact.pk,
        )


def test_an_outcome_needs_oversight_that_stands_behind_it(now: datetime) -> None:
    oversight = a_returned_contact(at=now)
    contact = oversight.recommendation.contact
    with pytest.raises(IntegrityError, match="needs oversight"), transaction.atomic():
        run_and_settle(TAKE_EFFECT, contact.pk, named_in(contact)[0].pk, oversight.pk, now)


def test_an_outcome_cannot_borrow_the_oversight_of_another_contact(now: datetime) -> None:
    decided, _ = a_decided_contact(at=now)
    other = a_contact(at=now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT oversight_id FROM decision_outcome WHERE contact_id = %s", [decided.pk])
        (oversight_id,) = cursor.fetchone()
    with pytest.raises(IntegrityError, match="needs oversight"), transaction.atomic():
        run_and_settle(TAKE_EFFECT, other.pk, named_in(other)[0].pk, oversight_id, now)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decision_recommendation SET recommended_by_id = recommended_by_id + 1",
        "UPDATE decision_recommendation SET rationale = 'x'",
        "UPDATE decision_oversight SET kind = 'agreed', reason = 'x'",
        "UPDATE decision_outcome SET kind = 'referral'",
        "DELETE FROM decision_oversight",
        "DELETE FROM decision_outcome",
        "DELETE FROM decision_recommendation",
        "UPDATE triage_rating SET colour = 'green'",
        "UPDATE triage_classification SET demand_class = 'new'",
        "ALTER TABLE decision_outcome DISABLE TRIGGER ALL",
    ],
)
def test_what_was_decided_cannot_be_rewritten(now: datetime, statement: str) -> None:
    a_decided_contact(at=now)
    with pytest.raises(ProgrammingError), transaction.atomic():
        run(statement)


def test_a_second_person_s_oversight_is_taken(now: datetime) -> None:
    recommendation = a_contact_awaiting_oversight(at=now)
    manager: Worker = a_worker(Role.TEAM_MANAGER)
    run_and_settle(OVERSEE, recommendation.pk, recommendation.recommended_by_id, now, manager.pk)
