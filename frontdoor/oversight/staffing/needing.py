"""How many people a target takes: the numbers tried, the least that does, and what it is like with as many."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from frontdoor.library.staffing import Scenario, Unworkable, needed, what_if
from frontdoor.library.staffing.lately import Lately
from frontdoor.library.staffing.needed import Found, Least, Tried
from frontdoor.library.staffing.results import Figure
from frontdoor.oversight.staffing import answering
from frontdoor.oversight.staffing.answering import SEED, Answer, Taken, TriedRow
from frontdoor.oversight.staffing.asked import ROLES
from frontdoor.oversight.staffing.wanted import Wanted

MONTHS: Final = 100
"""Lived through for each number tried."""
SURE: Final = 400
"""Lived through for the number found and those beside it, so that the answer keeps what it says it keeps."""
MOST: Final = 60
FULL_TIME: Final = 37.0
KEPT: Final = 12

_lately: Final[Lately[Found]] = Lately(KEPT)


def answer(scenario: Scenario, wanted: Wanted) -> Answer:
    """Find how many it takes, and lay the door with as many beside the door as it is. Raises Unworkable in words."""
    asked = wanted.asked_of(scenario)
    found = _found(asked, wanted)
    enough = found.together
    is_other = enough is not None and enough.people != found.now
    other = what_if.with_people(asked, wanted.role, enough.people) if enough is not None and is_other else None
    told = answering.beside(asked, other, words=wanted.words(scenario), months=SURE)
    return replace(told, taken=_taken(asked, wanted, found))


def _found(scenario: Scenario, wanted: Wanted) -> Found:
    """Look for the number, or look it up: the same question is asked again to keep its answer."""
    return _lately.told(repr((scenario, wanted)), lambda: _find(scenario, wanted))


def _find(scenario: Scenario, wanted: Wanted) -> Found:
    found = needed.find(scenario, wanted.targets, role=wanted.role, seed=SEED, looked=MONTHS, most=MOST)
    return found if found.together is None else replace(found, together=_sure(scenario, wanted, found, found.together))


def _sure(scenario: Scenario, wanted: Wanted, found: Found, least: Least) -> Least:
    """Try the number again with more months, and those beside it that the fewer months left in doubt."""
    short = {one.people for one in found.tried if _is_surely_short(one, found)}

    def enough(people: int) -> bool:
        if people in short:
            return False
        outcome = answering.outcome_of(what_if.with_people(scenario, wanted.role, people), months=SURE)
        shares = ((outcome.clock(target.clock).in_time, target.share) for target in wanted.targets)
        return all(figure is None or figure.mean >= share for figure, share in shares)

    people = least.people
    if enough(people):
        while people > 1 and _does(enough, people - 1):
            people -= 1
    else:
        people = next((more for more in range(people + 1, MOST + 1) if enough(more)), people)
    return Least(people=people, at_least=min(people, least.at_least), at_most=max(people, least.at_most))


def _is_surely_short(one: Tried, found: Found) -> bool:
    """Say whether the whole interval of a share lies below what is wanted."""
    return any(
        figure is not None and figure.high < target.share
        for figure, target in zip(one.shares, found.targets, strict=True)
    )


def _does(enough: Callable[[int], bool], people: int) -> bool:
    try:
        return enough(people)
    except Unworkable:
        return False


def _taken(scenario: Scenario, wanted: Wanted, found: Found) -> Taken:
    names = {clock.code: clock.limit.name for clock in scenario.clocks}
    targets = tuple(f"{names[target.clock]}: {100 * target.share:g}%" for target in found.targets)
    return Taken(
        headline=_headline(scenario, wanted, found),
        each=tuple(
            _alone(name, least, found, place)
            for place, (name, least) in enumerate(zip(targets, found.each, strict=True))
        ),
        targets=targets,
        tried=tuple(_row(one) for one in found.tried),
    )


def _headline(scenario: Scenario, wanted: Wanted, found: Found) -> str:
    name, least = ROLES[wanted.role].lower(), found.together
    if least is None and all(found.each):
        return (
            f"No number of {name} keeps all of these together: as many as one target takes are too many for another, "
            "because whoever they hand work to cannot keep up. Ask of another role."
        )
    if least is None:
        return (
            f"Not even {found.most} {name} would do. Something else is in the way: other roles, waiting for partners, "
            "how long the work itself takes, or contacts that come when nobody is at work."
        )
    posts = needed.full_time_of(scenario, wanted.role, least.people, full_time_hours=FULL_TIME)
    return f"{least.people} {name} ({posts:.1f} full time): {_span(least)}. There are {found.now} now."


def _span(least: Least) -> str:
    if least.at_least == least.at_most:
        return "as far as can be told, no fewer and no more"
    return f"from {least.at_least}, who might do, to {least.at_most}, who surely do"


def _alone(name: str, least: Least | None, found: Found, place: int) -> str:
    if least is not None:
        span = "" if least.at_least == least.at_most else f", {least.at_least} to {least.at_most}"
        return f"{name}: for this alone about {least.people}{span}."
    best = max((one.shares[place] for one in found.tried if one.shares[place]), key=_mean, default=None)
    return f"{name}: no number would do" + ("." if best is None else f"; the most reached is {_percent(best)}.")


def _row(one: Tried) -> TriedRow:
    return TriedRow(
        people=one.people,
        shares=tuple("none to count" if figure is None else _percent(figure) for figure in one.shares),
        means=tuple(_in_hundred(one.shares, "mean")),
        lows=tuple(_in_hundred(one.shares, "low")),
        highs=tuple(_in_hundred(one.shares, "high")),
    )


def _in_hundred(figures: Iterable[Figure | None], part: str) -> Iterable[float | None]:
    for figure in figures:
        yield (
            None
            if figure is None
            else round(100 * {"mean": figure.mean, "low": figure.low, "high": figure.high}[part], 2)
        )


def _percent(figure: Figure) -> str:
    return f"{figure.mean:.1%} ({100 * figure.low:.1f} to {figure.high:.1%})"


def _mean(figure: Figure | None) -> float:
    return 0.0 if figure is None else figure.mean
