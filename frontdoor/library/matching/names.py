"""A written name, taken apart so that two ways of writing it can be compared."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

import jellyfish
from nicknames import NickNamer

from frontdoor.library.matching.placeholders import is_no_name, may_be_no_name

# Letters that Unicode does not take apart into a plain letter and an accent.
PLAIN_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
APOSTROPHES = re.compile(r"['’‘`´ʼ]")
NOT_LETTERS = re.compile(r"[\W_]+")
# A figure among letters is a letter that was misread or mistyped.
FIGURES_READ_AS = str.maketrans({"0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "6": "g", "8": "b", "!": "i"})
Y_AT_THE_END = re.compile(r"(?<=..)(?:ie|ey|ee|i|y)$")
FIGURE = re.compile(r"\d")
# Small words that belong to the part after them: "de Souza" is one name, and "O Brien" is "O'Brien".
PREFIXES = frozenset(
    {"al", "da", "de", "del", "der", "di", "du", "el", "la", "le", "mac", "mc", "o", "st", "van", "von"}
)
# What is written after a name and belongs to no name.
AFTER_NAMES = frozenset({"jr", "jnr", "junior", "sr", "snr", "senior", "ii", "iii", "iv", "esq"})
# Names that the list of short forms takes for those of others, and that sisters have side by side.
NOT_SHORT_FOR: Mapping[str, frozenset[str]] = {"emily": frozenset({"amelia"}), "emma": frozenset({"emily"})}
KEPT = 200_000


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """One box of a name, as written and in the forms that are compared. There is one `Name` for each way of writing."""

    written: str
    joined: str  # every letter, together: "obrien", "maryjane"
    parts: tuple[str, ...]  # "mary", "jane"
    standard: str  # joined, each part in its standard spelling
    standards: frozenset[str]  # each part that is long enough to mean something, in its standard spelling
    stem: str  # without what sounds like -y at the end: Ricky, Rickie, Rickey
    roots: frozenset[str]  # full names for which it may be short
    rough: str  # its sound, roughly
    sound: str
    is_in_use: bool  # known as a first name, so hardly a slip for another
    may_be_no_name: bool  # "mother", "lady of the house"

    def __bool__(self) -> bool:
        return self.joined != ""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Keep one `Name` for each way of writing when names cross from one process to another."""
        return take_apart, (self.written,)

    @property
    def is_initial(self) -> bool:
        return len(self.joined) == 1


SHORTEST_PART = 3
NO_NAME = Name("", "", (), "", frozenset(), "", frozenset(), "", "", is_in_use=False, may_be_no_name=False)


def fold(written: str) -> str:
    """Return the name in small letters, without accents or apostrophes, or signs that cannot be seen."""
    small = APOSTROPHES.sub("", written.casefold())
    if small.isascii():
        return small
    apart = unicodedata.normalize("NFKD", small.translate(PLAIN_LETTERS))
    return "".join(letter for letter in apart if unicodedata.category(letter) not in {"Mn", "Cf"})


@lru_cache(maxsize=KEPT)
def take_apart(written: str) -> Name:
    """Return the forms in which a name is compared; blank for "unknown", "baby" and the like."""
    parts = _parts(fold(written))
    if is_no_name(parts):
        return NO_NAME
    joined = "".join(parts)
    return Name(
        written=written.strip(),
        joined=joined,
        parts=parts,
        standard="".join(map(standard_spelling, parts)),
        standards=frozenset(standard_spelling(part) for part in parts if len(part) >= SHORTEST_PART),
        stem=Y_AT_THE_END.sub("y", joined),
        roots=roots(joined),
        rough=rough_sound(joined),
        sound=sound(joined),
        is_in_use=is_in_use(joined),
        may_be_no_name=may_be_no_name(parts),
    )


def _parts(folded: str) -> tuple[str, ...]:
    words = [word for word in NOT_LETTERS.split(folded) if word]
    if FIGURE.search(folded):
        words = [read for read in (FIGURE.sub("", word.translate(FIGURES_READ_AS)) for word in words) if read]
    while len(words) > 1 and words[-1] in AFTER_NAMES:
        words.pop()
    return _joined_prefixes(words)


def _joined_prefixes(words: list[str]) -> tuple[str, ...]:
    parts: list[str] = []
    waiting = ""
    for word in words:
        if word in PREFIXES:
            waiting += word
        else:
            parts.append(waiting + word)
            waiting = ""
    return (*parts, waiting) if waiting else tuple(parts)


@dataclass(frozen=True, slots=True)
class FullName:
    """A first, middle and last name that belong together: the main one, or an alias."""

    first: Name
    middle: Name
    last: Name


def read_alias(text: str, main: FullName) -> FullName:
    """Return a name written in one line; a single word is a first name with the main last name."""
    words = text.split()
    if len(words) < 2:
        return FullName(first=take_apart(text), middle=NO_NAME, last=main.last)
    start = len(words) - 1
    while start > 1 and fold(words[start - 1]) in PREFIXES:
        start -= 1
    return FullName(
        first=take_apart(words[0]),
        middle=take_apart(" ".join(words[1:start])),
        last=take_apart(" ".join(words[start:])),
    )


@lru_cache(maxsize=KEPT)
def standard_spelling(part: str) -> str:
    """Return the one spelling under which a transliterated name is counted and compared."""
    return _standard_spellings().get(part, part)


@lru_cache(maxsize=KEPT)
def roots(first_name: str) -> frozenset[str]:
    """Return the full names that a folded first name may be short for, in their standard spelling."""
    known = frozenset(standard_spelling(full) for full in _nicknames().canonicals_of(first_name) if full.isalpha())
    return known - NOT_SHORT_FOR.get(first_name, frozenset())


@lru_cache(maxsize=KEPT)
def is_in_use(first_name: str) -> bool:
    """Say whether a folded first name is one that people are known to have, and so is hardly a slip for another."""
    return bool(roots(first_name) or _nicknames().nicknames_of(first_name))


@lru_cache(maxsize=KEPT)
def sound(part: str) -> str:
    """Return how a folded name sounds, in a code of consonants."""
    return str(jellyfish.metaphone(part))


@lru_cache(maxsize=KEPT)
def rough_sound(part: str) -> str:
    """Return a rougher code of the sound, which keeps the first letter: Jones and Johns are both J520."""
    return str(jellyfish.soundex(part)) if part.isascii() and part.isalpha() else part[:4]


@cache
def _nicknames() -> NickNamer:
    return NickNamer()


@cache
def _standard_spellings() -> Mapping[str, str]:
    text = files(__package__).joinpath("spellings.toml").read_text(encoding="utf-8")
    groups: Mapping[str, list[str]] = tomllib.loads(text)
    return MappingProxyType({way: standard for standard, ways in groups.items() for way in (standard, *ways)})
