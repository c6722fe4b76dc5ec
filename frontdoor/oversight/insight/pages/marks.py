"""The changes on a control chart: an upright line where the chart begins anew, with its words."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from frontdoor.library.demand.report.charts import BOTTOM, HEIGHT, LEFT, TOP, WIDTH

NEAR_THE_END = 0.7
ROW = 14


def with_changes(svg: str, changes: Sequence[tuple[int, str]], *, count: int) -> str:
    """Lay a line before the first period of each change over a chart of so many periods."""
    drawn = "".join(_line(place, words, count, row) for row, (place, words) in enumerate(sorted(changes)))
    return svg.replace("</svg>", f"{drawn}</svg>", 1)


def _line(place: int, words: str, count: int, row: int) -> str:
    x = LEFT + place * (WIDTH - LEFT) / count
    is_late = x > WIDTH * NEAR_THE_END
    words_x, anchor = (x - 5, "end") if is_late else (x + 5, "start")
    return (
        f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#0b0c0c" stroke-width="1.5" stroke-dasharray="2 3"/>'
        f'<text x="{words_x:.1f}" y="{TOP + 10 + ROW * row}" text-anchor="{anchor}" stroke="#fff" stroke-width="4"'
        f' paint-order="stroke">{escape(words)}</text>'
    )
