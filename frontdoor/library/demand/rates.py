"""Counts made comparable: for each working day, for each 10,000 children, and the change between two spans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

CHILDREN: Final = 10_000
DAYS_IN_A_YEAR: Final = 365


@dataclass(frozen=True, kw_only=True)
class Span:
    """What came in a span of time: how much, on how many working days."""

    count: int
    working_days: int


@dataclass(frozen=True, kw_only=True)
class Change:
    """The change between two spans, raw and for each working day; a month with more working days has more contacts."""

    raw: float | None
    per_working_day: float | None


def per_working_day(span: Span) -> float | None:
    """Give how much came for each working day; nothing where there was none."""
    return span.count / span.working_days if span.working_days else None


def per_10_000(count: int, children: int, *, days: int) -> float | None:
    """Give a yearly rate for each 10,000 children from a count over so many days."""
    if not children or not days:
        return None
    return count * CHILDREN / children * DAYS_IN_A_YEAR / days


def change(before: Span, after: Span) -> Change:
    """Compare two spans, as a share of the first: 0.12 is twelve per cent more."""
    return Change(raw=_change(before.count, after.count), per_working_day=_day_change(before, after))


def _day_change(before: Span, after: Span) -> float | None:
    first, last = per_working_day(before), per_working_day(after)
    return None if first is None or last is None else _change(first, last)


def _change(before: float, after: float) -> float | None:
    return None if not before else after / before - 1
