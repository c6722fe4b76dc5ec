"""What we ask about decisions."""

from frontdoor.journey.decision.models import Oversight, Recommendation
from frontdoor.journey.decision.queries.amid import amid, pressure_beside
from frontdoor.journey.decision.queries.gaps import Gap, gaps
from frontdoor.journey.decision.queries.history import Event, History, PastContact, earlier_of, history_of
from frontdoor.journey.decision.queries.looking import (
    LevelFound,
    closed_for_want_of_capacity,
    days_not_known,
    directions_open,
    in_hand,
    in_hand_of_another,
    levels_found,
)
from frontdoor.journey.decision.queries.overseeing import first_edition, overseen_by
from frontdoor.journey.decision.queries.oversight import (
    Waiting,
    awaiting_oversight,
    next_in_queue,
    oversight_clock,
    queue,
    replies_to_tell,
    replies_visible_to,
    returned_of,
    returned_to,
    visible_to,
)
from frontdoor.journey.decision.queries.picture import (
    Picture,
    demand_facts,
    latest_recommendation,
    outcomes_of,
    picture_of,
    proposed_in,
    reply_to,
    teller_facts,
)
from frontdoor.journey.decision.queries.stages import stage_of
from frontdoor.journey.decision.queries.wording import called, in_words, told_name
from frontdoor.journey.intake.models import Contact

__all__ = [
    "first_edition",
    "overseen_by",
    "Gap",
    "gaps",
    "LevelFound",
    "closed_for_want_of_capacity",
    "days_not_known",
    "directions_open",
    "in_hand",
    "in_hand_of_another",
    "levels_found",
    "Contact",
    "Event",
    "History",
    "Oversight",
    "PastContact",
    "Picture",
    "Recommendation",
    "Waiting",
    "amid",
    "awaiting_oversight",
    "called",
    "demand_facts",
    "earlier_of",
    "in_words",
    "history_of",
    "latest_recommendation",
    "next_in_queue",
    "outcomes_of",
    "oversight_clock",
    "picture_of",
    "pressure_beside",
    "proposed_in",
    "queue",
    "replies_to_tell",
    "replies_visible_to",
    "reply_to",
    "returned_of",
    "returned_to",
    "stage_of",
    "teller_facts",
    "told_name",
    "visible_to",
]
