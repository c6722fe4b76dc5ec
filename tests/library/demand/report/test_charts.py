"""Charts: labels that can be read, changes laid over them, shares that end at a hundred, funnels that name a few."""

from __future__ import annotations

import re

from frontdoor.library.demand.limits import Point
from frontdoor.library.demand.report.charts import LETTER, WIDTH, Dot, Mark, control, funnel


def labels_of(svg: str, letters: str) -> list[float]:
    """Find where the labels with these letters stand."""
    return [float(x) for x, words in re.findall(r'<text x="([\d.]+)"[^>]*>([^<]+)</text>', svg) if letters in words]


def test_seventeen_weeks_are_named_as_far_as_there_is_room() -> None:
    labels = [f"{day} Sept" for day in range(10, 27)]
    places = labels_of(control("t", "w", labels, [Point(value=3)] * 17), "Sept")
    assert 1 < len(places) < 17
    assert all(after - before > 7 * LETTER for before, after in zip(places, places[1:], strict=False))


def test_a_change_stands_before_its_period_with_its_words_escaped() -> None:
    svg = control("t", "w", ["a"] * 10, [Point(value=3)] * 10, marks=[Mark(place=5, words="<Second> team")])
    assert "&lt;Second&gt; team</text>" in svg
    assert "stroke-dasharray" in svg


def test_high_shares_begin_above_nought_and_end_at_a_hundred() -> None:
    svg = control("t", "w", ["a"] * 3, [Point(value=99), Point(value=98), Point(value=99)], is_share=True)
    assert ">96</text>" in svg
    assert ">100</text>" in svg
    assert ">0</text>" not in svg
    assert ">0</text>" in control("t", "w", ["a"], [Point(value=12)], is_share=True)


def test_a_funnel_rings_those_outside_and_names_no_two_on_one_line() -> None:
    dots = [Dot(name=f"Sender{n}", size=100 - n, share=0.2, is_within=False, is_named=True) for n in range(3)]
    svg = funnel("t", "w", dots, 0.5, [(size, 0.4, 0.6) for size in (1, 50, 100)])
    assert svg.count('stroke="#a3200d"') == 3
    assert len(re.findall(r">Sender\d</text>", svg)) == 1
    assert all(0 <= float(x) <= WIDTH for x in re.findall(r'cx="([\d.]+)"', svg))
