"""Every row belongs to an authority, and the database keeps it there: the web role owns nothing, may change little."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.apps import apps
from django.db import connection, models

from frontdoor.record.organisations.models import Authority, OfAuthority
from frontdoor.site.grants import READ_ONLY_APPS, READ_ONLY_TABLES, REBUILT_TABLES, WORKING_APPS

pytestmark = pytest.mark.django_db
COMMANDS = {"SELECT", "INSERT", "UPDATE", "DELETE"}
NO_WALL = {"access_machine": "Found by the hash of its key, before it is known for which authority it speaks"}
NOT_OF_AUTHORITY = {
    "access.Worker": "Read at sign-in, before it is known for which authority; every list names it",
}


def asked(sql: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def of_ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("frontdoor.")]


def tables() -> list[str]:
    return [model._meta.db_table for model in of_ours() if issubclass(model, OfAuthority)]


def without_a_wall(names: Iterable[str]) -> list[str]:
    """Name the tables whose rows the database would show to another authority."""
    found: list[str] = []
    for name in names:
        ((enabled,),) = asked("SELECT relrowsecurity FROM pg_class WHERE oid = %s::regclass", name)
        policies = asked(
            "SELECT cmd, coalesce(qual, '') || coalesce(with_check, '') FROM pg_policies WHERE tablename = %s", name
        )
        missing = COMMANDS - {str(cmd) for cmd, _ in policies}
        loose = [cmd for cmd, words in policies if "app.authority" not in str(words)]
        if not enabled or missing or loose:
            found.append(f"{name}: enabled {enabled}, no policy for {sorted(missing)}, without authority {loose}")
    return found


def test_every_row_of_an_authority_stands_behind_the_wall() -> None:
    found = without_a_wall(name for name in tables() if name not in NO_WALL)
    assert not found, "add wall(...) in a migration:\n" + "\n".join(found)


def test_a_table_without_a_wall_would_be_found() -> None:
    assert without_a_wall(["access_worker"])


def test_every_model_with_an_authority_is_of_an_authority() -> None:
    wrong = [
        model._meta.label
        for model in of_ours()
        if any(field.related_model is Authority for field in model._meta.concrete_fields)
        and not issubclass(model, OfAuthority)
    ]
    assert set(wrong) == set(NOT_OF_AUTHORITY), wrong
    loose = [model._meta.label for model in of_ours() if not issubclass(model, OfAuthority) and model is not Authority]
    assert set(loose) <= set(NOT_OF_AUTHORITY), f"these belong to no authority: {loose}"


def test_sealed_addresses_have_a_wall_of_their_own() -> None:
    policies = asked("SELECT cmd, qual FROM pg_policies WHERE tablename = 'children_sealedaddress' AND cmd <> 'INSERT'")
    assert policies
    assert all("app.may_unseal" in str(words) for _, words in policies)


def test_the_web_role_owns_nothing_and_cannot_pass_the_wall() -> None:
    ((name, is_super, bypasses, creates_roles, creates_databases),) = asked(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
    )
    assert name == "frontdoor_web"
    assert not any([is_super, bypasses, creates_roles, creates_databases])
    assert not asked(
        "SELECT relname FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
    )
    assert not asked("SELECT 1 WHERE has_schema_privilege(current_user, 'public', 'CREATE')")
    assert not asked(
        "SELECT 1 FROM pg_auth_members WHERE member = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
    )


def allowed(model: type[models.Model]) -> tuple[set[str], set[str]]:
    """Return the rights on a table, and the columns that may be updated, that the model's words allow."""
    label, table = model._meta.app_label, model._meta.db_table
    columns = {field.column for field in model._meta.concrete_fields}
    if label in WORKING_APPS:
        return {"SELECT", "INSERT", "UPDATE", "DELETE"}, columns
    if label in READ_ONLY_APPS or table in READ_ONLY_TABLES:
        return {"SELECT"}, set()
    changing = {model._meta.get_field(name).column for name in getattr(model, "may_change", ())}
    return {"SELECT", "INSERT"} | ({"DELETE"} if table in REBUILT_TABLES else set()), changing


def test_the_web_role_may_change_only_what_each_model_names() -> None:
    wrong: list[str] = []
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        rights, changing = allowed(model)
        has = {
            str(one)
            for (one,) in asked(
                "SELECT privilege_type FROM information_schema.role_table_grants"
                " WHERE grantee = current_user AND table_name = %s",
                table,
            )
        }
        may = {
            str(one)
            for (one,) in asked(
                "SELECT column_name FROM information_schema.column_privileges"
                " WHERE grantee = current_user AND table_name = %s AND privilege_type = 'UPDATE'",
                table,
            )
        }
        if has - rights or may != changing:
            wrong.append(f"{table}: too much {sorted(has - rights)}; columns {sorted(may ^ changing)}")
    assert not wrong, "\n".join(wrong)


def test_the_web_role_may_touch_no_table_that_no_model_has() -> None:
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    others = asked(
        "SELECT DISTINCT table_name FROM information_schema.role_table_grants"
        " WHERE grantee = current_user AND table_schema = 'public'"
    )
    assert {str(one) for (one,) in others} <= known
