"""What can be told of two names at a glance, without comparing them: the letters in them, and marks that forms share.

Two names that share no mark, and whose letters are too far apart for a slip, are at best faintly alike.
"""

from typing import Final

from frontdoor.library.matching.likeness import SHORTEST_BEGINNING
from frontdoor.library.matching.names import Name, standard_spelling

PLAIN: Final = "abcdefghijklmnopqrstuvwxyz"
ONCE: Final = {letter: 1 << place for place, letter in enumerate(PLAIN)}
OTHERS: Final = 12  # bits for all other letters; with two for each plain one they are 64


def marks_of(name: Name) -> set[str]:
    """Return what a name shares with its spellings, its short forms, its parts and names that sound like it."""
    if not name:
        return set()
    parts = {standard_spelling(part) for part in name.parts}
    sounds = (f"~{name.sound}", f"^{name.rough}")
    beginning = f"<{name.joined[:SHORTEST_BEGINNING]}"
    return {name.standard, *parts, *name.parts, *name.roots, f"-{name.stem}", beginning, *sounds}


def letters_of(text: str) -> int:
    """Return 64 bits of which one slip changes at most two: a letter sets one, and another when it is there twice."""
    bits = 0
    for letter in text:
        first = ONCE.get(letter)
        if first is None:
            bits |= 1 << 2 * len(PLAIN) + ord(letter) % OTHERS
        else:
            bits |= first << len(PLAIN) if bits & first else first
    return bits
