"""Families: mothers, fathers, partners, grandparents, children, twins, homes that part and homes that move."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from frontdoor.site.authority import names, places, times
from frontdoor.site.authority.agencies import Directory
from frontdoor.site.authority.chance import Wheel
from frontdoor.site.authority.homes import UNBORN_FROM, Grown, Home, Kid, Place, Stay

COUNTED_ON = date(2026, 11, 1)
"""Families are invented until so many children have been born by this day, whatever day it is today."""
LAST_BIRTH = date(2034, 1, 1)
FAR = times.minute(date(2044, 1, 1))
SIZES = Wheel([(1, 31), (2, 37), (3, 19), (4, 9), (5, 3), (6, 1)])
SHAPES = Wheel([("together", 46), ("parted", 22), ("shared", 12), ("alone", 15), ("kin", 5)])
"""Parents together; father left; father left and the children stay with him too; never there; with grandparents."""
SEALS = ("Fled domestic abuse: court order in force", "Police advice: risk from former partner", "Witness protection")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A parent and a child, and whether the parent has parental responsibility."""

    parent: Grown
    kid: Kid
    is_responsible: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """What an adult is to somebody other than as their parent in the story: a partner, a step-parent, a grandparent."""

    adult: Grown
    other: Kid | Grown
    kind: str
    since: int
    until: int = FAR
    is_responsible: bool = False


@dataclass(slots=True, kw_only=True)
class Population:
    """Everybody invented so far."""

    streets: list[places.Street]
    directory: Directory
    homes: list[Home] = field(default_factory=list)
    kids: list[Kid] = field(default_factory=list)
    adults: list[Grown] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    bonds: list[Bond] = field(default_factory=list)
    twins: list[tuple[Kid, Kid]] = field(default_factory=list)
    stocks: dict[int, names.Stock] = field(default_factory=dict)
    born: dict[int, date] = field(default_factory=dict)

    def next_id(self) -> int:
        """Give the next person's number."""
        return len(self.kids) + len(self.adults) + 1


def people_marlsea(rng: Random, directory: Directory, children: int) -> Population:
    """Invent families until there are enough children."""
    population = Population(streets=places.lay_streets(rng), directory=directory)
    counted = 0
    while counted < children:
        before = len(population.kids)
        _start_family(rng, population)
        counted += sum(kid.born_on <= COUNTED_ON for kid in population.kids[before:])
    return population


def _start_family(rng: Random, population: Population) -> None:
    stock = names.STOCKS.turn(rng.random())
    births = _births(rng)
    if not births:
        return
    first_birth = births[0]
    mother_born = first_birth - timedelta(days=int(min(41, max(16, rng.gauss(26, 5.5))) * 365.25))
    mother = _adult(rng, population, stock, "F", mother_born)
    father = _adult(rng, population, stock, "M", mother_born - timedelta(days=rng.randrange(-900, 2600)))
    home = _home(rng, population, first_birth)
    shape = SHAPES.turn(rng.random())
    parted = _day_between(rng, first_birth, max(births[-1], date(2026, 1, 1)))
    fathers = _fathers(rng, population, (father, births, shape))
    kids = [_kid(rng, population, (mother, parent), born) for parent, born in zip(fathers, births, strict=True)]
    _note_twins(population, kids)
    for kid in kids:
        _belong(home, kid, "child", kid.born - UNBORN_FROM, kid.grown)
    _house_adults(rng, population, home, (mother, father, shape, parted))
    _bind(population, home, (mother, father, shape, parted), kids)
    if shape == "shared":
        _second_home(
            rng, population, father, [kid for kid, dad in zip(kids, fathers, strict=True) if dad is father], parted
        )


def _births(rng: Random) -> list[date]:
    """Draw the birthdays of one family's children, keeping those who are children in the story's years."""
    born = date(1999, 1, 1) + timedelta(days=int(rng.random() * 27.5 * 365))
    births = []
    for _ in range(SIZES.turn(rng.random())):
        births.append(born)
        if rng.random() < 0.015:
            births.append(born)
        born += timedelta(days=int(rng.uniform(1.1, 4.6) * 365))
    return [day for day in births if day >= date(2000, 9, 1) and day < LAST_BIRTH]


def _adult(rng: Random, population: Population, stock: names.Stock, sex: str, born: date) -> Grown:
    adult = Grown(
        id=population.next_id(),
        first_name=names.first_name(rng, stock, sex),
        last_name=names.family_name(rng, stock),
        sex=sex,
    )
    population.adults.append(adult)
    population.stocks[adult.id] = stock
    population.born[adult.id] = born
    return adult


def _fathers(rng: Random, population: Population, family: tuple[Grown, list[date], str]) -> list[Grown]:
    """Say whose child each birth is: some mothers have later children with a new partner."""
    father, births, shape = family
    if shape == "together" or len(births) < 2 or rng.random() < 0.45:
        return [father] * len(births)
    turn = rng.randrange(1, len(births))
    if births[turn] == births[turn - 1]:
        return [father] * len(births)
    born = births[turn] - timedelta(days=int(rng.uniform(20, 42) * 365))
    other = _adult(rng, population, names.STOCKS.turn(rng.random()), "M", born)
    return [father] * turn + [other] * (len(births) - turn)


def _kid(rng: Random, population: Population, parents: tuple[Grown, Grown], born_on: date) -> Kid:
    mother, father = parents
    stock = population.stocks[father.id if rng.random() < 0.5 else mother.id]
    sex = "M" if rng.random() < 0.512 else "F"
    last, other = _surnames(rng, mother.last_name, father.last_name)
    born = times.minute(born_on)
    schools = population.directory.by_kind
    kid = Kid(
        id=population.next_id(),
        first_name=names.first_name(rng, stock, sex),
        last_name=last,
        other_last_name=other,
        sex=sex,
        born_on=born_on,
        born=born,
        grown=times.minute(_eighteenth(born_on)),
        mother=mother,
        primary=schools["primary"][(mother.id * 7) % len(schools["primary"])].id,
        secondary=rng.choice(schools["special"] if rng.random() < 0.05 else schools["secondary"]).id,
    )
    population.kids.append(kid)
    population.stocks[kid.id] = stock
    population.ties.append(Tie(parent=mother, kid=kid, is_responsible=True))
    population.ties.append(Tie(parent=father, kid=kid, is_responsible=rng.random() < 0.82))
    return kid


def _eighteenth(born: date) -> date:
    return born.replace(year=born.year + 18, day=min(born.day, 28) if born.month == 2 else born.day)


def _surnames(rng: Random, mothers: str, fathers: str) -> tuple[str, str]:
    """Give the child's family name, and the one that people may use instead."""
    chance = rng.random()
    if chance < 0.52:
        return fathers, mothers
    if chance < 0.88:
        return mothers, fathers
    return f"{mothers}-{fathers}", fathers


def _note_twins(population: Population, kids: list[Kid]) -> None:
    for elder, younger in zip(kids, kids[1:], strict=False):
        if elder.born == younger.born:
            younger.last_name, younger.other_last_name = elder.last_name, elder.other_last_name
            population.twins.append((elder, younger))


def _home(rng: Random, population: Population, first: date) -> Home:
    kinds = population.directory.by_kind
    home = Home(
        id=len(population.homes) + 1,
        surgery=rng.choice(kinds["surgery"]).id,
        health_visitors=rng.choice(kinds["health_visiting"]).id,
        landlord=rng.choice(kinds["housing"]).id,
    )
    population.homes.append(home)
    at = times.minute(max(first - timedelta(days=300), times.FIRST_DAY + timedelta(days=1)))
    while at < FAR:
        leaves = at + int(rng.expovariate(1 / 7.5) * 365 * times.DAY) + 90 * times.DAY
        dwelling = places.find_dwelling(rng, population.streets)
        sealed = rng.choice(SEALS) if rng.random() < 0.006 else ""
        home.stays.append(
            Stay(
                line=dwelling.line,
                postcode=dwelling.postcode,
                ward=dwelling.ward,
                arrives=at,
                leaves=leaves,
                sealed_because=sealed,
            )
        )
        at = leaves
    return home


def _belong(home: Home, kid: Kid, role: str, arrives: int, leaves: int) -> None:
    if arrives < leaves:
        home.kids.append((kid, Place(role=role, arrives=arrives, leaves=leaves)))
        kid.homes.append(home)


def _house_adults(rng: Random, population: Population, home: Home, family: tuple[Grown, Grown, str, int]) -> None:
    """Put the adults in the home: parents as the family's shape has it, partners and grandparents."""
    mother, father, shape, parted = family
    start = home.stays[0].arrives
    if shape == "kin":
        granny = _adult(rng, population, names.BRITISH, "F", population.born[mother.id] - timedelta(days=9000))
        home.adults.append((granny, Place(role="grandparent", arrives=start, leaves=FAR)))
        home.adults.append((mother, Place(role="mother", arrives=start, leaves=parted)))
        return
    home.adults.append((mother, Place(role="mother", arrives=start, leaves=FAR)))
    if shape != "alone":
        home.adults.append((father, Place(role="father", arrives=start, leaves=FAR if shape == "together" else parted)))
    if shape in ("parted", "alone") and rng.random() < 0.5:
        partner = _adult(rng, population, names.STOCKS.turn(rng.random()), "M", population.born[mother.id])
        arrives = parted + rng.randrange(60, 900) * times.DAY
        home.adults.append((partner, Place(role="step_parent", arrives=arrives, leaves=FAR)))
    if rng.random() < 0.05:
        granny = _adult(rng, population, names.BRITISH, "F", population.born[mother.id] - timedelta(days=9500))
        home.adults.append((granny, Place(role="grandparent", arrives=start, leaves=FAR)))


def _bind(population: Population, home: Home, family: tuple[Grown, Grown, str, int], kids: list[Kid]) -> None:
    """Say who is whose partner, step-parent and grandparent, from who lives in the home and when."""
    mother, father, shape, parted = family
    bonds = population.bonds
    if shape != "kin" and shape != "alone":
        until = FAR if shape == "together" else parted
        bonds.append(Bond(adult=mother, other=father, kind="partner", since=kids[0].born - times.DAY, until=until))
    for adult, place in home.adults:
        if place.role == "grandparent":
            bonds.append(Bond(adult=adult, other=mother, kind="parent", since=times.minute(population.born[mother.id])))
            bonds += [
                Bond(adult=adult, other=kid, kind="carer", since=kid.born, is_responsible=adult.id % 2 == 0)
                for kid in kids
                if shape == "kin"
            ]
        elif place.role == "step_parent":
            bonds.append(Bond(adult=mother, other=adult, kind="partner", since=place.arrives, until=place.leaves))
            bonds += [
                Bond(adult=adult, other=kid, kind="step_parent", since=max(place.arrives, kid.born)) for kid in kids
            ]


def _second_home(rng: Random, population: Population, father: Grown, kids: list[Kid], parted: int) -> None:
    """Give the father a home of his own, where his children stay too and a half-sibling may be born."""
    home = _home(rng, population, times.day_of(parted))
    home.adults.append((father, Place(role="father", arrives=home.stays[0].arrives, leaves=FAR)))
    for kid in kids:
        _belong(home, kid, "stays_part_time", max(parted, kid.born), kid.grown)
    if rng.random() < 0.5:
        born = times.day_of(parted) + timedelta(days=rng.randrange(500, 2400))
        partner = _adult(rng, population, names.STOCKS.turn(rng.random()), "F", population.born[father.id])
        home.adults.append((partner, Place(role="step_parent", arrives=home.stays[0].arrives, leaves=FAR)))
        population.bonds.append(
            Bond(adult=father, other=partner, kind="partner", since=home.stays[0].arrives + 60 * times.DAY)
        )
        if born < LAST_BIRTH:
            kid = _kid(rng, population, (partner, father), born)
            _belong(home, kid, "child", kid.born - UNBORN_FROM, kid.grown)


def _day_between(rng: Random, first: date, last: date) -> int:
    return times.minute(first + timedelta(days=int(rng.random() * (last - first).days)))
