"""The table says plainly whether a goal is met."""

from __future__ import annotations

import pytest

from benchmarks.table import Row, print_row


def test_less_is_better_for_times() -> None:
    row = Row(measure="p95 ms", ours=2.0, peer=300.0, goal=3.0, less_is_better=True)
    assert row.ratio == 150.0
    assert row.is_met is True


def test_more_is_better_for_shares() -> None:
    assert Row(measure="F1", ours=0.95, goal=0.96).is_met is False


def test_a_goal_of_so_many_times_the_peer_needs_the_peer() -> None:
    assert Row(measure="contacts/s", ours=15.0, goal_ratio=1.5).is_met is None
    assert Row(measure="contacts/s", ours=15.0, peer=10.0, goal_ratio=1.5).is_met is True


def test_a_row_prints_the_peer_and_the_ratio(capsys: pytest.CaptureFixture[str]) -> None:
    print_row(Row(measure="top-1 F1", ours=0.99, peer=0.98, goal=0.993))
    printed = capsys.readouterr().out
    assert "splink 1.01 x" in printed
    assert "NOT MET" in printed
