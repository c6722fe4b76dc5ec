"""Who came back: a contact ended without a referral, and a new incident was told soon after. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from frontdoor.library.demand import Likeness
from frontdoor.library.demand.limits import Share

WINDOWS: Final = (30, 90, 365)
WITHOUT_REFERRAL: Final = ("no_further_action", "advice", "early_help")
"""Outcomes that close the door without opening an episode, the one that asks most about returns first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Split:
    """Those who came back, by whether their first return was coded with the same concern as what had ended."""

    back: int = 0
    same: int = 0
    another: int = 0

    @property
    def not_coded(self) -> int:
        return self.back - self.same - self.another

    def of(self, like: Likeness) -> int:
        """Count those of one likeness."""
        return {Likeness.SAME: self.same, Likeness.ANOTHER: self.another, Likeness.NOT_CODED: self.not_coded}[like]

    def __add__(self, other: Split) -> Split:
        return Split(back=self.back + other.back, same=self.same + other.same, another=self.another + other.another)


@dataclass(frozen=True, kw_only=True, slots=True)
class Returns:
    """Children on the contacts of one month that ended with one outcome, and how many were told of again.

    `of` counts those whose days have gone by since the end; `child`, `family` and `same` are some of them: the child
    came back, the child or anybody in their home, and the child by the same sender as before. `child_concern` and
    `family_concern` part the first two by concern.
    """

    month_on: date
    outcome: str
    days: int
    ended: int
    of: int
    child: int
    family: int
    same: int
    child_concern: Split = Split()
    family_concern: Split = Split()

    @property
    def is_whole(self) -> bool:
        """Say whether the days of every one of them have gone by."""
        return self.of == self.ended


def share_back(found: Iterable[Returns], *, days: int, is_family: bool = False) -> Share:
    """Count those who came back within so many days, among those whose days have gone by."""
    within = [each for each in found if each.days == days]
    count = sum(each.family if is_family else each.child for each in within)
    return Share(count=count, of=sum(each.of for each in within))


def share_same(found: Iterable[Returns], *, days: int) -> Share:
    """Count those whom the same sender told of again, among all who came back."""
    within = [each for each in found if each.days == days]
    return Share(count=sum(each.same for each in within), of=sum(each.child for each in within))


def split_of(found: Iterable[Returns], *, days: int, is_family: bool = False) -> Split:
    """Part those who came back within so many days by the same concern, another, or not coded."""
    within = (each for each in found if each.days == days)
    return sum((each.family_concern if is_family else each.child_concern for each in within), Split())


def after(found: Iterable[Returns], outcome: str) -> list[Returns]:
    """Keep those that ended with one outcome; all, where none is named."""
    return [each for each in found if outcome in ("", each.outcome)]
