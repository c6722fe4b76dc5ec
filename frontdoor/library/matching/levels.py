"""The fields that are compared, and the levels at which each may agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import log2
from types import MappingProxyType
from typing import Final


class Field(StrEnum):
    FIRST_NAME = "first_name"
    MIDDLE_NAMES = "middle_names"
    LAST_NAME = "last_name"
    DATE_OF_BIRTH = "date_of_birth"
    SEX = "sex"
    NHS_NUMBER = "nhs_number"
    UPN = "upn"
    COUNCIL_ID = "council_id"
    POSTCODE = "postcode"
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"


class Verdict(StrEnum):
    AGREES = "agrees"
    CLOSE = "close"
    DIFFERS = "differs"
    BLANK = "blank"


ROUNDING: Final = 0.001  # of a weight: shares are written with so many digits
LEVELS: Mapping[Field, tuple[str, ...]] = MappingProxyType(
    {
        Field.FIRST_NAME: (
            *("exact", "spelling", "nickname", "middle", "part", "slip", "beginning", "sound", "swapped", "initial"),
            *("another", "faint", "other_initial", "differs"),
        ),
        Field.MIDDLE_NAMES: ("exact", "initial", "part", "other_initial", "differs"),
        Field.LAST_NAME: (
            *("exact", "order", "spelling", "part", "slip", "beginning", "sound", "swapped", "initial"),
            *("faint", "differs"),
        ),
        Field.DATE_OF_BIRTH: (
            *("exact", "stand_in", "swapped", "near", "slip", "digits", "month_year", "other_year", "told_month"),
            *("told_year", "year", "differs", "told_differs", "generation", "born_expected", "not_expected"),
        ),
        Field.SEX: ("agrees", "differs"),
        Field.NHS_NUMBER: ("exact", "slip", "differs"),
        Field.UPN: ("exact", "slip", "differs"),
        Field.COUNCIL_ID: ("exact", "differs"),
        Field.POSTCODE: ("exact", "former", "slip", "near", "differs"),
        Field.ADDRESS: ("exact", "house", "number", "street", "faint", "differs"),
        Field.PHONE: ("exact", "slip", "differs"),
        Field.EMAIL: ("exact", "slip", "name", "differs"),
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    """One row of model.toml: how often one person's records, strangers' and relatives' look like this."""

    name: str
    verdict: Verdict
    m: float
    u: float
    u_family: float
    weight: float  # against a stranger
    family_weight: float  # against a relative


def _weight(m: float, u: float) -> float:
    """Return log2(m / u); nothing when the two are the same but for rounding."""
    weight = log2(m / u)
    return weight if abs(weight) >= ROUNDING else 0.0


def level(*, name: str, verdict: Verdict, m: float, u: float, u_family: float) -> Level:
    """Work out the weights of a level; refuse an agreement that counts against, or a difference in favour."""
    if not all(0 < share < 1 for share in (m, u, u_family)):
        raise ValueError(f"{name}: m, u and u_family are shares between 0 and 1")
    weight, family_weight = _weight(m, u), _weight(m, u_family)
    sign = -1 if verdict is Verdict.DIFFERS else 1
    if min(sign * weight, sign * family_weight) < 0:
        raise ValueError(
            f"{name}: its verdict is '{verdict}', but its weights are {weight:.1f} and {family_weight:.1f}"
        )
    return Level(name=name, verdict=verdict, m=m, u=u, u_family=u_family, weight=weight, family_weight=family_weight)
