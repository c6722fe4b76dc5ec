"""The register: what the council's records say of everybody on the day the authority is built."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from nhs_number.validate import calculate_checksum

from frontdoor.site.authority import names, times
from frontdoor.site.authority.chance import Wheel
from frontdoor.site.authority.families import FAR, Population
from frontdoor.site.authority.homes import UNBORN_FROM, Grown, Home, Kid, Place
from frontdoor.site.authority.shapes import Address, Household, Membership, Person, Relationship, Responsibility

DISABILITIES = Wheel(
    [
        ((), 88.0),
        (("LD",), 3.5),
        (("AUT",), 2.5),
        (("BEH",), 2.0),
        (("COMM",), 1.2),
        (("AUT", "LD"), 0.9),
        (("MOB",), 0.7),
        (("HEAR",), 0.4),
        (("VIS",), 0.3),
        (("MOB", "PC", "LD"), 0.5),
    ]
)
PUPIL_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
SYNTHETIC = 999_000_000
"""NHS numbers from here are kept for testing: no patient has one."""


@dataclass(slots=True, kw_only=True)
class Register:
    """The people of an authority, with the doubled records that a busy office makes."""

    people: list[Person] = field(default_factory=list)
    second_records: dict[int, int] = field(default_factory=dict)
    doubles: dict[int, int] = field(default_factory=dict)
    """The other way about: a person's id, and the id of the second record about them."""


def register_people(rng: Random, population: Population) -> Register:
    """Write down everybody, as if all were born already; doubled records come last."""
    register = Register()
    everybody: list[Kid | Grown] = sorted([*population.kids, *population.adults], key=lambda person: person.id)
    for person in everybody:
        record = _child(rng, population, person) if isinstance(person, Kid) else _adult(rng, population, person)
        register.people.append(record)
    for kid in population.kids:
        if rng.random() < 0.013:
            _double(rng, register, register.people[kid.id - 1])
    return register


def _child(rng: Random, population: Population, kid: Kid) -> Person:
    stock = population.stocks[kid.id]
    short = names.SHORT_FORMS.get(kid.first_name, ())
    return Person(
        id=kid.id,
        reference=f"P{100_000 + kid.id}",
        first_name=kid.first_name,
        middle_names=names.first_name(rng, stock, kid.sex) if rng.random() < 0.66 else "",
        last_name=kid.last_name,
        other_names=(f"{short[0]} {kid.last_name}",) if short and rng.random() < 0.3 else (),
        date_of_birth=kid.born_on,
        expected_on=kid.born_on + timedelta(days=int(rng.gauss(3, 9))),
        sex=kid.sex,
        ethnicity=stock.ethnicities.turn(rng.random()),
        nhs_number=_nhs_number(kid.id) if rng.random() < 0.86 else None,
        upn=_pupil_number(kid) if rng.random() < 0.8 else None,
        disabilities=DISABILITIES.turn(rng.random()),
        died_on=None,
        is_child=True,
    )


def _adult(rng: Random, population: Population, adult: Grown) -> Person:
    known_as = f"{adult.first_name} {names.family_name(rng, names.BRITISH)}"
    return Person(
        id=adult.id,
        reference=f"P{100_000 + adult.id}",
        first_name=adult.first_name,
        middle_names="",
        last_name=adult.last_name,
        other_names=(known_as,) if rng.random() < 0.06 else (),
        date_of_birth=population.born[adult.id] if rng.random() < 0.8 else None,
        expected_on=None,
        sex=adult.sex,
        ethnicity=population.stocks[adult.id].ethnicities.turn(rng.random()),
        nhs_number=_nhs_number(adult.id) if rng.random() < 0.35 else None,
        upn=None,
        disabilities=(),
        died_on=date(2018, 6, 1) + timedelta(days=rng.randrange(3000)) if rng.random() < 0.006 else None,
        is_child=False,
    )


def _nhs_number(number: int) -> str | None:
    """Give a number that passes its check in the synthetic range; one in eleven has no check digit, so no number."""
    digits = str(SYNTHETIC + number * 7 % 1_000_000)
    check = calculate_checksum(digits)
    return None if check is None or check > 9 else f"{digits}{check}"


def _pupil_number(kid: Kid) -> str:
    """Give a unique pupil number with its check letter, from local authority 999, which is nobody's."""
    digits = f"999{2000 + kid.primary:04d}{(kid.born_on.year + 5) % 100:02d}{kid.id % 1000:03d}"
    total = sum(int(digit) * weight for weight, digit in enumerate(digits, 2))
    return f"{PUPIL_LETTERS[total % 23]}{digits}"


def _double(rng: Random, register: Register, person: Person) -> None:
    """Add a second, poorer record of the same child under a name as it was heard."""
    number = len(register.people) + 1
    short = names.SHORT_FORMS.get(person.first_name)
    heard = rng.choice(short) if short and rng.random() < 0.6 else names.misspelt(rng, person.first_name)
    last = names.misspelt(rng, person.last_name) if rng.random() < 0.3 else person.last_name
    register.people.append(
        replace(
            person,
            id=number,
            reference=f"P{100_000 + number}",
            first_name=heard,
            last_name=last,
            middle_names="",
            other_names=(),
            nhs_number=None,
            upn=None,
            disabilities=(),
        )
    )
    register.second_records[number] = person.id
    register.doubles[person.id] = number


def as_known_on(person: Person, day: date, mothers_name: str) -> Person | None:
    """Give a record as it stands on a day: unborn children go by their mother's name, later ones have no record."""
    born = person.date_of_birth
    dead = person.died_on if person.died_on is None or person.died_on <= day else None
    if not person.is_child or born is None:
        return replace(person, died_on=dead)
    if times.minute(born) - UNBORN_FROM > times.minute(day):
        return None
    if born > day:
        return replace(
            person,
            first_name="Unborn",
            last_name=mothers_name,
            middle_names="",
            other_names=(),
            date_of_birth=None,
            sex="U",
            nhs_number=None,
            upn=None,
            disabilities=(),
            ethnicity="NOBT",
        )
    at_school = day.year - born.year >= 5
    return replace(person, expected_on=None, upn=person.upn if at_school else None)


def list_households(homes: list[Home], day: date) -> tuple[list[Household], list[Address]]:
    """List the homes there have been by a day, and their addresses."""
    until = times.minute(day)
    households: list[Household] = []
    addresses: list[Address] = []
    for home in homes:
        stays = [stay for stay in home.stays if stay.arrives <= until]
        if stays:
            households.append(Household(id=home.id))
        for stay in stays:
            addresses.append(
                Address(
                    id=len(addresses) + 1,
                    household_id=home.id,
                    line=stay.line,
                    postcode=stay.postcode,
                    from_on=times.day_of(stay.arrives),
                    until_on=times.day_of(stay.leaves) if stay.leaves <= until else None,
                    sealed_because=stay.sealed_because,
                )
            )
    return households, addresses


def list_memberships(homes: list[Home], known: set[int], day: date) -> list[Membership]:
    """List who has belonged where by a day."""
    memberships: list[Membership] = []
    for home in homes:
        members: list[tuple[Kid | Grown, Place]] = [*home.kids, *home.adults]
        for person, place in members:
            if person.id in known and home.stays[0].arrives <= times.minute(day):
                memberships.extend(_membership(person.id, home.id, place, day))
    return memberships


def _membership(person_id: int, household_id: int, place: Place, day: date) -> list[Membership]:
    until = times.minute(day)
    if place.arrives > until or place.arrives >= place.leaves:
        return []
    leaves = times.day_of(place.leaves) if place.leaves <= until and place.leaves < FAR else None
    arrives = times.day_of(place.arrives)
    return [
        Membership(person_id=person_id, household_id=household_id, role=place.role, from_on=arrives, until_on=leaves)
    ]


def list_relationships(population: Population, known: set[int], day: date) -> list[Relationship]:
    """List parents, twins, partners, step-parents and grandparents among those known by a day."""
    parents = [
        Relationship(person_id=tie.parent.id, to_person_id=tie.kid.id, kind="parent")
        for tie in population.ties
        if tie.kid.id in known
    ]
    twins = [
        Relationship(person_id=one.id, to_person_id=two.id, kind="twin")
        for one, two in population.twins
        if one.id in known and two.id in known
    ]
    return parents + twins + _list_bonds(population, known, times.minute(day))


def _list_bonds(population: Population, known: set[int], until: int) -> list[Relationship]:
    return [
        Relationship(
            person_id=bond.adult.id,
            to_person_id=bond.other.id,
            kind=bond.kind,
            from_on=None if bond.kind == "parent" else times.day_of(bond.since),
            until_on=times.day_of(bond.until) if bond.until <= until else None,
        )
        for bond in population.bonds
        if bond.other.id in known and bond.since <= until and bond.since < bond.until
    ]


def list_responsibilities(population: Population, known: set[int], day: date) -> list[Responsibility]:
    """List who has parental responsibility: mothers all, most fathers, some grandparents by order of a court.

    Of a father without it, some records say "no" and some say nothing. Nobody has it for a child not yet born.
    """
    known = {kid.id for kid in population.kids if kid.id in known and kid.born_on <= day}
    listed = []
    for tie in population.ties:
        kid, parent = tie.kid, tie.parent
        if kid.id in known and (tie.is_responsible or parent.id % 3):
            basis = "mother" if parent is kid.mother else ("married", "registered")[parent.id % 2]
            seen = "birth_certificate" if tie.is_responsible and kid.mother.id % 4 else "said_by_family"
            listed.append(_responsibility(parent, kid, basis if tie.is_responsible else "", seen))
    for bond in population.bonds:
        if bond.is_responsible and bond.other.id in known and isinstance(bond.other, Kid):
            listed.append(_responsibility(bond.adult, bond.other, "special_guardian", "court_order"))
    return listed


def _responsibility(holder: Grown, kid: Kid, basis: str, how_known: str) -> Responsibility:
    return Responsibility(
        holder_id=holder.id,
        child_id=kid.id,
        answer="yes" if basis else "no",
        basis=basis,
        how_known=how_known,
        from_on=kid.born_on if basis in ("mother", "married", "registered") else None,
    )
