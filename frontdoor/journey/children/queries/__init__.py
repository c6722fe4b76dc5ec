"""What we ask about people."""

from frontdoor.journey.children.queries.people import (
    closing_facts,
    details_of,
    home_of,
    name_of,
    open_episodes,
    opening_facts,
    visible_to,
)
from frontdoor.journey.children.queries.possibles import Possible, possible_matches, possible_matches_for_each

__all__ = [
    "Possible",
    "closing_facts",
    "details_of",
    "home_of",
    "name_of",
    "open_episodes",
    "opening_facts",
    "possible_matches",
    "possible_matches_for_each",
    "visible_to",
]
