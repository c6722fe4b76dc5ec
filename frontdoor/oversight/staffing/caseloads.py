"""Adding up the work of a team: cases, their weight, and both for each full-time post. Pure.

A case is one child who is allocated to a social worker: three brothers and sisters are three. The caseload is the cases
that social workers hold over the full-time equivalents of those who hold any. So the Department for Education counts it
in "Children's social work workforce" (its methodology, "average caseload at 30 September"), agency workers included.
Who is no social worker holds no case in that count, and neither does somebody whose contract has no hours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Share:
    """One worker's part in a team: the work in weight, the children, and the share of a full-time post they hold."""

    weight: float
    children: int
    full_time: Decimal
    is_at_work: bool
    is_social_worker: bool = True

    @property
    def cases(self) -> int:
        """Count the children who are cases as the Department counts them."""
        return self.children if self.is_social_worker and self.full_time > 0 else 0


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
    holding = sum((one.full_time for one in kept if one.cases), Decimal(0))
    at_work = sum((one.full_time for one in kept if one.is_at_work), Decimal(0))
    children, weight = sum(one.children for one in kept), sum(one.weight for one in kept) + unheld_weight
    return TeamLoad(
        weight=weight,
        children=children,
        posts=sum((one.full_time for one in kept), Decimal(0)),
        at_work=at_work,
        caseload=sum(one.cases for one in kept) / float(holding) if holding else None,
        load=weight / float(at_work) if at_work else None,
    )
