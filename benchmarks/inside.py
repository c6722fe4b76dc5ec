"""Where a request's time goes, told by the server itself: its thread's processor time, and its waits for the database.

Beside the site's own layers in `benchmarks.settings`; a loaded machine stretches every clock but that of the processor.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import local
from time import perf_counter, thread_time
from typing import Any

import psycopg
from django.http import HttpRequest, HttpResponse

from frontdoor.record.organisations import prepared

HEADER = "Server-Timing"
_spent = local()


class Inside:
    """Count what one request spends, and say so in a header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        _count(psycopg.Cursor, "execute", asks=True)
        _count(psycopg.ClientCursor, "execute", asks=True)
        _count(prepared, "answer", asks=True)
        _count(prepared, "put", asks=True)
        _count(prepared, "finish", asks=False)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        _spent.asked, _spent.waited = 0, 0.0
        started, busy = perf_counter(), thread_time()
        response = self.get_response(request)
        wall, busy = perf_counter() - started, thread_time() - busy
        parts = {"page": wall, "processor": busy, "database": _spent.waited}
        told = [f"{name};dur={seconds * 1000:.3f}" for name, seconds in parts.items()]
        response.headers[HEADER] = ", ".join([*told, f"asked;dur={_spent.asked}"])
        return response


def _count(where: Any, name: str, *, asks: bool) -> None:
    """Count how often something is asked, and for how long it is waited for: its time less the processor's."""
    asked = getattr(where, name)

    @wraps(asked)
    def counted(*told: Any, **named: Any) -> Any:
        started, busy = perf_counter(), thread_time()
        try:
            return asked(*told, **named)
        finally:
            _spent.asked = getattr(_spent, "asked", 0) + asks
            waited = perf_counter() - started - (thread_time() - busy)
            _spent.waited = getattr(_spent, "waited", 0.0) + max(0.0, waited)

    setattr(where, name, counted)


def parts(told: str) -> dict[str, float]:
    """Read the header again: milliseconds, and how many questions."""
    return {
        name: float(figure.partition("=")[2]) for name, _, figure in (one.partition(";") for one in told.split(", "))
    }
