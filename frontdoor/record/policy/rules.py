"""Whether an edition may be adopted, and why not. Pure: facts in, reasons out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class AdoptionFacts:
    """The date of an edition to be adopted, today's, and the names of those adopted already by their dates."""

    in_force_from: date
    today: date
    adopted: Mapping[date, str]


def reasons_not_to_adopt(facts: AdoptionFacts) -> list[str]:
    """List why an edition may not be adopted: what people worked to is never moved."""
    start, same_day = facts.in_force_from, facts.adopted.get(facts.in_force_from)
    if same_day is not None:
        return [
            f"An edition in force from {_in_words(start)} is adopted already ({same_day}), and there is one edition a "
            "day: date this one later."
        ]
    is_any_in_force = any(day <= facts.today for day in facts.adopted)
    if is_any_in_force and start < facts.today:
        return [
            f"It would be in force from {_in_words(start)}, which is past: due times that people worked to would "
            "move. Date it from today or later."
        ]
    return []


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
