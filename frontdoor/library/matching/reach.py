"""How somebody is reached: telephone and e-mail. Families share both."""

from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from frontdoor.library.matching.finding import Finding, blank, found, found_as_rare
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.model import Model

FULL_PHONE: Final = 10
SHORTEST_PHONE: Final = 6
SHORTEST_NAME: Final = 5  # of an e-mail address: below this, two at different providers are two people's
KEPT: Final = 100_000


@lru_cache(maxsize=KEPT)
def read_phone(written: str) -> str:
    """Return the last ten digits, so that +44 and 0 are one; blank when there are too few to mean anything."""
    digits = written
    if not written.isdecimal():
        number = written.lower().split("x")[0]  # without the extension
        digits = "".join(filter(str.isdecimal, number))
    return digits[-FULL_PHONE:] if len(digits) >= SHORTEST_PHONE else ""


@lru_cache(maxsize=KEPT)
def read_email(written: str) -> str:
    """Return an e-mail address in small letters, without what follows a plus sign; blank when it is none."""
    name, at, place = "".join(written.split()).lower().rpartition("@")
    name = name.split("+")[0]
    return f"{name}@{place}" if at and name and place else ""


def compare_phones(told: str, known: str, model: Model) -> Finding:
    """Compare telephone numbers."""
    field = Field.PHONE
    if not told or not known:
        return blank(field, told, known)
    if told == known:
        return _found(field, "exact", told, known, "Same telephone number", model)
    if OSA.distance(told, known, score_cutoff=1) == 1:
        return _found(field, "slip", told, known, "One digit of the telephone number differs", model)
    return found(field, model.level(field, "differs"), told, known, "Different telephone number")


def compare_emails(told: str, known: str, model: Model) -> Finding:
    """Compare e-mail addresses."""
    field = Field.EMAIL
    if not told or not known:
        return blank(field, told, known)
    if told == known:
        return _found(field, "exact", told, known, "Same e-mail address", model)
    if OSA.distance(told, known, score_cutoff=2) <= 2:
        return _found(field, "slip", told, known, "E-mail address spelt almost the same", model)
    names = told.partition("@")[0], known.partition("@")[0]
    if names[0] == names[1] and len(names[0]) >= SHORTEST_NAME:
        return _found(field, "name", told, known, "Same name at another e-mail provider", model)
    return found(field, model.level(field, "differs"), told, known, "Different e-mail address")


def _found(field: Field, level: str, told: str, known: str, words: str, model: Model) -> Finding:
    """Count a number that many share, such as a school's, for less."""
    rarity = min(model.rarity(field, told), model.rarity(field, known))
    return found_as_rare(field, model.level(field, level), told, known, words, rarity)
