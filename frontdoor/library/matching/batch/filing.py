"""Everybody's keys, made of whole columns: what keys.py makes of one person, each distinct value read once.

A key is numbered by the words of its text, so that the words of distinct values can be put together for everybody at
once. tests hold the two together.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
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
PAIRS: Final = [  # of parts, among which are the first few of any two names
    (one, other)
    for one in range(keys.MOST_PAIRS)
    for other in range(keys.MOST_PAIRS)
    if one * (other + 1) + other < keys.MOST_PAIRS
]
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


def file_under_keys(people: People) -> Filed:
    """Return everybody's keys."""
    first = _names(people.column(Field.FIRST_NAME), keys.root, order=1)
    last = _names(people.column(Field.LAST_NAME), standard_spelling, order=-1)
    made = [*_name_keys(first, last), *_birth_keys(people, first, last), *_home_keys(people, first, last)]
    made.extend(_number_keys(people))
    has = np.stack([one for one, _ in made], axis=1)
    numbers = np.stack([one for _, one in made], axis=1)[has]
    rows = np.repeat(np.arange(len(people), dtype=np.int32), has.sum(axis=1))
    return Filed(keys=numbers.view(np.int64), rows=rows)


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
    """What keys take of everybody's first or last names: of one with more than one part, of the first few."""

    is_there: Flags
    rough: list[Key]
    sound: list[Key]
    spoken: list[list[str]]  # of the distinct names, how each part sounds
    codes: Codes
    letter: Hashes
    itself: Hashes
    ending: Hashes


def _names(column: Column, spell: Callable[[str], str], *, order: int) -> _Names:
    """Read names; with order -1 the part that is last goes first, as keys have it of last names."""
    names = [take_apart(value) for value in column.values]

    def coded(code: Callable[[str], str]) -> list[Key]:
        codes = [list(dict.fromkeys([code(spell(part)) for part in name.parts[::order]])) for name in names]
        return [_key_at(place, codes, column) for place in range(keys.MOST_NAMES)]

    return _Names(
        is_there=np.array(list(map(bool, names)), np.bool_)[column.codes],
        rough=coded(rough_sound),
        sound=coded(sound),
        spoken=[[sound(spell(part)) for part in dict.fromkeys(name.parts)] for name in names],
        codes=column.codes,
        letter=_words((name.joined[:1] for name in names), column),
        itself=_words((spell(name.joined) for name in names), column),
        ending=_words((name.standard[-keys.ENDING :] for name in names), column),
    )


def _key_at(place: int, written: Sequence[Sequence[str]], column: Column) -> Key:
    """Return who has so many words, and which stands at this place."""
    has = np.array([len(words) > place for words in written], np.bool_)[column.codes]
    return has, _words((words[place] if len(words) > place else "" for words in written), column)


def _unless_among(key: Key, others: Iterable[Key]) -> Key:
    """Return a key for those who do not have the same as another."""
    has, number = key
    for its, other in others:
        has = has & ~(its & (number == other))
    return has, number


def _of_both(first: list[Key], last: list[Key]) -> list[Key]:
    """Return the sounds of first and last names, each once."""
    return [*first, *(_unless_among(one, first) for one in last)]


def _name_keys(first: _Names, last: _Names) -> Iterator[Key]:
    pairs: list[Key] = []
    for pair in _pairs(first, last):
        pairs.append(_unless_among(pair, pairs))
    yield from pairs
    yield first.is_there & last.is_there, _number("ending", first.itself, last.ending)


def _pairs(first: _Names, last: _Names) -> Iterator[Key]:
    """Yield the first few pairs of a part of the first name and one of the last, in alphabetical order."""
    sounds = sorted({"", *chain.from_iterable((*first.spoken, *last.spoken))})  # "" stands in where there is no part
    places = {one: place for place, one in enumerate(sounds)}
    words = np.array([hash(one) & BITS for one in sounds], np.uint64)
    many = np.array(list(map(len, last.spoken)), np.int64)[last.codes]
    for one, other in PAIRS:
        has, its = _spoken_at(one, first, places)
        other_has, other_its = _spoken_at(other, last, places)
        is_told = has & other_has & (one * many + other < keys.MOST_PAIRS)
        low, high = np.minimum(its, other_its), np.maximum(its, other_its)
        yield is_told, _number("pair", words[low], words[high])


def _spoken_at(place: int, names: _Names, places: Mapping[str, int]) -> tuple[Flags, Numbers]:
    """Return who has so many parts in a name, and where among all sounds the sound of this one is."""
    has = np.array([len(spoken) > place for spoken in names.spoken], np.bool_)
    its = np.array([places[spoken[place]] if len(spoken) > place else 0 for spoken in names.spoken], np.int64)
    return has[names.codes], its[names.codes]


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
    yield has_year & first.is_there & last.is_there, _number("year", year, last.rough[0][1], first.letter)
    yield from _with_each(has_month, _number("month", month), last.rough)
    yield has_day, _number("born", year, low, high)
    yield from _with_each(has_day, _number("day", low, high), _of_both(first.rough, last.rough))


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
    rough = _of_both(first.rough, last.rough)
    yield from _with_each(has_postcode, _number("place", postcode), rough)
    yield has_postcode & is_address, _number("house", postcode, np.where(has_house, house, street))
    yield from _with_each(has_house, _number("door", house), rough)
    yield from _with_each(has_street, _number("street", street), _of_both(first.sound, last.sound))
    yield has_house & has_street, _number("home", house, street)


def _number_keys(people: People) -> Iterator[Key]:
    for kind, field, read in NUMBERS:
        column = people.columns.get(field)
        if column is not None:
            plain = list(map(read, column.values))
            yield np.array(list(map(bool, plain)), np.bool_)[column.codes], _number(kind, _words(plain, column))


def _with_each(has: Flags, start: Hashes, names: Iterable[Key]) -> Iterator[Key]:
    """Yield keys that begin alike and end with each sound of a name."""
    for is_there, word in names:
        yield has & is_there, _number(start, word)


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
