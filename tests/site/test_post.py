"""The outbox leaves while the pages are served: real connections, in the authority that is kept for such tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from email import message_from_bytes
from pathlib import Path
from threading import Event
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.db import connection

from frontdoor.record.access import context
from frontdoor.record.outbox import actions, loop
from frontdoor.site import post

PATIENCE = 20


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> Callable[[], bool]:
    """Wait until the outbox was carried once."""
    carried, once = loop.carry_once, Event()

    def carry(**how: object) -> int:
        sent = carried(**how)  # type: ignore[arg-type]
        once.set()
        return sent

    monkeypatch.setattr(loop, "carry_once", carry)
    return lambda: once.wait(PATIENCE)


def test_what_is_queued_leaves_as_a_file_while_the_pages_are_served(
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
    settings: LazySettings,
    tmp_path: Path,
    passes: Callable[[], bool],
    now: datetime,
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    to_address = f"{uuid4().hex}@harbour.example"
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connection.close()
        with context.working_for(authority_id=3):
            actions.queue(authority_id=3, to_address=to_address, subject_line="To read", body="Sign in", at=now)
        connection.close()
        with post.carried():
            assert passes()
    letters = [message_from_bytes(file.read_bytes()) for file in tmp_path.iterdir()]
    assert [letter["Subject"] for letter in letters if letter["To"] == to_address] == ["To read"]


def test_the_carrier_ends_with_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    began, ended = Event(), Event()

    def run(stop: Event, **_: object) -> None:
        began.set()
        stop.wait(PATIENCE)
        ended.set()

    monkeypatch.setattr(loop, "run", run)
    with post.carried():
        assert began.wait(PATIENCE)
        assert not ended.is_set()
    assert ended.is_set()
