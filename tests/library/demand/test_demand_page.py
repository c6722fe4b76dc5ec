"""The examples on the page about demand give the answers printed there."""

from __future__ import annotations

import doctest
from pathlib import Path

from frontdoor.library import demand

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "demand.md"


def test_every_example_on_the_page_is_true() -> None:
    results = doctest.testfile(str(PAGE), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert results.attempted > 8
    assert results.failed == 0


def test_the_page_names_every_class() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [each.code for each in demand.CLASSES if f"`{each.code}`" not in page] == []
