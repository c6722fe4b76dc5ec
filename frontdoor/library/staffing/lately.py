"""What was worked out lately: looked up instead of worked out again while somebody asks one thing after another."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Lately(Generic[Thing]):
    """The last so many things. Whoever asks for what another is working out waits for it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._told: OrderedDict[str, Future[Thing]] = OrderedDict()
        self._lock = Lock()

    def told(self, key: str, work_out: Callable[[], Thing]) -> Thing:
        """Tell what belongs to a key, working it out where it is not known. What was refused is not remembered."""
        with self._lock:
            told, is_new = self._told.get(key), key not in self._told
            if told is None:
                told = self._told[key] = Future()
            self._told.move_to_end(key)
            while len(self._told) > self._most:
                self._told.popitem(last=False)
        if is_new:
            self._work_out(key, told, work_out)
        return told.result()

    def forget(self) -> None:
        """Work everything out again when asked next, as tests need it."""
        with self._lock:
            self._told.clear()

    def _work_out(self, key: str, told: Future[Thing], work_out: Callable[[], Thing]) -> None:
        try:
            told.set_result(work_out())
        except BaseException as error:
            with self._lock:
                if self._told.get(key) is told:
                    del self._told[key]
            told.set_exception(error)
