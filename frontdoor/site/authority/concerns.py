"""What a contact was said to be about, in codes: what whoever took the call made of it, which is not always told alike.

It draws on no stream of chance, only on the contact's number, so that it stirs nothing else of the invention.
"""

from __future__ import annotations

from typing import Final

from frontdoor.site.authority.wording import Event

ABOUT: Final[dict[str, tuple[str, ...]]] = {
    "domestic_abuse": ("domestic_abuse", "emotional_abuse"),
    "neglect": ("neglect", "adults_substances"),
    "parent_mental_health": ("adults_health", "strain"),
    "substance_misuse": ("adults_substances", "neglect"),
    "housing": ("strain",),
    "physical_abuse": ("physical_abuse", "emotional_abuse"),
    "emotional_abuse": ("emotional_abuse", "strain"),
    "sexual_harm": ("sexual_abuse",),
    "exploitation": ("exploitation", "missing"),
    "online_harm": ("sexual_abuse", "exploitation"),
    "missing": ("missing", "exploitation"),
    "self_harm": ("childs_mental_health",),
    "behaviour": ("childs_behaviour", "strain"),
    "disability": ("childs_disability", "strain"),
    "young_carer": ("adults_health",),
    "private_fostering": ("who_cares",),
}
"""For each trouble the code that most give it, and the one that some give beside it or in its place."""
ABOUT_UNBORN: Final = (("something_else",), ("domestic_abuse",), ("adults_substances",), ("strain",))
"""In the order of the facts of that story."""
NO_CONCERN: Final = ("something_else",)
MACHINES: Final = frozenset({"api", "portal"})
GOLDEN, PLASTIC = 0.6180339887498949, 0.7548776662466927
BESIDE, IN_ITS_PLACE = 0.14, 0.19
SENT_WITHOUT, TAKEN_WITHOUT, DANGER_WITHOUT = 0.45, 0.03, 0.7


def about(event: Event, number: int, *, channel: str, is_in_danger_now: bool) -> tuple[str, ...]:
    """Say how a contact about an incident was coded, if anybody did."""
    codes = ABOUT_UNBORN[event.fact] if event.trouble == "unborn" else ABOUT[event.trouble]
    chance = number * GOLDEN % 1
    said = codes if chance < BESIDE else (codes[-1:] if chance < IN_ITS_PLACE else codes[:1])
    return kept(said, number, channel=channel, is_in_danger_now=is_in_danger_now)


def kept(codes: tuple[str, ...], number: int, *, channel: str, is_in_danger_now: bool = False) -> tuple[str, ...]:
    """Leave some contacts uncoded: many that agencies' systems send, and of those about danger most."""
    without = SENT_WITHOUT if channel in MACHINES else DANGER_WITHOUT if is_in_danger_now else TAKEN_WITHOUT
    return () if number * PLASTIC % 1 < without else codes
