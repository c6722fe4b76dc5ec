"""Where somebody lives or lived, and the telephone that is answered there."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import token_set_ratio

from frontdoor.library.matching.finding import Finding, blank, found
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.model import Model
from frontdoor.library.matching.names import fold

POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b")
WHOLE_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}")
NOT_PLAIN = re.compile(r"[^a-z\d]+")
NUMBER = re.compile(r"\d+[a-z]?")
SAME_STREET: Final = 90.0  # token set ratio: a slip or a missing town still reads as the same street
FULL_PHONE: Final = 10
SHORTEST_PHONE: Final = 6
FORMER: Final = "Former address"
SHORT_FORMS: Final = {
    "rd": "road",
    "st": "street",
    "ave": "avenue",
    "av": "avenue",
    "cl": "close",
    "cres": "crescent",
    "dr": "drive",
    "gdns": "gardens",
    "gr": "grove",
    "ln": "lane",
    "pl": "place",
    "sq": "square",
    "tce": "terrace",
    "terr": "terrace",
    "apartment": "flat",
    "apt": "flat",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """An address as its numbers and its words, without the postcode, which is compared by itself."""

    written: str
    numbers: frozenset[str]
    words: str


@lru_cache(maxsize=20_000)
def read_address(written: str) -> Address:
    """Return the numbers and words of an address, with road for rd and the like."""
    tokens = [SHORT_FORMS.get(token, token) for token in NOT_PLAIN.split(POSTCODE.sub(" ", fold(written))) if token]
    numbers = frozenset(token for token in tokens if NUMBER.fullmatch(token))
    return Address(
        written=written.strip(), numbers=numbers, words=" ".join(token for token in tokens if token not in numbers)
    )


def read_postcode(written: str) -> str:
    """Return the postcode in capitals without spaces."""
    return "".join(written.split()).upper()


def read_phone(written: str) -> str:
    """Return the last ten digits, so that +44 and 0 are one; blank when there are too few to mean anything."""
    digits = "".join(letter for letter in written if letter.isdecimal())
    return digits[-FULL_PHONE:] if len(digits) >= SHORTEST_PHONE else ""


@lru_cache(maxsize=20_000)
def write_postcode(told: str) -> str:
    """Return a postcode as it is written, in capitals with its space; what is no whole postcode only in capitals."""
    plain = read_postcode(told)
    return f"{plain[:-3]} {plain[-3:]}" if WHOLE_POSTCODE.fullmatch(plain) else told.strip().upper()


def compare_postcodes(told: tuple[str, ...], known: tuple[str, ...], model: Model) -> Finding:
    """Compare postcodes, the current one first in each."""
    field = Field.POSTCODE
    if not told or not known:
        return blank(field, *map(_first, (told, known)))
    first, other = _first(told), _first(known)
    if told[0] == known[0]:
        return found(field, model.level(field, "exact"), first, other, "Same postcode")
    for code in told:
        if code in known:
            return found(field, model.level(field, "former"), write_postcode(code), write_postcode(code), FORMER)
    near = _are_near(told[0], known[0])
    level, words = ("near", "Nearly the same postcode") if near else ("differs", "Different postcode")
    return found(field, model.level(field, level), first, other, words)


def compare_addresses(told: Address, known: Address, model: Model) -> Finding:
    """Compare house numbers and streets; a town or county that only one gives does not matter."""
    field = Field.ADDRESS
    if not told.words or not known.words:
        return blank(field, told.written, known.written)
    level, words = "differs", "Different address"
    if token_set_ratio(told.words, known.words) >= SAME_STREET:
        same_number = told.numbers == known.numbers or bool(told.numbers & known.numbers)
        level, words = ("exact", "Same address") if same_number else ("street", "Same street, another number")
    return found(field, model.level(field, level), told.written, known.written, words)


def compare_phones(told: str, known: str, model: Model) -> Finding:
    """Compare telephone numbers."""
    field = Field.PHONE
    if not told or not known:
        return blank(field, told, known)
    level, words = "differs", "Different telephone number"
    if told == known:
        level, words = "exact", "Same telephone number"
    elif OSA.distance(told, known, score_cutoff=1) == 1:
        level, words = "slip", "One digit of the telephone number differs"
    return found(field, model.level(field, level), told, known, words)


def _are_near(one: str, other: str) -> bool:
    """Say whether two postcodes share a sector (all but the last two letters) or are one slip apart."""
    return one[:-2] == other[:-2] or OSA.distance(one, other, score_cutoff=1) == 1


def _first(codes: tuple[str, ...]) -> str:
    return write_postcode(codes[0]) if codes else ""
