"""Pages of deciding: the contact's own, and the overseer's."""

from frontdoor.journey.decision.views.contact_page import (
    contact,
    day,
    end_finding,
    finding,
    history,
    recommend,
    tell,
)
from frontdoor.journey.decision.views.looking_page import follow, gaps, let_go, look, pick_up
from frontdoor.journey.decision.views.oversight_page import oversight, oversight_queue

__all__ = [
    "follow",
    "gaps",
    "let_go",
    "look",
    "pick_up",
    "contact",
    "day",
    "end_finding",
    "finding",
    "history",
    "oversight",
    "oversight_queue",
    "recommend",
    "tell",
]
