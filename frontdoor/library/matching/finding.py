"""What the comparison of one field found."""

from typing import NamedTuple

from frontdoor.library.matching.levels import Field, Level, Verdict


class Finding(NamedTuple):
    """One field's answer. A tuple, not a dataclass, because one is made for each field of each candidate."""

    field: Field
    verdict: Verdict
    weight: float  # against a stranger
    family_weight: float  # against a relative
    told: str
    known: str
    words: str


def blank(field: Field, told: str = "", known: str = "", words: str = "Not known") -> Finding:
    """Return the finding for a field that says nothing: it never counts against."""
    return Finding(field, Verdict.BLANK, 0.0, 0.0, told, known, words)


def found(field: Field, at: Level, told: str, known: str, words: str) -> Finding:
    """Return the finding at a level of the model, at its full weight."""
    return Finding(field, at.verdict, at.weight, at.family_weight, told, known, words)
