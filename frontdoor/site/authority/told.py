"""Children and adults as they are told: short names, wrong spellings, swapped dates, old addresses, blanks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from frontdoor.site.authority import names
from frontdoor.site.authority.homes import Home, Kid
from frontdoor.site.authority.shapes import AdultTold, ChildTold

GOOD, FAIR, POOR = 0.92, 0.8, 0.55
CARE: dict[str, float] = {
    **dict.fromkeys(("2A", "2B", "3A", "3B", "3C", "5A", "5C", "5D", "7"), GOOD),
    **dict.fromkeys(("6", "3D", "3E", "3F", "5B", "8", "1A"), FAIR),
    **dict.fromkeys(("1B", "1C", "1D", "4", "9", "10"), POOR),
}
"""How likely a source is to get each particular of a child right."""
DUMMY = date(1900, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """Where a child is heard of: in which home, when, from what sort of source and with what school."""

    home: Home
    at: int
    source: str
    school: str


def tell_child(rng: Random, kid: Kid, row: int, hearing: Hearing, impact: str) -> ChildTold:
    """Tell of a child as this source would."""
    care = CARE[hearing.source]
    unborn = hearing.at < kid.born
    first, last = _unborn_name(rng, kid) if unborn else _name(rng, kid, care)
    line, postcode = _address(rng, hearing, care)
    return ChildTold(
        row=row,
        first_name=first,
        last_name=last,
        date_of_birth=None if unborn else _birth(rng, kid, care),
        expected_on=_expected(rng, kid, care) if unborn else None,
        sex="U" if unborn else (kid.sex if rng.random() < care + 0.06 else ""),
        address=line,
        postcode=postcode,
        school="" if unborn or rng.random() > care else hearing.school,
        impact=impact,
    )


def _name(rng: Random, kid: Kid, care: float) -> tuple[str, str]:
    if rng.random() < care:
        return kid.first_name, kid.last_name
    slip = rng.random()
    if slip < 0.3:
        return rng.choice(names.SHORT_FORMS.get(kid.first_name, (kid.first_name,))), kid.last_name
    if slip < 0.5:
        return names.misspelt(rng, kid.first_name), kid.last_name
    if slip < 0.66:
        return kid.first_name, names.misspelt(rng, kid.last_name)
    if slip < 0.84:
        return kid.first_name, _other_surname(kid)
    if slip < 0.89:
        return kid.last_name, kid.first_name
    return (kid.first_name, "") if slip < 0.97 or care > POOR else ("", kid.mother.last_name)


def _other_surname(kid: Kid) -> str:
    """Give the other parent's surname, or a double name with a space or the halves the other way about."""
    if "-" in kid.last_name and kid.id % 3:
        one, two = kid.last_name.split("-", 1)
        return f"{one} {two}" if kid.id % 2 else f"{two}-{one}"
    return kid.other_last_name


def _unborn_name(rng: Random, kid: Kid) -> tuple[str, str]:
    return rng.choice(("Unborn", "Baby", "Unborn baby", "")), kid.mother.last_name


def _expected(rng: Random, kid: Kid, care: float) -> date | None:
    return kid.born_on + timedelta(days=int(rng.gauss(3, 9))) if rng.random() < care else None


def _birth(rng: Random, kid: Kid, care: float) -> date | None:
    born = kid.born_on
    if rng.random() < care + 0.03:
        return born
    slip = rng.random()
    if slip < 0.55:
        return None
    if slip < 0.72 and born.day <= 12:
        return born.replace(month=born.day, day=born.month)
    if slip < 0.8:
        return born.replace(day=1, month=1)
    if slip < 0.83:
        return DUMMY
    return born + timedelta(days=rng.choice((-365, -30, -10, -1, 1, 9, 10, 31, 365)))


def _address(rng: Random, hearing: Hearing, care: float) -> tuple[str, str]:
    stay = hearing.home.stay_at(hearing.at)
    if rng.random() < care + 0.04:
        return stay.line, stay.postcode
    slip = rng.random()
    if slip < 0.4:
        return "", ""
    former = hearing.home.stay_before(hearing.at)
    if slip < 0.65 and former is not None:
        return former.line, former.postcode
    return (stay.line, "") if slip < 0.85 else (names.misspelt(rng, stay.line), stay.postcode)


def tell_adults(rng: Random, hearing: Hearing) -> tuple[AdultTold, ...]:
    """Tell of the adults in the home as far as the source knows them."""
    return tuple(
        AdultTold(
            first_name=adult.first_name if rng.random() < 0.93 else names.misspelt(rng, adult.first_name),
            last_name=adult.last_name if rng.random() < 0.85 else "",
            role=role,
            lives_in_home=True,
        )
        for adult, role in hearing.home.adults_at(hearing.at)
        if rng.random() < 0.8
    )
