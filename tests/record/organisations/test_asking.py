"""Questions that are planned once."""

from __future__ import annotations

import pytest
from django.db import DataError, connection, transaction
from django.db.transaction import TransactionManagementError
from pytest_django.fixtures import DjangoAssertNumQueries

from frontdoor.record.access import context
from frontdoor.record.organisations.asking import ask

pytestmark = pytest.mark.django_db


def prepared() -> list[str]:
    return ask("SELECT statement FROM pg_prepared_statements", [], str)


def test_a_question_is_prepared_the_first_time_it_is_asked() -> None:
    sql = "SELECT 41 + %s"
    assert ask(sql, [1], int) == [42]
    assert any("41 + $1" in one for one in prepared())


def test_what_is_prepared_is_planned_once() -> None:
    assert ask("SHOW plan_cache_mode", [], str) == ["force_generic_plan"]


def test_questions_of_django_are_not_prepared_beside_it() -> None:
    for _ in range(10):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 43 + %s", [1])
    assert not any("43 +" in one for one in prepared())


def test_a_question_counts_where_questions_are_counted(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        ask("SELECT 1", [], int)
        ask("SELECT 1", [], int)


def test_what_goes_wrong_is_said_as_django_says_it_and_breaks_the_transaction_as_django_does() -> None:
    with pytest.raises(DataError), transaction.atomic():
        ask("SELECT 1 / %s", [0], int)
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            ask("SELECT 1", [], int)
        transaction.set_rollback(False)


def test_a_plan_made_for_one_authority_shows_nothing_to_another() -> None:
    sql = "SELECT count(*) FROM policy_edition"
    assert ask(sql, [], int) == [1]
    with context.working_for(authority_id=2):
        assert ask("SELECT min(authority_id) FROM policy_edition", [], int) == [2]
    context.enter(authority_id=None, worker_id=None)
    assert ask(sql, [], int) == [0]
