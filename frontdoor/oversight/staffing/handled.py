"""How long each step of the work takes, from pieces of work that were measured. Pure.

A piece is all the minutes that one contact took in one step, whoever worked on it. Pieces are spread as logarithms are:
half take less than the median, and 84 in a hundred take less than `spread` times the median.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, sqrt
from typing import Final

from frontdoor.library.staffing import Handling, Scenario, Step

ENOUGH: Final = 30
"""So many pieces of a step and class are measured before the median is shown and the assumption falls."""
MOST: Final = 0.5
"""Where fewer of the contacts have minutes, those that have are not like the others: the assumption stands."""
SHORTEST: Final = 0.5
"""Minutes. What was done between two looks at the clock counts as half a minute: nothing takes no time."""
WIDEST: Final = 10.0

STEPS: Final[Mapping[str, str]] = {
    "take": "Take the contact down",
    "look": "Is it new: identify, class and rate",
    "gather": "Gather what is known",
    "decide": "Weigh and recommend",
    "oversee": "Oversee a recommendation",
    "reply": "Tell the referrer",
}
"""The steps that are measured. Those that a scenario has too are handed to it by their codes."""

ACTS: Final[Mapping[str, str]] = {
    "contact.received": "take",
    "person.identified": "look",
    "person.not_the_same": "look",
    "person.identification_withdrawn": "look",
    "child.classified": "look",
    "contact.rated": "look",
    "contact.allocated": "look",
    "consent.not_asked": "look",
    "danger.acted": "look",
    "news.passed": "look",
    "history.read": "gather",
    "finding.added": "gather",
    "finding.ended": "gather",
    "childs_day.described": "gather",
    "question.asked": "gather",
    "question.answered": "gather",
    "question.chased": "gather",
    "question.taken_back": "gather",
    "look.followed": "gather",
    "outcome.recommended": "decide",
    "look.recorded": "oversee",
    "consent.not_asking_approved": "oversee",
    "oversight.picked_up": "oversee",
    "oversight.let_go": "oversee",
    "oversight.agreed": "oversee",
    "oversight.changed": "oversee",
    "oversight.returned": "oversee",
    "reply.told": "reply",
}
"""The step that an act belongs to. Time goes to the worker's next act on the contact: reading led to it."""


@dataclass(frozen=True, kw_only=True)
class Pieces:
    """Pieces of one step and class added up: how many, their minutes, and the sums of their logarithms and squares.

    `seen` contacts had the step done, and `pieces` of them have minutes. `cut` of those seen hold a pause between a
    quarter of an hour and an hour, which counts nothing.
    """

    seen: int = 0
    pieces: int = 0
    minutes: float = 0.0
    logs: float = 0.0
    squares: float = 0.0
    cut: int = 0

    @classmethod
    def of(cls, told: Sequence[float]) -> Pieces:
        """Make pieces of six sums in the order above, as the database tells them."""
        seen, pieces, minutes, logs, squares, cut = told
        return cls(seen=int(seen), pieces=int(pieces), minutes=minutes, logs=logs, squares=squares, cut=int(cut))

    def __add__(self, other: Pieces) -> Pieces:
        return Pieces(
            seen=self.seen + other.seen,
            pieces=self.pieces + other.pieces,
            minutes=self.minutes + other.minutes,
            logs=self.logs + other.logs,
            squares=self.squares + other.squares,
            cut=self.cut + other.cut,
        )

    @property
    def is_enough(self) -> bool:
        """Say whether it is measured: often enough, and for most of the contacts that had the step done."""
        return self.pieces >= ENOUGH and self.pieces >= MOST * self.seen

    @property
    def median(self) -> float:
        """Give the minutes that half of them take at most."""
        return exp(self.logs / self.pieces)

    @property
    def spread(self) -> float:
        """Give how many times longer than the median the 84th of a hundred takes."""
        if self.pieces <= 1:
            return 1.0
        variance = (self.squares - self.logs**2 / self.pieces) / (self.pieces - 1)
        return min(exp(sqrt(max(variance, 0.0))), WIDEST)

    @property
    def handling(self) -> Handling:
        """Give it as a scenario has it."""
        return Handling(minutes=self.median, spread=self.spread, measured=self.pieces)


Measured = Mapping[tuple[str, str], Pieces]
"""By step and class, the class as a scenario names it."""


def add_up(rows: Iterable[tuple[str, str, Pieces]]) -> dict[tuple[str, str], Pieces]:
    """Add pieces up by step and class."""
    found: dict[tuple[str, str], Pieces] = {}
    for step, code, pieces in rows:
        found[step, code] = found.get((step, code), Pieces()) + pieces
    return found


def with_measured(scenario: Scenario, measured: Measured) -> Scenario:
    """Put what is measured in place of what was assumed, step by step and class by class."""
    codes = tuple(one.code for one in scenario.classes)
    return replace(scenario, steps=tuple(_step(step, codes, measured) for step in scenario.steps))


def _step(step: Step, codes: tuple[str, ...], measured: Measured) -> Step:
    known = {code: found.handling for code in codes if (found := measured.get((step.code, code))) and found.is_enough}
    handling = {**step.handling, **known}
    if all(code in handling or step.share.get(code, step.share.get("", 1.0)) == 0 for code in codes):
        handling.pop("", None)  # nothing is left that it would stand for
    return replace(step, handling=handling)


def is_any_measured(scenario: Scenario) -> bool:
    """Say whether any minutes of a scenario are measured."""
    return any(one.measured for step in scenario.steps for one in step.handling.values())


def unmeasured(scenario: Scenario) -> list[str]:
    """Name the steps of which any class is assumed still."""
    return [step.name for step in scenario.steps if any(one.measured < ENOUGH for one in step.handling.values())]
