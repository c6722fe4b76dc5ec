"""Work shared out between processes, each of which sees what this one holds without it being copied."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Final, TypeVar

T = TypeVar("T")
Report = Callable[[float], None]

MOST_PROCESSES: Final = 8


def shares(length: int, *, smallest: int) -> list[range]:
    """Return ranges that together are 0 to length: one for each processor, but none smaller than is worth a process."""
    number = max(1, min(MOST_PROCESSES, len(os.sched_getaffinity(0)), length // smallest))
    ends = [length * place // number for place in range(number + 1)]
    return [range(start, end) for start, end in zip(ends, ends[1:], strict=False)]


def share_out(work: Callable[[range, Report], T], ranges: Sequence[range], report: Report) -> list[T]:
    """Return what the work makes of each range, in order. The first is done here, where its progress is seen."""
    others = list(_started(work, ranges[1:]))
    with without_collecting():
        made = [work(ranges[0], report)]
    for receiver, process in others:
        answer = receiver.recv()
        process.join()
        if isinstance(answer, BaseException):
            raise answer
        made.append(answer)
    return made


def _started(work: Callable[[range, Report], T], ranges: Sequence[range]) -> Iterator[tuple[Connection, BaseProcess]]:
    context = get_context("fork")
    for one in ranges:
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_answer, args=(sender, work, one), daemon=True)
        process.start()
        sender.close()
        yield receiver, process


@contextmanager
def without_collecting() -> Iterator[None]:
    """Put off looking for garbage in circles: there is none, and millions of findings would be searched for it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _answer(sender: Connection, work: Callable[[range, Report], object], share: range) -> None:
    try:
        with without_collecting():
            sender.send(work(share, _quiet))
    except Exception as error:
        sender.send(error)
    sender.close()


def _quiet(_share: float) -> None:
    return
