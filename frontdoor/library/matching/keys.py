"""Keys under which a person is filed and found: two records of one person should share at least one.

The same function makes the keys of the people known (the index) and of the person told (the question), so that a
slip on either side is forgiven. docs/explanation/matching.md says what each key catches.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from frontdoor.library.matching.details import PersonDetails
from frontdoor.library.matching.model import default_model
from frontdoor.library.matching.names import Name, roots, rough_sound, sound, standard_spelling
from frontdoor.library.matching.prepared import Prepared, prepare

MOST_NAMES: Final = 5
MOST_PAIRS: Final = 3
MOST_POSTCODES: Final = 2
ENDING: Final = 4
WEEKS_AROUND_BIRTH: Final = (-6, -3, 0, 3, 6)


def block_keys(details: PersonDetails) -> frozenset[int]:
    """Return the keys of a person, as signed 64-bit numbers that a database can index."""
    return frozenset(map(_number, key_texts(details)))


def key_texts(details: PersonDetails) -> frozenset[str]:
    """Return the keys as readable text, before they are turned into numbers."""
    person = prepare(details)
    return frozenset(
        (
            *_birth_keys(person),
            *_name_keys(person),
            *_home_keys(person),
            *_number_keys(person),
        )
    )


def _birth_keys(person: Prepared) -> Iterator[str]:
    """Yield keys of the birth with a name; day and month are put in order, so that swapping them changes nothing."""
    birth, last = person.birth, _last_part(person)
    if birth.on is not None:
        low, high = sorted((birth.on.month, birth.on.day))
        for name in _name_sounds(person):
            yield f"born {birth.year} {low} {high} {name}"
    if last and person.names[0].first and birth.year:
        yield f"year {birth.year} {rough_sound(last)} {person.names[0].first.joined[0]}"
    if last:
        for month in _months(person):
            yield f"month {month} {rough_sound(last)}"


def _name_keys(person: Prepared) -> Iterator[str]:
    """Yield keys of first and last name together, in alphabetical order so that swapping them changes nothing."""
    for first, last in _pairs(person):
        one, other = sorted((sound(root(first)), sound(standard_spelling(last))))
        yield f"pair {one} {other}"
    main = person.names[0]
    if main.first and main.last:
        yield f"ending {root(main.first.joined)} {main.last.standard[-ENDING:]}"


def _home_keys(person: Prepared) -> Iterator[str]:
    first, last = person.names[0].first, _last_part(person)
    for postcode in person.postcodes[:MOST_POSTCODES]:
        if first:
            yield f"home {postcode} {rough_sound(root(first.joined))}"
        if last:
            yield f"home {postcode} {rough_sound(last)}"


def _number_keys(person: Prepared) -> Iterator[str]:
    for kind, number in (
        ("nhs", person.nhs_number.plain),
        ("upn", person.upn.plain),
        ("council", person.council_id.plain),
        ("phone", person.phone),
    ):
        if number:
            yield f"{kind} {number}"


@lru_cache(maxsize=50_000)
def root(first_name: str) -> str:
    """Return one full name for a first name and its short forms: the commonest it may stand for."""
    spelling = standard_spelling(first_name)
    shares = default_model().forename_shares
    known = {spelling, *roots(first_name)} & shares.keys()
    return min(known, key=lambda name: (-shares[name], name)) if known else min({spelling, *roots(first_name)})


def _name_sounds(person: Prepared) -> list[str]:
    """Return the rough sounds of the names, any of which may be told as any other; at most five."""
    sounds: dict[str, None] = {}
    for name in person.names:
        for part in (*name.first.parts, *name.last.parts):
            sounds[rough_sound(root(part))] = None
    for part in person.names[0].middle.parts[:1]:
        sounds[rough_sound(root(part))] = None
    return list(sounds)[:MOST_NAMES]


def _pairs(person: Prepared) -> list[tuple[str, str]]:
    pairs: dict[tuple[str, str], None] = {}
    for name in person.names:
        for first in name.first.parts:
            for last in name.last.parts:
                pairs[first, last] = None
    return list(pairs)[:MOST_PAIRS]


def _months(person: Prepared) -> set[str]:
    """Return the month of birth, or each month in which an unborn child may come."""
    birth = person.birth
    if birth.expected_on is not None:
        around = (birth.expected_on + timedelta(weeks=weeks) for weeks in WEEKS_AROUND_BIRTH)
        return {f"{on:%Y-%m}" for on in around}
    if birth.year is None or birth.month is None:
        return set()
    return {f"{date(birth.year, birth.month, 1):%Y-%m}"}


def _last_part(person: Prepared) -> str:
    """Return the last name by which the broad keys are made: of a double name, the part that is last."""
    last: Name = person.names[0].last
    return standard_spelling(last.parts[-1]) if last else ""


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
