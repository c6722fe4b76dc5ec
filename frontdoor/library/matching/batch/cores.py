"""Work shared out between processes, each of which sees what this one holds without it being copied."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
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
    others = [_started(work, one) for one in ranges[1:]]
    with without_collecting():
        made = [work(ranges[0], report)]
    return made + [waits_for() for waits_for in others]


def beside(work: Callable[[], T], *, is_worth_it: bool) -> Callable[[], T]:
    """Start work in a process of its own, where that is worth it, and return what waits for its answer."""
    if not is_worth_it:
        return work
    return _started(lambda _share, _report: work(), range(0))


def _started(work: Callable[[range, Report], T], share: range) -> Callable[[], T]:
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(sender, work, share), daemon=True)
    process.start()
    sender.close()

    def answer() -> T:
        answered: T | BaseException = receiver.recv()
        process.join()
        if isinstance(answered, BaseException):
            raise answered
        return answered

    return answer


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
