"""Everything between the first and the last name."""

from typing import Final

from frontdoor.library.matching.finding import Finding, blank, found
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.likeness import are_a_slip_apart
from frontdoor.library.matching.model import Model
from frontdoor.library.matching.names import Name

FIELD: Final = Field.MIDDLE_NAMES
WORDS: Final = {
    "exact": "Same middle names",
    "initial": "Initials only",
    "part": "Some of the middle names",
    "other_initial": "Another initial",
    "differs": "Different middle names",
}


def compare_middle_names(told: Name, known: Name, model: Model) -> Finding:
    """Compare middle names, or their initials."""
    if not told.joined or not known.joined:
        return blank(FIELD, told.written, known.written)
    level = level_of_middle_names(told, known)
    return found(FIELD, model.level(FIELD, level), told.written, known.written, WORDS[level])


def level_of_middle_names(told: Name, known: Name) -> str:
    """Return the level at which two middle names that are known agree."""
    if _are_initials(told) or _are_initials(known):
        return _level_of_initials(told, known)
    if told.standard == known.standard:
        return "exact"
    if not set(told.parts).isdisjoint(known.parts) or are_a_slip_apart(told.joined, known.joined):
        return "part"
    return "differs"


def _level_of_initials(told: Name, known: Name) -> str:
    one, other = ({part[0] for part in name.parts} for name in (told, known))
    return "other_initial" if one.isdisjoint(other) else "initial"


def _are_initials(name: Name) -> bool:
    return max(map(len, name.parts)) == 1
