"""Row-level security, the second wall: what the web process may read and write, whatever a query asks for.

The web process connects as `frontdoor_web`, which owns nothing and cannot bypass these policies. Each request says
which authority it works for (see `record.access.context`); with nothing said, no row is visible.
"""

from __future__ import annotations

from django.db import migrations

OWN_AUTHORITY = "authority_id = nullif(current_setting('app.authority', true), '')::bigint"
MAY_UNSEAL = "current_setting('app.may_unseal', true) = 'yes'"


def wall(*tables: str) -> list[migrations.RunSQL]:
    """Return the migration operations that keep each table's rows to their own authority."""
    return [_policy(table, reading=OWN_AUTHORITY) for table in tables]


def sealed_wall(table: str) -> migrations.RunSQL:
    """Return the operation for a table that may be read only while a permitted worker has unsealed it."""
    return _policy(table, reading=f"{OWN_AUTHORITY} AND {MAY_UNSEAL}")


def _policy(table: str, *, reading: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY {table}_read ON {table} FOR SELECT USING ({reading});
        CREATE POLICY {table}_add ON {table} FOR INSERT WITH CHECK ({OWN_AUTHORITY});
        CREATE POLICY {table}_change ON {table} FOR UPDATE USING ({reading}) WITH CHECK ({OWN_AUTHORITY});
        CREATE POLICY {table}_remove ON {table} FOR DELETE USING ({reading});
        """,
        f"""
        DROP POLICY {table}_read ON {table}; DROP POLICY {table}_add ON {table};
        DROP POLICY {table}_change ON {table}; DROP POLICY {table}_remove ON {table};
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )
