"""The rule by which a contact about a child is classed where no person is there to do it: in files, and labelled so.

The ladder of the six classes stands here once. On the live system it sets nothing: there a person does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

DUPLICATE_WINDOW: Final = 7
REPEAT_WINDOW: Final = 90


@dataclass(frozen=True, kw_only=True)
class RuleFacts:
    """What was found about one child on one contact. What a file cannot tell is false, and the report says so."""

    is_for_somebody_else: bool = False
    asks_for_records: bool = False
    same_incident: bool = False
    is_open: bool = False
    came_back: bool = False


def class_by_rule(facts: RuleFacts) -> str:
    """Give the first class that fits."""
    ladder = (
        ("not_for_us", facts.is_for_somebody_else),
        ("information_request", facts.asks_for_records),
        ("duplicate", facts.same_incident),
        ("open_case", facts.is_open),
        ("repeat", facts.came_back),
    )
    return next((code for code, fits in ladder if fits), "new")
