from __future__ import annotations

from datetime import datetime

import pytest
from django.db import ProgrammingError, connection, transaction

from frontdoor.record.ledger import actions as ledger
from frontdoor.record.ledger.models import Entry
from tests.builders import Machinery

pytestmark = pytest.mark.django_db


def test_entries_are_numbered_and_chained(now: datetime) -> None:
    first = ledger.write("contact.received", subject=("contact", 1), by=Machinery(), at=now)
    second = ledger.write("contact.rated", subject=("contact", 1), by=Machinery(), at=now)
    a, b = Entry.objects.filter(pk__in=[first.pk, second.pk]).order_by("number")
    assert b.number == a.number + 1
    assert bytes(b.previous_hash) == bytes(a.hash)


def test_an_act_that_is_not_listed_cannot_be_written(now: datetime) -> None:
    with pytest.raises(KeyError):
        ledger.write("contact.vanished", subject=("contact", 1), by=Machinery(), at=now)


@pytest.mark.parametrize(
    "change", ["UPDATE ledger_entry SET act = 'x'", "DELETE FROM ledger_entry", "TRUNCATE ledger_entry"]
)
def test_the_web_role_may_not_change_the_ledger(change: str, now: datetime) -> None:
    ledger.write("contact.received", subject=("contact", 1), by=Machinery(), at=now)
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
