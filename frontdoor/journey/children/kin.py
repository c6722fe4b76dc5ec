"""A family in values: who there is, what they are to one another, where they live, who has parental responsibility."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Kin:
    """Somebody of a family. Blank is not known."""

    person_id: int
    reference: str = ""
    first_name: str = ""
    last_name: str = ""
    sex: str = "U"
    born_on: date | None = None
    expected_on: date | None = None
    died_on: date | None = None

    @property
    def is_unborn(self) -> bool:
        return self.born_on is None and self.expected_on is not None

    @property
    def name(self) -> str:
        """Write the name as it is said; an unborn child may have none."""
        said = f"{self.first_name} {self.last_name}".strip()
        return said or ("Unborn child" if self.expected_on else "Name not known")


@dataclass(frozen=True, kw_only=True)
class Tie:
    """What one person is, or was, to another: `person_id` is a parent (and so on) of `other_id`."""

    person_id: int
    other_id: int
    kind: str
    tie_id: int = 0
    how_known: str = ""
    from_on: date | None = None
    until_on: date | None = None

    @property
    def is_over(self) -> bool:
        return self.until_on is not None


@dataclass(frozen=True, kw_only=True)
class Stay:
    """A time that somebody lives, or lived, in a home."""

    person_id: int
    household_id: int
    from_on: date
    stay_id: int = 0
    until_on: date | None = None
    role: str = ""
    time_there: str = ""

    def is_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or self.until_on > day)


@dataclass(frozen=True, kw_only=True)
class HomePlace:
    """A home and where it is. A sealed one never says where."""

    household_id: int
    address: str = ""
    is_sealed: bool = False


@dataclass(frozen=True, kw_only=True)
class Duty:
    """Whether somebody has parental responsibility for a child; no holder is the council, under a care order."""

    child_id: int
    answer: str
    holder_id: int | None = None
    duty_id: int = 0
    basis: str = ""
    how_known: str = ""
    from_on: date | None = None
    until_on: date | None = None

    @property
    def is_over(self) -> bool:
        return self.until_on is not None


@dataclass(frozen=True, kw_only=True)
class Family:
    """A child's family as it is known on a day. `left_out` counts those further away who are not in it."""

    child_id: int
    on: date
    people: tuple[Kin, ...]
    ties: tuple[Tie, ...] = ()
    stays: tuple[Stay, ...] = ()
    homes: tuple[HomePlace, ...] = ()
    duties: tuple[Duty, ...] = ()
    left_out: int = 0
