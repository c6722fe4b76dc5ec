"""The examples on the page about clocks give the answers printed there."""

import doctest
from pathlib import Path

from frontdoor.library import clocks

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "clocks.md"


def test_every_example_on_the_page_is_true() -> None:
    results = doctest.testfile(str(PAGE), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert results.attempted > 10
    assert results.failed == 0


def test_the_page_names_every_statutory_limit_and_unit() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [limit.code for limit in clocks.STATUTORY if f"`{limit.code}`" not in page] == []
    assert [unit.name for unit in clocks.Unit if f"`{unit.name}`" not in page] == []
