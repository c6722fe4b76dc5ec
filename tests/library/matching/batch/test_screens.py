"""A bound is never less than what the comparison itself says: no pair is left out that would have been found."""

import numpy as np
from hypothesis import given, settings

from frontdoor.library import matching
from frontdoor.library.matching.batch.parts import written_in
from frontdoor.library.matching.batch.screens import bounds_of
from frontdoor.library.matching.comparison import find
from tests.library.matching.batch.people import SOME, Written, gathered

MODEL = matching.default_model()


@given(SOME, SOME)
@settings(max_examples=300)
def test_a_bound_is_never_less_than_the_comparison(known: list[Written], told: list[Written]) -> None:
    people = gathered(known, told)
    parts = written_in(people)
    bounds = bounds_of(people, parts, MODEL)
    for one in range(people.known):
        for other in people.told:
            findings = find(matching.prepare(people.details(other)), matching.prepare(people.details(one)), MODEL)
            rows = np.array([one], np.int32), np.array([other], np.int32)
            for bound, part in zip(bounds, parts, strict=True):
                found = [one for one in findings if one.field in part.part.fields]
                words = (people.details(one), people.details(other), found)
                glance, closely = bound.glance(*rows)[:, 0] + 1e-9, bound.closely(*rows)[:, 0] + 1e-9
                assert min(glance[0], closely[0]) >= sum(one.weight for one in found), words
                assert min(glance[1], closely[1]) >= sum(one.family_weight for one in found), words
