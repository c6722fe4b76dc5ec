"""A town's people as a register, and contacts about them with the errors that front doors see.

The people and the errors are the benchmark's own: the model was not trained on them. The same seed gives the same
files.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from benchmarks.mistakes import COLUMNS, Change, Told, mistell, write_down
from benchmarks.names import WORDS, Stock, stocks

TODAY = date(2026, 11, 1)
TAKEN_OUT = 0.2
PARTLY_KNOWN = 0.4
"""Of the homes from which somebody is left out, how many have the others in the register."""
MOVED = 0.1
PER_STREET = 44
STREETS = WORDS["streets"]
ENDS = [word for word, often in STREETS["common_ends"].items() for _ in range(often)] + STREETS["ends"]


@dataclass(kw_only=True, slots=True)
class Home:
    line: str
    town: str
    postcode: str
    phone: str


@dataclass(kw_only=True, slots=True)
class Person:
    """Somebody who lives in the town, as they truly are."""

    first_name: str
    middle_names: str
    last_name: str
    other_last_name: str
    born_on: date
    sex: str
    home: Home
    former_home: Home | None = None  # where the register still has everybody of the home
    is_known: bool = True
    number: str = ""


@dataclass
class Town:
    """Streets and families, invented until there are enough people."""

    chance: Random
    stocks: list[Stock]
    streets: list[tuple[str, str, str]] = field(default_factory=list)

    def lay_streets(self, people: int) -> None:
        """Lay about one street for every forty homes; each has three postcodes."""
        areas = max(1, people // 9_000)
        for place in range(max(3, people // (PER_STREET * 3))):
            name = f"{self.chance.choice(STREETS['trees'] + STREETS['places'])} {self.chance.choice(ENDS)}"
            district = f"{'NB' if place % 3 else 'SA'}{1 + self.chance.randrange(areas) % 60}"
            town = STREETS["towns"][(len(self.streets) * 7) % len(STREETS["towns"])]
            self.streets.append((name, town, f"{district} {1 + place % 9}"))

    def home(self) -> Home:
        chance = self.chance
        name, town, sector = chance.choice(self.streets)
        house = 1 + min(int(chance.expovariate(1 / 45)), 320)
        line = f"Flat {1 + chance.randrange(14)}, {house} {name}" if chance.random() < 0.13 else f"{house} {name}"
        letters = "ABDEFGHJLNPQRSTUWXYZ"
        of_street = sum(name.encode()) + house // 30
        postcode = f"{sector}{letters[of_street % 20]}{letters[(of_street * 7 + len(name)) % 20]}"
        return Home(line=line, town=town, postcode=postcode, phone=f"07{chance.randrange(10**8, 10**9)}")

    def family(self) -> list[Person]:
        """Invent one home's people: a mother, mostly a father, and their children."""
        chance = self.chance
        of_mother, of_father = self._pair_of_stocks()
        home, former = self.home(), self.home() if chance.random() < MOVED else None
        eldest = TODAY - timedelta(days=int(chance.random() * 21 * 365.25))
        mother = self._person(of_mother, "F", eldest - timedelta(days=int(chance.gauss(28, 5.5) * 365.25)), home)
        father = self._person(of_father, "M", mother.born_on - timedelta(days=int(chance.gauss(2.2, 4) * 365)), home)
        if chance.random() < 0.4:
            mother.other_last_name, mother.last_name = mother.last_name, father.last_name
        children = list(self._children(of_father, (mother, father), eldest, home))
        adults = [mother] if chance.random() < 0.24 else [mother, father]
        for one in (*adults, *children):
            one.former_home = former
        return adults + children

    def _pair_of_stocks(self) -> tuple[Stock, Stock]:
        shares = [stock.share for stock in self.stocks]
        first = self.chance.choices(self.stocks, shares)[0]
        return first, first if self.chance.random() < 0.88 else self.chance.choices(self.stocks, shares)[0]

    def _person(self, stock: Stock, sex: str, born_on: date, home: Home) -> Person:
        given = stock.boys if sex == "M" else stock.girls
        turn = self.chance.random()
        middles = [given.turn(self.chance) for _ in range(0 if turn < 0.28 else 1 if turn < 0.92 else 2)]
        return Person(
            first_name=given.turn(self.chance),
            middle_names=" ".join(middles),
            last_name=stock.families.turn(self.chance),
            other_last_name="",
            born_on=min(born_on, TODAY),
            sex=sex,
            home=home,
        )

    def _children(self, stock: Stock, parents: tuple[Person, Person], born_on: date, home: Home) -> Iterator[Person]:
        chance = self.chance
        mother, father = parents
        turn = chance.random()
        own = mother.other_last_name or mother.last_name
        last, other = (father.last_name, own) if turn < 0.66 else (own, father.last_name)
        if turn > 0.90:
            last, other = f"{own}-{father.last_name}", father.last_name
        for _ in range(chance.choices((1, 2, 3, 4, 5), (30, 40, 18, 8, 4))[0]):
            for _ in range(2 if chance.random() < 0.016 else 1):
                child = self._person(stock, chance.choice("MF"), born_on, home)
                child.last_name, child.other_last_name = last, other if other != last else ""
                if child.sex == "M" and chance.random() < 0.03:
                    child.first_name = father.first_name
                elif chance.random() < 0.1:
                    child.middle_names = father.first_name if child.sex == "M" else mother.first_name
                yield child
            born_on += timedelta(days=int(chance.uniform(1.1, 4.5) * 365))
            if born_on > TODAY:
                return


def write(folder: Path, people: int, contacts: int, seed: int) -> None:
    """Write a register of so many people, contacts of which a fifth are about others, and the truth."""
    chance = Random(seed)
    town = Town(chance, stocks())
    everybody = _invent(town, int(people / (1 - TAKEN_OUT)))
    _take_out(chance, everybody, len(everybody) - people)
    folder.mkdir(parents=True, exist_ok=True)
    known = [person for person in everybody if person.is_known]
    chance.shuffle(known)
    with (folder / "a.csv").open("w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(COLUMNS)
        for place, person in enumerate(known, 1):
            person.number = f"A{place:07d}"
            rows.writerow([person.number, *write_down(chance, _as_told(chance, person, is_record=True))])
    with (folder / "b.csv").open("w", newline="") as file, (folder / "truth.csv").open("w", newline="") as right:
        rows, pairs = (csv.writer(one, lineterminator="\n") for one in (file, right))
        rows.writerow(COLUMNS)
        pairs.writerow(("id_a", "id_b"))
        for place in range(1, contacts + 1):
            person = chance.choice(everybody)
            other = town.home()
            elsewhere: Change = {"line": other.line, "town": other.town, "postcode": other.postcode}
            told = mistell(chance, _as_told(chance, person, is_record=False), elsewhere, TODAY)
            rows.writerow([f"B{place:07d}", *write_down(chance, told)])
            if person.is_known:
                pairs.writerow((person.number, f"B{place:07d}"))


def _invent(town: Town, people: int) -> list[Person]:
    town.lay_streets(people)
    everybody: list[Person] = []
    while len(everybody) < people:
        everybody.extend(town.family())
    return everybody[:people]


def _take_out(chance: Random, everybody: list[Person], count: int) -> None:
    """Leave people out of the register: mostly whole homes, and some of whom only the rest of the home is known."""
    homes: dict[int, list[Person]] = defaultdict(list)
    for person in everybody:
        homes[id(person.home)].append(person)
    order = list(homes.values())
    chance.shuffle(order)
    for home in order:
        one_only = len(home) > count or chance.random() < PARTLY_KNOWN
        for person in chance.sample(home, 1) if one_only else home:
            person.is_known, count = False, count - 1
            if count == 0:
                return


def _as_told(chance: Random, person: Person, *, is_record: bool) -> Told:
    """Give the person's details; the register lags behind homes that moved, and lacks some details."""
    home = person.former_home if is_record and person.former_home is not None else person.home
    told = Told(
        first_name=person.first_name,
        middle_names=person.middle_names,
        last_name=person.last_name,
        other_last_name=person.other_last_name,
        born_on=person.born_on,
        sex=person.sex,
        line=home.line,
        town=home.town,
        postcode=home.postcode,
        phone=home.phone,
    )
    if not is_record:
        return told
    gaps = {"middle_names": 0.25, "sex": 0.02, "line": 0.03, "phone": 0.5}
    missing = {name: "" for name, share in gaps.items() if chance.random() < share}
    born_on = None if chance.random() < 0.01 else told.born_on
    return replace(told, born_on=born_on, **missing)
