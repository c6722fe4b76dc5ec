from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.library.matching import PersonDetails, default_model, prepare
from frontdoor.library.matching.births import compare_births
from frontdoor.library.matching.live.birth_ceilings import BirthCeiling, says_nothing
from frontdoor.library.matching.live.sketches import read_sketches, write_sketch

MODEL = default_model()
DAYS = st.dates(date(1870, 1, 1), date(2105, 12, 31)) | st.dates(date(2011, 1, 1), date(2012, 12, 31))
STAND_INS = st.sampled_from([date(2011, 1, 1), date(1900, 1, 1), date(1970, 1, 1), date(2000, 1, 1), date(2001, 1, 1)])
TEXTS = st.sampled_from(["", "2011", "March 2011", "about 2012", "not known"])
BIRTHS = st.builds(PersonDetails, date_of_birth=st.none() | DAYS | STAND_INS, date_of_birth_text=TEXTS)
ROUNDING = 1e-9


def ceiling_and_finding(told: PersonDetails, known: PersonDetails) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    one, other = prepare(told), prepare(known)
    finding = compare_births(one.birth, other.birth, MODEL)
    rows, _ = read_sketches([write_sketch(other)])
    says = np.array([finding.weight, finding.family_weight])
    ceiling = np.zeros((2, 1)) if says_nothing(one.birth, MODEL.dates) else BirthCeiling(one.birth, MODEL).of(rows)
    return ceiling[:, 0], says


@settings(max_examples=1000)
@given(BIRTHS, BIRTHS)
def test_a_birth_never_says_more_than_its_ceiling(told: PersonDetails, known: PersonDetails) -> None:
    ceiling, says = ceiling_and_finding(told, known)
    assert (says <= ceiling + ROUNDING).all()


@pytest.mark.parametrize(
    "other",
    [
        *(date(2011, 3, 9), date(2011, 9, 3), date(2011, 3, 12), date(2011, 3, 19), date(2011, 3, 25)),
        *(date(2008, 3, 9), date(2012, 4, 9), date(2011, 12, 28), date(1994, 6, 22), date(1998, 6, 22)),
    ],
)
def test_of_two_whole_dates_it_is_known_what_they_say(other: date) -> None:
    ceiling, says = ceiling_and_finding(
        PersonDetails(date_of_birth=date(2011, 3, 9)), PersonDetails(date_of_birth=other)
    )
    assert ceiling == pytest.approx(says)
