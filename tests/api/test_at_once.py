"""Sendings that cross: real connections, in the authority that is kept for such tests, where what is written stays."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from frontdoor.journey.intake.models import Contact
from frontdoor.record.access import actions as access
from frontdoor.record.access import context
from frontdoor.record.access.actions import AddedMachine
from tests.api.test_contacts import CONTACTS, a_body
from tests.builders import Machinery, an_agency


@pytest.fixture
def machine_of_journeyborough(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, now: datetime
) -> Iterator[AddedMachine]:
    """A machine that other connections can see, in the authority that is kept for such tests. It stays."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connection.close()
        with context.working_for(authority_id=3):
            yield access.add_machine(
                agency=an_agency(f"Quay Hospital {uuid4()}", source_code="3E", authority_id=3),
                name="Quay",
                by=Machinery(authority_id=3),
                at=now,
            )
        connection.close()


@pytest.mark.proof
def test_the_same_key_sent_at_once_by_many_makes_one_contact(machine_of_journeyborough: AddedMachine) -> None:
    many = 8
    together = Barrier(many)

    def sends(_: int) -> tuple[int, bytes]:
        try:
            together.wait()
            answered = Client().post(
                CONTACTS,
                a_body(),
                content_type="application/json",
                headers={"Authorization": f"Bearer {machine_of_journeyborough.key}", "Idempotency-Key": "at once"},
            )
            return answered.status_code, answered.content
        finally:
            connection.close()

    with ThreadPoolExecutor(many) as pool:
        answers = list(pool.map(sends, range(many)))
    assert sorted(status for status, _ in answers) == [200] * (many - 1) + [201]
    assert len({content for _, content in answers}) == 1
    with context.working_for(authority_id=3):
        assert Contact.objects.filter(machine=machine_of_journeyborough.machine).count() == 1
