"""The geometry of small charts, so that a template can draw them as SVG with attributes alone."""

from collections.abc import Sequence
from dataclasses import dataclass

BAR_WIDTH = 14
BAR_GAP = 4
HEIGHT = 80


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar: what it counts, and where it stands."""

    label: str
    value: int
    usual: float | None
    x: int
    y: float
    height: float
    usual_y: float | None
    is_marked: bool


@dataclass(frozen=True, kw_only=True)
class Bars:
    """A row of bars for components/bars.html, with its size and its scale."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    bar_width: int
    top: float


@dataclass(frozen=True, kw_only=True)
class Sparkline:
    """A small line for components/sparkline.html."""

    points: str
    last_x: float
    last_y: float
    width: int
    height: int


def bars(*, labels: Sequence[str], values: Sequence[int], usual: Sequence[float] = (), marked: str = "") -> Bars:
    """This function will lay out bars, each with a tick for the usual value where one is known."""
    top = max([1.0, *values, *usual])
    known: list[float | None] = [*usual, *([None] * (len(values) - len(usual)))]

    def y(value: float) -> float:
        return round(HEIGHT - HEIGHT * value / top, 1)

    return Bars(
        bars=tuple(
            Bar(
                label=label,
                value=value,
                usual=often,
                x=place * (BAR_WIDTH + BAR_GAP),
                y=y(value),
                height=round(HEIGHT * value / top, 1),
                usual_y=None if often is None else y(often),
                is_marked=label == marked,
            )
            for place, (label, value, often) in enumerate(zip(labels, values, known, strict=True))
        ),
        width=max(1, len(values) * (BAR_WIDTH + BAR_GAP) - BAR_GAP),
        height=HEIGHT,
        bar_width=BAR_WIDTH,
        top=top,
    )


def sparkline(*, values: Sequence[float], width: int = 96, height: int = 24) -> Sparkline:
    """This function will lay out a line through the values, oldest first, two units clear of the edges."""
    low, high = min(values, default=0), max(values, default=0)
    reach = (high - low) or 1
    step = (width - 4) / max(1, len(values) - 1)
    places = [
        (round(2 + step * place, 1), round(height - 2 - (height - 4) * (value - low) / reach, 1))
        for place, value in enumerate(values)
    ]
    last_x, last_y = places[-1] if places else (0.0, 0.0)
    points = " ".join(f"{x},{y}" for x, y in places)
    return Sparkline(points=points, last_x=last_x, last_y=last_y, width=width, height=height)
