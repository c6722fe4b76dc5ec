"""The one who carries the outbox to the post, beside the pages."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from threading import Event

from django.db import connection

from frontdoor.record.organisations.models import Authority
from frontdoor.record.outbox import actions

EVERY_SECONDS = 5.0
AT_ONCE = 50

log = logging.getLogger("frontdoor.outbox")


def run(
    stop: Event,
    *,
    clock: Callable[[], datetime],
    work_for: Callable[[int], AbstractContextManager[None]],
    every: float = EVERY_SECONDS,
) -> None:
    """Send what is due, authority by authority, until told to stop. A pass that fails is logged and tried again.

    `clock` tells the time and `work_for` works for one authority (`access.context.working_for`): both belong to the
    caller, because this room stands below them.
    """
    while not stop.is_set():
        try:
            carry_once(clock=clock, work_for=work_for)
        except Exception as error:  # the loop outlives a database that is away for a while
            log.error("The outbox was not carried: %s", type(error).__name__)
        finally:
            connection.close()
        stop.wait(every)


def carry_once(*, clock: Callable[[], datetime], work_for: Callable[[int], AbstractContextManager[None]]) -> int:
    """Send what is due in every authority, and return how many messages left."""
    sent = 0
    for authority_id in Authority.objects.order_by("pk").values_list("pk", flat=True):
        with work_for(authority_id):
            sent += actions.send_due(at=clock(), limit=AT_ONCE)
    return sent
