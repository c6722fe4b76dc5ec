from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.library.matching import PersonDetails, default_model, prepare
from frontdoor.library.matching.addresses import compare_addresses
from frontdoor.library.matching.live.figures import Alike, compare_figures
from frontdoor.library.matching.live.place_ceilings import AddressCeiling, PostcodeCeiling
from frontdoor.library.matching.live.sketches import Sketches, read_sketches, write_sketch
from frontdoor.library.matching.postcodes import compare_postcodes
from frontdoor.library.matching.prepared import Prepared
from tests.library.matching.live.people import ADDRESSES, POSTCODES
from tests.library.matching.live.written import nearly

MODEL = default_model()
LETTERS = "abst 1290,"
STREETS = [*ADDRESSES, "1 A B C D E F G Road", "12a High St", "21 High Street", "Tide House, 3 Lower Gull Lane", "7"]
CODES = st.sampled_from([*POSTCODES, "TS1", "TS14", "TS14 6AB", "12345-6789", "A" * 20]) | st.text(
    "TSAB149 ", max_size=8
)
ROUNDING = 1e-9


def beside(told: Prepared, known: Prepared) -> tuple[Sketches, Alike]:
    (rows, _), (own, _) = read_sketches([write_sketch(known)]), read_sketches([write_sketch(told)])
    return rows, compare_figures(own[0]["figures"], own[0]["lengths"], rows["figures"], rows["lengths"])


@settings(max_examples=600)
@given(nearly(st.sampled_from(STREETS), LETTERS))
def test_an_address_never_says_more_than_its_ceiling(both: tuple[str, str]) -> None:
    told, known = (prepare(PersonDetails(address=one)) for one in both)
    says = compare_addresses(told.address, known.address, MODEL)
    if told.address:
        ceiling = AddressCeiling(told.address, MODEL).of(*beside(told, known))
        assert (np.array([says.weight, says.family_weight]) <= ceiling[:, 0] + ROUNDING).all()


@settings(max_examples=600)
@given(nearly(CODES, "TSAB149"), st.lists(CODES, max_size=4), st.lists(CODES, max_size=4))
def test_a_postcode_never_says_more_than_its_ceiling(
    both: tuple[str, str], former: list[str], its_former: list[str]
) -> None:
    told = prepare(PersonDetails(postcodes=(both[0], *former)))
    known = prepare(PersonDetails(postcodes=(both[1], *its_former)))
    says = compare_postcodes(told.postcodes, known.postcodes, MODEL)
    if told.postcodes:
        ceiling = PostcodeCeiling(told.postcodes, MODEL).of(*beside(told, known))
        assert (np.array([says.weight, says.family_weight]) <= ceiling[:, 0] + ROUNDING).all()


def test_other_houses_in_other_streets_are_proved_to_differ() -> None:
    told, known = (prepare(PersonDetails(address=one)) for one in ("14 Gull Street", "9 Thornhaven Crescent"))
    ceiling = AddressCeiling(told.address, MODEL).of(*beside(told, known))
    assert ceiling[0, 0] == compare_addresses(told.address, known.address, MODEL).weight < 0
