"""What was worked out lately: looked up, waited for, let go."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from frontdoor.library.staffing.lately import Lately


def test_what_was_told_is_told_again_and_the_oldest_is_let_go() -> None:
    lately, worked_out = Lately[str](2), list[str]()

    def told(key: str) -> str:
        return lately.told(key, lambda: worked_out.append(key) or key.upper())  # type: ignore[func-returns-value]  (it gives None)

    assert [told(key) for key in "abacab"] == list("ABACAB")
    assert worked_out == list("abcb")
    lately.forget()
    assert told("a") == "A"
    assert worked_out == list("abcba")


def test_whoever_asks_for_what_another_works_out_waits_for_it() -> None:
    lately, begun, may_end = Lately[int](2), Event(), Event()

    def work_out() -> int:
        begun.set()
        assert may_end.wait(10)
        return 42

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(lately.told, "a", work_out)
        assert begun.wait(10)
        second = pool.submit(lately.told, "a", lambda: 0)
        may_end.set()
        assert (first.result(10), second.result(10)) == (42, 42)


def test_what_was_refused_is_refused_and_asked_again() -> None:
    lately = Lately[int](2)

    def refuse() -> int:
        raise ValueError("not today")

    with pytest.raises(ValueError, match="not today"):
        lately.told("a", refuse)
    assert lately.told("a", lambda: 1) == 1
