"""Children, adults and homes as the story of Marlsea needs them: with what has happened to them so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from frontdoor.site.authority import times

NEVER = -1
UNBORN_FROM = 190 * times.DAY
"""A pregnancy becomes known to agencies at most so long before the birth."""
SCHOOL_AGE, SECONDARY_AGE = 4.6, 11.3


@dataclass(slots=True, kw_only=True)
class Kid:
    """A child, and the parts of the story that decide what the next contact about them is."""

    id: int
    first_name: str
    last_name: str
    other_last_name: str
    sex: str
    born_on: date
    born: int
    grown: int
    mother: Grown
    primary: int
    secondary: int
    homes: list[Home] = field(default_factory=list)
    open_from: int = NEVER
    open_until: int = NEVER
    ended: list[int] = field(default_factory=list)
    """The minutes at which contacts about this child ended without a referral, latest last."""

    def is_known_at(self, at: int) -> bool:
        """Say whether there is a child, born or expected, to be told about."""
        return self.born - UNBORN_FROM <= at < self.grown

    def is_open_at(self, at: int) -> bool:
        """Say whether the child has an open episode."""
        return self.open_from <= at < self.open_until

    def age_at(self, at: int) -> float:
        """Give the child's age in years; below nought before birth."""
        return (at - self.born) / (365.25 * times.DAY)


@dataclass(slots=True, kw_only=True)
class Grown:
    """An adult."""

    id: int
    first_name: str
    last_name: str
    sex: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A member's time in a home."""

    role: str
    arrives: int
    leaves: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A home's time at an address."""

    line: str
    postcode: str
    ward: int
    arrives: int
    leaves: int
    sealed_because: str


@dataclass(slots=True, kw_only=True)
class Home:
    """A household: who is in it when, where it is, and what tends to go wrong in it."""

    id: int
    surgery: int
    health_visitors: int
    landlord: int
    troubles: tuple[str, ...] = ()
    kids: list[tuple[Kid, Place]] = field(default_factory=list)
    adults: list[tuple[Grown, Place]] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)

    def kids_at(self, at: int) -> list[Kid]:
        """Give the children, born or expected, who belong to the home at a minute."""
        return [kid for kid, place in self.kids if place.arrives <= at < place.leaves and kid.is_known_at(at)]

    def adults_at(self, at: int) -> list[tuple[Grown, str]]:
        """Give the adults in the home at a minute, with their roles."""
        return [(adult, place.role) for adult, place in self.adults if place.arrives <= at < place.leaves]

    def stay_at(self, at: int) -> Stay:
        """Give where the home is at a minute."""
        for stay in reversed(self.stays):
            if stay.arrives <= at:
                return stay
        return self.stays[0]

    def stay_before(self, at: int) -> Stay | None:
        """Give where the home was before it last moved."""
        past = [stay for stay in self.stays if stay.leaves <= at]
        return past[-1] if past else None
