"""The pages of looking."""

from frontdoor.journey.triage.views.asking import (
    act_on_danger,
    answer,
    approve_not_asking,
    ask,
    chase,
    return_for_consent,
    say_not_asked,
    take_back,
)
from frontdoor.journey.triage.views.looking import acknowledge, allocate, classify, code, rate

__all__ = [
    "acknowledge",
    "act_on_danger",
    "allocate",
    "answer",
    "approve_not_asking",
    "ask",
    "chase",
    "classify",
    "code",
    "rate",
    "return_for_consent",
    "say_not_asked",
    "take_back",
]
