"""Who came back, worked out the plain way: one child after another, in Python. The database is held to the same."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from frontdoor.library.demand import Likeness, likeness
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
    concerns: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A new incident about one child: its class is new or repeat."""

    person_id: int
    families: frozenset[int]
    received_at: datetime
    concerns: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Back:
    """After how many days a child, or anybody in their home, first came back; nothing where nobody has.

    `open_for` is how many days have gone by since the contact ended.
    """

    ended: Ended
    open_for: float
    child: float | None
    family: float | None
    child_concern: Likeness = Likeness.NOT_CODED
    family_concern: Likeness = Likeness.NOT_CODED


def backs(ended: Iterable[Ended], told: Iterable[Told], *, at: datetime) -> list[Back]:
    """Find for each what was told next after the end, as it stands at a moment."""
    of_child: dict[int, list[Told]] = defaultdict(list)
    of_family: dict[int, list[Told]] = defaultdict(list)
    for one in sorted(told, key=lambda each: each.received_at):
        of_child[one.person_id].append(one)
        for family in one.families:
            of_family[family].append(one)
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


def split(found: Iterable[Back], *, days: int, is_family: bool = False) -> Counter[Likeness]:
    """Count those that `share_back` counts by the likeness of their concern."""
    gone_by = [each for each in found if each.open_for >= days]
    if is_family:
        return Counter(each.family_concern for each in gone_by if each.family is not None and each.family <= days)
    return Counter(each.child_concern for each in gone_by if each.child is not None and each.child <= days)


def _back(ended: Ended, of_child: Mapping[int, list[Told]], of_family: Mapping[int, list[Told]], at: datetime) -> Back:
    child = _next(of_child.get(ended.person_id, ()), ended.ended_at)
    homes = (_next(of_family.get(one, ()), ended.ended_at) for one in ended.families)
    family = min((each for each in (child, *homes) if each), key=lambda each: each.received_at, default=None)
    return Back(
        ended=ended,
        open_for=(at - ended.ended_at) / ONE_DAY,
        child=_days(ended, child),
        family=_days(ended, family),
        child_concern=_like(ended, child),
        family_concern=_like(ended, family),
    )


def _next(told: Sequence[Told], after: datetime) -> Told | None:
    place = bisect_right(told, after, key=lambda each: each.received_at)
    return told[place] if place < len(told) else None


def _days(ended: Ended, back: Told | None) -> float | None:
    return (back.received_at - ended.ended_at) / ONE_DAY if back else None


def _like(ended: Ended, back: Told | None) -> Likeness:
    return likeness(ended.concerns, back.concerns) if back else Likeness.NOT_CODED
