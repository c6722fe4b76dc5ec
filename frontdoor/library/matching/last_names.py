"""At which level two last names agree, and why, in words."""

from typing import Final

from frontdoor.library.matching.likeness import (
    are_a_slip_apart,
    begins,
    look_faintly_alike,
    share_a_part,
    sound_alike,
)
from frontdoor.library.matching.names import Name

WORDS: Final = {
    "exact": "Same last name",
    "order": "Same two names in the other order",
    "spelling": "{told} and {known} are spellings of one name",
    "part": "One part of a double name",
    "slip": "Spelt almost the same",
    "beginning": "One is the beginning of the other",
    "sound": "Sounds alike",
    "initial": "Initial only",
    "faint": "Looks faintly alike",
    "differs": "Different last name",
}


def level_of_last_names(told: Name, known: Name) -> tuple[str, str]:
    """Return the first level that fits, from the strongest down, and its words."""
    level = _level(told, known)
    return level, WORDS[level]


def _level(told: Name, known: Name) -> str:
    if told is known or told.joined == known.joined:
        return "initial" if told.is_initial else "exact"
    if told.is_initial or known.is_initial:
        return "initial" if told.joined[0] == known.joined[0] else "differs"
    if len(told.parts) > 1 and sorted(told.parts) == sorted(known.parts):
        return "order"
    if told.standard == known.standard:
        return "spelling"
    return "part" if share_a_part(told, known) else _likeness(told, known)


def _likeness(told: Name, known: Name) -> str:
    if are_a_slip_apart(told.joined, known.joined):
        return "slip"
    if begins(told.joined, known.joined):
        return "beginning"
    if sound_alike(told, known):
        return "sound"
    return "faint" if look_faintly_alike(told.joined, known.joined) else "differs"
