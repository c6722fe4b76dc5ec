"""What live.js does when changes come: the first is fetched at once, and a flood neither delays nor multiplies it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

SCRIPT = Path(__file__).resolve().parents[2] / "frontdoor/site/static/frontdoor/live.js"
PAGE = """<div data-live-url="/live/" data-live-fragment-url="/rows/"><p data-live-banner hidden></p>
<ul id="work" data-live-rows><li id="one">One</li></ul></div>"""
WORLD = """
window.fetched = 0;
window.EventSource = class extends EventTarget {
  static OPEN = 1;
  readyState = 1;
  constructor() { super(); window.stream = this; }
};
window.change = () => window.stream.dispatchEvent(new Event("message"));
window.fetch = async () => ({ ok: true, text: async () =>
  `<ul id="work"><li id="one">One</li><li id="row-${++window.fetched}">New</li></ul>` });
"""

pytestmark = pytest.mark.journey


@pytest.fixture
def board(browser: Browser) -> Iterator[Page]:
    """A board whose stream, rows and clock are in our hands."""
    page = browser.new_page()
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    page.set_content(PAGE)
    page.evaluate(WORLD)
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    yield page
    page.close()


def test_one_change_is_fetched_at_once(board: Page) -> None:
    board.evaluate("change()")
    board.clock.run_for(80)
    assert board.evaluate("fetched") == 1
    assert board.locator("#row-1").count() == 1
    board.clock.run_for(5000)
    assert board.evaluate("fetched") == 1


def test_a_flood_of_changes_is_followed_twice_a_second_and_to_its_end(board: Page) -> None:
    for _ in range(30):
        board.evaluate("change()")
        board.clock.run_for(100)
    during = board.evaluate("fetched")
    assert 5 <= during <= 8
    board.clock.run_for(1000)
    assert during < board.evaluate("fetched") <= during + 1
