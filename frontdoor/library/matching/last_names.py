"""At which level two last names agree, and why, in words."""

from collections.abc import Callable
from typing import Final

from frontdoor.library.matching.likeness import are_a_slip_apart, shared_parts, sound_alike
from frontdoor.library.matching.names import Name


def level_of_last_names(told: Name, known: Name) -> tuple[str, str]:
    """Return the first level that fits, from the strongest down."""
    for level, words_for in LADDER:
        words = words_for(told, known)
        if words:
            return level, words
    return "differs", "Different last name"


def _exact(told: Name, known: Name) -> str:
    return "Same last name" if told.joined == known.joined else ""


def _initial(told: Name, known: Name) -> str:
    fits = (told.is_initial or known.is_initial) and told.joined[0] == known.joined[0]
    return "Initial only" if fits else ""


def _order(told: Name, known: Name) -> str:
    fits = len(told.parts) > 1 and sorted(told.parts) == sorted(known.parts)
    return "Same two names in the other order" if fits else ""


def _spelling(told: Name, known: Name) -> str:
    return f"{told.written} and {known.written} are spellings of one name" if told.standard == known.standard else ""


def _part(told: Name, known: Name) -> str:
    return "One part of a double name" if shared_parts(told, known) else ""


def _slip(told: Name, known: Name) -> str:
    return "Spelt almost the same" if are_a_slip_apart(told.joined, known.joined) else ""


def _sound(told: Name, known: Name) -> str:
    return "Sounds alike" if sound_alike(told.joined, known.joined) else ""


LADDER: Final[tuple[tuple[str, Callable[[Name, Name], str]], ...]] = (
    ("initial", _initial),
    ("exact", _exact),
    ("order", _order),
    ("spelling", _spelling),
    ("part", _part),
    ("slip", _slip),
    ("sound", _sound),
)
