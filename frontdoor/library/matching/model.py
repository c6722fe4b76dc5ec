"""The weights, read from model.toml and shares.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from math import log2
from types import MappingProxyType
from typing import Final

from frontdoor.library.matching.levels import LEVELS, ROUNDING, Field, Level, Verdict, level

Table = Mapping[str, object]

LOUDEST: Final = 500.0  # a weight beyond this is certainty, and would overflow
OFTEN: Final = 10
OFTEN_SHARE: Final = 0.0002
"""A first name that so many people of a register bear, and such a share of them, is a name and no slip for another."""

LEAST_SHARE: Final = 0.00001  # however rare a value is, a slip of the pen makes it of another as often as this
FIELDS_WITH_SHARES: Final = (
    *(Field.FIRST_NAME, Field.LAST_NAME, Field.DATE_OF_BIRTH, Field.POSTCODE, Field.ADDRESS, Field.PHONE, Field.EMAIL),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class DateHabits:
    """What counts as near, and which dates are written when the real one is not known."""

    days_apart: int
    born_within_days: int
    generation_years: int
    stand_in_days: frozenset[tuple[int, int]]  # month, day
    stand_in_dates: frozenset[date]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rarities:
    """What it is worth that two people share a value: so much for the values listed, and so much for any other."""

    listed: Mapping[str, float]
    other: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Model:
    """Everything that is needed to weigh two people against each other."""

    edition: str
    trained: str
    same_odds: float  # the chance that two records are one person, before looking
    people: float  # of how large a register the odds speak
    start: float  # less than nothing in a larger register, where more strangers agree by chance
    family_start: float  # the head start over a relative: relatives are rarer than strangers
    unborn_name_at_most: float
    unborn_name_at_least: float
    dates: DateHabits
    levels: Mapping[tuple[Field, str], Level]
    shares: Mapping[Field, Mapping[str, float]]
    rarities: Mapping[Field, Rarities]
    names_in_use: frozenset[str]

    def level(self, field: Field, name: str) -> Level:
        return self.levels[field, name]

    def share(self, field: Field, value: str) -> float:
        """Return the share of people with this value of a field; rare ones have the share of the model."""
        return self.shares[field].get(value) or self.levels[field, "exact"].u

    def rarity(self, field: Field, value: str) -> float:
        """Return what it is worth that two people share this value of a field."""
        known = self.rarities[field]
        return known.listed.get(value, known.other)

    def is_common(self, field: Field, value: str) -> bool:
        """Say whether a value of a field is commoner than one that is known of nobody."""
        known = self.rarities[field]
        return known.listed.get(value, known.other) < known.other

    def with_shares(self, counts: Mapping[Field, Mapping[str, int]], *, people: int) -> "Model":
        """Return the model for one register, in which so many people have each value of a field.

        The shares of the model count as if so many more people had been seen that one of them had a rare value.
        """
        shares = dict(self.shares)
        rarities = dict(self.rarities)
        for field, seen in counts.items():
            exact = self.levels[field, "exact"]
            before = 1 / exact.u
            known = {value: self.shares[field].get(value, exact.u) for value in {*self.shares[field], *seen}}
            least = exact.u if field is Field.DATE_OF_BIRTH else LEAST_SHARE
            shares[field] = {
                value: max(least, (seen.get(value, 0) + share * before) / (people + before))
                for value, share in known.items()
            }
            rarities[field] = _rarities(exact, shares[field], other=max(least, 1 / (people + before)))
        often = max(OFTEN, people * OFTEN_SHARE)
        borne = frozenset(name for name, seen in counts.get(Field.FIRST_NAME, {}).items() if seen >= often)
        return replace(
            self,
            start=log2(self.people / max(people, 1)),
            shares=MappingProxyType(shares),
            rarities=rarities,
            names_in_use=self.names_in_use | borne,
        )

    def probability(self, weight: float) -> float:
        """Return how likely two records of this weight are one person."""
        return 1 / (1 + 2 ** -max(-LOUDEST, min(LOUDEST, weight + self.same_odds)))


@cache
def default_model() -> Model:
    """Return the model that stands beside this code."""
    here = files(__package__)
    return read_model(
        here.joinpath("model.toml").read_text(encoding="utf-8"),
        shares=here.joinpath("shares.toml").read_text(encoding="utf-8"),
    )


def read_model(text: str, *, shares: str) -> Model:
    """Return the model written in two TOML texts; raise ValueError naming the table and key that is wrong."""
    tables: Table = tomllib.loads(text)
    odds, unborn, about = _table(tables, "odds"), _table(tables, "unborn"), _table(tables, "about")
    levels = _levels(tables)
    known = _known_shares(tomllib.loads(shares))
    return Model(
        edition=str(about["edition"]),
        trained=str(about["trained"]),
        same_odds=log2(_number(odds, "same")),
        people=_number(odds, "people"),
        start=0.0,
        family_start=-log2(_number(odds, "family")),
        unborn_name_at_most=_number(unborn, "name_at_most"),
        unborn_name_at_least=_number(unborn, "name_at_least"),
        dates=_date_habits(_table(tables, "dates")),
        levels=levels,
        shares=known,
        rarities={field: _rarities(levels[field, "exact"], known[field]) for field in FIELDS_WITH_SHARES},
        names_in_use=frozenset(known[Field.FIRST_NAME]),
    )


def _known_shares(names: Table) -> Mapping[Field, Mapping[str, float]]:
    known: dict[Field, Mapping[str, float]] = {field: MappingProxyType({}) for field in FIELDS_WITH_SHARES}
    known[Field.FIRST_NAME] = _shares(names, "forenames")
    known[Field.LAST_NAME] = _shares(names, "surnames")
    return MappingProxyType(known)


def _rarities(exact: Level, shares: Mapping[str, float], other: float | None = None) -> Rarities:
    """Work out the weights once: they are asked for in every comparison."""
    listed = {value: log2(exact.m / share) for value, share in shares.items()}
    return Rarities(listed=listed, other=log2(exact.m / (other or exact.u)))


def _levels(tables: Table) -> Mapping[tuple[Field, str], Level]:
    found: dict[tuple[Field, str], Level] = {}
    for field, expected in LEVELS.items():
        rows = _table(tables, field)
        if set(rows) != set(expected):
            raise ValueError(f"[{field}] should have exactly these levels: {', '.join(expected)}")
        for name in expected:
            found[field, name] = _level(field, name, _table(rows, name))
    for (field, _), one in found.items():
        _refuse_more_than_exact(field, one, found.get((field, "exact"), one))
    return MappingProxyType(found)


def _level(field: Field, name: str, row: Table) -> Level:
    try:
        return level(
            name=name,
            verdict=Verdict(str(row.get("verdict"))),
            m=_number(row, "m"),
            u=_number(row, "u"),
            u_family=_number(row, "u_family"),
        )
    except ValueError as wrong:
        raise ValueError(f"{field}.{wrong}") from wrong


def _refuse_more_than_exact(field: Field, one: Level, exact: Level) -> None:
    """Refuse a likeness that would count for more than being the same; an expected birth has no exact form."""
    is_more = max(one.weight - exact.weight, one.family_weight - exact.family_weight) > ROUNDING
    if is_more and one.name != "born_expected":
        raise ValueError(f"{field}.{one.name}: it would count for more than {field}.{exact.name}")


def _date_habits(table: Table) -> DateHabits:
    days = [str(day).split("-") for day in _list(table, "stand_in_days")]
    return DateHabits(
        days_apart=int(_number(table, "days_apart")),
        born_within_days=int(_number(table, "born_within_days")),
        generation_years=int(_number(table, "generation_years")),
        stand_in_days=frozenset((int(month), int(day)) for month, day in days),
        stand_in_dates=frozenset(date.fromisoformat(str(day)) for day in _list(table, "stand_in_dates")),
    )


def _shares(names: Table, key: str) -> Mapping[str, float]:
    table = _table(names, key)
    return MappingProxyType({name: _number(table, name) / 100 for name in table})


def _table(tables: Table, key: str) -> Table:
    table = tables.get(key)
    if not isinstance(table, dict):
        raise ValueError(f"[{key}] is missing")
    return table


def _list(table: Table, key: str) -> list[object]:
    value = table.get(key)
    if not isinstance(value, list):
        raise ValueError(f"{key} should be a list")
    return value


def _number(table: Table, key: str) -> float:
    value = table.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{key} should be a number")
    return float(value)
