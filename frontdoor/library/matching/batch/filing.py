"""Everybody's keys, made of whole columns: what keys.py makes of one person, each distinct value read once.

A key is numbered by the words of its text, so that the words of distinct values can be put together for everybody at
once. The few people with names of more than one part are filed by keys.py itself. tests hold the two together.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from frontdoor.library.matching import keys
from frontdoor.library.matching.addresses import address_values, read_address
from frontdoor.library.matching.batch.columns import DATE_OF_BIRTH
from frontdoor.library.matching.batch.people import Codes, Column, People, date_and_text
from frontdoor.library.matching.births import Birth, read_birth
from frontdoor.library.matching.identifiers import read_nhs_number, read_upn
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.names import rough_sound, sound, standard_spelling, take_apart
from frontdoor.library.matching.postcodes import read_postcode
from frontdoor.library.matching.reach import read_email, read_phone

Hashes = NDArray[np.uint64]
Numbers = NDArray[np.int64]
Rows = NDArray[np.int32]
Flags = NDArray[np.bool_]
Key = tuple[Flags, Hashes]  # who has it, and its number for each person

TIMES: Final = 0x9E3779B97F4A7C15  # odd, so that no word of a key is lost
BITS: Final = 2**64 - 1
COUNTED: Final[Mapping[Field, Callable[[str], tuple[str, ...]]]] = {
    Field.FIRST_NAME: lambda value: (take_apart(value).standard,),
    Field.LAST_NAME: lambda value: (take_apart(value).standard,),
    Field.DATE_OF_BIRTH: lambda value: (_birth(value).digits,),
    Field.POSTCODE: lambda value: (read_postcode(value),),
    Field.PHONE: lambda value: (read_phone(value),),
    Field.EMAIL: lambda value: (read_email(value),),
    Field.ADDRESS: lambda value: address_values(read_address(value)),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Filed:
    """Keys and who has them, one row for each key of each person, in the order of the people."""

    keys: Numbers
    rows: Rows

    def only(self, people: range) -> "Filed":
        """Return the keys of some people who stand together."""
        start, stop = np.searchsorted(self.rows, (people.start, people.stop))
        return Filed(keys=self.keys[start:stop], rows=self.rows[start:stop])


def number(text: str) -> int:
    """Return the number of a key; it is the same in every process forked from one."""
    total = 0
    for word in text.split(" "):
        total = (total * TIMES + hash(word)) & BITS
    return total


def numbers_of(texts: Sequence[str]) -> Hashes:
    """Return the number of each of many keys."""
    if not texts:
        return np.zeros(0, np.uint64)
    words = " ".join(texts).split(" ")
    many = np.fromiter((text.count(" ") + 1 for text in texts), np.int64, len(texts))
    ends = np.cumsum(many)
    times = np.array([pow(TIMES, power, BITS + 1) for power in range(int(many.max()))], np.uint64)
    after = np.repeat(ends, many) - np.arange(1, len(words) + 1)  # words of the same text that come later
    worth = np.fromiter(map(hash, words), np.int64, len(words)).view(np.uint64) * times[after]
    total: Hashes = np.add.reduceat(worth, ends - many)
    return total


def file_under_keys(people: People) -> Filed:
    """Return everybody's keys."""
    first = _names(people.column(Field.FIRST_NAME), keys.root)
    last = _names(people.column(Field.LAST_NAME), standard_spelling)
    is_plain = first.is_plain & last.is_plain
    made = [*_name_keys(first, last), *_birth_keys(people, first, last), *_home_keys(people, first, last)]
    made.extend(_number_keys(people))
    has = np.stack([is_plain & one for one, _ in made], axis=1)
    rows = np.repeat(np.arange(len(people), dtype=np.int32), has.sum(axis=1))
    numbers = np.stack([one for _, one in made], axis=1)[has]
    others = np.flatnonzero(~is_plain).astype(np.int32)
    texts = list(map(keys.key_texts, people.details_at(others)))
    numbers = np.append(numbers, numbers_of([text for some in texts for text in some]))
    rows = np.append(rows, np.repeat(others, list(map(len, texts))))
    order = np.argsort(rows, kind="stable")
    return Filed(keys=numbers.view(np.int64)[order], rows=rows[order])


def count_known(people: People) -> Mapping[Field, Mapping[str, int]]:
    """Count how many of the people known have each name, date and so on, as shares.count_values does."""
    counts: dict[Field, Counter[str]] = {}
    for field, read in COUNTED.items():
        column = people.columns.get(field)
        if column is not None:
            times = np.bincount(column.codes[: people.known], minlength=len(column.values)).tolist()
            counted = _counted(zip(column.values, times, strict=True), read)
            if counted:
                counts[field] = counted
    return counts


def _counted(values: Iterable[tuple[str, int]], read: Callable[[str], tuple[str, ...]]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for value, times in values:
        for one in read(value) if times else ():
            if one:
                counted[one] += times
    return counted


@dataclass(frozen=True, kw_only=True, slots=True)
class _Names:
    """What keys take of everybody's first or last names; those of more than one part are left to keys.py."""

    is_plain: Flags
    is_there: Flags
    rough: Hashes
    sound: Hashes
    sounds: list[str]  # of the distinct names
    codes: Codes
    letter: Hashes
    itself: Hashes
    ending: Hashes


def _names(column: Column, spell: Callable[[str], str]) -> _Names:
    names = [take_apart(value) for value in column.values]
    spelt = [spell(name.joined) for name in names]
    sounds = list(map(sound, spelt))
    return _Names(
        is_plain=np.array([len(name.parts) < 2 for name in names], np.bool_)[column.codes],
        is_there=np.array(list(map(bool, names)), np.bool_)[column.codes],
        rough=_words(map(rough_sound, spelt), column),
        sound=_words(sounds, column),
        sounds=sounds,
        codes=column.codes,
        letter=_words((name.joined[:1] for name in names), column),
        itself=_words(spelt, column),
        ending=_words((name.standard[-keys.ENDING :] for name in names), column),
    )


def _name_keys(first: _Names, last: _Names) -> Iterator[Key]:
    both = first.is_there & last.is_there
    places = np.unique([*first.sounds, *last.sounds], return_inverse=True)[1]  # in alphabetical order
    is_first = places[first.codes] <= places[len(first.sounds) :][last.codes]
    one, other = np.where(is_first, first.sound, last.sound), np.where(is_first, last.sound, first.sound)
    yield both, _number("pair", one, other)
    yield both, _number("ending", first.itself, last.ending)


def _birth_keys(people: People, first: _Names, last: _Names) -> Iterator[Key]:
    column = people.column(DATE_OF_BIRTH)
    births = list(map(_birth, column.values))
    has_year, has_month, has_day = (
        np.array(flags, np.bool_)[column.codes]
        for flags in zip(
            *((one.year is not None, one.month is not None, one.on is not None) for one in births), strict=True
        )
    )
    month = _words((f"{one.year}-{one.month or 0:02}" for one in births), column)
    year = _words((str(one.year) for one in births), column)
    low, high = (_words((_in_order(one)[place] for one in births), column) for place in (0, 1))
    yield has_year & first.is_there & last.is_there, _number("year", year, last.rough, first.letter)
    yield has_month & last.is_there, _number("month", month, last.rough)
    yield has_day, _number("born", year, low, high)
    yield from _with_names(has_day, _number("day", low, high), first, last)


def _in_order(birth: Birth) -> tuple[str, str]:
    """Return the month and the day of a birth as keys have them: the smaller first."""
    low, high = sorted((birth.on.month, birth.on.day)) if birth.on else (0, 0)
    return str(low), str(high)


def _home_keys(people: People, first: _Names, last: _Names) -> Iterator[Key]:
    codes, places = people.column(Field.POSTCODE), people.column(Field.ADDRESS)
    addresses = list(map(read_address, places.values))
    streets = [rough_sound(one.bare.split()[0]) if one.bare else "" for one in addresses]
    is_address, has_house, has_street = (
        np.array(list(map(bool, some)), np.bool_)[places.codes]
        for some in (addresses, [one.house for one in addresses], streets)
    )
    house, street = _words((one.house for one in addresses), places), _words(streets, places)
    postcodes = list(map(read_postcode, codes.values))
    has_postcode, postcode = np.array(list(map(bool, postcodes)), np.bool_)[codes.codes], _words(postcodes, codes)
    yield from _with_names(has_postcode, _number("place", postcode), first, last)
    yield has_postcode & is_address, _number("house", postcode, np.where(has_house, house, street))
    yield from _with_names(has_house, _number("door", house), first, last)
    on_street = _number("street", street)
    yield has_street & first.is_there, _number(on_street, first.sound)
    yield has_street & last.is_there & ~(first.is_there & (first.sound == last.sound)), _number(on_street, last.sound)
    yield has_house & has_street, _number("home", house, street)


def _number_keys(people: People) -> Iterator[Key]:
    for kind, field, read in NUMBERS:
        column = people.columns.get(field)
        if column is not None:
            plain = list(map(read, column.values))
            yield np.array(list(map(bool, plain)), np.bool_)[column.codes], _number(kind, _words(plain, column))


def _with_names(has: Flags, start: Hashes, first: _Names, last: _Names) -> Iterator[Key]:
    """Yield keys with the rough sound of the first name, and of the last unless it is the same."""
    yield has & first.is_there, _number(start, first.rough)
    yield has & last.is_there & ~(first.is_there & (first.rough == last.rough)), _number(start, last.rough)


def _number(start: str | Hashes, *words: Hashes) -> Hashes:
    """Return what `number` makes of texts that begin alike, or begin as others do."""
    total = np.array(number(start), np.uint64) if isinstance(start, str) else start
    for word in words:
        total = total * np.uint64(TIMES) + word
    return total


def _words(written: Iterable[str], column: Column) -> Hashes:
    return np.array([hash(word) & BITS for word in written], np.uint64)[column.codes]


def _birth(value: str) -> Birth:
    return read_birth(*date_and_text(value), None)


NUMBERS: Final[tuple[tuple[str, Field, Callable[[str], str]], ...]] = (
    ("nhs", Field.NHS_NUMBER, lambda value: read_nhs_number(value).plain),
    ("upn", Field.UPN, lambda value: read_upn(value).plain),
    ("phone", Field.PHONE, read_phone),
    ("email", Field.EMAIL, read_email),
)
