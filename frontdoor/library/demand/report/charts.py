"""Charts as SVG, drawn here: readable without colour, printable, each with its words for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, sqrt
from typing import Final

from frontdoor.library.demand.limits import Point, Signal

WIDTH: Final = 960
HEIGHT: Final = 300
LEFT: Final = 56
BOTTOM: Final = 46
TOP: Final = 16
LETTER: Final = 9.0
"""How wide a letter of a label is at most, in the units of the drawing."""
LABEL_GAP: Final = 12
NEAR_THE_END: Final = 0.7
MARK_ROW: Final = 14
NAME_ROW: Final = 18
FILLS: Final = ("#1d4f7c", "url(#dots)", "url(#slant)", "url(#cross)", "url(#bars)", "#d6dde3")
BANDS: Final = ("#cfe3f2", "#e6dccb")
DASHES: Final = ' stroke-dasharray="7 5"'
INKS: Final = ("#1d4f7c", "#5b3a1a")
PATTERNS: Final = (
    '<defs><pattern id="slant" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="6" height="6" fill="#fff"/>'
    '<path d="M0 6L6 0" stroke="#5b3a1a" stroke-width="1.6"/></pattern>'
    '<pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#cfe3f2"/>'
    '<circle cx="3" cy="3" r="1.5" fill="#1d4f7c"/></pattern>'
    '<pattern id="cross" width="7" height="7" patternUnits="userSpaceOnUse"><rect width="7" height="7" fill="#fff"/>'
    '<path d="M0 0L7 7M0 7L7 0" stroke="#4c4c4c" stroke-width="1"/></pattern>'
    '<pattern id="bars" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="#fff"/>'
    '<path d="M0 2.5H5" stroke="#6b6b6b" stroke-width="1.4"/></pattern></defs>'
)


@dataclass(frozen=True, kw_only=True)
class Series:
    name: str
    values: Sequence[float]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Something that changed: an upright line before the period at `place`, with its words."""

    place: int
    words: str


@dataclass(frozen=True, kw_only=True)
class Dot:
    """One of many on a funnel: how large it is, its share, and whether its size explains where it stands."""

    name: str
    size: int
    share: float
    is_within: bool
    is_named: bool = False


@dataclass(frozen=True, kw_only=True)
class Line:
    """Values along the periods, blank where there is none, and between what each lies, if that is known."""

    name: str
    values: Sequence[float | None]
    lows: Sequence[float | None] = ()
    highs: Sequence[float | None] = ()
    is_dashed: bool = False


def stacked(title: str, words: str, labels: Sequence[str], series: Sequence[Series]) -> str:
    """Draw columns of parts on one another, the first at the foot; each part has a pattern of its own."""
    totals = [sum(one.values[place] for one in series) for place in range(len(labels))]
    top = _nice(max(totals, default=1))
    step = (WIDTH - LEFT) / max(1, len(labels))
    drawn = [PATTERNS, *_rules(top), *_labels(labels, step)]
    for place in range(len(labels)):
        foot = float(HEIGHT - BOTTOM)
        for number, one in enumerate(series):
            tall = one.values[place] / top * (HEIGHT - BOTTOM - TOP)
            foot -= tall
            drawn.append(
                f'<rect x="{LEFT + place * step + step * 0.12:.1f}" y="{foot:.1f}" width="{step * 0.76:.1f}"'
                f' height="{tall:.1f}" fill="{FILLS[number % len(FILLS)]}" stroke="#222" stroke-width="0.6"/>'
            )
    return _svg(title, words, drawn, HEIGHT) + _legend([one.name for one in series])


def control(
    title: str,
    words: str,
    labels: Sequence[str],
    points: Sequence[Point],
    *,
    marks: Sequence[Mark] = (),
    is_share: bool = False,
) -> str:
    """Draw a control chart: values as dots on a line, the centre solid, the limits dashed, signals ringed.

    What changed is laid over it, where the chart begins anew. Shares in per cent end at a hundred, and begin above
    nought where all of them lie high, so that a fall of a few points is seen.
    """
    scale = _scale(points, is_share=is_share)
    step = (WIDTH - LEFT) / max(1, len(points))
    places = [LEFT + (place + 0.5) * step for place in range(len(points))]
    drawn = [*_rules(scale.top, scale.foot), *_labels(labels, step)]
    for low, dashes in (("centre", ""), ("lower", "5 4"), ("upper", "5 4")):
        heights = [getattr(point, low) for point in points]
        drawn.extend(_steps(heights, places, step, scale, dashes))
    line = " ".join(f"{x:.1f},{scale.y(point.value):.1f}" for x, point in zip(places, points, strict=True))
    drawn.append(f'<polyline points="{line}" fill="none" stroke="#1d4f7c" stroke-width="2"/>')
    for x, point in zip(places, points, strict=True):
        y = scale.y(point.value)
        drawn.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="#1d4f7c"/>')
        if point.signal is not Signal.NONE:
            drawn.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="8" fill="none" stroke="#a3200d" stroke-width="2"/>')
    drawn.extend(_mark(mark, step, row) for row, mark in enumerate(sorted(marks, key=lambda each: each.place)))
    return _svg(title, words, drawn, HEIGHT)


def lines(
    title: str,
    words: str,
    labels: Sequence[str],
    drawn: Sequence[Line],
    *,
    marks: Sequence[Mark] = (),
    is_share: bool = False,
) -> str:
    """Draw lines over the same periods, each with the band between its lows and highs; what changed is laid over."""
    every = [each for line in drawn for each in (*line.values, *line.lows, *line.highs) if each is not None]
    scale = _Scale(foot=0, top=_nice(max(every, default=1)))
    if is_share:
        scale = _Scale(foot=_foot(min(every, default=0)), top=100)
    step = (WIDTH - LEFT) / max(1, len(labels))
    parts = [*_rules(scale.top, scale.foot), *_labels(labels, step)]
    for number, line in enumerate(drawn):
        parts.extend(_band(line, step, scale, BANDS[number % len(BANDS)]))
    for number, line in enumerate(drawn):
        parts.extend(_line(line, step, scale, INKS[number % len(INKS)]))
    parts.extend(_mark(mark, step, row) for row, mark in enumerate(sorted(marks, key=lambda each: each.place)))
    return _svg(title, words, parts, HEIGHT) + _line_legend(drawn)


def bars(title: str, words: str, labels: Sequence[str], whole: Sequence[float], part: Sequence[float]) -> str:
    """Draw lying bars: the whole in outline, the part of it filled, both with their figures."""
    row, left = 26, 290
    most = max(whole, default=1) or 1
    drawn = []
    for place, (label, all_of_it, some) in enumerate(zip(labels, whole, part, strict=True)):
        y = 6 + place * row
        wide, filled = ((WIDTH - left - 120) * each / most for each in (all_of_it, some))
        drawn.append(f'<text x="{left - 8}" y="{y + 14}" text-anchor="end">{escape(label)}</text>')
        drawn.append(f'<rect x="{left}" y="{y}" width="{wide:.1f}" height="18" fill="#fff" stroke="#222"/>')
        drawn.append(f'<rect x="{left}" y="{y}" width="{filled:.1f}" height="18" fill="#1d4f7c"/>')
        drawn.append(f'<text x="{left + wide + 6:.1f}" y="{y + 14}">{some:,.0f} of {all_of_it:,.0f}</text>')
    return _svg(title, words, drawn, 12 + row * len(labels))


def funnel(
    title: str, words: str, dots: Sequence[Dot], centre: float, limits: Sequence[tuple[int, float, float]]
) -> str:
    """Draw shares against sizes, with the limits that each size gives; those outside them are ringed."""
    most = max([1, *(size for size, _, _ in limits)])

    def x(size: int) -> float:
        return LEFT + (WIDTH - LEFT - 24) * sqrt(size / most)

    drawn = [*_rules(100), f'<path d="M{LEFT} {_y(100 * centre, 100):.1f}H{WIDTH}" stroke="#444"/>']
    for side in (1, 2):
        line = " ".join(f"{x(each[0]):.1f},{_y(100 * each[side], 100):.1f}" for each in limits)
        drawn.append(f'<polyline points="{line}" fill="none" stroke="#444" stroke-dasharray="5 4"/>')
    for part in range(5):
        size = round(most * (part / 4) ** 2)
        anchor = "end" if part == 4 else "middle"
        drawn.append(f'<text x="{x(size):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="{anchor}">{size:,}</text>')
    heights: list[float] = []  # of the names that stand: two on one line would not be read
    for dot in sorted(dots, key=lambda each: -each.size):
        y = _y(100 * dot.share, 100)
        has_room = all(abs(y - other) > NAME_ROW for other in heights)
        heights += [y] if dot.is_named and has_room else []
        drawn.extend(_dot(dot, x(dot.size), is_named=dot.is_named and has_room))
    return _svg(title, words, drawn, HEIGHT)


def _dot(dot: Dot, x: float, *, is_named: bool) -> list[str]:
    y = _y(100 * dot.share, 100)
    told = f"<title>{escape(dot.name)}: {dot.share:.0%} of {dot.size:,}</title>"
    drawn = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#1d4f7c">{told}</circle>']
    if not dot.is_within:
        drawn.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="8" fill="none" stroke="#a3200d" stroke-width="2"/>')
    if is_named:
        words_x, anchor = (x - 12, "end") if x > WIDTH * NEAR_THE_END else (x + 12, "start")
        drawn.append(
            f'<text x="{words_x:.1f}" y="{y + 5:.1f}" text-anchor="{anchor}" stroke="#fff" stroke-width="4"'
            f' paint-order="stroke">{escape(dot.name)}</text>'
        )
    return drawn


def _svg(title: str, words: str, drawn: Sequence[str], height: int) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}. {escape(words)}"'
        f' xmlns="http://www.w3.org/2000/svg">{"".join(drawn)}</svg>'
    )


def _legend(names: Sequence[str]) -> str:
    swatches = (
        f'<li><svg width="22" height="14" aria-hidden="true" focusable="false"><rect width="22" height="14"'
        f' fill="{FILLS[number % len(FILLS)]}" stroke="#222"/></svg> {escape(name)}</li>'
        for number, name in enumerate(names)
    )
    return f'<ul class="legend">{"".join(swatches)}</ul>'


def _places(values: Sequence[float | None], step: float, scale: _Scale) -> list[str]:
    """Turn what there is of a line into points of the drawing."""
    return [
        f"{LEFT + (place + 0.5) * step:.1f},{scale.y(value):.1f}"
        for place, value in enumerate(values)
        if value is not None
    ]


def _band(line: Line, step: float, scale: _Scale, fill: str) -> list[str]:
    edges = [*_places(line.highs, step, scale), *_places(line.lows, step, scale)[::-1]]
    if not edges:
        return []
    points = " ".join(edges)
    return [f'<polygon points="{points}" fill="{fill}" fill-opacity="0.6" stroke="#777" stroke-width="0.8"/>']


def _line(line: Line, step: float, scale: _Scale, ink: str) -> list[str]:
    points, dashes = _places(line.values, step, scale), DASHES if line.is_dashed else ""
    fill = "#fff" if line.is_dashed else ink
    return [
        f'<polyline points="{" ".join(points)}" fill="none" stroke="{ink}" stroke-width="2"{dashes}/>',
        *(
            f'<circle cx="{x}" cy="{y}" r="3.5" fill="{fill}" stroke="{ink}" stroke-width="1.5"/>'
            for x, _, y in (point.partition(",") for point in points)
        ),
    ]


def _line_legend(drawn: Sequence[Line]) -> str:
    swatches = []
    for number, line in enumerate(drawn):
        fill = BANDS[number % len(BANDS)] if line.lows else "#fff"
        dashes = DASHES if line.is_dashed else ""
        swatches.append(
            '<li><svg width="34" height="14" aria-hidden="true" focusable="false">'
            f'<rect width="34" height="14" fill="{fill}"/>'
            f'<path d="M0 7H34" stroke-width="2" stroke="{INKS[number % len(INKS)]}"{dashes}/></svg>'
            f" {escape(line.name)}</li>"
        )
    return f'<ul class="legend">{"".join(swatches)}</ul>'


@dataclass(frozen=True, kw_only=True)
class _Scale:
    foot: float
    top: float

    def y(self, value: float) -> float:
        return _y(value - self.foot, self.top - self.foot)


def _scale(points: Sequence[Point], *, is_share: bool) -> _Scale:
    if not is_share:
        return _Scale(foot=0, top=_nice(max((max(point.value, point.upper or 0) for point in points), default=1)))
    lowest = min((min(point.value, 100 if point.lower is None else point.lower) for point in points), default=0)
    return _Scale(foot=_foot(lowest), top=100)


def _foot(lowest: float) -> float:
    """Begin above nought where all shares lie high."""
    return next((foot for foot in (96, 92, 80, 60) if lowest >= foot), 0)


def _rules(top: float, foot: float = 0) -> list[str]:
    drawn = []
    for part in range(5):
        value = foot + (top - foot) * part / 4
        y = _y(value - foot, top - foot)
        drawn.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH}" stroke="#bbb" stroke-width="0.7"/>')
        drawn.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{value:,.0f}</text>')
    return drawn


def _mark(mark: Mark, step: float, row: int) -> str:
    x = LEFT + mark.place * step
    words_x, anchor = (x - 5, "end") if x > WIDTH * NEAR_THE_END else (x + 5, "start")
    return (
        f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#0b0c0c" stroke-width="1.5" stroke-dasharray="2 3"/>'
        f'<text x="{words_x:.1f}" y="{TOP + 10 + MARK_ROW * row}" text-anchor="{anchor}" stroke="#fff"'
        f' stroke-width="4" paint-order="stroke">{escape(mark.words)}</text>'
    )


def _labels(labels: Sequence[str], step: float) -> list[str]:
    """Name as many periods as there is room for, at even distances."""
    widest = max(map(len, labels), default=0) * LETTER + LABEL_GAP
    every = max(1, ceil(widest / step))
    return [
        f'<text x="{LEFT + (place + 0.5) * step:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">'
        f"{escape(label)}</text>"
        for place, label in enumerate(labels)
        if place % every == 0
    ]


def _steps(
    heights: Sequence[float | None], places: Sequence[float], step: float, scale: _Scale, dashes: str
) -> list[str]:
    """Draw a limit that moves from period to period: a level piece for each."""
    return [
        f'<path d="M{x - step / 2:.1f} {scale.y(height):.1f}h{step:.1f}" stroke="#444" fill="none"'
        f' stroke-dasharray="{dashes}"/>'
        for height, x in zip(heights, places, strict=True)
        if height is not None
    ]


def _y(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - value / top * (HEIGHT - BOTTOM - TOP)


def _nice(highest: float) -> float:
    """Round up to a figure that four rules divide well."""
    size = 1
    while size * 40 < highest:
        size *= 10
    return next((size * each for each in (4, 8, 12, 16, 20, 24, 32, 40) if size * each >= highest), highest)
