"""What stands around each page of figures: the way to the others, for the same month."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from frontdoor.oversight.insight.asked import Asked
from frontdoor.oversight.insight.periods import query

PAGES = {"demand": "Demand", "repeats": "Repeats"}


@dataclass(frozen=True, kw_only=True)
class Tab:
    name: str
    url: str
    is_current: bool
    count: int | None = None


def tabs(current: str, asked: Asked) -> tuple[Tab, ...]:
    """Name the pages of figures; each opens at the months that this one shows."""
    kept = query(month=asked.codes["month"], since=asked.codes["since"])
    return tuple(
        Tab(name=name, url=f"{reverse(f'insight:{code}')}?{kept}", is_current=code == current)
        for code, name in PAGES.items()
    )
