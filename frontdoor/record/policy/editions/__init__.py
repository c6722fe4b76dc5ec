"""An edition read into values. Whatever is wrong refuses the whole, each fault with its file, line and what to do."""

from __future__ import annotations

from pathlib import Path

from frontdoor.record.policy.editions import files
from frontdoor.record.policy.editions.facts import (
    AlwaysSeen,
    Caseloads,
    Concern,
    ConsentReason,
    Indicator,
    Level,
    OutcomeRule,
    Oversight,
    RatingRule,
    Rules,
    Source,
    Threshold,
    Windows,
)
from frontdoor.record.policy.editions.faults import BadEdition
from frontdoor.record.policy.editions.understanding import understand, usual_caseloads
from frontdoor.record.policy.editions.vocabulary import REQUIRED_LIMITS

EXAMPLE = Path(__file__).with_name("marlsea")
"""One council's edition: a folder to copy and change."""


class NotAdopted(Exception):
    """An edition that may not be adopted; the text says why, and what to do."""


def read_file(place: Path) -> dict[str, object]:
    """Read a policy file or folder, check that it can be adopted, and return its content as JSON-like values.

    Raises BadEdition naming each file, line and entry that is wrong.
    """
    written = files.read(place)
    understand(written.content, lines=written.lines)
    return written.content


__all__ = [
    "EXAMPLE",
    "REQUIRED_LIMITS",
    "AlwaysSeen",
    "BadEdition",
    "Caseloads",
    "Concern",
    "ConsentReason",
    "Indicator",
    "Level",
    "NotAdopted",
    "OutcomeRule",
    "Oversight",
    "RatingRule",
    "Rules",
    "Source",
    "Threshold",
    "Windows",
    "read_file",
    "understand",
    "usual_caseloads",
]
