"""How well pairs were found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import scores

FOUND = [("a1", "b1", 9.0), ("a2", "b2", 8.0), ("a3", "b3", 7.0), ("a1", "b3", 1.0)]
TRUTH = {("a1", "b1"), ("a2", "b2"), ("a9", "b9")}


def test_a_contact_is_scored_by_its_best_match_at_the_best_threshold() -> None:
    scored = scores.top_one(FOUND, TRUTH)
    assert scored.threshold == 8.0
    assert scored.f1 == pytest.approx(2 * 2 / (2 + 3))
    assert scored.precision == 1.0
    assert scored.recall == pytest.approx(2 / 3)


def test_a_match_for_somebody_who_is_not_in_the_register_is_a_false_one() -> None:
    scored = scores.top_one([("a1", "b1", 5.0), ("a2", "b2", 5.0)], {("a1", "b1")})
    assert scored.precision == 0.5


def test_only_the_best_match_of_a_contact_counts() -> None:
    scored = scores.top_one([("wrong", "b1", 6.0), ("a1", "b1", 5.0)], {("a1", "b1")})
    assert scored.f1 == 0.0


def test_of_equal_matches_the_first_by_number_is_taken_whatever_the_truth() -> None:
    equal = [("a2", "b1", 5.0), ("a1", "b1", 5.0)]
    assert scores.top_one(equal, {("a1", "b1")}).f1 == 1.0
    assert scores.top_one(equal, {("a2", "b1")}).f1 == 0.0


def test_either_of_two_records_of_one_person_is_right() -> None:
    assert scores.top_one([("a2", "b1", 5.0)], {("a1", "b1"), ("a2", "b1")}).f1 == 1.0


def test_pairs_of_one_weight_are_believed_together() -> None:
    scored = scores.top_one([("a1", "b1", 5.0), ("x", "b2", 5.0)], {("a1", "b1"), ("a2", "b2")})
    assert scored.recall_at_99 == 0.0


def test_pairs_of_one_file_count_once_whichever_way_round() -> None:
    scored = scores.pairs([("r2", "r1", 4.0), ("r1", "r2", 4.0), ("r3", "r4", 3.0)], {("r1", "r2"), ("r4", "r3")})
    assert scored.f1 == 1.0


def test_agreement_is_the_share_of_pairs_that_both_found() -> None:
    assert scores.agreement(FOUND, FOUND[:3]) == 0.75
    assert scores.agreement([], []) == 1.0


def test_weights_and_truth_are_read_as_matchers_write_them(tmp_path: Path) -> None:
    (tmp_path / "found.csv").write_text("id_a,id_b,match_weight,match_probability,first_name\na1,b1,9.5,0.9,same\n")
    (tmp_path / "truth.csv").write_text("id_a,id_b\na1,b1\n")
    assert list(scores.read_weights(tmp_path / "found.csv")) == [("a1", "b1", 9.5)]
    assert scores.read_truth(tmp_path / "truth.csv") == {("a1", "b1")}


people = st.sampled_from(["a1", "a2", "a3"])
contacts = st.sampled_from(["b1", "b2", "b3", "b4"])


@given(st.lists(st.tuples(people, contacts, st.floats(-20, 40))), st.sets(st.tuples(people, contacts), min_size=1))
def test_no_threshold_that_is_tried_by_hand_beats_the_best(
    found: list[tuple[str, str, float]], truth: set[tuple[str, str]]
) -> None:
    best = scores.top_one(found, truth)
    assert 0.0 <= best.f1 <= 1.0
    for _, _, least in found:
        cut = scores.top_one([one for one in found if one[2] >= least], truth)
        assert cut.f1 <= best.f1 + 1e-9
