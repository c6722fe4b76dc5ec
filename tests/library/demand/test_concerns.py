"""Two contacts are about the same concern by the codes that people gave them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.library.demand import SOMETHING_ELSE, Likeness, likeness

codes = st.frozensets(st.sampled_from(("neglect", "missing", "strain", SOMETHING_ELSE)))


@pytest.mark.parametrize(
    ("these", "those", "like"),
    [
        ({"neglect", "missing"}, {"missing"}, Likeness.SAME),
        ({"neglect"}, {"missing"}, Likeness.ANOTHER),
        ({"neglect"}, {SOMETHING_ELSE}, Likeness.ANOTHER),
        ({"neglect", SOMETHING_ELSE}, {"missing", SOMETHING_ELSE}, Likeness.ANOTHER),
        ({SOMETHING_ELSE}, {SOMETHING_ELSE}, Likeness.NOT_CODED),
        ({"neglect"}, set(), Likeness.NOT_CODED),
        (set(), set(), Likeness.NOT_CODED),
    ],
)
def test_one_code_in_common_is_the_same_concern(these: set[str], those: set[str], like: Likeness) -> None:
    assert likeness(these, those) is like


@given(codes, codes)
def test_it_is_the_same_whichever_way_it_is_asked(these: frozenset[str], those: frozenset[str]) -> None:
    assert likeness(these, those) is likeness(those, these)


@given(codes)
def test_a_contact_with_a_real_code_is_like_itself(these: frozenset[str]) -> None:
    assert (likeness(these, these) is Likeness.SAME) == bool(these - {SOMETHING_ELSE})
