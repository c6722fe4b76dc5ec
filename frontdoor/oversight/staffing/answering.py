"""The answer to a question: the front door as it is and as it might be, lived through side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from frontdoor.library.staffing import Scenario, checks, comparing, simulation, what_if
from frontdoor.library.staffing.comparing import Counts
from frontdoor.library.staffing.lately import Lately
from frontdoor.library.staffing.planning import plan_of
from frontdoor.library.staffing.results import Figure, Outcome
from frontdoor.oversight.staffing.asked import Question

MONTHS: Final = 1000
SEED: Final = 2018
KEPT: Final = 48
"""Scenarios that are remembered, so that a slider which comes back to where it was answers at once."""


@dataclass(frozen=True, kw_only=True)
class Lived:
    """A scenario that was lived through: what was counted, and what it comes to."""

    counts: Counts
    outcome: Outcome


@dataclass(frozen=True, kw_only=True)
class Row:
    """One figure as it is and as it might be, each with its interval, and how they differ where that is known."""

    name: str
    now: str
    then: str
    now_more: str = ""
    then_more: str = ""
    difference: str = ""
    now_usual: str = ""
    then_usual: str = ""


@dataclass(frozen=True, kw_only=True)
class BacklogDay:
    """Contacts not finished at the end of a day, as it is and as asked, and where eight months of ten lie."""

    on: str
    now: float
    now_low: float
    now_high: float
    then: float
    then_low: float
    then_high: float


@dataclass(frozen=True, kw_only=True)
class TriedRow:
    """One number of people, and the share in time for each target, in per cent; None where there is none to count."""

    people: int
    shares: tuple[str, ...]
    means: tuple[float | None, ...]
    lows: tuple[float | None, ...]
    highs: tuple[float | None, ...]


@dataclass(frozen=True, kw_only=True)
class Taken:
    """How many it takes: in a sentence, for each target alone, and every number that was tried."""

    headline: str
    each: tuple[str, ...]
    targets: tuple[str, ...]
    tried: tuple[TriedRow, ...]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Rows to read, with the sample and the dates that they rest on."""

    question: str
    is_changed: bool
    clocks: tuple[Row, ...]
    roles: tuple[Row, ...]
    work: tuple[Row, ...]
    bottleneck: str
    first_on: str
    last_on: str
    months: int
    seed: int
    warnings: tuple[str, ...]
    assumptions: tuple[str, ...]
    days: tuple[BacklogDay, ...] = ()
    taken: Taken | None = None


_lately: Final[Lately[Lived]] = Lately(KEPT)


def answer(scenario: Scenario, question: Question) -> Answer:
    """Answer a question about a front door. Raises Unworkable in words where there is no answer."""
    changes = question.changes()
    then = what_if.changed(scenario, changes) if changes else None
    words = "; ".join(change.words for change in changes) or "As it is now"
    return beside(scenario, then, words=words, months=MONTHS)


def outcome_of(scenario: Scenario, *, months: int) -> Outcome:
    """Live a scenario through, or remember it. Raises Unworkable in words."""
    return _lived(scenario, months).outcome


def _lived(scenario: Scenario, months: int) -> Lived:
    """Live a scenario through, or look it up: what is as it is now is asked with every question."""
    return _lately.told(f"{months} months of {scenario!r}", lambda: _live(scenario, months))


def _live(scenario: Scenario, months: int) -> Lived:
    checks.refuse_unworkable(scenario)
    planned = plan_of(scenario)
    tallies = simulation.run(planned, months=months, seed=SEED)
    outcome = simulation.summed_up(planned, tallies, seed=SEED)
    return Lived(counts=comparing.counts_of(planned, tallies), outcome=outcome)


def beside(scenario: Scenario, other: Scenario | None, *, words: str, months: int) -> Answer:
    """Lay a scenario beside another that was lived through with the same luck, or alone."""
    now = _lived(scenario, months)
    then = now if other is None else _lived(other, months)
    points = {one.clock: one.points for one in comparing.differences(now.counts, then.counts)} if other else {}
    before, after = now.outcome, then.outcome
    return Answer(
        question=words,
        is_changed=other is not None,
        clocks=tuple(_clocks(before, after, points)),
        roles=tuple(_roles(before, after)),
        work=tuple(_work(before, after)),
        bottleneck=after.bottleneck,
        first_on=_day(after.first_on),
        last_on=_day(after.last_on),
        months=after.months,
        seed=after.seed,
        warnings=after.warnings,
        assumptions=after.assumptions,
        days=tuple(_days(before, after)),
    )


def _days(before: Outcome, after: Outcome) -> Iterable[BacklogDay]:
    for one, other in zip(before.days, after.days, strict=True):
        yield BacklogDay(
            on=f"{one.on:%a} {one.on.day} {one.on:%b}",
            now=round(one.mean, 1),
            now_low=round(one.usual_low, 1),
            now_high=round(one.usual_high, 1),
            then=round(other.mean, 1),
            then_low=round(other.usual_low, 1),
            then_high=round(other.usual_high, 1),
        )


def _clocks(before: Outcome, after: Outcome, points: dict[str, Figure]) -> Iterable[Row]:
    for one, other in zip(before.clocks, after.clocks, strict=True):
        yield Row(
            name=one.name,
            now=_percent(one.in_time),
            then=_percent(other.in_time),
            now_more=_hours(one.p90_hours),
            then_more=_hours(other.p90_hours),
            now_usual=_usual(one.in_time),
            then_usual=_usual(other.in_time),
            difference=_points(points.get(one.code)),
        )


def _roles(before: Outcome, after: Outcome) -> Iterable[Row]:
    earlier = {one.role: one for one in before.roles}
    for other in after.roles:
        one = earlier[other.role]
        then = f", then {other.people}" if other.people != one.people else ""
        yield Row(
            name=f"{other.name.capitalize()} ({one.people}{then})",
            now=_percent(one.busy),
            then=_percent(other.busy),
            now_more=f"overtime {_number(one.overtime)} hours a week together",
            then_more=f"overtime {_number(other.overtime)} hours a week together",
        )


def _work(before: Outcome, after: Outcome) -> Iterable[Row]:
    yield Row(name="Contacts in four weeks", now=_number(before.contacts, 0), then=_number(after.contacts, 0))
    yield Row(name="Not finished at the end of a day", now=_number(before.backlog), then=_number(after.backlog))
    yield Row(
        name="Growth of what is not finished, a week",
        now=_number(before.backlog_growth),
        then=_number(after.backlog_growth),
    )


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


def _percent(figure: Figure | None) -> str:
    if figure is None:
        return "none to count"
    return f"{figure.mean:.1%} ({100 * figure.low:.1f} to {figure.high:.1%})"


def _usual(figure: Figure | None) -> str:
    if figure is None:
        return ""
    return f"eight months in ten {100 * figure.usual_low:.1f} to {figure.usual_high:.1%}"


def _hours(figure: Figure | None) -> str:
    if figure is None:
        return ""
    return f"nine in ten within {figure.mean:.1f} open hours ({figure.low:.1f} to {figure.high:.1f})"


def _number(figure: Figure | None, places: int = 1) -> str:
    if figure is None:
        return "none to count"
    return f"{figure.mean:,.{places}f} ({figure.low:,.{places}f} to {figure.high:,.{places}f})"


def _points(figure: Figure | None) -> str:
    """Say by how many points a share differs; where the interval holds nought, that it may not."""
    if figure is None:
        return ""
    if figure.low <= 0 <= figure.high:
        return "no difference that can be told"
    return f"{figure.mean:+.1f} points ({figure.low:+.1f} to {figure.high:+.1f})"
