"""Numbers that are given to one person: NHS number, unique pupil number, the council's own."""

from dataclasses import dataclass

from nhs_number.validate import is_valid as is_valid_nhs_number
from rapidfuzz.distance import OSA

from frontdoor.library.matching.finding import Finding, blank, found
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.model import Model


@dataclass(frozen=True, kw_only=True, slots=True)
class Identifier:
    """A number without spaces, and whether its check digit is right."""

    written: str
    plain: str
    is_valid: bool = True


def read_identifier(written: str) -> Identifier:
    """Return a number in capitals without spaces or hyphens."""
    return Identifier(written=written.strip(), plain="".join(filter(str.isalnum, written)).upper())


def read_nhs_number(written: str) -> Identifier:
    """Return an NHS number and whether it can be one."""
    if not written:
        return NOTHING
    plain = "".join(filter(str.isdecimal, written))
    return Identifier(written=written.strip(), plain=plain, is_valid=bool(is_valid_nhs_number(plain)))


NOTHING = Identifier(written="", plain="")


def compare_nhs_numbers(told: Identifier, known: Identifier, model: Model) -> Finding:
    """Compare NHS numbers; one that fails its check was mistyped, so it may agree but does not count against."""
    field = Field.NHS_NUMBER
    if told.plain != known.plain and not (told.is_valid and known.is_valid) and not _slipped(told, known):
        return blank(field, told.written, known.written, "One of these is not a valid NHS number")
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
