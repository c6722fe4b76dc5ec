"""What one edition says, as values: the rules that a partnership has agreed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from frontdoor.library.clocks import Calendar, Limit


@dataclass(frozen=True, kw_only=True)
class Source:
    """A document that the edition rests on."""

    title: str
    words: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Level:
    """A level of need of the threshold document."""

    code: str
    name: str
    words: str
    response: str = ""


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """What may be seen at a level, in one part of a child's life. It helps people compare; it decides nothing."""

    code: str
    level: str
    need: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """Which threshold document the levels and indicators are those of."""

    name: str = ""
    published_on: date | None = None
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Windows:
    """The days within which contacts bear on one another (see docs/explanation/demand.md)."""

    duplicate: int
    repeat: int
    history: int


@dataclass(frozen=True, kw_only=True)
class RatingRule:
    """One rating: which limit it runs to, who may give it, and who may give it in place of a faster one."""

    code: str
    name: str
    words: str
    limit: str
    may_rate: tuple[str, ...]
    may_lower: tuple[str, ...]
    must_be_qualified: bool


@dataclass(frozen=True, kw_only=True)
class OutcomeRule:
    """One outcome: which classes it may follow, whether it closes the contact without a service, what it needs."""

    code: str
    name: str
    words: str
    follows: tuple[str, ...]
    closes: bool
    needs_agreement: bool


@dataclass(frozen=True, kw_only=True)
class ConsentReason:
    """One answer to one of the three questions of consent, and whether a manager approves it."""

    question: str
    code: str
    name: str
    needs_manager: bool


@dataclass(frozen=True, kw_only=True)
class Concern:
    """What a contact may be about. A retired one is no longer chosen; `now` is the code that took its place."""

    code: str
    name: str
    words: str
    source: str = ""
    is_retired: bool = False
    now: str = ""


@dataclass(frozen=True, kw_only=True)
class AlwaysSeen:
    """What a manager always looks at, drawn or not. Every condition that is given must hold."""

    code: str
    why: str
    outcomes: frozenset[str]
    levels: frozenset[str]
    classes: frozenset[str]
    ratings: frozenset[str]
    seen_by: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Oversight:
    """Who must see what: every closure or a sample of them, since when, and what is seen always."""

    closures: str
    percent: float
    seed: str
    since: date | None
    seen_by: tuple[str, ...]
    source: str
    always: Sequence[AlwaysSeen]


@dataclass(frozen=True, kw_only=True)
class Caseloads:
    """What each piece of work weighs, how many hours a week a full-time post has, and what weight it can carry.

    `of_contacts` names the ratings and `unrated`. For giving work out fairly; nothing about a child follows from it.
    """

    of_contacts: Mapping[str, float]
    of_child: float
    full_time: Decimal
    full_load: float
    source: str = ""


EVERY_CLOSURE = Oversight(closures="all", percent=100, seed="", since=None, seen_by=(), source="", always=())


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What one edition says. `usual` names the parts in which it says nothing, so that the usual rules hold."""

    name: str
    in_force_from: date
    calendar: Calendar
    limits: Mapping[str, Limit]
    windows: Windows
    levels: Sequence[Level]
    show_first_from: float
    show_from: float
    ratings: Mapping[str, RatingRule]
    outcomes: Mapping[str, OutcomeRule]
    consent: Sequence[ConsentReason]
    oversight: Oversight
    caseloads: Caseloads
    concerns: Mapping[str, Concern] = field(default_factory=dict)
    indicators: Sequence[Indicator] = ()
    threshold: Threshold = Threshold()
    sources: Sequence[Source] = ()
    commencement: Mapping[str, date]
    usual: frozenset[str] = frozenset()

    def limit_of(self, code: str) -> Limit:
        """Find the limit under a code, or the one that the rating of that code runs to."""
        rating = self.ratings.get(code)
        return self.limits[rating.limit if rating else code]

    @property
    def concerns_to_choose(self) -> tuple[Concern, ...]:
        """The concerns that people are offered: those that are not retired."""
        return tuple(one for one in self.concerns.values() if not one.is_retired)

    def concerns_now(self, codes: Iterable[str]) -> frozenset[str]:
        """Give codes as this edition has them: a retired one by what took its place."""
        known = self.concerns
        return frozenset(known[code].now or code if code in known else code for code in codes)
