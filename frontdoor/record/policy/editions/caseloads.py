"""The section of an edition that says what each piece of work weighs, and what a full-time post can carry."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from frontdoor.record.policy.editions.entries import table
from frontdoor.record.policy.editions.facts import Caseloads
from frontdoor.record.policy.editions.faults import Faults
from frontdoor.record.policy.editions.vocabulary import RATINGS

SECTION: Final = "caseloads"
UNRATED: Final = "unrated"
HEAVIEST: Final = 100
HOURS: Final = (20, 48)
"""A full-time week lies between these; the upper one is the Working Time Regulations'."""


def caseloads(content: Mapping[str, object], faults: Faults) -> Caseloads:
    """Read the weights of contacts and open children, and the hours and the load of a full-time post."""
    entry = table(content, SECTION, faults)
    found = Caseloads(
        of_contacts={code: entry.number(code, least=0, most=HEAVIEST) for code in (*RATINGS, UNRATED)},
        of_child=entry.number("open_child", least=0, most=HEAVIEST),
        full_time=Decimal(str(entry.number("full_time_hours", least=HOURS[0], most=HOURS[1]))),
        full_load=entry.number("full_load", least=1),
        source=entry.text("source", usual=""),
    )
    entry.close()
    return found
