"""How far training is trusted: a level that was seen often says what training found, one seldom seen what was set."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import log2
from types import MappingProxyType
from typing import Final

from frontdoor.library.matching.levels import Field, Level, Verdict, level
from frontdoor.library.matching.model import FIELDS_WITH_SHARES, Model

SEEN_ENOUGH: Final = 300.0  # sightings at which what was found counts as much as what was set
FURTHEST: Final = 1.0  # training moves no weight further than this: its data are not everybody's
ALMOST: Final = 0.9999
HARDLY: Final = 0.0000001


@dataclass(frozen=True, kw_only=True, slots=True)
class Sightings:
    """The m and u of every level as training found them, and of how many pairs of each sort."""

    shares: Mapping[tuple[Field, str], tuple[float, float]]
    matches: int
    strangers: int


def trusted(start: Model, seen: Sightings, relatives: Mapping[Field, Counter[str]]) -> Model:
    """Return the model with its weights moved towards what was seen, as far as it was seen often enough."""
    levels = dict(start.levels)
    for (field, name), before in start.levels.items():
        if (field, name) in seen.shares:
            m, u = seen.shares[field, name]
            levels[field, name] = _moved(field, before, m, u, seen, relatives.get(field, Counter()))
    for (field, name), one in levels.items():
        if (field, "exact") in levels and name != "born_expected":
            levels[field, name] = _no_more_than(one, levels[field, "exact"])
    return replace(start, levels=MappingProxyType(levels))


def _moved(field: Field, before: Level, m: float, u: float, seen: Sightings, relatives: Counter[str]) -> Level:
    """Move a level's weights, and its m; how often strangers have the same rare name is known from elsewhere."""
    share = _between(before.m, m, m * seen.matches)
    weight = before.weight
    if before.name != "exact" or field not in FIELDS_WITH_SHARES:
        weight = _between_weights(before.weight, log2(m / u), min(m * seen.matches, u * seen.strangers))
    family_weight = before.family_weight
    counted = relatives.total()
    if relatives[before.name]:
        found = log2(m / (relatives[before.name] / counted))
        family_weight = _between_weights(before.family_weight, found, min(m * seen.matches, relatives[before.name]))
    return _level(before, share, weight, family_weight)


def _between(before: float, found: float, sightings: float) -> float:
    trust = sightings / (sightings + SEEN_ENOUGH)
    return float(before ** (1 - trust) * found**trust)


def _between_weights(before: float, found: float, sightings: float) -> float:
    trust = sightings / (sightings + SEEN_ENOUGH)
    return before + max(-FURTHEST, min(FURTHEST, trust * (found - before)))


def _level(before: Level, m: float, weight: float, family_weight: float) -> Level:
    """Return the level with these weights, as far as its verdict and the size of a share allow."""
    least, most = (-20.0, 0.0) if before.verdict is Verdict.DIFFERS else (0.0, 20.0)
    weights = (max(least, min(most, one)) for one in (weight, family_weight))
    u, u_family = (m / 2**one for one in weights)
    shrink = min(1.0, ALMOST / max(m, u, u_family))
    m, u, u_family = (max(HARDLY, one * shrink) for one in (m, u, u_family))
    return level(name=before.name, verdict=before.verdict, m=m, u=u, u_family=u_family)


def _no_more_than(one: Level, exact: Level) -> Level:
    weight, family_weight = min(one.weight, exact.weight), min(one.family_weight, exact.family_weight)
    if (weight, family_weight) == (one.weight, one.family_weight):
        return one
    return _level(one, one.m, weight, family_weight)
