"""What the comparison of one field found."""

from typing import Final, NamedTuple

from frontdoor.library.matching.levels import Field, Level, Verdict

EXACT: Final = "exact"


class Finding(NamedTuple):
    """One field's answer. A tuple, not a dataclass, because one is made for each field of each candidate."""

    field: Field
    level: str  # its row in model.toml; blank when it says nothing
    verdict: Verdict
    weight: float  # against a stranger
    family_weight: float  # against a relative
    told: str
    known: str
    words: str  # may hold {told} and {known}: they are filled in only for what is shown


def blank(field: Field, told: str = "", known: str = "", words: str = "Not known") -> Finding:
    """Return the finding for a field that says nothing: it never counts against."""
    return Finding(field, "", Verdict.BLANK, 0.0, 0.0, told, known, words)


def found(field: Field, at: Level, told: str, known: str, words: str) -> Finding:
    """Return the finding at a level of the model, at its full weight."""
    return Finding(field, at.name, at.verdict, at.weight, at.family_weight, told, known, words)


def found_as_rare(field: Field, at: Level, told: str, known: str, words: str, rarity: float) -> Finding:
    """Return the finding at a level for what is compared: the same counts as it is rare, a likeness for no more."""
    most = rarity if rarity > 0.0 else 0.0
    weight = most if at.name == EXACT else min(at.weight, most)
    return Finding(field, at.name, at.verdict, weight, min(at.family_weight, most), told, known, words)
