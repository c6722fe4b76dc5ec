"""When a message that could not be sent is tried again. Never given up: it waits, and the settings page says so."""

from __future__ import annotations

from datetime import datetime, timedelta

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))


def next_try_at(*, attempts: int, at: datetime) -> datetime:
    """Say when to try again after so many failed attempts: soon at first, then every four hours."""
    return at + WAITS[min(max(attempts, 1), len(WAITS)) - 1]
