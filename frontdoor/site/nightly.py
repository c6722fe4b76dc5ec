"""Forecasts are made beside the pages, by a process that gives way to them: at the start, and every night."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from threading import Event, Thread
from typing import Final

from django.utils import timezone

from frontdoor.library.clocks import LONDON

MAKE: Final = (sys.executable, "-m", "frontdoor.site.commands", "forecasts")
MEASURE: Final = (sys.executable, "-m", "frontdoor.site.commands", "handling")
NIGHT: Final = time(0, 20)
SECONDS_TO_LOOK = 0.5

log = logging.getLogger("frontdoor.forecasts")


@contextmanager
def forecasts_made(*, words: Sequence[str] = MAKE, clock: Callable[[], datetime] = timezone.now) -> Iterator[None]:
    """Make what is not made yet today, and again after each midnight, for as long as the block lasts."""
    stop = Event()
    maker = Thread(target=_make, args=(stop, words, clock), name="forecasts", daemon=True)
    maker.start()
    try:
        yield
    finally:
        stop.set()
        maker.join()


def _make(stop: Event, words: Sequence[str], clock: Callable[[], datetime]) -> None:
    while not stop.is_set():
        _make_once(stop, words)
        stop.wait(seconds_to_night(clock()))


def _make_once(stop: Event, words: Sequence[str]) -> None:
    """Run the command to its end, or until told to stop. What it could not do is logged, and tried the next night."""
    # One thread of sums is enough for what nobody waits for.
    told = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    made = subprocess.Popen(words, env=told, preexec_fn=_give_way, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while made.poll() is None:
        if stop.wait(SECONDS_TO_LOOK):
            made.terminate()
            made.wait()
            return
    if made.returncode:
        log.error("The work of the night was not done: `frontdoor %s` says why", words[-1])


def seconds_to_night(at: datetime) -> float:
    """Count the seconds to twenty past the next midnight in London."""
    local = at.astimezone(LONDON)
    night = datetime.combine(local.date(), NIGHT, LONDON)
    if night <= local:
        night = datetime.combine(local.date() + timedelta(days=1), NIGHT, LONDON)
    return night.timestamp() - at.timestamp()


def _give_way() -> None:
    os.nice(15)
