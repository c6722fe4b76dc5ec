"""The waterfalls of hard pairs add up to their weight."""

from __future__ import annotations

import pytest

from benchmarks.hard_pairs import PAIRS, HardPair, waterfall
from frontdoor.library.matching import compare, default_model


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.title)
def test_the_steps_add_up_to_the_weight(pair: HardPair) -> None:
    compared = compare(pair.told, pair.known, default_model())
    *steps, total = waterfall(compared)
    assert f"{compared.weight:+.1f}" in total
    assert compared.start + sum(one.weight for one in compared.fields) == pytest.approx(compared.weight)
    assert all("|" in step for step in steps)


def test_each_pair_of_one_person_outweighs_each_pair_of_two() -> None:
    weights = {pair.title: compare(pair.told, pair.known, default_model()).weight for pair in PAIRS}
    ones = [weights[pair.title] for pair in PAIRS if pair.are_one]
    twos = [weights[pair.title] for pair in PAIRS if not pair.are_one]
    assert min(ones) > max(twos)
