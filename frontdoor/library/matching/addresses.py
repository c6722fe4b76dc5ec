"""An address, taken apart: the house, the part of the house, the street; and how two of them compare."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import partial_ratio, ratio

from frontdoor.library.matching.finding import Finding, blank, found, found_as_rare
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.likeness import are_a_slip_apart
from frontdoor.library.matching.model import Model
from frontdoor.library.matching.names import fold
from frontdoor.library.matching.postcodes import POSTCODE


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FIELD: Final = Field.ADDRESS
WORD = re.compile(r"[a-z\d]+|,")
HOUSE_NUMBER = re.compile(r"\d+[a-z]{0,2}")
KEPT: Final = 100_000
SHORT_FORMS: Final = {
    **{"rd": "road", "st": "street", "str": "street", "ave": "avenue", "av": "avenue", "cl": "close", "ct": "court"},
    **{"cres": "crescent", "crs": "crescent", "dr": "drive", "drv": "drive", "gdns": "gardens", "gdn": "gardens"},
    **{"gr": "grove", "gro": "grove", "la": "lane", "ln": "lane", "pl": "place", "sq": "square", "tce": "terrace"},
    **{"terr": "terrace", "ter": "terrace", "cir": "circle", "circ": "circuit", "cct": "circuit", "pde": "parade"},
    **{"pkwy": "parkway", "pky": "parkway", "hwy": "highway", "blvd": "boulevard", "bvd": "boulevard", "trl": "trail"},
    **{"pk": "park", "vw": "view", "wy": "way", "hse": "house", "bldg": "building", "bldgs": "buildings"},
    **{"mt": "mount", "grn": "green", "ests": "estate", "est": "estate", "cv": "cove", "pt": "point", "sth": "south"},
    **{"apartment": "flat", "apt": "flat", "appt": "flat", "unit": "flat", "rm": "room", "ste": "suite", "fl": "floor"},
    **{"flr": "floor", "n": "north", "s": "south", "e": "east", "w": "west", "nw": "northwest", "ne": "northeast"},
    **{"sw": "southwest", "se": "southeast", "lwr": "lower", "upr": "upper", "gnd": "ground", "co": "county"},
}
KINDS_OF_STREET: Final = _words(
    "avenue bank boulevard broadway bypass chase circle circuit close court cove crescent croft crossway drive end"
    " esplanade fold freeway gardens garth gate green grove highway hill lane loop mews mount parade park parkway pass"
    " path pike place plaza point quay rise road row run square street terrace trail turnpike vale view walk way wharf"
    " wynd yard"
)
PARTS_OF_A_HOUSE: Final = _words("block flat floor level lot number room studio suite trailer")
ORDINALS: Final = _words("basement first ground lower second third top upper")
COMMA: Final = ","
LONGEST_STREET: Final = 5
SAME_STREET: Final = 84.0
FAINTLY_SAME_STREET: Final = 62.0
SHORTEST_WITHIN: Final = 5  # a street is looked for within other words only if it is long enough to be itself
WORDS: Final = {
    "exact": "Same address",
    "house": "Same house, another part of it",
    "number": "Same street; the number is missing or one digit differs",
    "street": "Same street, another number",
    "faint": "Same number; the street is missing or hardly alike",
    "differs": "Different address",
}


@dataclass(frozen=True, slots=True, eq=False)
class Address:
    """An address without the postcode, which is compared by itself. There is one for each way of writing."""

    written: str
    house: str  # "12", "12a"
    part: str  # "2", "top"
    street: str  # "acacia road"
    bare: str  # "acacia"
    bare_words: frozenset[str]
    words: frozenset[str]  # every word, so that a street in an odd place is found
    text: str  # every word, in its order
    has_kind: bool  # road, avenue: then it is certain which words are the street

    def __bool__(self) -> bool:
        return bool(self.house or self.street)

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Keep one `Address` for each way of writing when addresses cross from one process to another."""
        return read_address, (self.written,)


@lru_cache(maxsize=KEPT)
def read_address(written: str) -> Address:
    """Return the house, part of the house and street of an address, with road for rd and the like."""
    plain = POSTCODE.sub(" ", fold(written).replace("#", " flat "))
    tokens = [SHORT_FORMS.get(token, token) for token in WORD.findall(plain)]
    part, rest = _without_part(tokens)
    house, after = _house(rest)
    street = _street(after)
    bare = [token for token in street if token not in KINDS_OF_STREET] or street
    return Address(
        written=written.strip(),
        house=house,
        part=part,
        street=" ".join(street),
        bare=" ".join(bare),
        bare_words=frozenset(bare),
        words=frozenset(after) - {COMMA},
        text=" ".join(word for word in after if word != COMMA),
        has_kind=len(bare) < len(street),
    )


def _without_part(tokens: list[str]) -> tuple[str, list[str]]:
    """Take out "flat 2", "first floor" and the like, wherever they stand."""
    part: list[str] = []
    rest: list[str] = []
    waits = False
    for token in tokens:
        if waits and _names_a_part(token):
            part.append(token)
            waits = False
        elif token in PARTS_OF_A_HOUSE:
            waits = not (rest and (rest[-1] in ORDINALS or _is_ordinal(rest[-1])))
            if not waits:
                part.append(rest.pop())
        else:
            waits = False
            rest.append(token)
    return " ".join(part), rest


def _names_a_part(token: str) -> bool:
    """Say whether a word names a flat: "2", "b", "12a"."""
    return token != COMMA and (len(token) == 1 or token[0].isdigit())


def _is_ordinal(token: str) -> bool:
    return token[0].isdigit() and token[-2:] in {"st", "nd", "rd", "th"}


def _house(tokens: list[str]) -> tuple[str, list[str]]:
    """Take out the house number: the first word that is a number, if it comes before a street."""
    for place, token in enumerate(tokens):
        if HOUSE_NUMBER.fullmatch(token) and not _is_ordinal(token):
            return token, [*tokens[place + 1 :], *tokens[:place]]
        if token in KINDS_OF_STREET and place:
            break
    return "", tokens


def _street(tokens: list[str]) -> list[str]:
    """Take the words up to the kind of street with its number, or the first few when no kind is named."""
    words: list[str] = []
    for place, token in enumerate(tokens):
        if token == COMMA:
            if words:
                break
            continue
        words.append(token)
        if token in KINDS_OF_STREET and len(words) > 1:
            return words + [after for after in tokens[place + 1 : place + 2] if after.isdecimal()]
        if len(words) == LONGEST_STREET:
            break
    return words


def compare_addresses(told: Address, known: Address, model: Model) -> Finding:
    """Compare houses and streets; a town or county does not matter."""
    level = _level(told, known) if told and known else ""
    if not level:
        return blank(FIELD, told.written, known.written)
    at = model.level(FIELD, level)
    if level in {"faint", "differs"}:
        return found(FIELD, at, told.written, known.written, WORDS[level])
    rarity = min(_rarity(told, level, model), _rarity(known, level, model))
    return found_as_rare(FIELD, at, told.written, known.written, WORDS[level], rarity)


def address_values(address: Address) -> tuple[str, ...]:
    """Return what of an address is counted to see how common it is: the street and the house."""
    if not address.street:
        return ()
    return (address.street, f"{address.house} {address.street}") if address.house else (address.street,)


def _rarity(address: Address, level: str, model: Model) -> float:
    is_house = level in {"exact", "house"} and address.house
    return model.rarity(FIELD, f"{address.house} {address.street}" if is_house else address.street)


def _level(told: Address, known: Address) -> str:
    house, street = _compare_houses(told.house, known.house), compare_streets(told, known)
    if street == "same":
        if house != "same":
            return "street" if house == "differs" else "number"
        return "house" if told.part and known.part and told.part != known.part else "exact"
    if street == "differs":
        return "differs"
    if house == "same":
        return "faint"
    return "" if house == "missing" and street == "missing" else "differs"


def _compare_houses(told: str, known: str) -> str:
    if not told or not known:
        return "missing"
    if told == known:
        return "same"
    return "slip" if max(len(told), len(known)) > 1 and OSA.distance(told, known, score_cutoff=1) == 1 else "differs"


def compare_streets(told: Address, known: Address) -> str:
    """Say whether two streets are the same, faintly alike or differ, or one of them is missing."""
    if not told.bare or not known.bare:
        return "missing"
    if told.bare == known.bare:
        return "faint" if told.has_kind and known.has_kind and told.street != known.street else "same"
    if told.has_kind is known.has_kind:
        if told.bare_words <= known.bare_words or known.bare_words <= told.bare_words:
            return "same" if told.has_kind else "missing"
        return _by_likeness(told.bare, known.bare)
    return _compare_with_loose(*((told, known) if told.has_kind else (known, told)))


def _compare_with_loose(whole: Address, loose: Address) -> str:
    """Compare a street with words of which it is not said which are the street."""
    if not whole.bare_words.isdisjoint(loose.words):
        return "same"
    if loose.bare_words <= whole.words:
        return "missing"
    if len(whole.bare) >= SHORTEST_WITHIN and partial_ratio(whole.bare, loose.text, score_cutoff=SAME_STREET):
        return "same"
    return _by_likeness(whole.bare, " ".join(loose.bare.split()[: len(whole.bare_words)]))


def _by_likeness(one: str, other: str) -> str:
    alike = ratio(one, other, score_cutoff=FAINTLY_SAME_STREET)
    if alike >= SAME_STREET or are_a_slip_apart(one, other):
        return "same"
    return "faint" if alike else "differs"
