"""At which level two first names agree, and why, in words."""

from collections.abc import Callable
from typing import Final

from frontdoor.library.matching.likeness import are_a_slip_apart, shared_parts, sound_alike
from frontdoor.library.matching.names import FullName, Name, roots


def level_of_first_names(told: FullName, known: FullName) -> tuple[str, str]:
    """Return the first level that fits, from the strongest down."""
    for level, words_for in LADDER:
        words = words_for(told, known)
        if words:
            return level, words
    return "differs", "Different first name"


def _exact(told: FullName, known: FullName) -> str:
    return "Same first name" if told.first.joined == known.first.joined else ""


def _initial(told: FullName, known: FullName) -> str:
    one, other = told.first, known.first
    fits = (one.is_initial or other.is_initial) and one.joined[0] == other.joined[0]
    return "Initial only" if fits else ""


def _spelling(told: FullName, known: FullName) -> str:
    if told.first.standard != known.first.standard:
        return ""
    return f"{told.first.written} and {known.first.written} are spellings of one name"


def _nickname(told: FullName, known: FullName) -> str:
    for short, full in ((told.first, known.first), (known.first, told.first)):
        if full.standard in _roots(short):
            return f"{short.written} is a short form of {full.written}"
    both = _roots(told.first) & _roots(known.first)
    return f"Both are short forms of {min(both).title()}" if both else ""


def _roots(name: Name) -> frozenset[str]:
    return roots(name.joined)


def _middle(told: FullName, known: FullName) -> str:
    for called, full in ((told, known), (known, told)):
        if full.middle and called.first.standard in _standards(full.middle):
            return f"{called.first.written} is a middle name"
    return ""


def _standards(name: Name) -> tuple[str, ...]:
    return (name.standard, *name.parts)


def _part(told: FullName, known: FullName) -> str:
    return "One of two first names" if shared_parts(told.first, known.first) else ""


def _slip(told: FullName, known: FullName) -> str:
    return "Spelt almost the same" if are_a_slip_apart(told.first.joined, known.first.joined) else ""


def _sound(told: FullName, known: FullName) -> str:
    return "Sounds alike" if sound_alike(told.first.joined, known.first.joined) else ""


LADDER: Final[tuple[tuple[str, Callable[[FullName, FullName], str]], ...]] = (
    ("initial", _initial),
    ("exact", _exact),
    ("spelling", _spelling),
    ("nickname", _nickname),
    ("part", _part),
    ("slip", _slip),
    ("middle", _middle),
    ("sound", _sound),
)
