"""With every check of ours switched off, the database alone keeps each authority's rows and sealed addresses."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import Error, models, transaction

from frontdoor.record.access import context
from frontdoor.record.organisations.models import OfAuthority
from tests.house.test_the_second_wall_stands import NO_WALL
from tests.proofs.conftest import Owner

pytestmark = pytest.mark.proof
ANY = {
    "smallint": "1",
    "integer": "1",
    "text": "'x'",
    "boolean": "false",
    "timestamp with time zone": "now()",
    "date": "current_date",
    "jsonb": "'{}'",
    "bytea": "decode(md5(random()::text), 'hex')",
    "uuid": "gen_random_uuid()",
    "double precision": "1",
    "numeric": "1",
    "ARRAY": "'{}'",
}
SEALED = ("children_sealedaddress", "children_separateidentities")


def walled() -> list[type[models.Model]]:
    return [
        model for model in apps.get_models() if issubclass(model, OfAuthority) and model._meta.db_table not in NO_WALL
    ]


@pytest.fixture(autouse=True)
def _a_row_of_each_kind_for_two_authorities(owner: Owner) -> None:
    """Put a row in every table for authorities 1 and 2; what it says does not matter, so its checks are put aside."""
    for model in walled():
        table = model._meta.db_table
        for (name,) in owner.ask(
            "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype IN ('c', 'f', 'x')", table
        ):
            owner.run(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        owner.run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        columns = owner.ask(
            "SELECT column_name, data_type, coalesce(character_maximum_length, 9) FROM information_schema.columns WHERE table_name = %s"  # noqa: E501  (one statement)
            " AND is_nullable = 'NO' AND is_identity = 'NO' AND column_name <> 'authority_id'",
            table,
        )
        names = ", ".join(["authority_id", *(f'"{name}"' for name, *_ in columns)])
        for authority_id in (1, 2):
            values = ", ".join(
                [str(authority_id), *(_value(str(kind), authority_id, int(str(most))) for _, kind, most in columns)]
            )
            owner.run(f"INSERT INTO {table} ({names}) VALUES ({values})")


def _value(kind: str, authority_id: int, most: int) -> str:
    """Write any value of a kind; long and different ones where they may be, because some columns must be unique."""
    if kind == "bigint":
        return str(1_000_000 + authority_id)
    return f"left('{authority_id}some words', {most})" if kind == "character varying" else ANY[kind]


def leaks(owner: Owner) -> list[str]:
    """List what the web role sees or writes of another authority, working for each in turn and for nobody."""
    found: list[str] = []
    with owner.as_web():
        for worked_for in (1, 2, None):
            context.enter(authority_id=worked_for, worker_id=None)
            for model in walled():
                foreign = model._default_manager.exclude(authority_id=worked_for or 0).count()
                own = model._default_manager.filter(authority_id=worked_for or 0).count()
                if foreign:
                    found.append(f"{model._meta.db_table}: {foreign} rows of others seen")
                if worked_for and not own and model._meta.db_table not in SEALED:
                    found.append(f"{model._meta.db_table}: its own rows are hidden")
    return found


def written_for_another(owner: Owner) -> list[str]:
    """List the tables in which the web role can add a row in another authority's name, what is sealed unsealed."""
    with owner.as_web():
        context.enter(authority_id=1, worker_id=None)
        with context.unsealed():
            return [table for table in (model._meta.db_table for model in walled()) if _is_copied(owner, table)]


def _is_copied(owner: Owner, table: str) -> bool:
    columns = ", ".join(
        f'"{name}"'
        for (name,) in owner.ask("SELECT column_name FROM information_schema.columns WHERE table_name = %s", table)
        if name not in {"id", "authority_id"}
    )
    try:
        with transaction.atomic():
            owner.run(f"INSERT INTO {table} (authority_id, {columns}) SELECT 2, {columns} FROM {table}")
            transaction.set_rollback(True)
    except Error:
        return False
    return True


def unsealed(owner: Owner, table: str) -> int:
    """Count the sealed rows that plain SQL of the web role reads without unsealing."""
    with owner.as_web():
        context.enter(authority_id=1, worker_id=None)
        ((count,),) = owner.ask(f"SELECT count(*) FROM {table}")
    assert isinstance(count, int)
    return count


def test_no_row_leaks_to_another_authority(owner: Owner) -> None:
    assert leaks(owner) == []


def test_no_row_can_be_written_in_anothers_name(owner: Owner) -> None:
    assert written_for_another(owner) == []


@pytest.mark.parametrize("table", SEALED)
def test_what_is_sealed_cannot_be_read_by_plain_sql(owner: Owner, table: str) -> None:
    assert unsealed(owner, table) == 0
    with owner.as_web():
        context.enter(authority_id=1, worker_id=None)
        with context.unsealed():
            assert owner.ask(f"SELECT count(*) FROM {table}") == [(1,)]
        assert owner.ask(f"SELECT count(*) FROM {table}") == [(0,)]


@pytest.mark.parametrize("table", ["children_person", "ledger_entry", "intake_contact"])
def test_a_wall_that_is_down_would_be_found(owner: Owner, table: str) -> None:
    owner.run(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    assert any(said.startswith(f"{table}:") for said in leaks(owner))


def test_a_loose_policy_would_be_found(owner: Owner) -> None:
    owner.run("DROP POLICY children_person_read ON children_person")
    owner.run("CREATE POLICY children_person_read ON children_person FOR SELECT USING (true)")
    assert any(said.startswith("children_person:") for said in leaks(owner))
    owner.run("DROP POLICY children_person_add ON children_person")
    owner.run("CREATE POLICY children_person_add ON children_person FOR INSERT WITH CHECK (true)")
    owner.run("ALTER TABLE children_person DROP CONSTRAINT person_reference_once")
    owner.run("DROP INDEX IF EXISTS person_older_id_once")
    assert written_for_another(owner) == ["children_person"]


@pytest.mark.parametrize("table", SEALED)
def test_a_seal_that_is_broken_would_be_found(owner: Owner, table: str) -> None:
    owner.run(f"DROP POLICY {table}_read ON {table}")
    owner.run(f"CREATE POLICY {table}_read ON {table} FOR SELECT USING (authority_id = 1)")
    assert unsealed(owner, table) == 1
