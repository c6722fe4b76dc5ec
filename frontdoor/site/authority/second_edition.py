"""The invented partnership's second edition: what its partners changed, in force from a day of its history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from frontdoor.record.policy.editions import EXAMPLE, read_file

NAME: Final = "Marlsea multi-agency front door arrangements, edition 2"
A_YEAR_BEGINS: Final = (4, 1)
CHANGED: Final[Mapping[str, tuple[Mapping[str, object], ...]]] = {
    "limits": (
        {
            "code": "returned_for_consent",
            "amount": 3,
            "source": "Local: a week was too long for a family that was waiting; a referrer answers within three days",
        },
    ),
    "always_seen": (
        {
            "code": "came_back_closed",
            "outcomes": ["no_further_action", "advice"],
            "classes": ["repeat"],
            "seen_by": ["service_manager", "team_manager"],
            "why": "The child came back, and no service follows",
        },
    ),
    "indicators": (
        {
            "code": "e_online",
            "level": "early_help",
            "need": "family",
            "words": "Contact online with people whom nobody at home knows, and no one who asks about it",
        },
    ),
}
"""By section: entries of the first edition with the fields that were changed, and entries that are new."""


def begins_on(start: date, until: date) -> date:
    """Choose the day from which it is in force: the first of April if the history holds one, else half-way."""
    years = (date(year, *A_YEAR_BEGINS) for year in range(start.year, until.year + 1))
    return next((day for day in years if start < day < until), start + (until - start) / 2)


def content(*, from_on: date) -> dict[str, object]:
    """Give the second edition as it would be read from its files."""
    first = read_file(EXAMPLE)
    changed = {section: _with(first.get(section), entries) for section, entries in CHANGED.items()}
    return {**first, **changed, "name": NAME, "in_force_from": from_on.isoformat()}


def _with(stood: object, entries: tuple[Mapping[str, object], ...]) -> list[Mapping[str, object]]:
    """Put changed entries in the place of those with their code, and new ones at the end."""
    rows = {row["code"]: row for row in stood} if isinstance(stood, list) else {}
    return list((rows | {each["code"]: {**rows.get(each["code"], {}), **each} for each in entries}).values())
