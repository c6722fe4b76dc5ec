"""An edition's calendar with the days off that were declared since. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from frontdoor.library.clocks import Calendar
from frontdoor.record.policy.editions.facts import Rules


@dataclass(frozen=True, kw_only=True)
class Declared:
    """A day off as it was declared: closed, added as a bank holiday, or removed from them."""

    falls_on: date
    kind: str
    name: str


def with_days_off(rules: Rules, days: Iterable[Declared]) -> Rules:
    """Add declared days off to an edition's calendar. What is declared later has the last word about its day."""
    calendar = rules.calendar
    closed, added = dict(calendar.closures), dict(calendar.bank_holidays_added)
    removed = dict(calendar.bank_holidays_removed)
    for day in days:
        for named in (closed, added, removed):
            named.pop(day.falls_on, None)
        {"closed": closed, "added": added, "removed": removed}[day.kind][day.falls_on] = day.name
    changed = Calendar(
        hub_hours=calendar.hub_hours,
        closures=closed,
        bank_holidays_added=added,
        bank_holidays_removed=removed,
    )
    return replace(rules, calendar=changed)
