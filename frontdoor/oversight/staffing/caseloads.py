"""Adding up the work of a team: cases, their weight, and both for each full-time post. Pure.

A case is one child with an allocated worker, and the caseload is cases over the full-time equivalents of those who
hold any: so the Department for Education counts it (children's social work workforce census, guide, item "cases held").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, kw_only=True)
class Weights:
    """What each piece of work weighs, how many hours a full-time post has, and what a full-time post can carry."""

    of_contacts: Mapping[str, float]
    of_child: float
    full_time: Decimal
    full_load: float


USUAL: Final = Weights(
    of_contacts=MappingProxyType({"red": 2.0, "amber": 1.0, "green": 0.5, "unrated": 1.0}),
    of_child=1.0,
    full_time=Decimal(37),
    full_load=18.0,
)


@dataclass(frozen=True, kw_only=True)
class Share:
    """One worker's part in a team: the work in weight, the children, and the share of a full-time post they hold."""

    weight: float
    children: int
    full_time: Decimal
    is_at_work: bool


@dataclass(frozen=True, kw_only=True)
class TeamLoad:
    """A team's work. Shares of a full-time post in sum; `caseload` is None where nobody holds a case."""

    weight: float
    children: int
    posts: Decimal
    at_work: Decimal
    caseload: float | None
    load: float | None
    """Weight for each full-time post that is at work; None where nobody is."""


def team_load(shares: Iterable[Share], *, unheld_weight: float = 0.0) -> TeamLoad:
    """Add up a team, with what it has that nobody holds."""
    kept = list(shares)
    holding = sum((one.full_time for one in kept if one.children), Decimal(0))
    at_work = sum((one.full_time for one in kept if one.is_at_work), Decimal(0))
    children, weight = sum(one.children for one in kept), sum(one.weight for one in kept) + unheld_weight
    return TeamLoad(
        weight=weight,
        children=children,
        posts=sum((one.full_time for one in kept), Decimal(0)),
        at_work=at_work,
        caseload=children / float(holding) if holding else None,
        load=weight / float(at_work) if at_work else None,
    )
