"""A chart as a page shows it, and the changes that are laid over it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from frontdoor.library.demand.limits import Point
from frontdoor.library.demand.report.charts import Mark
from frontdoor.oversight.insight.models import ChangeMarker
from frontdoor.oversight.insight.periods import Period, place_of


@dataclass(frozen=True, kw_only=True)
class Chart:
    """`svg` is drawn by the library, which escapes every word in it."""

    code: str
    title: str
    words: str
    svg: str


def marks_of(changes: Iterable[ChangeMarker], periods: tuple[Period, ...]) -> list[Mark]:
    """Find before which period each change stands; one outside them is left out."""
    placed = ((place_of(one.from_on, periods), one.words) for one in changes)
    return [Mark(place=place, words=words) for place, words in placed if place]


def in_per_cent(point: Point) -> Point:
    """Give a share and its limits in per cent, as charts show them."""
    centre, lower, upper = (None if each is None else 100 * each for each in (point.centre, point.lower, point.upper))
    return replace(point, value=100 * point.value, centre=centre, lower=lower, upper=upper)
