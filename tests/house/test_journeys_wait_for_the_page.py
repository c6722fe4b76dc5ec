"""A journey that has clicked waits for something before it looks: a click returns before the next page is there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

JOURNEYS = Path(__file__).parent.parent / "journeys"
LOOKS = {"fits_the_screen", "is_accessible", "is_accessible_without_scripts", "takes_a_picture", "evaluate", "content"}
PRESSES = {"click", "press", "tap"}


def test_no_journey_looks_at_a_page_that_a_click_may_be_leaving() -> None:
    hasty = [
        f"{path.name}:{line}: open it with steps.opens(), or expect something that only the new page has"
        for path in sorted(JOURNEYS.glob("*.py"))
        for line in hasty_lines(path.read_text())
    ]
    assert not hasty, "\n".join(hasty)


def test_a_hasty_journey_is_found() -> None:
    assert list(hasty_lines('def go():\n    page.get_by_role("link").click()\n    is_accessible(page)\n')) == [3]
    assert not list(hasty_lines("def go():\n    opens(page, link)\n    is_accessible(page)\n"))


def hasty_lines(source: str) -> Iterator[int]:
    for node in ast.walk(ast.parse(source)):
        for steps in (getattr(node, name, None) for name in ("body", "orelse", "finalbody")):
            if isinstance(steps, list):
                yield from (then.lineno for first, then in pairwise(steps) if _name(first) in PRESSES and _looks(then))


def _name(step: ast.stmt) -> str:
    """What a statement that is one call calls; empty for any other."""
    if not (isinstance(step, ast.Expr) and isinstance(step.value, ast.Call)):
        return ""
    called = step.value.func
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def _looks(step: ast.stmt) -> bool:
    """Whether a statement reads the page as it is at that moment."""
    names = {call.func for call in ast.walk(step) if isinstance(call, ast.Call)}
    return any(getattr(name, "attr", getattr(name, "id", "")) in LOOKS for name in names)
