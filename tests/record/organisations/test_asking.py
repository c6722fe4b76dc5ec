"""Questions that are planned once."""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import TypeVar
from weakref import ref

import pytest
from django.db import DataError, connection, transaction
from django.db.transaction import TransactionManagementError
from pytest_django.fixtures import DjangoAssertNumQueries

from frontdoor.record.access import context
from frontdoor.record.organisations.asking import Question, ask, ask_together, put_meanwhile

pytestmark = pytest.mark.django_db
Row = TypeVar("Row")


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


def test_questions_asked_together_are_answered_each_as_alone_in_one_question(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    numbers = Question("SELECT n FROM generate_series(1, %s) AS n ORDER BY n DESC", [3], int)
    nobody = Question("SELECT id FROM access_worker WHERE id = %s", [-1], int)
    facts = Question("SELECT ''::text, NULL::date, true, ARRAY[1, 2] WHERE %s", [True], lambda *row: row)
    with django_assert_num_queries(1):
        assert ask_together(numbers, nobody, facts) == ([3, 2, 1], [], [("", None, True, [1, 2])])
    assert ask(*numbers) == [3, 2, 1]


def test_questions_asked_together_stand_behind_the_same_wall() -> None:
    mine = Question("SELECT authority_id FROM policy_edition", [], int)
    with context.working_for(authority_id=2):
        assert ask_together(mine, mine) == ([2], [2])
    context.enter(authority_id=None, worker_id=None)
    assert ask_together(mine, mine) == ([], [])


def test_what_is_put_meanwhile_is_done_by_the_end_of_the_block_and_counts_as_a_question(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1), put_meanwhile("SELECT set_config('app.said', %s, false)", ["meanwhile"]):
        made = "beside it"
    assert (made, ask("SELECT current_setting('app.said')", [], str)) == ("beside it", ["meanwhile"])


def test_what_goes_wrong_meanwhile_is_raised_by_the_end_of_the_block() -> None:
    with pytest.raises(DataError), transaction.atomic(), put_meanwhile("SELECT 1 / %s", [0]):
        pass
    assert ask("SELECT 1", [], int) == [1]


def test_what_goes_wrong_is_said_as_django_says_it_and_breaks_the_transaction_as_django_does() -> None:
    with pytest.raises(DataError), transaction.atomic():
        ask("SELECT 1 / %s", [0], int)
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            ask("SELECT 1", [], int)
        transaction.set_rollback(False)


def on_a_line_of_its_own(asked: Callable[[], Row]) -> Row:
    """Ask outside the test's transaction, as pages do."""

    def working() -> Row:
        context.enter(authority_id=1, worker_id=None)
        try:
            return asked()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(working).result()


def test_outside_a_transaction_questions_are_answered_the_same() -> None:
    told = Question(
        "SELECT %s::text, %s::bigint, %s::date, %s::timestamptz, %s::bigint[], %s::text IS NULL, '5 %%' || 'ü'",
        ["né “%s”", -3, date(2020, 2, 29), datetime(2020, 3, 29, 1, 30, tzinfo=UTC), [4, 5], None],
        lambda *row: row,
    )
    (there,) = on_a_line_of_its_own(lambda: ask(*told))
    (here,) = ask(*told)
    assert there == here
    assert there[:5] == ("né “%s”", -3, date(2020, 2, 29), datetime(2020, 3, 29, 1, 30, tzinfo=UTC), [4, 5])
    assert there[5:] == (True, "5 %ü")
    assert on_a_line_of_its_own(lambda: ask_together(told, told)) == ([here], [here])


def test_outside_a_transaction_questions_stand_behind_the_same_wall_and_are_prepared() -> None:
    def asked() -> tuple[list[int], list[int], list[str]]:
        sql = "SELECT authority_id FROM policy_edition WHERE id > %s"
        mine = ask(sql, [0], int)
        with context.working_for(authority_id=2):
            theirs = ask(sql, [0], int)
        return mine, theirs, [one for one in prepared() if "policy_edition" in one]

    mine, theirs, kept = on_a_line_of_its_own(asked)
    assert (set(mine), set(theirs)) == ({1}, {2})
    assert kept == ["SELECT authority_id FROM policy_edition WHERE id > $1"]


def test_outside_a_transaction_what_goes_wrong_is_said_and_the_line_stays_good() -> None:
    def asked() -> list[int]:
        for _ in range(2):
            with pytest.raises(DataError):
                ask("SELECT 1 / %s", [0], int)
            with pytest.raises(DataError), put_meanwhile("SELECT 1 / %s", [0]):
                pass
            with pytest.raises(KeyError), put_meanwhile("SELECT %s::int", [0]):
                raise KeyError
        return ask("SELECT 1 / %s", [1], int)

    assert on_a_line_of_its_own(asked) == [1]


def test_what_is_put_meanwhile_outside_a_transaction_is_committed_by_the_end_of_the_block() -> None:
    def asked() -> tuple[int, list[int]]:
        with put_meanwhile("SELECT set_config('app.said', %s, false)", ["meanwhile"]):
            made = 41 + 1
        return made, ask(
            "SELECT 1 WHERE current_setting('app.said') = %s AND txid_current_if_assigned() IS NULL", ["meanwhile"], int
        )

    assert on_a_line_of_its_own(asked) == (42, [1])


def test_a_line_that_has_forgotten_its_questions_is_told_them_again() -> None:
    def asked() -> tuple[list[int], list[int], list[str]]:
        add, say = "SELECT 41 + %s", "SELECT set_config('app.said', %s, false)"
        ask(add, [1], int)
        with put_meanwhile(say, ["before"]):
            pass
        with connection.cursor() as cursor:
            cursor.execute("DEALLOCATE ALL")
        with put_meanwhile(say, ["after"]):
            pass
        once = ask(add, [2], int)
        with connection.cursor() as cursor:
            cursor.execute("DEALLOCATE ALL")
        return once, ask(add, [3], int), ask("SELECT current_setting('app.said')", [], str)

    assert on_a_line_of_its_own(asked) == ([43], [44], ["after"])


def test_a_line_that_is_done_with_is_not_kept() -> None:
    line = on_a_line_of_its_own(lambda: (ask("SELECT 1", [], int), ref(connection.connection))[1])
    gc.collect()
    assert line() is None


def test_a_text_that_the_database_cannot_hold_is_refused_not_cut_off() -> None:
    with pytest.raises(DataError):
        on_a_line_of_its_own(lambda: ask("SELECT %s::text", ["before\0after"], str))


def test_a_plan_made_for_one_authority_shows_nothing_to_another() -> None:
    sql = "SELECT count(*) FROM policy_edition"
    assert ask(sql, [], int) == [1]
    with context.working_for(authority_id=2):
        assert ask("SELECT min(authority_id) FROM policy_edition", [], int) == [2]
    context.enter(authority_id=None, worker_id=None)
    assert ask(sql, [], int) == [0]
