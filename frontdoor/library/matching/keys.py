"""Keys under which a person is filed and found: two records of one person should share at least one.

The same function makes the keys of the people known (the index) and of the person told (the question), so that a
slip on either side is forgiven. docs/explanation/matching.md says what each key catches.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from frontdoor.library.matching.details import PersonDetails
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.model import default_model
from frontdoor.library.matching.names import KEPT, roots, rough_sound, sound, standard_spelling
from frontdoor.library.matching.prepared import Prepared, prepare

MOST_NAMES: Final = 2  # first names, and last names, of one person that are filed: of doubles and aliases
MOST_PAIRS: Final = 3
MOST_POSTCODES: Final = 2
ENDING: Final = 4
WEEKS_AROUND_BIRTH: Final = (-6, -3, 0, 3, 6)


def block_keys(details: PersonDetails) -> frozenset[int]:
    """Return the keys of a person, as signed 64-bit numbers that a database can index."""
    return keys_of(prepare(details))


def keys_of(person: Prepared) -> frozenset[int]:
    """Return the keys of a person whose details are already taken apart."""
    return frozenset([_number(text) for text in _texts(person)])


def key_texts(details: PersonDetails) -> frozenset[str]:
    """Return the keys as readable text, before they are turned into numbers."""
    return frozenset(_texts(prepare(details)))


def _texts(person: Prepared) -> Iterator[str]:
    lasts = _last_codes(person, _rough_standard_sound)
    names = list(dict.fromkeys((*_first_codes(person, _rough_root_sound), *lasts)))
    yield from _birth_keys(person, names, lasts)
    yield from _name_keys(person)
    yield from _home_keys(person, names)
    yield from _number_keys(person)


def _birth_keys(person: Prepared, names: list[str], lasts: list[str]) -> Iterator[str]:
    """Yield keys of the birth; day and month are put in order, so that swapping them changes nothing."""
    birth, main = person.birth, person.names[0]
    if birth.expected_on is not None:
        yield from (f"month {month} {last}" for month in _months_around(birth.expected_on) for last in lasts)
    if birth.year is None:
        return
    if main.first and lasts:
        yield f"year {birth.year} {lasts[0]} {main.first.joined[0]}"
    if birth.month is not None:
        yield from (f"month {birth.year}-{birth.month:02} {last}" for last in lasts)
    if birth.on is not None:
        low, high = sorted((birth.on.month, birth.on.day))
        yield f"born {birth.year} {low} {high}"
        yield from (f"day {low} {high} {name}" for name in names)


def _name_keys(person: Prepared) -> Iterator[str]:
    """Yield keys of first and last name together, in alphabetical order so that swapping them changes nothing."""
    for first, last in _pairs(person):
        one, other = sorted((_root_sound(first), _standard_sound(last)))
        yield f"pair {one} {other}"
    main = person.names[0]
    if main.first and main.last:
        yield f"ending {root(main.first.joined)} {main.last.standard[-ENDING:]}"


def _home_keys(person: Prepared, names: list[str]) -> Iterator[str]:
    address = person.address
    street = rough_sound(address.bare.split()[0]) if address.bare else ""
    for postcode in person.postcodes[:MOST_POSTCODES]:
        yield from (f"place {postcode} {name}" for name in names)
        if address:
            yield f"house {postcode} {address.house or street}"
    if not address:
        return
    sounds = _sounds(person)
    if address.house:
        yield from (f"door {address.house} {name}" for name in names)
    if street:
        yield from (f"street {street} {name}" for name in sounds)
    if address.house and street:
        yield f"home {address.house} {street}"


def _number_keys(person: Prepared) -> Iterator[str]:
    for kind, number in (
        ("nhs", person.nhs_number.plain),
        ("upn", person.upn.plain),
        ("council", person.council_id.plain),
        ("phone", person.phone),
        ("email", person.email),
    ):
        if number:
            yield f"{kind} {number}"


@lru_cache(maxsize=KEPT)
def root(first_name: str) -> str:
    """Return one full name for a first name and its short forms: the commonest it may stand for."""
    spelling = standard_spelling(first_name)
    shares = default_model().shares[Field.FIRST_NAME]
    known = {spelling, *roots(first_name)} & shares.keys()
    return min(known, key=lambda name: (-shares[name], name)) if known else min({spelling, *roots(first_name)})


@lru_cache(maxsize=KEPT)
def _root_sound(part: str) -> str:
    return sound(root(part))


@lru_cache(maxsize=KEPT)
def _rough_root_sound(part: str) -> str:
    return rough_sound(root(part))


@lru_cache(maxsize=KEPT)
def _standard_sound(part: str) -> str:
    return sound(standard_spelling(part))


@lru_cache(maxsize=KEPT)
def _rough_standard_sound(part: str) -> str:
    return rough_sound(standard_spelling(part))


def _first_codes(person: Prepared, code: Callable[[str], str]) -> list[str]:
    codes = dict.fromkeys(code(part) for name in person.names for part in name.first.parts)
    return list(codes)[:MOST_NAMES]


def _last_codes(person: Prepared, code: Callable[[str], str]) -> list[str]:
    """Return the sounds of the last names; of a double name, the part that is last goes first."""
    codes = dict.fromkeys(code(part) for name in person.names for part in name.last.parts[::-1])
    return list(codes)[:MOST_NAMES]


def _sounds(person: Prepared) -> list[str]:
    firsts, lasts = _first_codes(person, _root_sound), _last_codes(person, _standard_sound)
    return list(dict.fromkeys((*firsts, *lasts)))


def _pairs(person: Prepared) -> list[tuple[str, str]]:
    pairs: dict[tuple[str, str], None] = {}
    for name in person.names:
        for first in name.first.parts:
            for last in name.last.parts:
                pairs[first, last] = None
    return list(pairs)[:MOST_PAIRS]


def _months_around(expected_on: date) -> set[str]:
    return {f"{expected_on + timedelta(weeks=weeks):%Y-%m}" for weeks in WEEKS_AROUND_BIRTH}


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
