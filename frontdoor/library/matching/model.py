"""The weights, read from model.toml and shares.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from math import log2
from types import MappingProxyType

from frontdoor.library.matching.levels import LEVELS, Field, Level, Verdict, level

Table = Mapping[str, object]

LOUDEST = 500.0  # a weight beyond this is certainty, and would overflow


@dataclass(frozen=True, kw_only=True, slots=True)
class DateHabits:
    """What counts as near, and which dates are written when the real one is not known."""

    days_apart: int
    born_within_days: int
    generation_years: int
    stand_in_days: frozenset[tuple[int, int]]  # month, day
    stand_in_dates: frozenset[date]


@dataclass(frozen=True, kw_only=True, slots=True)
class Model:
    """Everything that is needed to weigh two people against each other."""

    edition: str
    trained: str
    same_odds: float  # the chance that two records are one person, before looking
    family_start: float  # the head start over a relative: relatives are rarer than strangers
    unborn_name_at_most: float
    unborn_name_at_least: float
    dates: DateHabits
    levels: Mapping[tuple[Field, str], Level]
    forename_shares: Mapping[str, float]
    surname_shares: Mapping[str, float]

    def level(self, field: Field, name: str) -> Level:
        return self.levels[field, name]

    def share(self, field: Field, standard: str) -> float:
        """Return the share of people with this first or last name; rare names have the share of the model."""
        shares = self.surname_shares if field is Field.LAST_NAME else self.forename_shares
        return shares.get(standard) or self.levels[field, "exact"].u

    def rarity(self, field: Field, share: float) -> float:
        """Return what the same name is worth when this share of people have it."""
        return log2(self.levels[field, "exact"].m / share)

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
    names: Table = tomllib.loads(shares)
    odds, unborn, about = _table(tables, "odds"), _table(tables, "unborn"), _table(tables, "about")
    return Model(
        edition=str(about["edition"]),
        trained=str(about["trained"]),
        same_odds=log2(_number(odds, "same")),
        family_start=-log2(_number(odds, "family")),
        unborn_name_at_most=_number(unborn, "name_at_most"),
        unborn_name_at_least=_number(unborn, "name_at_least"),
        dates=_date_habits(_table(tables, "dates")),
        levels=_levels(tables),
        forename_shares=_shares(names, "forenames"),
        surname_shares=_shares(names, "surnames"),
    )


def _levels(tables: Table) -> Mapping[tuple[Field, str], Level]:
    found: dict[tuple[Field, str], Level] = {}
    for field, expected in LEVELS.items():
        rows = _table(tables, field)
        if set(rows) != set(expected):
            raise ValueError(f"[{field}] should have exactly these levels: {', '.join(expected)}")
        for name in expected:
            row = _table(rows, name)
            found[field, name] = level(
                name=f"{field}.{name}",
                verdict=Verdict(str(row.get("verdict"))),
                m=_number(row, "m"),
                u=_number(row, "u"),
                u_family=_number(row, "u_family"),
            )
    for (field, _), one in found.items():
        _refuse_more_than_exact(one, found.get((field, "exact"), one))
    return MappingProxyType(found)


def _refuse_more_than_exact(one: Level, exact: Level) -> None:
    """Refuse a likeness that would count for more than being the same; an expected birth has no exact form."""
    is_more = one.weight > exact.weight or one.family_weight > exact.family_weight
    if is_more and not one.name.endswith("born_expected"):
        raise ValueError(f"{one.name}: it would count for more than {exact.name}")


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
