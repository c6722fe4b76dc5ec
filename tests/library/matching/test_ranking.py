"""Which candidates are shown, and in which order."""

from dataclasses import replace
from datetime import date

import pytest

from frontdoor.library import matching
from frontdoor.library.matching import Band, Bands, PersonDetails

MODEL = matching.default_model()
TOLD = PersonDetails(first_name="Amina", last_name="Quill", date_of_birth=date(2014, 3, 7), postcodes=("TS1 4AB",))
TWIN = replace(TOLD, first_name="Grace")
SISTER = replace(TOLD, first_name="Grace", date_of_birth=date(2010, 9, 23))


def test_the_best_comes_first_and_the_unlikely_not_at_all() -> None:
    suggestions = matching.rank(TOLD, [(1, SISTER), (2, TWIN), (3, TOLD)], MODEL, Bands())
    assert [(one.key, one.band) for one in suggestions] == [(3, Band.SHOW_FIRST), (2, Band.POSSIBLE)]


def test_being_the_only_candidate_says_nothing() -> None:
    assert matching.rank(TOLD, [(1, SISTER)], MODEL, Bands()) == []


def test_a_candidate_weighs_the_same_in_any_company() -> None:
    alone = matching.rank(TOLD, [(2, TWIN)], MODEL, Bands())
    among = matching.rank(TOLD, [(key, TOLD) for key in range(3, 8)] + [(2, TWIN)], MODEL, Bands())
    assert among[-1] == alone[0]


def test_equal_candidates_are_in_the_order_of_their_keys_and_no_more_than_asked() -> None:
    suggestions = matching.rank(TOLD, [(key, TOLD) for key in (5, 2, 9, 1)], MODEL, Bands(), most=3)
    assert [one.key for one in suggestions] == [1, 2, 5]


def test_local_policy_moves_the_bands() -> None:
    strict = Bands(show_first_from=90, possible_from=80)
    assert matching.rank(TOLD, [(1, TOLD)], MODEL, strict) == []


def test_bands_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(ValueError, match="may not need more weight"):
        Bands(show_first_from=10, possible_from=12)
