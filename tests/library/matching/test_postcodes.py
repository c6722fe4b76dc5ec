"""A postcode is shown as it is written, however it was told."""

from __future__ import annotations

import pytest

from frontdoor.library import matching
from frontdoor.library.matching import Field, PersonDetails


@pytest.mark.parametrize(
    ("told", "written"),
    [("mz73ga", "MZ7 3GA"), (" MZ7  3GA", "MZ7 3GA"), ("sw1a1aa", "SW1A 1AA"), ("mz7", "MZ7"), ("no idea", "NO IDEA")],
)
def test_a_whole_postcode_has_its_space(told: str, written: str) -> None:
    assert matching.write_postcode(told) == written


def test_a_comparison_shows_both_postcodes_with_their_space() -> None:
    told, known = PersonDetails(postcodes=("mz73ga",)), PersonDetails(postcodes=("MZ7 3GB",))
    fields = matching.compare(told, known, matching.default_model()).fields
    postcode = next(one for one in fields if one.field is Field.POSTCODE)
    assert (postcode.told, postcode.known) == ("MZ7 3GA", "MZ7 3GB")
