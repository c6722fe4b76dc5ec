"""The page of hard pairs draws each pair by itself and says who else it could be."""

from __future__ import annotations

import pytest
from defusedxml.ElementTree import fromstring

from frontdoor.site import hard_pairs
from frontdoor.site.hard_pairs import PAIRS, Pair

CAUTIONS = {
    "twins": "Could be a twin.",
    "father": "Could be a relative of the same name, such as a parent.",
    "father-undated": "Without a date of birth, a parent and a child of one name look the same.",
    "hyphen": "",
    "baby": "Without a first name, twins look the same.",
    "day-and-month": "",
}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.key)
def test_each_hard_pair_is_drawn_and_told_with_its_caution(pair: Pair) -> None:
    drawn = fromstring(hard_pairs.picture(pair))
    bars = [one for one in drawn.iter("{http://www.w3.org/2000/svg}rect") if one.get("class")]
    known = [step for step in pair.reasons.steps if step.kind != "unknown"]
    assert len(bars) == len(known)
    assert pair.reasons.summary.caution == CAUTIONS[pair.key]
    page = hard_pairs.page()
    assert f"## {pair.title}" in page
    assert f"../images/{pair.picture}" in page


def test_nobody_hard_is_weak_and_none_of_the_family_is_strong_without_its_caution() -> None:
    said = {pair.key: pair.reasons.summary for pair in PAIRS}
    assert {said[key].band for key in ("hyphen", "day-and-month")} == {"Strong"}
    assert said["twins"].band != "Strong"
    assert said["father"].band != "Strong"
    assert "Weak" not in {one.band for one in said.values()}
