"""Every measure says all that a figure must say."""

from __future__ import annotations

import pytest

from frontdoor.library.demand.measures import measure, measures


def test_every_measure_has_its_unit_source_and_caveat() -> None:
    for each in measures().values():
        assert each.name
        assert each.counts
        assert each.unit
        assert each.source
        assert each.caveat


def test_what_is_a_per_cent_says_of_what() -> None:
    assert [each.code for each in measures().values() if each.unit == "per cent" and not each.of] == []


def test_a_measure_that_is_not_defined_is_no_measure() -> None:
    with pytest.raises(KeyError):
        measure("feeling")


def test_the_rule_is_one_sentence() -> None:
    assert measure("net_share").rule == (
        "Net demand, children, out of: gross demand, children, less those without a class yet."
    )
