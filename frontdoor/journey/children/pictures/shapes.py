"""What a drawing is made of: signs for people, lines for what they are to one another, outlines for homes."""

from __future__ import annotations

from dataclasses import dataclass

PITCH = 116
"""From the middle of one person to the middle of the next."""
SIGN = 40
LABEL = 46
"""Three lines of words under a sign."""
LINE = 13
ROOM = 8
"""What is left free between the words of two people."""


@dataclass(frozen=True, kw_only=True)
class Ring:
    """The outline of a sign, so far from its middle."""

    x: float
    y: float
    reach: float

    @property
    def left(self) -> float:
        return self.x - self.reach

    @property
    def top(self) -> float:
        return self.y - self.reach

    @property
    def size(self) -> float:
        return 2 * self.reach

    @property
    def triangle(self) -> str:
        reach = self.reach
        return _corners((self.x, self.top), (self.x + reach, self.y + reach), (self.left, self.y + reach))

    @property
    def diamond(self) -> str:
        reach = self.reach
        return _corners((self.x, self.top), (self.x + reach, self.y), (self.x, self.y + reach), (self.left, self.y))


def _corners(*corners: tuple[float, float]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in corners)


@dataclass(frozen=True, kw_only=True)
class Sign:
    """One person: a square, a circle, a diamond where the sex is not known, a triangle for an unborn child."""

    person_id: int
    shape: str
    x: float
    y: float
    inside: str
    lines: tuple[str, ...]
    has_died: bool
    is_child: bool

    @property
    def rings(self) -> tuple[Ring, ...]:
        """Give the outline, and round it another for the child whose family it is."""
        reaches = (SIGN / 2 + 5, SIGN / 2) if self.is_child else (SIGN / 2,)
        return tuple(Ring(x=self.x, y=self.y + SIGN / 2, reach=reach) for reach in reaches)

    @property
    def cross(self) -> str:
        """Give the two strokes through somebody who has died."""
        (ring,) = self.rings[-1:]
        reach = ring.reach * (0.7 if self.shape == "circle" else 1.0)
        x1, x2, y1, y2 = self.x - reach, self.x + reach, ring.y - reach, ring.y + reach
        return f"M{x1:g} {y1:g}L{x2:g} {y2:g}M{x1:g} {y2:g}L{x2:g} {y1:g}"

    @property
    def inside_y(self) -> float:
        return self.y + SIGN / 2 + (12 if self.shape == "triangle" else 5)

    @property
    def said(self) -> tuple[tuple[float, str], ...]:
        """Give the lines of words under the sign, each with its height."""
        return tuple((self.y + SIGN + 16 + LINE * place, words) for place, words in enumerate(self.lines))


type_segment = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Line:
    """What some people are to one another, as straight pieces; `word` is written where there is no usual sign."""

    kind: str
    seniors: tuple[int, ...]
    juniors: tuple[int, ...]
    segments: tuple[type_segment, ...]
    is_over: bool = False
    dashes: str = ""
    word: str = ""
    word_x: float = 0
    word_y: float = 0

    @property
    def path(self) -> str:
        return " ".join(f"M{x1:g} {y1:g}L{x2:g} {y2:g}" for x1, y1, x2, y2 in self.segments)


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A home: a dashed line round those who live there."""

    household_id: int
    x: float
    y: float
    width: float
    height: float
    words: str
    words_x: float
    words_y: float
    anchor: str


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A family picture with its size. `words` says in a sentence what is on it."""

    left: float
    width: float
    height: float
    signs: tuple[Sign, ...]
    lines: tuple[Line, ...]
    outlines: tuple[Outline, ...]
    words: str
