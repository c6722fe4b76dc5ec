"""What was asked about staff, each under the name by which the answer was kept."""

from __future__ import annotations

from collections.abc import Mapping

QUESTIONS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("The front door as it is, for the board's paper", {}),
    ("A surge as in 2018, with two more social workers", {"demand": "123", "social_worker": "2"}),
)
"""The last is the one that was put before the board."""
