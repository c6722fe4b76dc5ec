"""Putting a message in the outbox, and sending what is due from it."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from frontdoor.record.outbox import rules
from frontdoor.record.outbox.models import Message

PATIENCE_SECONDS = 20


def queue(*, authority_id: int, to_address: str, subject_line: str, body: str, at: datetime) -> Message:
    """Put one message in the outbox, in the caller's transaction: it leaves only if the act that caused it is kept."""
    if not to_address or len(subject_line.splitlines()) != 1:
        raise ValueError("A message needs an address, and a subject of one line")
    return Message.objects.create(
        authority_id=authority_id,
        message_id=uuid4(),
        to_address=to_address,
        subject_line=subject_line,
        body=body,
        created_at=at,
        next_try_at=at,
    )


def send_due(*, at: datetime, limit: int) -> int:
    """Send at most `limit` messages that are due, each in a transaction of its own, and return how many left."""
    sent = 0
    for _ in range(limit):
        did_leave = _send_next(at=at)
        if did_leave is None:
            break
        sent += did_leave
    return sent


def _send_next(*, at: datetime) -> bool | None:
    """Try the message that has waited longest. None when nothing is due; another sender's message is left to it."""
    with transaction.atomic():
        due = Message.objects.filter(sent_at__isnull=True, next_try_at__lte=at).order_by("next_try_at", "pk")
        message = due.select_for_update(skip_locked=True, of=("self",)).first()
        if message is None:
            return None
        message.attempts = min(message.attempts + 1, 32_000)
        message.last_error = _try(message)
        if message.last_error:
            message.next_try_at = rules.next_try_at(attempts=message.attempts, at=at)
        else:
            message.sent_at = at
        message.save(update_fields=["attempts", "last_error", "next_try_at", "sent_at"])
        return not message.last_error


def _try(message: Message) -> str:
    """Hand one message to the post; return what went wrong, or nothing. An address never gets into the words."""
    letter = EmailMessage(
        subject=message.subject_line,
        body=message.body,
        to=[message.to_address],
        headers={"Message-ID": name_of(message), "Auto-Submitted": "auto-generated"},
        connection=get_connection(timeout=PATIENCE_SECONDS),
    )
    try:
        return "" if letter.send() else "Nobody took it"
    except Exception as error:  # whatever it is, this message waits and those behind it do not
        code = getattr(error, "smtp_code", "")
        return f"{type(error).__name__} {code}".strip()[:200]


def name_of(message: Message) -> str:
    """Name a message for the post: the same at every attempt, so that a second sending can be recognised."""
    domain = str(settings.DEFAULT_FROM_EMAIL).rpartition("@")[2].strip("> ") or "localhost"
    return f"<{message.message_id}@{domain}>"
