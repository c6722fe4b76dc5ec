from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.library.matching import Field, PersonDetails, default_model, prepare
from frontdoor.library.matching.comparison import find
from frontdoor.library.matching.live.number_ceilings import SexCeiling
from frontdoor.library.matching.live.screening import Screen
from frontdoor.library.matching.live.sketches import read_sketches, write_sketch
from tests.library.matching.live.written import nearly

MODEL = default_model()
FIELDS = {"nhs_number": "0189", "upn": "A0128", "council_id": "P01", "phone": "07 +x", "email": "abn@.+"}
SEEN = [
    *("9990000018", "9990000026", "1234567890", "A801200001001", "A801200001002", "P100001", "C" * 20),
    *("07700 900001", "07700 900010", "+44 7700 900001", "una@quill.example", "una@gull.example", "unaq@quill.example"),
]


@pytest.mark.parametrize("field", FIELDS)
@settings(max_examples=200)
@given(data=st.data())
def test_whoever_weighs_enough_by_a_number_passes(field: str, data: st.DataObject) -> None:
    texts = st.sampled_from(SEEN) | st.text(FIELDS[field], max_size=14)
    told, known = (
        prepare(PersonDetails(**{field: one}))  # type: ignore[arg-type]
        for one in data.draw(nearly(texts, FIELDS[field]))
    )
    findings = {one.field: one for one in find(told, known, MODEL)}
    finding = findings[Field(field)]
    weight = min(MODEL.start + finding.weight, MODEL.family_start + finding.family_weight)
    assert Screen(told, MODEL, weight).passing([write_sketch(known)]).all()


@pytest.mark.parametrize(("told", "known"), [("F", "F"), ("", "M"), ("M", "")])
def test_it_is_known_what_sex_says(told: str, known: str) -> None:
    one, other = (prepare(PersonDetails(sex=sex)) for sex in (told, known))
    sex = next(each for each in find(one, other, MODEL) if each.field is Field.SEX)
    weight = min(MODEL.start + sex.weight, MODEL.family_start + sex.family_weight)
    written = [write_sketch(other)]
    assert np.array_equal(Screen(one, MODEL, weight).passing(written), [True])
    assert np.array_equal(Screen(one, MODEL, weight + 0.01).passing(written), [False])


def test_another_sex_says_at_most_what_it_says_of_one_first_name() -> None:
    one, other = (prepare(PersonDetails(first_name="Grace", sex=sex)) for sex in "FM")
    sex = next(each for each in find(one, other, MODEL) if each.field is Field.SEX)
    rows, _ = read_sketches([write_sketch(other)])
    assert SexCeiling("F", MODEL).of(rows).tolist() == [[sex.weight], [sex.family_weight]]
