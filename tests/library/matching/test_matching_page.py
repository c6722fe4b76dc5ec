"""The examples on the page about matching give the answers printed there."""

import doctest
from pathlib import Path

from frontdoor.library.matching import Bands, keys

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "matching.md"


def test_every_example_on_the_page_is_true() -> None:
    results = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert results.attempted > 10
    assert results.failed == 0


def test_the_page_states_the_bands_and_the_most_postcodes() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert f"shown first from {Bands().show_first_from:.0f} " in page
    assert f"possible from {Bands().possible_from:.0f}." in page
    assert keys.MOST_POSTCODES == 2
