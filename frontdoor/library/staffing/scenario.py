"""One declared scenario: what comes, what it takes, who is there, and which clocks run. Nothing is worked out here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from frontdoor.library.clocks import Calendar, Limit, Weekday

MONTH = 365.25 / 12  # days


class Unworkable(Exception):
    """A scenario that cannot be worked with; the text says what is wrong and where."""


class Rating(StrEnum):
    """How pressing a contact is, the most pressing first. Unrated stands before amber: nobody knows yet what it is."""

    DANGER = "danger"
    RED = "red"
    UNRATED = "unrated"
    AMBER = "amber"
    GREEN = "green"
    NONE = "none"


class Shape(StrEnum):
    """How handling times are spread."""

    LOGNORMAL = "lognormal"
    EXPONENTIAL = "exponential"
    FIXED = "fixed"


@dataclass(frozen=True, kw_only=True)
class Handling:
    """Minutes of work on one step: the median, and how many times longer the 84th of a hundred takes.

    `measured` is the number of times it is known from; 0 means that it is assumed.
    """

    minutes: float
    spread: float = 1.6
    measured: int = 0
    shape: Shape = Shape.LOGNORMAL

    def __post_init__(self) -> None:
        _more_than(self.minutes, 0, "minutes")
        if not 1 <= self.spread <= 10:
            raise Unworkable(f"spread must be between 1 (always the same) and 10; it is {self.spread:g}")
        _at_least(self.measured, 0, "measured")


@dataclass(frozen=True, kw_only=True)
class Wait:
    """For what share of contacts somebody outside is waited for, and how many hours they take."""

    share: float
    hours: float
    spread: float = 2.0

    def __post_init__(self) -> None:
        _share(self.share, "share")
        _at_least(self.hours, 0, "hours")
        if not 1 <= self.spread <= 10:
            raise Unworkable(f"spread must be between 1 (always the same) and 10; it is {self.spread:g}")


@dataclass(frozen=True, kw_only=True)
class Return:
    """What share of contacts goes back to an earlier step when this one is done, and after how many hours."""

    share: float
    to: str
    hours: float = 0.0

    def __post_init__(self) -> None:
        _share(self.share, "share")
        if self.share > 0.9:
            raise Unworkable(f"share must be at most 0.9, or work would never end; it is {self.share:g}")
        _at_least(self.hours, 0, "hours")


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the work, in the order of the scenario's list.

    `roles` may do it, those asked first named first. `share` says which share of each class goes through it (1 where a
    class is not named), and `handling` how long it takes by class ("" stands for every class not named).
    """

    code: str
    name: str
    roles: tuple[str, ...]
    handling: Mapping[str, Handling]
    share: Mapping[str, float] = field(default_factory=dict)
    before_rating: bool = False
    same_person: bool = False
    second_person: bool = False
    waits: Mapping[str, Wait] = field(default_factory=dict)
    returns: Return | None = None

    def __post_init__(self) -> None:
        _named(self.code, "code")
        if not self.roles:
            raise Unworkable(f'step "{self.code}" names no role that may do it')
        if self.same_person and self.second_person:
            raise Unworkable(f'step "{self.code}" cannot be both for the same person and for a second one')
        for value in self.share.values():
            _share(value, "share")


@dataclass(frozen=True, kw_only=True)
class ContactClass:
    """A class of contacts: its share of all, how it is rated, and whether it is net demand."""

    code: str
    name: str
    share: float
    rating: Rating
    is_net: bool = True

    def __post_init__(self) -> None:
        _named(self.code, "code")
        _at_least(self.share, 0, "share")


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Contacts that come together: on some days of the week, at a time, so many on average."""

    name: str
    days: tuple[Weekday, ...]
    at: time
    contacts: float
    classes: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _at_least(self.contacts, 0, "contacts")

    @property
    def monthly(self) -> float:
        """Give the contacts of an ordinary month."""
        return self.contacts * len(self.days) * MONTH / 7


@dataclass(frozen=True, kw_only=True)
class Arrivals:
    """How many contacts come, and when.

    `contacts` is what comes in an ordinary month of 30.44 days, batches included. `hours` are 168 weights from Monday
    00:00, `season` twelve for the months, `day_off` what a bank holiday or closure brings of an ordinary day.
    """

    contacts: float
    hours: tuple[float, ...]
    season: tuple[float, ...] = (1.0,) * 12
    day_off: float = 0.3
    day_spread: float = 0.1
    batches: tuple[Batch, ...] = ()
    measured: str = ""

    def __post_init__(self) -> None:
        _more_than(self.contacts, 0, "contacts")
        _weights(self.hours, 168, "hours")
        _weights(self.season, 12, "season")
        _at_least(self.day_off, 0, "day_off")
        if not 0 <= self.day_spread <= 1:
            raise Unworkable(f"day_spread must be between 0 and 1; it is {self.day_spread:g}")


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """From when to when on one day of the week: a shift, or a meeting inside it."""

    day: Weekday
    starts: time
    ends: time

    def __post_init__(self) -> None:
        if self.ends <= self.starts:
            raise Unworkable(
                f"a shift or meeting must end after it starts; {self.starts:%H:%M} to {self.ends:%H:%M} does not"
            )

    @property
    def hours(self) -> float:
        return (self.ends.hour - self.starts.hour) + (self.ends.minute - self.starts.minute) / 60


@dataclass(frozen=True, kw_only=True)
class Away:
    """Leave or training: the first day and the last."""

    first_on: date
    last_on: date

    def __post_init__(self) -> None:
        if self.last_on < self.first_on:
            raise Unworkable(f"leave must not end before it starts: {self.first_on} to {self.last_on}")


@dataclass(frozen=True, kw_only=True)
class Person:
    """One worker, or several who work alike. `pace` is 1 for somebody who has learnt the work.

    `breaks` are minutes in the middle of each shift. `absence` is the chance of being away on a day without notice, and
    `other_work` the share of the time at work that goes to what no step here counts. Somebody new starts at
    `starting_pace` on `starts_on` and comes up to `pace` in `learns_in_weeks`. Of a duty rota of `duty_of` weeks they
    are on in those that `duty_weeks` names, from 1. Whoever is `urgent_only` takes nothing but what interrupts.
    """

    name: str
    role: str
    shifts: tuple[Stretch, ...]
    count: int = 1
    meetings: tuple[Stretch, ...] = ()
    breaks: float = 30.0
    leave: tuple[Away, ...] = ()
    absence: float = 0.05
    absence_days: int = 3
    other_work: float = 0.1
    pace: float = 1.0
    starts_on: date | None = None
    starting_pace: float = 0.5
    learns_in_weeks: float = 13.0
    duty_of: int = 1
    duty_weeks: tuple[int, ...] = (1,)
    works_bank_holidays: bool = False
    urgent_only: bool = False

    def __post_init__(self) -> None:
        _at_least(self.count, 0, "count")
        _at_least(self.breaks, 0, "breaks")
        _share(self.absence, "absence")
        _more_than(self.pace, 0, "pace")
        _more_than(self.starting_pace, 0, "starting_pace")
        _at_least(self.learns_in_weeks, 0, "learns_in_weeks")
        _more_than(self.absence_days, 0, "absence_days")
        if not 0 <= self.other_work < 1:
            raise Unworkable(f"other_work must be at least 0 and less than 1; it is {self.other_work:g}")
        if not self.duty_weeks or not all(1 <= week <= self.duty_of for week in self.duty_weeks):
            raise Unworkable(f"duty_weeks must name weeks from 1 to {self.duty_of}")

    @property
    def hours_a_week(self) -> float:
        """Add up the hours of a week on duty, without breaks."""
        return sum(shift.hours - min(self.breaks / 60, shift.hours) for shift in self.shifts)


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A time limit of the policy edition: from receipt, or from when its step could begin, until a step is done."""

    limit: Limit
    until: str
    from_receipt: bool = True
    classes: tuple[str, ...] = ()
    ratings: tuple[Rating, ...] = ()

    @property
    def code(self) -> str:
        return self.limit.code


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A front door, as it is or as it might be. `assumptions` say in words what is not known from records."""

    name: str
    begins_on: date
    calendar: Calendar
    arrivals: Arrivals
    classes: tuple[ContactClass, ...]
    steps: tuple[Step, ...]
    people: tuple[Person, ...]
    clocks: tuple[Clock, ...]
    role_names: Mapping[str, str] = field(default_factory=dict)
    interrupts: tuple[Rating, ...] = (Rating.DANGER, Rating.RED)
    finishes_up: float = 15.0
    takes_up: float = 5.0
    days: int = 28
    warm_up_days: int = 7
    assumptions: tuple[str, ...] = ()

    def role_name(self, role: str) -> str:
        """Name a role as people do."""
        return self.role_names.get(role, role.replace("_", " "))

    def people_of(self, role: str) -> int:
        """Count those of a role, heads not hours."""
        return sum(person.count for person in self.people if person.role == role)

    @property
    def roles(self) -> tuple[str, ...]:
        """Name the roles in the order in which steps name them."""
        named = [role for step in self.steps for role in step.roles]
        return tuple(dict.fromkeys([*named, *(person.role for person in self.people)]))


def _named(text: str, name: str) -> None:
    if not text.strip():
        raise Unworkable(f"{name} must not be empty")


def _at_least(value: float, least: float, name: str) -> None:
    if not value >= least:
        raise Unworkable(f"{name} must not be less than {least:g}; it is {value:g}")


def _more_than(value: float, least: float, name: str) -> None:
    if not least < value < float("inf"):
        raise Unworkable(f"{name} must be more than {least:g}; it is {value:g}")


def _share(value: float, name: str) -> None:
    if not 0 <= value <= 1:
        raise Unworkable(f"{name} must be a share between 0 and 1; it is {value:g}")


def _weights(values: tuple[float, ...], count: int, name: str) -> None:
    if len(values) != count:
        raise Unworkable(f"{name} must be {count} numbers; it has {len(values)}")
    if min(values) < 0 or sum(values) <= 0:
        raise Unworkable(f"{name} must not be negative, and not all nothing")
