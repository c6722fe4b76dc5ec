"""A sketch: a card in so many bytes, from which the most that it can weigh is worked out without reading the card.

It holds hashes, letters as bits, digits and dates, and no word: enough to prove that two people differ. Whoever has
aliases has a row for each name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import repeat
from struct import Struct
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from frontdoor.library.matching.glances import PLAIN, letters_of, marks_of
from frontdoor.library.matching.live.cards import edition
from frontdoor.library.matching.live.figures import figures_of
from frontdoor.library.matching.names import KEPT, Name
from frontdoor.library.matching.postcodes import LONGEST_DISTRICT
from frontdoor.library.matching.prepared import Prepared

MARKS: Final = 15  # kept of a name: as many as all but one in two hundred have
POSTCODES: Final = 3
STREET_WORDS: Final = 5
PHONE, NHS_NUMBER, UPN, COUNCIL_ID, POSTCODE, HOUSE = range(6)  # columns of figures

KINDS_OF_MARKS: Final = 1 << 12  # few enough for a table that is read at once, and that few names meet by chance
STARTS: Final = 32
LONGEST: Final = 255

IS_INITIAL, MAY_BE_NO_NAME, HAS_MORE_MARKS, IS_ALIAS = (1 << bit for bit in range(4))  # of a name
IS_UNBORN, IS_VALID_NHS_NUMBER, IS_VALID_UPN, HAS_MORE_POSTCODES = (1 << bit for bit in range(4))  # of a person
HAS_ADDRESS, HAS_STREET, HAS_KIND_OF_STREET = (1 << bit for bit in range(4, 7))

NAME: Final = np.dtype(
    [
        *(("letters", "<u8"), ("standard", "<u4"), ("starts", "<u4")),
        *(("marks", "<u2", (MARKS,)), ("length", "u1"), ("flags", "u1")),
    ]
)
SKETCH: Final = np.dtype(
    [
        *(("first", NAME), ("middle", NAME), ("last", NAME)),
        *(("figures", "<u8", (6,)), ("email_letters", "<u8"), ("street_letters", "<u8")),
        *(("email", "<u4"), ("email_name", "<u4"), ("district", "<u4"), ("postcodes", "<u4", (POSTCODES,))),
        *(("born", "<u4"), ("day", "<i4"), ("year", "<u2"), ("flags", "<u2"), ("house_digits", "<u2")),
        *(("street_words", "<u2", (STREET_WORDS,)), ("lengths", "u1", (6,)), ("street_length", "u1"), ("sex", "u1")),
    ]
)
NAME_ROW: Final = Struct(f"<QII{MARKS}HBB")
REST_ROW: Final = Struct(f"<6Q QQ III{POSTCODES}I IiHHH {STREET_WORDS}H 6BBB")
STAMP: Final = Struct("<q")
FIRST_FIGURE: Final = 2 * len(PLAIN)  # of the bits of letters: figures come after them

Sketches = NDArray[np.void]  # rows of SKETCH
Flags = NDArray[np.bool_]


def write_sketch(person: Prepared) -> bytes:
    """Write what is known of a person, behind the edition by which it is written; of one person always the same."""
    rest = _rest(person)
    rows = (
        _name(name.first, IS_ALIAS if place else 0) + _name(name.middle) + _name(name.last) + rest
        for place, name in enumerate(person.names)
    )
    return STAMP.pack(edition()) + b"".join(rows)


def read_sketches(written: Sequence[bytes]) -> tuple[Sketches, NDArray[np.intp]]:
    """Return the rows of all sketches, and whose each is; one of another edition has none, and proves nothing."""
    stamp = STAMP.pack(edition())
    rows = [one[STAMP.size :] if one[: STAMP.size] == stamp else b"" for one in written]
    owners = np.repeat(np.arange(len(rows)), [len(one) // SKETCH.itemsize for one in rows])
    return np.frombuffer(b"".join(rows), SKETCH), owners


def hash_of(text: str) -> int:
    """Return a number for a text; nothing for nothing, and for nothing else."""
    return crc32(text.encode()) or 1 if text else 0


def mark_of(text: str) -> int:
    """Return the small number of a mark, which is never nothing."""
    return crc32(text.encode()) % KINDS_OF_MARKS or 1


def starts_of(name: Name) -> int:
    """Return a bit for the first letter of each part."""
    bits = 0
    for part in name.parts:
        bits |= 1 << ord(part[0]) % STARTS
    return bits


def district_of(postcode: str) -> str:
    """Return the first half of a postcode, which may be all that is known of it."""
    return postcode[:-3] if len(postcode) > LONGEST_DISTRICT else postcode


def are_initials(name: Name) -> bool:
    """Say whether nothing but initials is known of a name."""
    return all(len(part) == 1 for part in name.parts)


@lru_cache(maxsize=KEPT)
def _name(name: Name, flags: int = 0) -> bytes:
    marks = sorted(map(mark_of, marks_of(name)))
    if name:
        flags |= IS_INITIAL * are_initials(name) | MAY_BE_NO_NAME * name.may_be_no_name
        flags |= HAS_MORE_MARKS * (len(marks) > MARKS)
    standard, length = hash_of(name.standard), min(len(name.joined), LONGEST)
    return NAME_ROW.pack(letters_of(name.joined), standard, starts_of(name), *_some(marks, MARKS), length, flags)


def _rest(person: Prepared) -> bytes:
    address, birth, email = person.address, person.birth, person.email
    codes = person.postcodes or ("",)
    identifiers = (person.phone, person.nhs_number.plain, person.upn.plain, person.council_id.plain)
    figures = [figures_of(text) for text in (*identifiers, codes[0], address.house)]
    return REST_ROW.pack(
        *(one for one, _ in figures),
        *(letters_of(email), letters_of(address.bare)),
        *(hash_of(email), hash_of(email.partition("@")[0]), hash_of(district_of(codes[0]))),
        *_some(map(hash_of, codes), POSTCODES),
        *(int(birth.digits or "0", 16), birth.on.toordinal() if birth.on else 0, birth.year or 0),
        *(_flags(person), letters_of(address.house) >> FIRST_FIGURE),
        *_some(sorted(map(mark_of, address.bare_words)), STREET_WORDS),
        *(length for _, length in figures),
        *(min(len(address.bare), LONGEST), ord(person.sex or "\0")),
    )


def _flags(person: Prepared) -> int:
    told = {
        IS_UNBORN: person.is_unborn,
        IS_VALID_NHS_NUMBER: person.nhs_number.is_valid,
        IS_VALID_UPN: person.upn.is_valid,
        HAS_MORE_POSTCODES: len(person.postcodes) > POSTCODES,
        HAS_ADDRESS: bool(person.address),
        # With more words than are kept it is as with a street that is not known: it may be any.
        HAS_STREET: 0 < len(person.address.bare_words) <= STREET_WORDS,
        HAS_KIND_OF_STREET: person.address.has_kind,
    }
    return sum(flag for flag, is_true in told.items() if is_true)


def _some(numbers: Iterable[int], most: int) -> list[int]:
    """Return so many numbers, with nothing for those that are not there."""
    return [*numbers, *repeat(0, most)][:most]
