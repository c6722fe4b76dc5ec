"""Facts made short for a list: a child's initials, and what worries somebody in two lines."""

from __future__ import annotations

import re
from collections.abc import Iterable

WORDS = 17
NAME_LIKE = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# A house number before capitalised words, or a postcode: where somebody lives does not belong on a wall either.
HOME_LIKE = re.compile(
    r"\b(?:[Ff]lat \d+[A-Za-z]?,? )?\d+[A-Za-z]?,? (?:[A-Z][\w’'-]+ ){1,3}"
    r"(?:Street|St|Road|Rd|Lane|Avenue|Ave|Drive|Close|Court|Crescent|Gardens|Grove|Place|Row|Square|Terrace|View|Walk"
    r"|Way|Yard|Hill|Mews|Green|Park|Parade|Rise|Quay|Wharf|House|Buildings)\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
)
SHORT_SOURCES = {
    "1A": "Family",
    "1B": "Neighbour or friend",
    "1C": "The child",
    "1D": "A person",
    "2A": "School",
    "2B": "Education",
    "3A": "GP",
    "3B": "Health visitor",
    "3C": "School nurse",
    "3D": "Primary health",
    "3E": "Emergency department",
    "3F": "Health",
    "4": "Housing",
    "5A": "Social care",
    "5B": "Council",
    "5C": "Another authority",
    "5D": "Early help",
    "6": "Police",
    "7": "Courts and legal",
    "8": "Other",
    "9": "Anonymous",
    "10": "Not known",
}


def initials(first_name: str, last_name: str) -> str:
    """Write a child's initials, with a question mark for what is not known."""
    letters = [name.strip()[:1].upper() for name in (first_name, last_name)]
    return "".join(letter or "?" for letter in letters) if any(letters) else "Not named"


def in_two_lines(text: str, *, names: Iterable[str]) -> str:
    """Shorten what was told, with names as initials and no address: the board hangs on a wall."""
    known = {part.casefold() for name in names for part in NAME_LIKE.findall(name) if len(part) > 1}
    words = HOME_LIKE.sub("(address)", " ".join(text.split())).split()
    short = " ".join(words[:WORDS])
    hidden = NAME_LIKE.sub(lambda word: _initial(word[0], known), short)
    return hidden + ("…" if len(words) > WORDS else "")


def _initial(word: str, known: set[str]) -> str:
    bare = re.sub(r"['’]s$", "", word)
    return f"{bare[0].upper()}." if bare.casefold() in known or word.casefold() in known else word
