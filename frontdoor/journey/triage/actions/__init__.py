"""What we do while we look: the only writes of this step."""

from frontdoor.journey.triage.actions.asking import answer, ask, chase, end_questions, take_back
from frontdoor.journey.triage.actions.coding import code
from frontdoor.journey.triage.actions.consenting import approve_not_asking, say_why_not_asked
from frontdoor.journey.triage.actions.danger import act_on_danger
from frontdoor.journey.triage.actions.looking import acknowledge_news, allocate, classify, rate

__all__ = [
    "act_on_danger",
    "acknowledge_news",
    "allocate",
    "answer",
    "approve_not_asking",
    "ask",
    "chase",
    "classify",
    "code",
    "end_questions",
    "rate",
    "say_why_not_asked",
    "take_back",
]
