"""Who came back, worked out the plain way: one child after another, in Python. The database is held to the same."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from frontdoor.library.demand.limits import Share

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended:
    """One child on one contact that ended without a referral. `families` are the homes that the child then lived in."""

    named_id: int
    person_id: int
    families: frozenset[int]
    received_on: date
    ended_at: datetime
    outcome: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A new incident about one child: its class is new or repeat."""

    person_id: int
    families: frozenset[int]
    received_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Back:
    """After how many days a child, or anybody in their home, first came back; nothing where nobody has.

    `open_for` is how many days have gone by since the contact ended.
    """

    ended: Ended
    open_for: float
    child: float | None
    family: float | None


def backs(ended: Iterable[Ended], told: Iterable[Told], *, at: datetime) -> list[Back]:
    """Find for each what was told next after the end, as it stands at a moment."""
    of_child: dict[int, list[datetime]] = defaultdict(list)
    of_family: dict[int, list[datetime]] = defaultdict(list)
    for one in sorted(told, key=lambda each: each.received_at):
        of_child[one.person_id].append(one.received_at)
        for family in one.families:
            of_family[family].append(one.received_at)
    return [_back(each, of_child, of_family, at) for each in ended]


def share_back(found: Iterable[Back], *, days: int, is_family: bool = False) -> Share:
    """Count those who came back within so many days, among those whose days have gone by."""
    gone_by = [each.family if is_family else each.child for each in found if each.open_for >= days]
    return Share(count=sum(after is not None and after <= days for after in gone_by), of=len(gone_by))


def came_back(found: Iterable[Back], *, days: int) -> list[int]:
    """Name the children on contacts that `share_back` counts."""
    return [
        each.ended.named_id for each in found if each.open_for >= days and each.child is not None and each.child <= days
    ]


def _back(
    ended: Ended, of_child: Mapping[int, list[datetime]], of_family: Mapping[int, list[datetime]], at: datetime
) -> Back:
    child = _next(of_child.get(ended.person_id, ()), ended.ended_at)
    families = (_next(of_family.get(one, ()), ended.ended_at) for one in ended.families)
    found = [days for days in (child, *families) if days is not None]
    return Back(
        ended=ended, open_for=(at - ended.ended_at) / ONE_DAY, child=child, family=min(found) if found else None
    )


def _next(moments: Sequence[datetime], after: datetime) -> float | None:
    place = bisect_right(moments, after)
    return (moments[place] - after) / ONE_DAY if place < len(moments) else None
