"""Whether two pieces of writing are nearly the same."""

from typing import Final

from rapidfuzz.distance import OSA, JaroWinkler

from frontdoor.library.matching.names import Name, rough_sound, sound, standard_spelling

SHORTEST_WITH_SLIP: Final = 4  # in a name of three letters a slip makes another name: Amy, Ama
SHORTEST_WITH_TWO_SLIPS: Final = 8
SHORTEST_PART: Final = 3
LOOKS_ALIKE: Final = 0.82  # Jaro-Winkler: below this, names of one rough sound are different names


def are_a_slip_apart(one: str, other: str) -> bool:
    """Say whether one letter is wrong, missing, extra or swapped with its neighbour; two in a long name."""
    shortest = min(len(one), len(other))
    if shortest < SHORTEST_WITH_SLIP:
        return False
    slips = 2 if shortest >= SHORTEST_WITH_TWO_SLIPS else 1
    return OSA.distance(one, other, score_cutoff=slips) <= slips


def sound_alike(one: str, other: str) -> bool:
    """Say whether two names sound the same, or roughly the same and look alike."""
    if min(len(one), len(other)) < SHORTEST_PART:
        return False
    if rough_sound(one) == rough_sound(other):
        return JaroWinkler.similarity(one, other) >= LOOKS_ALIKE
    return sound(one) == sound(other) and JaroWinkler.similarity(one, other) >= LOOKS_ALIKE


def shared_parts(one: Name, other: Name) -> frozenset[str]:
    """Return the parts, in their standard spelling, that two names share when either has more than one."""
    if len(one.parts) < 2 and len(other.parts) < 2:
        return frozenset()
    mine, theirs = ({standard_spelling(part) for part in name.parts} for name in (one, other))
    return frozenset(part for part in mine & theirs if len(part) >= SHORTEST_PART)
