"""What is made beside the pages, by processes that give way to them: some of it at the start, all of it every night."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from threading import Event, Thread
from typing import Final

from django.utils import timezone

from frontdoor.library.clocks import LONDON

COMMANDS: Final = (sys.executable, "-m", "frontdoor.site.commands")
AT_START: Final = ("forecasts", "handling")
"""What a page would be empty without. What was made today already is not made again."""
AT_NIGHT: Final = (*AT_START, "duplicates")
NIGHT: Final = time(0, 20)
SECONDS_TO_LOOK = 0.5

log = logging.getLogger("frontdoor.nightly")


@contextmanager
def kept(*, clock: Callable[[], datetime] = timezone.now) -> Iterator[None]:
    """Do the work of the start, and that of each night, for as long as the block lasts."""
    stop = Event()
    worker = Thread(target=_work, args=(stop, clock), name="the work of the night", daemon=True)
    worker.start()
    try:
        yield
    finally:
        stop.set()
        worker.join()


def _work(stop: Event, clock: Callable[[], datetime]) -> None:
    commands: tuple[str, ...] = AT_START
    while not stop.is_set():
        for command in commands:
            run(command, stop)
        stop.wait(seconds_to_night(clock()))
        commands = AT_NIGHT


def run(command: str, stop: Event) -> None:
    """Run a command to its end, or until told to stop. What it could not do is logged, and tried the next night."""
    if stop.is_set():
        return
    # One thread of sums is enough for what nobody waits for.
    told = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    words = (*COMMANDS, command)
    made = subprocess.Popen(words, env=told, preexec_fn=_give_way, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while made.poll() is None:
        if stop.wait(SECONDS_TO_LOOK):
            made.terminate()
            made.wait()
            return
    if made.returncode:
        log.error("The work of the night was not done: `frontdoor %s` says why", command)


def seconds_to_night(at: datetime) -> float:
    """Count the seconds to twenty past the next midnight in London."""
    local = at.astimezone(LONDON)
    night = datetime.combine(local.date(), NIGHT, LONDON)
    if night <= local:
        night = datetime.combine(local.date() + timedelta(days=1), NIGHT, LONDON)
    return night.timestamp() - at.timestamp()


def _give_way() -> None:
    os.nice(15)
