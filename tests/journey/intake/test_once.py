"""However often, and however many at once, one telling is one contact.

What these tests do they do in threads, which commit; so they work for an authority of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from secrets import token_bytes, token_hex
from typing import TypeVar

import pytest
from django.db import connection

from frontdoor.journey.intake import actions
from frontdoor.journey.intake.models import Contact, Draft
from frontdoor.journey.intake.told import Told
from frontdoor.record.access import context
from frontdoor.record.access.models import Machine, Worker
from frontdoor.record.access.roles import Role
from tests.builders import a_worker, an_agency
from tests.builders.contacts import told_by_a_school

pytestmark = pytest.mark.django_db

AUTHORITY = 3
AT_ONCE = 12
Made = TypeVar("Made")


def apart(act: Callable[[], Made], *, times: int = 1) -> list[Made]:
    """Do something in threads of their own, each with its own connection."""

    def alone(_: int) -> Made:
        context.enter(authority_id=AUTHORITY, worker_id=None)
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(alone, range(times)))


def test_a_draft_sent_many_times_at_once_is_one_contact(now: datetime) -> None:
    def begin() -> tuple[Worker, Draft, Told]:
        worker = a_worker(Role.CONTACT_OFFICER, authority_id=AUTHORITY)
        return worker, actions.start_draft(by=worker, at=now), told_by_a_school(authority_id=AUTHORITY)

    [(worker, draft, told)] = apart(begin)
    before = apart(Contact.objects.count)
    received = apart(lambda: actions.receive(told, by=worker, at=now, draft=draft), times=AT_ONCE * 2)
    assert len({contact.receipt for contact in received}) == 1
    assert apart(Contact.objects.count) == [before[0] + 1]


def test_a_machines_key_sent_many_times_at_once_is_one_contact(now: datetime) -> None:
    def begin() -> tuple[Machine, Told]:
        agency = an_agency(f"Force {token_hex(4)}", source_code="6", authority_id=AUTHORITY)
        machine = Machine(authority_id=AUTHORITY, agency=agency, name="Force system", started_at=now)
        machine.key_hash = token_bytes(32)
        machine.save()
        return machine, told_by_a_school(authority_id=AUTHORITY, channel="api")

    [(machine, told)] = apart(begin)
    before = apart(Contact.objects.count)
    received = apart(
        lambda: actions.receive_once(told, machine=machine, key="k", digest=b"d", at=now), times=AT_ONCE * 2
    )
    assert len({contact.receipt for contact, _ in received}) == 1
    assert sum(is_new for _, is_new in received) == 1
    assert apart(Contact.objects.count) == [before[0] + 1]
