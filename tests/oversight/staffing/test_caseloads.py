"""How the work of a team is added up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.oversight.staffing.caseloads import Share, team_load

SHARES = st.builds(
    Share,
    weight=st.integers(0, 400).map(lambda quarters: quarters / 4),
    children=st.integers(0, 40),
    full_time=st.sampled_from([Decimal(1), Decimal("0.5"), Decimal("0.8"), Decimal(0)]),
    is_at_work=st.booleans(),
)


def share(*, weight: float = 0, children: int = 0, full_time: str = "1", is_at_work: bool = True) -> Share:
    return Share(weight=weight, children=children, full_time=Decimal(full_time), is_at_work=is_at_work)


def test_a_caseload_is_over_the_posts_that_hold_cases() -> None:
    load = team_load([share(children=20, weight=20), share(children=10, weight=10, full_time="0.5"), share()])
    assert load.caseload == pytest.approx(20.0)
    assert (load.children, load.posts) == (30, Decimal("2.5"))


def test_the_load_is_over_those_at_work_and_counts_what_nobody_holds() -> None:
    load = team_load([share(weight=12), share(weight=6, is_at_work=False)], unheld_weight=2)
    assert load.load == pytest.approx(20.0)


def test_a_team_with_nobody_has_no_figures_for_each_post() -> None:
    load = team_load([], unheld_weight=3)
    assert (load.caseload, load.load, load.weight) == (None, None, 3)


@given(st.lists(SHARES, max_size=8), st.lists(SHARES, max_size=8))
def test_two_teams_together_have_what_they_had_apart(one: list[Share], other: list[Share]) -> None:
    apart, together = (team_load(one), team_load(other)), team_load([*one, *other])
    assert together.weight == pytest.approx(sum(each.weight for each in apart))
    assert together.children == sum(each.children for each in apart)
    assert together.at_work == sum(each.at_work for each in apart)


def test_a_caseload_counts_social_workers_with_hours_alone() -> None:
    others = (
        Share(weight=0, children=9, full_time=Decimal(1), is_at_work=True, is_social_worker=False),
        share(children=4, full_time="0"),
    )
    load = team_load([share(children=16), *others])
    assert load.caseload == pytest.approx(16.0)
    assert load.children == 29
