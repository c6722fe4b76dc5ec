"""A glance is never less than what the comparison itself says: no pair is left out that would have been found."""

import numpy as np
from hypothesis import given, settings

from frontdoor.library import matching
from frontdoor.library.matching.batch.scoring import scales_of
from frontdoor.library.matching.comparison import find
from tests.library.matching.batch.people import SOME, Written, gathered

MODEL = matching.default_model()


@given(SOME, SOME)
@settings(max_examples=300)
def test_a_glance_is_never_less_than_the_comparison(known: list[Written], told: list[Written]) -> None:
    people = gathered(known, told)
    parts = scales_of(people, MODEL, 0.01).parts
    for one in range(people.known):
        for other in people.told:
            findings = find(matching.prepare(people.details(other)), matching.prepare(people.details(one)), MODEL)
            rows = np.array([one]), np.array([other])
            for part in parts:
                found = [one for one in findings if one.field in part.fields]
                words = (people.details(one), people.details(other), found)
                seen = [glance.reach(*rows)[:, 0] for glance in part.glances]
                assert sum(most[0] for most in seen) + 1e-9 >= sum(one.weight for one in found), words
                assert sum(most[1] for most in seen) + 1e-9 >= sum(one.family_weight for one in found), words
