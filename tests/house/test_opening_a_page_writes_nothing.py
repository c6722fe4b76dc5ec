"""A GET writes nothing but the note that a record was opened, and the session."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from frontdoor.record.access import context
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from tests.builders import a_worker
from tests.house import crawl
from tests.house.ground import addresses

pytestmark = pytest.mark.django_db
MAY_GROW = {"django_session", "ledger_entry"}
NOTES = ("viewed", "refused", "read", "unsealed")


def written() -> dict[str, int]:
    """Count what this transaction has written to each table so far: rows added, changed and removed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
        return dict(cursor.fetchall())


def grown(before: dict[str, int], after: dict[str, int]) -> set[str]:
    return {table for table, count in after.items() if count != before.get(table, 0)} - MAY_GROW


@pytest.mark.parametrize(
    "role", [Role.SOCIAL_WORKER, Role.SERVICE_MANAGER, Role.PARTNER, Role.ADMINISTRATOR, Role.ANALYST]
)
def test_opening_a_page_writes_nothing_but_that_it_was_opened(role: Role) -> None:
    place, wrong = crawl.a_busy_day(), []
    client = Client(raise_request_exception=False)
    client.force_login(a_worker(role))
    last = Entry.objects.order_by("number").values_list("number", flat=True).last() or 0
    for address in addresses():
        before = written()
        client.get(crawl.url_of(address, place))
        tables = grown(before, written())
        if tables:
            wrong.append(f"GET {address.route} ({address.name}) wrote to {sorted(tables)}")
    context.enter(authority_id=1, worker_id=None)
    notes = Entry.objects.filter(number__gt=last).values_list("act", flat=True)
    wrong += [f"a GET wrote {act}" for act in notes if not act.endswith(NOTES)]
    assert not wrong, "\n".join(wrong)


def test_a_page_that_writes_would_be_found() -> None:
    before = written()
    a_worker(Role.ANALYST)
    assert grown(before, written()) == {"access_worker"}
