"""How long a sign-in lasts: it ends when nobody uses it, and after some hours whatever happens."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

BEGAN, USED = "began_at", "used_at"
MOST_SECONDS_BETWEEN_NOTES = 60
FRESH_SECONDS = 300


def begin(session: SessionBase, *, at: datetime) -> None:
    """Note when the worker signed in."""
    session[BEGAN] = session[USED] = _second(at)


def is_over(session: SessionBase, *, at: datetime) -> bool:
    """Say whether a sign-in has been idle for too long, or has lasted as long as any may."""
    now = _second(at)
    has_idled = now - int(session.get(USED, now)) >= settings.SESSION_IDLE_SECONDS
    return has_idled or now - int(session.get(BEGAN, now)) >= settings.SESSION_COOKIE_AGE


def is_fresh(session: SessionBase, *, at: datetime) -> bool:
    """Say whether the worker signed in a moment ago."""
    return _second(at) - int(session.get(BEGAN, 0)) < FRESH_SECONDS


def note_use(session: SessionBase, *, at: datetime) -> None:
    """Note that the sign-in was used; at most once a minute, so that opening a page rarely writes."""
    now = _second(at)
    if BEGAN not in session:
        begin(session, at=at)
    elif now - int(session.get(USED, 0)) >= min(MOST_SECONDS_BETWEEN_NOTES, settings.SESSION_IDLE_SECONDS // 4):
        session[USED] = now


def _second(at: datetime) -> int:
    return int(at.timestamp())
