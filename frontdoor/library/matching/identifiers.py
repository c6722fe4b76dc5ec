"""Numbers that are given to one person: NHS number, unique pupil number, the council's own."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from nhs_number.validate import is_valid as is_valid_nhs_number
from rapidfuzz.distance import OSA

from frontdoor.library.matching.finding import Finding, blank, found
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.model import Model

PUPIL_NUMBER = re.compile(r"([A-Z])(\d{11}[\dA-Z])")
CHECK_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"  # twenty-three: I, O and S are left out
KEPT: Final = 100_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Identifier:
    """A number without spaces, and whether its check digit is right."""

    written: str
    plain: str
    is_valid: bool = True


NOTHING: Final = Identifier(written="", plain="")


def read_identifier(written: str) -> Identifier:
    """Return a number in capitals without spaces or hyphens."""
    return Identifier(written=written.strip(), plain="".join(filter(str.isalnum, written)).upper())


@lru_cache(maxsize=KEPT)
def read_nhs_number(written: str) -> Identifier:
    """Return an NHS number and whether it can be one."""
    plain = "".join(filter(str.isdecimal, written))
    return Identifier(written=written.strip(), plain=plain, is_valid=bool(is_valid_nhs_number(plain)))


@lru_cache(maxsize=KEPT)
def read_upn(written: str) -> Identifier:
    """Return a unique pupil number and whether its check letter is right."""
    plain = "".join(filter(str.isalnum, written)).upper()
    return Identifier(written=written.strip(), plain=plain, is_valid=is_valid_upn(plain))


def is_valid_upn(plain: str) -> bool:
    """Say whether the letter in front fits the twelve digits; a temporary number ends in a letter."""
    parts = PUPIL_NUMBER.fullmatch(plain)
    if parts is None:
        return False
    last = parts[2][-1]
    if last in "IOS":
        return False
    values = [*map(int, parts[2][:-1]), int(last) if last.isdecimal() else CHECK_LETTERS.index(last)]
    total = sum(value * weight for weight, value in enumerate(values, 2))
    return CHECK_LETTERS[total % len(CHECK_LETTERS)] == parts[1]


def compare_nhs_numbers(told: Identifier, known: Identifier, model: Model) -> Finding:
    """Compare NHS numbers."""
    return _compare_checked(Field.NHS_NUMBER, told, known, model, "One of these is not a valid NHS number")


def compare_upns(told: Identifier, known: Identifier, model: Model) -> Finding:
    """Compare unique pupil numbers."""
    return _compare_checked(Field.UPN, told, known, model, "One of these is not a valid UPN")


def _compare_checked(field: Field, told: Identifier, known: Identifier, model: Model, words: str) -> Finding:
    """Compare two numbers with a check; one alone that fails it was mistyped, so it does not count against.

    When both fail it they are numbers of another kind, written in this box: those count like any other.
    """
    if told.is_valid is not known.is_valid and not _slipped(told, known):
        return blank(field, told.written, known.written, words)
    return compare_identifiers(field, told, known, model)


def compare_identifiers(field: Field, told: Identifier, known: Identifier, model: Model) -> Finding:
    """Compare two numbers of one kind."""
    if not told.plain or not known.plain:
        return blank(field, told.written, known.written)
    level, words = "differs", "Different number"
    if told.plain == known.plain:
        level, words = "exact", "Same number"
    elif field is not Field.COUNCIL_ID and _slipped(told, known):
        level, words = "slip", "One digit differs"
    return found(field, model.level(field, level), told.written, known.written, words)


def _slipped(told: Identifier, known: Identifier) -> bool:
    return OSA.distance(told.plain, known.plain, score_cutoff=1) == 1
