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

# Letters that Unicode does not take apart into a plain letter and an accent.
PLAIN_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
APOSTROPHES = re.compile(r"['’‘`´ʼ]")
NOT_LETTERS = re.compile(r"[\W_\d]+")
# Small words that belong to the part after them: "de Souza" is one name, and "O Brien" is "O'Brien".
PREFIXES = frozenset(
    {"al", "da", "de", "del", "der", "di", "du", "el", "la", "le", "mac", "mc", "o", "st", "van", "von"}
)
# What people write in a name's box when they do not know it.
NOT_NAMES = frozenset(
    {
        "baby",
        "boy",
        "child",
        "female",
        "girl",
        "male",
        "na",
        "nk",
        "notknown",
        "notyetnamed",
        "tbc",
        "unborn",
        "unknown",
    }
    | {"babyof", "unbornbaby", "babyboy", "babygirl", "notstated", "anon", "anonymous", "unbornchild", "none"}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """One box of a name, as written and in the forms that are compared."""

    written: str
    joined: str  # every letter, together: "obrien", "maryjane"
    parts: tuple[str, ...]  # "mary", "jane"
    standard: str  # joined, each part in its standard spelling

    def __bool__(self) -> bool:
        return self.joined != ""

    @property
    def is_initial(self) -> bool:
        return len(self.joined) == 1


def fold(written: str) -> str:
    """Return the name in small letters, without accents or apostrophes."""
    small = APOSTROPHES.sub("", written.casefold())
    if small.isascii():
        return small
    apart = unicodedata.normalize("NFKD", small.translate(PLAIN_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@lru_cache(maxsize=50_000)
def take_apart(written: str) -> Name:
    """Return the forms in which a name is compared; blank for "unknown", "baby" and the like."""
    parts = _joined_prefixes(NOT_LETTERS.split(fold(written)))
    joined = "".join(parts)
    if joined in NOT_NAMES:
        return NO_NAME
    standard = "".join(_standard_spellings().get(part, part) for part in parts)
    return Name(written=written.strip(), joined=joined, parts=parts, standard=standard)


def _joined_prefixes(words: list[str]) -> tuple[str, ...]:
    parts: list[str] = []
    waiting = ""
    for word in filter(None, words):
        if word in PREFIXES:
            waiting += word
        else:
            parts.append(waiting + word)
            waiting = ""
    return (*parts, waiting) if waiting else tuple(parts)


@dataclass(frozen=True, kw_only=True, slots=True)
class FullName:
    """A first, middle and last name that belong together: the main one, or an alias."""

    first: Name
    middle: Name
    last: Name


NO_NAME = Name(written="", joined="", parts=(), standard="")


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


@lru_cache(maxsize=50_000)
def standard_spelling(part: str) -> str:
    """Return the one spelling under which a transliterated name is counted and compared."""
    return _standard_spellings().get(part, part)


@lru_cache(maxsize=50_000)
def roots(first_name: str) -> frozenset[str]:
    """Return the full names that a folded first name may be short for, in their standard spelling."""
    return frozenset(standard_spelling(full) for full in _nicknames().canonicals_of(first_name) if full.isalpha())


@lru_cache(maxsize=50_000)
def is_in_use(first_name: str) -> bool:
    """Say whether a folded first name is one that people are known to have, and so is hardly a slip for another."""
    return bool(roots(first_name) or _nicknames().nicknames_of(first_name))


@lru_cache(maxsize=50_000)
def sound(part: str) -> str:
    """Return how a folded name sounds, in a code of consonants."""
    return str(jellyfish.metaphone(part))


@lru_cache(maxsize=50_000)
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
