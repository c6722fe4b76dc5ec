"""How much there is to do for how many: a fact about the service at a moment, shown beside decisions. Pure.

It is never a reason: no list of reasons, outcomes or levels takes it up, and nothing is worked out from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Final

ENOUGH: Final = 20
"""From so many earlier days on, what is usual is said."""
TENTHS: Final = 10


@dataclass(frozen=True, kw_only=True)
class Then:
    """Contacts in the door at a moment, and the front door's social workers: how many there are, and are at work."""

    contacts: int
    posts: int
    at_work: int

    @property
    def each(self) -> float | None:
        """Give the open contacts for each at work; None where nobody is."""
        return self.contacts / self.at_work if self.at_work else None


@dataclass(frozen=True, kw_only=True)
class Pressure(Then):
    """The same, beside what is usual: eight working days in ten lie from `usual_low` to `usual_high`."""

    usual_low: float | None = None
    usual_high: float | None = None

    @property
    def is_above_usual(self) -> bool:
        """Say whether each had more than is usual, or nobody was there for what was open."""
        if self.each is None:
            return self.contacts > 0
        return self.usual_high is not None and round(self.each) > round(self.usual_high)

    @property
    def words(self) -> str:
        """Say it in one plain line."""
        said = f"Social workers at work: {self.at_work} of {self.posts}"
        if self.each is None:
            return f"{said}; {self.contacts} open contact{'' if self.contacts == 1 else 's'}"
        if self.usual_low is None or self.usual_high is None:
            return f"{said}; open contacts each: {self.each:.0f}"
        return f"{said}; open contacts each: {self.each:.0f}, usual {self.usual_low:.0f} to {self.usual_high:.0f}"


def beside_usual(now: Then, before: Sequence[Then]) -> Pressure:
    """Set a moment beside the working days before it."""
    days = sorted(each for one in before if (each := one.each) is not None)
    tenths = quantiles(days, n=TENTHS, method="inclusive") if len(days) >= ENOUGH else []
    return Pressure(
        contacts=now.contacts,
        posts=now.posts,
        at_work=now.at_work,
        usual_low=tenths[0] if tenths else None,
        usual_high=tenths[-1] if tenths else None,
    )
