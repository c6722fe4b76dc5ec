"""How a person's details come to a front door: misheard, mistyped, shortened, swapped, out of date or left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from benchmarks.names import WORDS

COLUMNS = (
    *("id", "first_name", "middle_names", "last_name", "date_of_birth", "sex"),
    *("address", "postcode", "phone"),
)
BESIDE = {
    **{"a": "qsz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk"},
    **{"k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "w", "r": "et", "s": "ad", "t": "ry"},
    **{"u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x"},
}
SHORT_STREETS = {
    "Road": "Rd",
    "Street": "St",
    "Avenue": "Ave",
    "Close": "Cl",
    "Lane": "Ln",
    "Drive": "Dr",
    "Gardens": "Gdns",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What is said of a person, before anybody writes it down."""

    first_name: str
    middle_names: str
    last_name: str
    other_last_name: str
    born_on: date | None
    sex: str
    line: str
    town: str
    postcode: str
    phone: str


Change = dict[str, "str | date | None"]
Mistake = Callable[[Random, Told], Change]


def mistell(chance: Random, told: Told, elsewhere: Change, today: date) -> Told:
    """Make the mistakes of one contact: most tellers are careful, some are in a hurry and a few know little.

    `elsewhere` is another home: the family moved since, or a relative's address is given.
    """
    haste = chance.choices((0.35, 1.0, 2.4), (56, 36, 8))[0]
    if chance.random() < 0.1 * haste:
        told = _changed(told, elsewhere)
    told = _changed(told, _leave_out(chance, haste))
    for share, mistake in MISTAKES:
        if chance.random() < share * haste:
            told = _changed(told, mistake(chance, told))
    if told.born_on is not None and (today - told.born_on).days < 200 and chance.random() < 0.3:
        told = _changed(told, {"first_name": "Baby"})
    return told


def write_down(chance: Random, told: Told) -> list[str]:
    """Give the fields of a row as somebody types them."""
    first, last = told.first_name, told.last_name
    habit = chance.random()
    if habit < 0.04:
        first, last = first.upper(), last.upper()
    elif habit < 0.06:
        first, last = first.lower(), last.lower()
    address = ", ".join(part for part in (told.line, told.town if told.line else "") if part)
    postcode = told.postcode.replace(" ", "") if chance.random() < 0.12 else told.postcode
    phone = told.phone
    if phone and chance.random() < 0.3:
        phone = f"+44 {phone[1:5]} {phone[5:]}" if chance.random() < 0.4 else f"{phone[:5]} {phone[5:]}"
    born_on = told.born_on.isoformat() if told.born_on else ""
    return [first, told.middle_names, last, born_on, told.sex, address, postcode, phone]


def _changed(told: Told, change: Change) -> Told:
    return Told(**({name: getattr(told, name) for name in Told.__slots__} | change))


def _leave_out(chance: Random, haste: float) -> Change:
    """Say less: middle names and phones are seldom given."""
    shares = {"middle_names": 0.6, "sex": 0.12, "line": 0.07, "postcode": 0.16, "phone": 0.62, "born_on": 0.06}
    shares |= {"first_name": 0.008, "last_name": 0.010}
    lost: Change = {name: "" for name, share in shares.items() if chance.random() < min(0.9, share * haste)}
    if "born_on" in lost:
        lost["born_on"] = None
    if "first_name" in lost and "last_name" in lost:
        del lost["last_name"]
    return lost


def mistype(chance: Random, word: str) -> str:
    """Change one letter as fingers do: a neighbour's key, a letter lost, doubled or swapped."""
    if len(word) < 2:
        return word
    place = chance.randrange(len(word) - 1) + (chance.random() < 0.85)
    place = min(place, len(word) - 1)
    kind = chance.random()
    if kind < 0.4:
        near = BESIDE.get(word[place].lower(), "e")
        return word[:place] + chance.choice(near) + word[place + 1 :]
    if kind < 0.65:
        return word[:place] + word[place + 1 :]
    if kind < 0.8:
        return word[:place] + word[place] + word[place:]
    place = min(place, len(word) - 2)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def mishear(chance: Random, word: str) -> str:
    """Write a name as it sounds."""
    fits = [(old, new) for old, new in WORDS["sounds"]["pairs"] if old in word[1:].lower()]
    if not fits:
        return mistype(chance, word)
    old, new = chance.choice(fits)
    place = word.lower().index(old, 1)
    return word[:place] + new + word[place + len(old) :]


def _first_misspelt(chance: Random, told: Told) -> Change:
    return {"first_name": (mistype if chance.random() < 0.5 else mishear)(chance, told.first_name)}


def _first_short(chance: Random, told: Told) -> Change:
    known = WORDS["short"].get(told.first_name)
    if known:
        return {"first_name": chance.choice(known)}
    full = told.first_name
    return {"first_name": full[: max(3, len(full) // 2)] if len(full) > 5 and chance.random() < 0.4 else full}


def _first_initial(_: Random, told: Told) -> Change:
    return {"first_name": told.first_name[:1]}


def _middle_as_first(chance: Random, told: Told) -> Change:
    middle = told.middle_names.split(" ")[0]
    if not middle:
        return {}
    if chance.random() < 0.5:
        return {"first_name": f"{told.first_name} {middle}", "middle_names": ""}
    return {"first_name": middle, "middle_names": ""}


def _last_misspelt(chance: Random, told: Told) -> Change:
    return {"last_name": (mistype if chance.random() < 0.5 else mishear)(chance, told.last_name)}


def _last_other(_: Random, told: Told) -> Change:
    return {"last_name": told.other_last_name or told.last_name}


def _last_rearranged(chance: Random, told: Told) -> Change:
    """Take a double-barrelled name apart: reversed, run together, or half of it."""
    one, _, two = told.last_name.partition("-")
    if not two:
        return {}
    return {"last_name": chance.choice((f"{two}-{one}", f"{one} {two}", one, two, one + two.lower()))}


def _names_swapped(_: Random, told: Told) -> Change:
    return {"first_name": told.last_name, "last_name": told.first_name}


def _birth_mistaken(chance: Random, told: Told) -> Change:
    """Get the date of birth wrong: day for month, a digit, a year, a few days, or the first of January."""
    born = told.born_on
    if born is None:
        return {}
    kind = chance.choices(("swap", "digit", "year", "days", "month", "dummy"), (20, 35, 18, 12, 8, 7))[0]
    ways: dict[str, Callable[[], date]] = {
        "swap": lambda: born.replace(month=born.day, day=born.month),
        "digit": lambda: date.fromisoformat(_digit_changed(chance, born.isoformat())),
        "year": lambda: born.replace(year=born.year + chance.choice((-1, 1, -1, 1, -2, 2, 10, -10))),
        "days": lambda: born + timedelta(days=chance.choice((-3, -2, -1, 1, 2, 3))),
        "month": lambda: born.replace(month=1 + born.month % 12),
        "dummy": lambda: born.replace(month=1, day=1),
    }
    try:
        return {"born_on": ways[kind]()}
    except ValueError:
        return {}


def _digit_changed(chance: Random, text: str) -> str:
    place = chance.choice((3, 5, 6, 8, 9, 3, 9))
    return text[:place] + chance.choice("0123456789") + text[place + 1 :]


def _sex_wrong(_: Random, told: Told) -> Change:
    return {"sex": {"M": "F", "F": "M"}.get(told.sex, "")}


def _street_mistaken(chance: Random, told: Told) -> Change:
    """Write the address otherwise: a short street, a wrong number, no number, a slip."""
    number, _, street = told.line.rpartition(",")[2].strip().partition(" ")
    flat = told.line.rpartition(",")[0]
    if not street:
        return {}
    kind = chance.random()
    name, _, end = street.rpartition(" ")
    if kind < 0.45:
        street = f"{name} {SHORT_STREETS.get(end, end)}"
    elif kind < 0.6:
        number = str(int(number) + chance.choice((-2, -1, 1, 2, 10))) if number.isdigit() else number
    elif kind < 0.7:
        number = ""
    elif kind < 0.9:
        street = f"{mistype(chance, name)} {end}"
    else:
        flat = ""
    house = f"{number} {street}".strip()
    return {"line": f"{flat}, {house}" if flat else house}


def _postcode_mistaken(chance: Random, told: Told) -> Change:
    code = told.postcode
    if not code:
        return {}
    kind = chance.random()
    if kind < 0.3:
        return {"postcode": code.split(" ")[0]}
    place = chance.randrange(len(code) - 3, len(code))
    if kind < 0.55 and place < len(code) - 1:
        return {"postcode": code[:place] + code[place + 1] + code[place] + code[place + 2 :]}
    letters = "0123456789" if code[place].isdigit() else "ABDEFGHJLNPQRSTUWXYZ"
    return {"postcode": code[:place] + chance.choice(letters) + code[place + 1 :]}


def _new_phone(chance: Random, told: Told) -> Change:
    return {"phone": f"07{chance.randrange(10**8, 10**9)}" if told.phone else ""}


MISTAKES: tuple[tuple[float, Mistake], ...] = (
    (0.10, _first_short),
    (0.10, _first_misspelt),
    (0.012, _first_initial),
    (0.03, _middle_as_first),
    (0.09, _last_misspelt),
    (0.05, _last_other),
    (0.35, _last_rearranged),
    (0.012, _names_swapped),
    (0.09, _birth_mistaken),
    (0.008, _sex_wrong),
    (0.18, _street_mistaken),
    (0.06, _postcode_mistaken),
    (0.15, _new_phone),
)
