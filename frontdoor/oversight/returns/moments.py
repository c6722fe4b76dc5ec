"""The moment that stands for a day."""

from __future__ import annotations

from datetime import date, datetime, time

from frontdoor.library.clocks import LONDON


def start_of(on: date) -> datetime:
    """Give the moment that stands for a day in a file that tells no time: its midnight in London."""
    return datetime.combine(on, time(0), tzinfo=LONDON)
