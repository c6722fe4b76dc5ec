"""The outbox is carried beside the pages, by the process that serves them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.utils import timezone

from frontdoor.record.access import context
from frontdoor.record.outbox import loop

SECONDS_TO_FINISH = 10


@contextmanager
def carried(*, every: float = loop.EVERY_SECONDS) -> Iterator[None]:
    """Carry the outbox to the post inside the block; what is being sent when it ends is sent to its end."""
    stop = Event()
    carrier = Thread(
        target=loop.run,
        args=(stop,),
        kwargs={
            "clock": timezone.now,
            "work_for": lambda authority_id: context.working_for(authority_id=authority_id),
            "every": every,
        },
        name="outbox",
        daemon=True,
    )
    carrier.start()
    try:
        yield
    finally:
        stop.set()
        carrier.join(SECONDS_TO_FINISH)
