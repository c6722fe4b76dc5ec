"""How a score counts."""

from __future__ import annotations

from frontdoor.library.demand.scoring import score

TRUTH = {
    ("1", "1"): "new",
    ("1", "2"): "repeat",
    ("2", "1"): "duplicate",
    ("3", "1"): "open_case",
}


def test_hidden_is_the_share_of_new_and_repeat_taken_for_noise() -> None:
    found = score({**TRUTH, ("1", "1"): "duplicate"}, TRUTH)
    assert found.agreement == 0.75
    assert found.hidden == 0.5


def test_a_new_one_taken_for_a_repeat_is_wrong_and_not_hidden() -> None:
    found = score({**TRUTH, ("1", "1"): "repeat"}, TRUTH)
    assert (found.agreement, found.hidden) == (0.75, 0.0)


def test_a_row_without_a_class_agrees_with_nothing_and_shows_in_the_table() -> None:
    found = score({key: code for key, code in TRUTH.items() if key != ("3", "1")}, TRUTH)
    assert found.agreement == 0.75
    assert "no class" in found.table()
