"""How a verb ends: most give back what they hold, and one that holds millions of small things need not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(kw_only=True, slots=True)
class Ending:
    """Whether the process may end as it stands, because everything is written and nothing waits to be told."""

    is_at_once: bool = False
