"""Postcodes, of any country."""

import re
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from frontdoor.library.matching.finding import Finding, blank, found, found_as_rare
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.model import Model

FIELD: Final = Field.POSTCODE
POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b")
WHOLE_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}")
DISTRICT = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")
LONGEST_DISTRICT: Final = 4  # "TS14", or a whole postcode of a country whose postcodes are short
KEPT: Final = 100_000


def read_postcode(written: str) -> str:
    """Return the postcode in capitals without spaces."""
    return "".join(written.split()).upper()


@lru_cache(maxsize=KEPT)
def read_postcodes(written: tuple[str, ...]) -> tuple[str, ...]:
    """Return the postcodes that are not blank, in their order."""
    return tuple(filter(None, map(read_postcode, written)))


@lru_cache(maxsize=KEPT)
def write_postcode(told: str) -> str:
    """Return a postcode as it is written, in capitals with its space; what is no whole postcode only in capitals."""
    plain = read_postcode(told)
    return f"{plain[:-3]} {plain[-3:]}" if WHOLE_POSTCODE.fullmatch(plain) else told.strip().upper()


def compare_postcodes(told: tuple[str, ...], known: tuple[str, ...], model: Model) -> Finding:
    """Compare postcodes, the current one first in each."""
    if not told or not known:
        return blank(FIELD, _first(told), _first(known))
    one, other = told[0], known[0]
    if one == other:
        return _found("exact", one, other, "Same postcode", model)
    for code in told:
        if code in known:
            return _found("former", code, code, "Former address", model)
    if OSA.distance(one, other, score_cutoff=1) == 1:
        return _found("slip", one, other, "One letter of the postcode differs", model)
    if len(one) > LONGEST_DISTRICT and one[:-2] == other[:-2]:
        return _found("near", one, other, "Nearly the same postcode", model)
    if _is_district_of(one, other) or _is_district_of(other, one):
        return _found("near", one, other, "The same first half of the postcode", model)
    return found(FIELD, model.level(FIELD, "differs"), _first(told), _first(known), "Different postcode")


def _found(level: str, one: str, other: str, words: str, model: Model) -> Finding:
    """Count a postcode that many have for less than a rare one."""
    rarity = min(model.rarity(FIELD, one), model.rarity(FIELD, other))
    return found_as_rare(FIELD, model.level(FIELD, level), write_postcode(one), write_postcode(other), words, rarity)


def _is_district_of(half: str, whole: str) -> bool:
    """Say whether one is only the first half of the other: TS14 of TS14 6AB."""
    return whole[:-3] == half and DISTRICT.fullmatch(half) is not None


def _first(codes: tuple[str, ...]) -> str:
    return write_postcode(codes[0]) if codes else ""
