"""What we do on the way to a decision: the only writes of this step."""

from frontdoor.journey.decision.actions.deciding import oversee, recommend
from frontdoor.journey.decision.actions.evidence import (
    acknowledge_history,
    add_finding,
    add_findings,
    describe_day,
    end_finding,
)
from frontdoor.journey.decision.actions.looking import follow, let_go, look, pick_up
from frontdoor.journey.decision.actions.opening import (
    note_contact_opened,
    note_gaps_opened,
    note_recommendation_opened,
)
from frontdoor.journey.decision.actions.replies import mark_read, tell

__all__ = [
    "pick_up",
    "look",
    "let_go",
    "follow",
    "acknowledge_history",
    "add_finding",
    "add_findings",
    "describe_day",
    "end_finding",
    "mark_read",
    "note_contact_opened",
    "note_gaps_opened",
    "note_recommendation_opened",
    "oversee",
    "recommend",
    "tell",
]
