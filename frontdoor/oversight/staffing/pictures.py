"""The charts of an answer: what is not finished day by day, and what each number of people reaches."""

from __future__ import annotations

from collections.abc import Sequence

from frontdoor.library.demand.report import charts
from frontdoor.library.demand.report.charts import Line
from frontdoor.oversight.insight.pages.charted import Chart
from frontdoor.oversight.staffing.answering import BacklogDay, Taken, TriedRow


def of_days(days: Sequence[BacklogDay], *, is_changed: bool) -> Chart | None:
    """Draw contacts not finished at the end of each day, as it is and as asked."""
    if not days:
        return None
    drawn = [
        Line(
            name="As it is now, and where eight months of ten lie",
            values=[day.now for day in days],
            lows=[day.now_low for day in days],
            highs=[day.now_high for day in days],
        )
    ]
    if is_changed:
        drawn.append(
            Line(
                name="As asked",
                values=[day.then for day in days],
                lows=[day.then_low for day in days],
                highs=[day.then_high for day in days],
                is_dashed=True,
            )
        )
    title, words = (
        "Not finished at the end of a day",
        f"{len(days)} days. A line that rises week by week means too few.",
    )
    svg = charts.lines(title, words, [day.on.partition(" ")[2] for day in days], drawn)
    return Chart(code="backlog", title=title, words=words, svg=svg)


def of_tried(taken: Taken) -> Chart | None:
    """Draw the share in time that each number of people reaches, target by target."""
    rows = sorted(taken.tried, key=lambda row: row.people)
    if len(rows) < 2:
        return None
    drawn = [_line(name, rows, place) for place, name in enumerate(taken.targets)]
    title, words = "What each number of people reaches", "Per cent in time, and where that share lies 95 times in 100."
    svg = charts.lines(title, words, [str(row.people) for row in rows], drawn, is_share=True)
    return Chart(code="tried", title=title, words=words, svg=svg)


def _line(name: str, rows: Sequence[TriedRow], place: int) -> Line:
    return Line(
        name=name,
        values=[row.means[place] for row in rows],
        lows=[row.lows[place] for row in rows],
        highs=[row.highs[place] for row in rows],
        is_dashed=place % 2 == 1,
    )
