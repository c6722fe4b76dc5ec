"""Proofs are given by the owner of the database, who may break what the web role may not.

All of it in one transaction, which is undone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from tests.conftest import sign_in_as

RIGHTS = """
SELECT table_name, string_agg(privilege_type, ', ') FROM information_schema.role_table_grants
    WHERE grantee = 'frontdoor_web' AND table_schema = 'public' GROUP BY table_name
UNION ALL
SELECT table_name,
    'UPDATE (' || string_agg(quote_ident(column_name), ', ') || ')' FROM information_schema.column_privileges
    WHERE grantee = 'frontdoor_web' AND table_schema = 'public' AND privilege_type = 'UPDATE'
    GROUP BY table_name
"""


class Owner:
    """The database as its owner sees it; `as_web` is the same transaction with its rights only."""

    def run(self, sql: str, *values: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)

    def ask(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall())

    @contextmanager
    def as_web(self) -> Iterator[None]:
        """Be a new role with the web role's rights inside the block. Nothing done in it stays."""
        with self.trying():
            double = f"frontdoor_double_{os.getpid()}"
            self.run(f"CREATE ROLE {double} NOBYPASSRLS")
            self.run(f"GRANT {double} TO CURRENT_USER")
            for table, right in self.ask(RIGHTS):
                self.run(f'GRANT {right} ON "{table}" TO {double}')
            self.run(f"SET LOCAL ROLE {double}")
            yield

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Undo at the end of the block whatever was broken inside it."""
        mark = transaction.savepoint()
        try:
            yield
        finally:
            transaction.savepoint_rollback(mark)


@pytest.fixture
def owner(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Owner]:
    """Work as the owner, for Elsewhere, and leave no trace."""
    from frontdoor.record.access import context

    with django_db_blocker.unblock():
        sign_in_as("owner")
        try:
            with transaction.atomic():
                context.enter(authority_id=2, worker_id=None)
                yield Owner()
                transaction.set_rollback(True)
        finally:
            sign_in_as("web")
