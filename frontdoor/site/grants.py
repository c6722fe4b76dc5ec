"""What the web role may do to each table: read and add; change only what a model names; remove almost nothing."""

from __future__ import annotations

from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

from frontdoor.site.postgres.roles import WEB

# Tables of the libraries we stand on, which keep their own working rows.
WORKING_APPS = frozenset({"sessions", "account", "mfa", "axes"})
READ_ONLY_APPS = frozenset({"auth", "contenttypes"})
REBUILT_TABLES = frozenset({"children_matchkey", "children_joinedrecord", "children_possiblepair"})
READ_ONLY_TABLES = frozenset({"organisations_authority"})


def prepare(*, web_role: str = WEB) -> None:
    """Bring the tables up to date, as their owner, and grant the web role what it needs and no more."""
    web = connection.ops.quote_name(web_role)
    call_command("migrate", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {web}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {web}")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {web}")
        for model in apps.get_models(include_auto_created=True):
            for rights in rights_of(model):
                cursor.execute(f'GRANT {rights} ON "{model._meta.db_table}" TO {web}')


def rights_of(model: type[models.Model]) -> list[str]:
    """List the rights that the web role has on a model's table."""
    label, table = model._meta.app_label, model._meta.db_table
    if label in WORKING_APPS:
        return ["SELECT, INSERT, UPDATE, DELETE"]
    if label in READ_ONLY_APPS or table in READ_ONLY_TABLES:
        return ["SELECT"]
    rights = ["SELECT, INSERT"]
    may_change = getattr(model, "may_change", ())
    changing = [str(field.column) for field in model._meta.concrete_fields if field.name in may_change]
    if changing:
        rights.append(f"UPDATE ({', '.join(changing)})")
    if table in REBUILT_TABLES:
        rights.append("DELETE")
    return rights
