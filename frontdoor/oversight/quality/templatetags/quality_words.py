"""Figures of samples in words."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from frontdoor.journey.decision.models import OutcomeKind
from frontdoor.oversight.quality.agreement import Interval

register = template.Library()


@register.filter
def percent_between(interval: Interval) -> str:
    """Write a share with its interval: 84 % (likely 71 to 92 %)."""
    return f"{interval.figure:.0%} (likely {100 * interval.low:.0f} to {interval.high:.0%})"


@register.filter
def figure_between(interval: Interval | None) -> str:
    """Write a figure beyond chance with its interval, from -1 to 1."""
    if interval is None:
        return "cannot be worked out"
    return f"{interval.figure:.2f} (likely {interval.low:.2f} to {interval.high:.2f})"


@register.filter
def outcome_names(codes: Iterable[str]) -> str:
    """Name outcomes in a row."""
    return ", ".join(str(OutcomeKind(code).label).lower() for code in codes)
