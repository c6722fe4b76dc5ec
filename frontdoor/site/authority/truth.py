"""What a contact about a child truly is: the design's six classes, first that fits, worked out from what happened."""

from __future__ import annotations

from frontdoor.site.authority import times
from frontdoor.site.authority.homes import Kid

DUPLICATE_WINDOW = 7 * times.DAY
REPEAT_WINDOW = 90 * times.DAY
WITHOUT_REFERRAL = frozenset({"no_further_action", "advice", "early_help"})


def demand_class(kind: str, kid: Kid, at: int, told_at: int | None) -> str:
    """Say what a contact is; `told_at` is when this incident was first told of this child, if it was before.

    A repeat comes after an earlier contact has ended: its window runs from the minute of that decision.
    """
    if kind in ("not_for_us", "information_request"):
        return kind
    if told_at is not None and at - told_at <= DUPLICATE_WINDOW:
        return "duplicate"
    if kid.is_open_at(at):
        return "open_case"
    return "repeat" if came_back(kid, at) else "new"


def came_back(kid: Kid, at: int) -> bool:
    """Say whether a contact about this child ended without a referral in the last ninety days."""
    return any(at - REPEAT_WINDOW <= ended < at for ended in reversed(kid.ended[-6:]))
