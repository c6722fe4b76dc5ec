"""Whether two pieces of writing are nearly the same."""

from typing import Final

from rapidfuzz.distance import OSA, JaroWinkler

from frontdoor.library.matching.names import Name

SHORTEST_WITH_SLIP: Final = 4  # in a name of three letters a slip makes another name: Amy, Ama
SHORTEST_WITH_TWO_SLIPS: Final = 8
SHORTEST_BEGINNING: Final = 3
SOUNDS_ALIKE: Final = 0.82  # Jaro-Winkler: below this, names of one rough sound are different names


def are_a_slip_apart(one: str, other: str) -> bool:
    """Say whether one letter is wrong, missing, extra or swapped with its neighbour; two in a long name."""
    shortest = min(len(one), len(other))
    if shortest < SHORTEST_WITH_SLIP:
        return False
    slips = 2 if shortest >= SHORTEST_WITH_TWO_SLIPS else 1
    return OSA.distance(one, other, score_cutoff=slips) <= slips


def look_faintly_alike(one: str, other: str) -> bool:
    """Say whether half of the letters at most are wrong: two names may then be one in bad writing."""
    slips = max(len(one), len(other)) // 2
    return OSA.distance(one, other, score_cutoff=slips) <= slips


def begins(one: str, other: str) -> bool:
    """Say whether one is the beginning of the other."""
    return min(len(one), len(other)) >= SHORTEST_BEGINNING and (one.startswith(other) or other.startswith(one))


def sound_alike(one: Name, other: Name) -> bool:
    """Say whether two names sound the same, or roughly the same, and look alike."""
    if min(len(one.joined), len(other.joined)) < SHORTEST_BEGINNING:
        return False
    if one.rough != other.rough and one.sound != other.sound:
        return False
    return JaroWinkler.similarity(one.joined, other.joined) >= SOUNDS_ALIKE


def share_a_part(one: Name, other: Name) -> bool:
    """Say whether two names share a part when either has more than one."""
    if len(one.parts) < 2 and len(other.parts) < 2:
        return False
    return not one.standards.isdisjoint(other.standards)
