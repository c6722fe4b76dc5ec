from __future__ import annotations

import smtplib
from collections.abc import Sequence
from datetime import datetime, timedelta
from threading import Event

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from hypothesis import given
from hypothesis import strategies as some

from frontdoor.record.access import context
from frontdoor.record.outbox import actions, loop, queries, rules
from frontdoor.record.outbox.models import Message

pytestmark = pytest.mark.django_db

AWAY = f"{__name__}.PostIsAway"
tried: list[str] = []


class PostIsAway(BaseEmailBackend):
    """A post office that takes nothing, and says so with an address in its words."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        tried.extend(str(each.message()["Message-ID"]) for each in email_messages)
        raise smtplib.SMTPDataError(451, b"no room for head@harbour.example")


def a_message(at: datetime, *, to_address: str = "head@harbour.example", authority_id: int = 1) -> Message:
    return actions.queue(
        authority_id=authority_id,
        to_address=to_address,
        subject_line="There is a reply to read",
        body="Sign in to read it.",
        at=at,
    )


def test_what_is_queued_leaves_once(now: datetime) -> None:
    message = a_message(now)
    assert actions.send_due(at=now, limit=10) == 1
    assert actions.send_due(at=now + timedelta(days=1), limit=10) == 0
    message.refresh_from_db()
    assert message.sent_at == now
    assert [letter.to for letter in mail.outbox] == [["head@harbour.example"]]


def test_a_failed_send_keeps_the_message_and_tries_later_under_the_same_name(
    now: datetime, settings: LazySettings
) -> None:
    message = a_message(now)
    kept = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = AWAY
    tried.clear()
    assert actions.send_due(at=now, limit=10) == 0
    assert actions.send_due(at=now, limit=10) == 0, "it is not due again yet"
    message.refresh_from_db()
    assert (message.sent_at, message.attempts) == (None, 1)
    assert message.next_try_at == now + timedelta(minutes=1)
    assert actions.send_due(at=message.next_try_at, limit=10) == 0
    settings.EMAIL_BACKEND = kept
    assert actions.send_due(at=now + timedelta(hours=1), limit=10) == 1
    assert {*tried, mail.outbox[0].message()["Message-ID"]} == {actions.name_of(message)}


def test_an_error_is_kept_without_the_address_in_it(now: datetime, settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = AWAY
    message = a_message(now)
    actions.send_due(at=now, limit=1)
    message.refresh_from_db()
    assert message.last_error == "SMTPDataError 451"


def test_one_bad_message_does_not_hold_up_those_behind_it(now: datetime) -> None:
    a_message(now, to_address="bad\naddress@harbour.example")
    a_message(now + timedelta(seconds=1), to_address="good@harbour.example")
    assert actions.send_due(at=now + timedelta(minutes=1), limit=10) == 1
    assert mail.outbox[-1].to == ["good@harbour.example"]


def test_the_limit_is_kept(now: datetime) -> None:
    for _ in range(3):
        a_message(now)
    assert actions.send_due(at=now, limit=2) == 2
    assert queries.waiting(now).count == 1


def test_what_waits_is_counted_with_the_age_of_the_oldest(now: datetime) -> None:
    assert queries.waiting(now).oldest_age is None
    a_message(now - timedelta(hours=3))
    a_message(now)
    found = queries.waiting(now)
    assert (found.count, found.failed, found.oldest_age) == (2, 0, timedelta(hours=3))


def test_a_subject_of_two_lines_is_refused(now: datetime) -> None:
    with pytest.raises(ValueError, match="one line"):
        actions.queue(authority_id=1, to_address="a@b.example", subject_line="One\nBcc: x@y.example", body="", at=now)


def test_every_authoritys_messages_are_carried_and_only_in_its_own_name(now: datetime) -> None:
    a_message(now)
    with context.working_for(authority_id=2):
        a_message(now, to_address="other@elsewhere.example", authority_id=2)
        assert queries.waiting(now).count == 1
    sent = loop.carry_once(clock=lambda: now, work_for=lambda key: context.working_for(authority_id=key))
    assert sent == 2
    assert len(mail.outbox) == 2


def test_the_loop_stops_when_told_and_outlives_an_error(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    stop, passes = Event(), []

    def fails(**_: object) -> int:
        passes.append(1)
        if len(passes) == 2:
            stop.set()
        raise OSError("the database is away")

    monkeypatch.setattr(loop, "carry_once", fails)
    monkeypatch.setattr(loop.connection, "close", lambda: None)
    loop.run(stop, clock=lambda: now, work_for=lambda key: context.working_for(authority_id=key), every=0)
    assert len(passes) == 2


@given(attempts=some.integers(min_value=0, max_value=40))
def test_each_wait_is_at_least_as_long_as_the_one_before(attempts: int) -> None:
    at = datetime.fromisoformat("2018-07-24T10:10:00+00:00")
    earlier, later = (rules.next_try_at(attempts=n, at=at) for n in (attempts, attempts + 1))
    assert at < earlier <= later
