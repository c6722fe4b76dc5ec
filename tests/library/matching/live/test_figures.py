from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from frontdoor.library.matching.live.figures import Alike, compare_figures, figures_of
from tests.library.matching.live.written import nearly

SIGNS = "0123456789ABZ"


def alike(told: str, known: str) -> Alike:
    (one, length), (other, its_length) = figures_of(told), figures_of(known)
    return compare_figures(
        *(np.array([one], np.uint64), np.array([length], np.uint8)),
        *(np.array([[other]], np.uint64), np.array([[its_length]], np.uint8)),
    )


@given(nearly(st.text(SIGNS, max_size=18), SIGNS))
@example(("1234567890123456", "12345678901234567"))
@example(("TS14AB", "TS14A4"))
def test_what_is_the_same_or_a_slip_apart_is_never_proved_to_differ(both: tuple[str, str]) -> None:
    told, known = both
    assert told != known or alike(told, known).same.all()
    assert OSA.distance(told, known) != 1 or alike(told, known).slip.all()


def test_ten_digits_that_differ_in_more_than_a_slip_are_told_apart() -> None:
    assert not alike("9990000018", "9991110018").slip.any()
    assert not alike("9990000018", "9990000081").same.any()
    assert alike("9990000018", "9990000081").slip.all()
