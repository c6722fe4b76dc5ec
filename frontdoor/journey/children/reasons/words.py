"""The words for fields, verdicts and weights. A weight is said as how few people it leaves, never as a certainty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor, log10
from typing import Final

from frontdoor.library.matching import FieldReason, Rival, Verdict

NAMES: Final[Mapping[str, str]] = {
    "nhs_number": "NHS number",
    "upn": "pupil number",
    "council_id": "older system’s number",
    "phone": "telephone",
    "email": "e-mail",
}
SIGNS: Final[Mapping[Verdict, tuple[str, str]]] = {
    Verdict.AGREES: ("=", "Agrees"),
    Verdict.CLOSE: ("≈", "Close"),
    Verdict.DIFFERS: ("≠", "Differs"),
    Verdict.BLANK: ("?", "Not known"),
}
VALUES: Final[Mapping[str, str]] = {"M": "Male", "F": "Female"}
OTHERS: Final[Mapping[Rival, str]] = {Rival.STRANGER: "strangers", Rival.RELATIVE: "relatives"}
RIVALS: Final[Mapping[Rival, str]] = {
    Rival.STRANGER: "Counted against a stranger: how few strangers would agree on as much.",
    Rival.RELATIVE: "Counted against a brother, sister, twin or parent, who would share the family’s name and home: "
    "what relatives share counts for little here.",
}
UK_PHONE: Final = 10
LITTLE: Final = 1.9  # times: below this, nearly as many others look the same
HALF: Final = 3.0
MOST: Final = 1_000_000


def name_of(field: str) -> str:
    """Name a field as it is said inside a sentence."""
    return NAMES.get(field, field.replace("_", " "))


def written(field: str, value: str) -> str:
    """Write a value as people do: a word for a sex, a telephone number with the nought that comparing drops."""
    if field == "phone" and len(value) == UK_PHONE and value.isdecimal():
        return f"0{value}"
    return VALUES.get(value, value) if field == "sex" else value


def begun(words: str) -> str:
    """Begin a sentence with these words, leaving the rest as it is."""
    return words[:1].upper() + words[1:]


def worth(weight: float) -> str:
    """Write a weight with its sign, to one place."""
    rounded = round(weight, 1)
    return f"{'+' if rounded > 0 else '−' if rounded < 0 else ''}{abs(rounded):.1f}"


def worth_in_words(reason: FieldReason, rival: Rival) -> str:
    """Say what a field is worth as the share of others who look the same; the true share is smaller still."""
    if reason.verdict is Verdict.BLANK:
        return "Counts for nothing"
    times, others = 2 ** abs(reason.weight), OTHERS[rival]
    if reason.weight < 0:
        return _against(times)
    how = "agree" if reason.verdict is Verdict.AGREES else "come this close"
    if times < LITTLE:
        return f"Says little: many {others} {how} too"
    if times < HALF:
        return f"Says a little: about half of {others} {how}, or fewer"
    return f"Fewer than 1 in {rounded_down(times)} {others} {how}"


def _against(times: float) -> str:
    if times < LITTLE:
        return "Says little: records of one person often differ here"
    if times < HALF:
        return "Says a little: one person’s records differ so about half of the time, or less"
    return f"One person’s records differ so less than 1 time in {rounded_down(times)}"


def rounded_down(times: float) -> str:
    """Write a number with one figure (two after a leading 1), rounded down so that it never says too much."""
    if times >= MOST:
        return "a million"
    size: int = 10 ** floor(log10(times))
    step = max(1, size // 10 if times < 2 * size else size)
    return f"{floor(times / step) * step:,}"


def start_in_words(start: float, rival: Rival) -> str:
    """Say where the sum begins, and why."""
    if rival is Rival.RELATIVE and 2**start >= HALF:
        return f"A head start, because relatives are few: about 1 in {rounded_down(2**start)} people known"
    return "Nothing is known yet" if worth(start) == "0.0" else "Where the sum begins"


def listed(words: Sequence[str]) -> str:
    """Join words as in a sentence: one, two and three."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""
