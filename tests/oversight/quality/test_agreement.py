"""How far two people agree: the published example, the laws, and that the interval holds what it says."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.oversight.quality.agreement import agreement, wilson

KINDS = ("referral", "early_help", "advice", "no_further_action")
A_PAIR = st.tuples(st.sampled_from(KINDS), st.sampled_from(KINDS))


def test_the_published_example_where_kappa_says_nothing() -> None:
    pairs = [("yes", "yes")] * 118 + [("no", "yes")] * 2 + [("yes", "no")] * 5
    found = agreement(pairs, values=("yes", "no"))
    assert found.share is not None
    assert found.beyond_chance is not None
    assert found.same == 118
    assert found.share.figure == pytest.approx(0.944)
    assert found.beyond_chance.figure == pytest.approx(0.9408, abs=1e-4)


def test_a_share_has_wilsons_interval() -> None:
    interval = wilson(81, 263)
    assert (interval.low, interval.high) == pytest.approx((0.2553, 0.3662), abs=1e-4)


def test_levels_that_are_neighbours_nearly_agree() -> None:
    near = agreement([("low", "middle")] * 20, values=("low", "middle", "high"), in_order=True)
    far = agreement([("low", "high")] * 20, values=("low", "middle", "high"), in_order=True)
    assert near.same == far.same == 0
    assert near.beyond_chance is not None
    assert far.beyond_chance is not None
    assert far.beyond_chance.figure < near.beyond_chance.figure


def test_nothing_is_said_of_no_cases() -> None:
    found = agreement([], values=KINDS)
    assert (found.cases, found.share, found.beyond_chance) == (0, None, None)


def test_where_only_one_value_can_be_chosen_nothing_is_beyond_chance() -> None:
    assert agreement([("one", "one")], values=("one",)).beyond_chance is None


def test_a_value_nobody_could_choose_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="closed"):
        agreement([("referral", "closed")], values=KINDS)


@given(st.lists(A_PAIR, min_size=1, max_size=60), st.booleans())
def test_who_decided_first_changes_nothing(pairs: list[tuple[str, str]], in_order: bool) -> None:
    turned = [(other, one) for one, other in pairs]
    there, back = (agreement(each, values=KINDS, in_order=in_order) for each in (pairs, turned))
    assert there == back


@given(st.lists(A_PAIR, min_size=1, max_size=60))
def test_figures_stand_in_their_interval_and_full_agreement_is_one(pairs: list[tuple[str, str]]) -> None:
    found = agreement(pairs, values=KINDS)
    for interval in (found.share, found.beyond_chance):
        assert interval is not None
        assert interval.low - 1e-9 <= interval.figure <= interval.high + 1e-9
    alike = agreement([(one, one) for one, _ in pairs], values=KINDS)
    assert alike.beyond_chance is not None
    assert alike.beyond_chance.figure == pytest.approx(1.0)


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    """Two people who each follow the same picture four times in five: what agreement truly is, is known."""
    rng = random.Random(20181011)
    weights = (1, 2, 1, 6)

    def pair() -> tuple[str, str]:
        picture = rng.choices(KINDS, weights)[0]
        one, other = (picture if rng.random() < 0.8 else rng.choices(KINDS, weights)[0] for _ in range(2))
        return one, other

    whole = agreement([pair() for _ in range(200_000)], values=KINDS).beyond_chance
    assert whole is not None
    held = 0
    for _ in range(400):
        seen = agreement([pair() for _ in range(60)], values=KINDS).beyond_chance
        assert seen is not None
        held += seen.low <= whole.figure <= seen.high
    assert 0.90 <= held / 400 <= 0.99
