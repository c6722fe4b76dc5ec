"""Who must see a recommendation: every closure or a sample that the receipt draws, and some things always."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.record.policy.editions import EXAMPLE, BadEdition, Rules, read_file, understand
from frontdoor.record.policy.editions.facts import EVERY_CLOSURE
from frontdoor.record.policy.oversight import Closing, in_sample, is_closure, oversight_of
from tests.record.policy import ground

DAY = date(2027, 3, 1)
RECEIPTS = [f"C{number:07}" for number in range(1, 20_001)]
receipts = st.integers(1, 9_999_999).map(lambda number: f"C{number:07}")


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    place: Path = tmp_path_factory.mktemp("policy")
    sample = 'closures = "sample"\npercent = 25\nseed = "Marlsea, January 2027"'
    return ground.rules(
        place,
        ("oversight.toml", '\nclosures = "all"', f"\n{sample}"),
        ("oversight.toml", "since = 2018-04-01", "since = 2027-01-04"),
    )


def closing(receipt: str = "C0000001", **told: object) -> Closing:
    return Closing(**{"receipt": receipt, "outcomes": frozenset({"no_further_action"}), **told})  # type: ignore[arg-type]


def drawn(rules: Rules) -> str:
    return next(one for one in RECEIPTS if in_sample(one, seed=rules.oversight.seed, percent=25))


def left_out(rules: Rules) -> str:
    return next(one for one in RECEIPTS if not in_sample(one, seed=rules.oversight.seed, percent=25))


def test_where_every_closure_is_seen_so_is_everything_else() -> None:
    rules = understand(read_file(EXAMPLE))
    for outcome in rules.outcomes:
        found = oversight_of(closing(outcomes=frozenset({outcome})), rules, on=DAY)
        assert found.is_needed
        assert not found.is_drawn
        assert found.seen_by == ("team_manager", "service_manager")


def test_a_closure_is_seen_if_its_receipt_is_drawn(sampled: Rules) -> None:
    seen = oversight_of(closing(drawn(sampled)), sampled, on=DAY)
    assert (seen.is_needed, seen.is_drawn) == (True, True)
    assert seen.why == ("Its receipt is among the 25 in 100 closures that are drawn.",)
    assert not oversight_of(closing(left_out(sampled)), sampled, on=DAY).is_needed


def test_what_has_no_receipt_yet_is_not_left_out(sampled: Rules) -> None:
    found = oversight_of(closing(""), sampled, on=DAY)
    assert found.is_needed
    assert found.why == ("If its receipt is drawn: 25 in 100 closures are.",)


def test_before_the_sample_began_every_closure_is_seen(sampled: Rules) -> None:
    assert oversight_of(closing(left_out(sampled)), sampled, on=date(2027, 1, 3)).is_needed


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"outcomes": frozenset({"referral"})}, "Every recommendation is seen by a second person."),
        ({"outcomes": frozenset({"advice", "referral"})}, "Every recommendation is seen by a second person."),
        ({"outcomes": frozenset({"of_old"})}, "Every recommendation is seen by a second person."),
        ({"outcomes": frozenset()}, "Every recommendation is seen by a second person."),
        ({"is_in_danger_now": True}, "A child was said to be in danger now."),
        ({"rating": "red", "outcomes": frozenset({"early_help"})}, "A child may be at risk of harm."),
        ({"consent": frozenset({("sharing", "safeguarding")})}, "A child may be at risk of harm."),
        ({"consent": frozenset({("agreement", "not_needed")})}, "A child may be at risk of harm."),
        ({"outcomes": frozenset({"closed_for_want_of_capacity"})}, "There is need, and nobody to meet it."),
        ({"is_opened_again": True}, "A look-back opened it again."),
        ({"has_a_manager_s_word": True}, "A manager returned it, or directed something that is not done."),
        ({"is_repeat_after_closure": True}, "It came again after a contact that ended without a service"),
        ({"levels": frozenset({"significant_harm"})}, "Significant harm is suspected."),
        ({"rating": "red"}, "It was rated red, and no service follows."),
        (
            {"consent": frozenset({("agreement", "refused")})},
            "Agreement (They were asked and said no): a manager approves it.",
        ),
    ],
)
def test_what_is_not_left_out_though_its_receipt_is_not_drawn(
    sampled: Rules, told: dict[str, object], why: str
) -> None:
    found = oversight_of(closing(left_out(sampled), **told), sampled, on=DAY)
    assert found.is_needed
    assert any(one.startswith(why) for one in found.why)


def test_every_condition_that_an_entry_gives_must_hold(sampled: Rules) -> None:
    in_need_but_served = closing(
        left_out(sampled), outcomes=frozenset({"early_help"}), levels=frozenset({"child_in_need"})
    )
    assert not oversight_of(in_need_but_served, sampled, on=DAY).is_needed


def test_what_is_left_out_says_by_which_draw(sampled: Rules) -> None:
    found = oversight_of(closing(left_out(sampled)), sampled, on=DAY)
    assert found.left_out_because == (
        "Not in the sample: 25 in 100 closures are drawn by their receipts, since 2027-01-04"
    )
    assert not oversight_of(closing(drawn(sampled)), sampled, on=DAY).left_out_because


def test_an_edition_adopted_later_cannot_leave_out_what_the_first_would_have_seen(sampled: Rules) -> None:
    first = replace(sampled.oversight, seed="another")
    mixed = next(
        one
        for one in RECEIPTS
        if in_sample(one, seed="another", percent=25) and not in_sample(one, seed=sampled.oversight.seed, percent=25)
    )
    assert not oversight_of(closing(mixed), sampled, on=DAY).is_needed
    assert oversight_of(closing(mixed), sampled, on=DAY, first=first).is_needed
    assert oversight_of(closing(left_out(sampled)), sampled, on=DAY, first=EVERY_CLOSURE).is_needed


def test_an_edition_that_does_not_say_what_closes_leaves_nothing_out(sampled: Rules) -> None:
    for section in ("outcomes", "consent_reasons"):
        silent = replace(sampled, usual=frozenset({section}))
        assert oversight_of(closing(left_out(sampled)), silent, on=DAY).is_needed


def test_a_sample_without_its_own_outcomes_is_refused_by_line(tmp_path: Path) -> None:
    place = ground.folder(
        tmp_path, ("oversight.toml", 'closures = "all"', 'closures = "sample"\npercent = 25\nseed = "Marlsea"')
    )
    (place / "outcomes.toml").unlink()
    with pytest.raises(BadEdition, match=r"oversight.toml line 6: a sample needs your own \[\[outcomes\]\]"):
        read_file(place)


def test_who_may_see_it_are_those_whom_every_entry_allows(tmp_path: Path) -> None:
    rules = ground.rules(
        tmp_path,
        (
            "oversight.toml",
            'why = "It was rated red, and no service follows"',
            'why = "It was rated red"\nseen_by = ["service_manager"]',
        ),
    )
    both = closing(rating="red", levels=frozenset({"significant_harm"}))
    assert oversight_of(both, rules, on=DAY).seen_by == ("service_manager",)


def test_a_contact_that_closes_for_one_child_only_is_no_closure(sampled: Rules) -> None:
    assert is_closure(closing(), sampled)
    assert not is_closure(closing(outcomes=frozenset({"no_further_action", "referral"})), sampled)


@given(receipt=receipts, seed=st.text(min_size=1), percent=st.floats(1, 100))
def test_a_larger_sample_holds_the_smaller_one(receipt: str, seed: str, percent: float) -> None:
    assert in_sample(receipt, seed=seed, percent=100)
    if in_sample(receipt, seed=seed, percent=percent / 2):
        assert in_sample(receipt, seed=seed, percent=percent)


def test_about_so_many_are_drawn_and_others_with_another_seed() -> None:
    one = {receipt for receipt in RECEIPTS if in_sample(receipt, seed="one", percent=25)}
    two = {receipt for receipt in RECEIPTS if in_sample(receipt, seed="two", percent=25)}
    assert abs(len(one) - 5_000) < 300  # five standard deviations
    assert abs(len(one & two) - 1_250) < 170


def test_the_sample_is_the_same_everywhere_and_always() -> None:
    found = [receipt for receipt in RECEIPTS[:40] if in_sample(receipt, seed="Marlsea, January 2027", percent=25)]
    assert found == [f"C00000{number:02}" for number in (5, 13, 16, 18, 28, 29, 31, 33)]
