"""At which level two first names agree, and why, in words."""

from typing import Final

from frontdoor.library.matching.likeness import (
    are_a_slip_apart,
    begins,
    look_faintly_alike,
    share_a_part,
    sound_alike,
)
from frontdoor.library.matching.names import FullName, Name

WORDS: Final = {
    "exact": "Same first name",
    "spelling": "{told} and {known} are spellings of one name",
    "part": "One of two first names",
    "slip": "Spelt almost the same",
    "beginning": "One is the beginning of the other",
    "sound": "Sounds alike",
    "initial": "Initial only",
    "another": "Looks or sounds alike, but is another name",
    "faint": "Looks faintly alike",
    "other_initial": "Another initial",
    "differs": "Different first name",
}
TOLD_IS_SHORT: Final = "{told} is a short form of {known}"
KNOWN_IS_SHORT: Final = "{known} is a short form of {told}"
BOTH_ARE_SHORT: Final = "{told} and {known} may be short forms of one name"
TOLD_IS_MIDDLE: Final = "{told} is a middle name"
KNOWN_IS_MIDDLE: Final = "{known} is a middle name"


def level_of_first_names(told: FullName, known: FullName) -> tuple[str, str]:
    """Return the first level that fits, from the strongest down, and its words."""
    one, other = told.first, known.first
    if one is other or one.joined == other.joined:
        level = "initial" if one.is_initial else "exact"
    elif one.is_initial or other.is_initial:
        level = "initial" if one.joined[0] == other.joined[0] else "other_initial"
    elif one.standard == other.standard or one.stem == other.stem:
        level = "spelling"
    elif words := _short_forms(one, other):
        return "nickname", words
    elif share_a_part(one, other):
        level = "part"
    else:
        return _level_of_likeness(told, known)
    return level, WORDS[level]


def _short_forms(one: Name, other: Name) -> str:
    if other.standard in one.roots:
        return TOLD_IS_SHORT
    if one.standard in other.roots:
        return KNOWN_IS_SHORT
    return "" if one.roots.isdisjoint(other.roots) else BOTH_ARE_SHORT


def _level_of_likeness(told: FullName, known: FullName) -> tuple[str, str]:
    one, other = told.first, known.first
    likeness = _likeness(one, other)
    if likeness != "slip":
        if known.middle and _is_among(one, known.middle):
            return "middle", TOLD_IS_MIDDLE
        if told.middle and _is_among(other, told.middle):
            return "middle", KNOWN_IS_MIDDLE
    return likeness, WORDS[likeness]


def _likeness(one: Name, other: Name) -> str:
    if are_a_slip_apart(one.joined, other.joined):
        return "slip"
    if begins(one.joined, other.joined):
        return "beginning"
    if sound_alike(one, other):
        return "sound"
    return "faint" if look_faintly_alike(one.joined, other.joined) else "differs"


def _is_among(one: Name, middle: Name) -> bool:
    return one.standard == middle.standard or one.standard in middle.parts
