"""Counting what a page asks of a worker: fields and clicks, and how long an expert's hands need for them.

The keystroke-level model (Card, Moran and Newell): a press of a key or a click, moving the pointer to a target, moving
a hand between mouse and keyboard, and making up one's mind. What is
thought and written in free text is the work itself and is not counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Locator

POINT, CLICK, HOME, THINK = 1.1, 0.2, 0.4, 1.35  # seconds


@dataclass(kw_only=True)
class Hands:
    """What somebody's hands did, in order."""

    chosen: int = 0
    pressed: int = 0
    written: int = 0
    steps: list[str] = field(default_factory=list)

    def choose(self, choice: Locator, words: str) -> None:
        """Choose an answer: a field."""
        choice.check()
        self.chosen += 1
        self.steps.append(f"choose {words}")

    def press(self, button: Locator, words: str) -> None:
        """Press a button: a click."""
        button.click()
        self.pressed += 1
        self.steps.append(f"press {words}")

    def write(self, box: Locator, words: str) -> None:
        """Write free text, which is not counted."""
        box.fill(words)
        self.written += 1

    @property
    def interactions(self) -> int:
        return self.chosen + self.pressed

    @property
    def seconds(self) -> float:
        """The keystroke-level time of what is counted, with one move to the keyboard and back for each free text."""
        return self.interactions * (THINK + POINT + CLICK) + self.written * 2 * HOME
