"""Two senders at once: real connections, in the authority that is kept for such tests, where what is written stays."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection

from frontdoor.record.access import context
from frontdoor.record.outbox import actions
from frontdoor.record.outbox.models import Message

MANY = 20


@pytest.mark.proof
def test_two_senders_share_the_outbox_and_send_nothing_twice(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, now: datetime
) -> None:
    to_address = f"{uuid4().hex}@harbour.example"
    together = Barrier(2)

    def sends(_: int) -> int:
        try:
            with context.working_for(authority_id=3):
                together.wait()
                return actions.send_due(at=now, limit=MANY)
        finally:
            connection.close()

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connection.close()
        with context.working_for(authority_id=3):
            for _ in range(MANY):
                actions.queue(authority_id=3, to_address=to_address, subject_line="To read", body="Sign in", at=now)
        with ThreadPoolExecutor(2) as pool:
            sent = list(pool.map(sends, range(2)))
        with context.working_for(authority_id=3):
            waiting = Message.objects.filter(to_address=to_address, sent_at__isnull=True).count()
        connection.close()
    assert sum(sent) == MANY
    assert waiting == 0
    names = [letter.message()["Message-ID"] for letter in mail.outbox if letter.to == [to_address]]
    assert len(names) == len(set(names)) == MANY
