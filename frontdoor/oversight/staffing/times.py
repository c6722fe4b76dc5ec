"""How long each step takes, laid out for reading: what is measured beside what is assumed until there is enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from frontdoor.library import staffing
from frontdoor.library.staffing import Handling, Scenario
from frontdoor.oversight.staffing.handled import STEPS, Pieces
from frontdoor.oversight.staffing.queries.handled import WEEKS, Reading
from frontdoor.record.policy.editions import EXAMPLE, read_file, understand

MEASURED: Final = "measured"
ASSUMED: Final = "assumed"
NOT_YET: Final = "not yet measured"
ALL: Final = ""
OTHER: Final = "Class not known"


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """How far back to read."""

    name: str
    weeks: int | None


STRETCHES: Final[Mapping[str, Stretch]] = {
    "recent": Stretch(name=f"Last {WEEKS} weeks", weeks=WEEKS),
    "year": Stretch(name="Last year", weeks=52),
    "ever": Stretch(name="Everything measured", weeks=None),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One class in a step. Without `median` too few were measured, and `assumed` stands where a scenario has one."""

    code: str
    name: str
    seen: int
    pieces: int
    median: float | None
    most: float | None
    cut: float | None
    assumed: float | None

    @property
    def stands(self) -> str:
        """Say which figure stands."""
        if self.median is not None:
            return MEASURED
        return ASSUMED if self.assumed is not None else NOT_YET


@dataclass(frozen=True, kw_only=True)
class StepRows:
    """One step: all classes together first, then each."""

    code: str
    name: str
    rows: Sequence[Row]
    minutes: float


def stretch_of(told: str) -> str:
    """Read which stretch is asked for; the last weeks unless it is another that there is."""
    return told if told in STRETCHES else "recent"


def steps(found: Reading) -> list[StepRows]:
    """Lay out each step with its classes."""
    return [_step(code, name, found) for code, name in STEPS.items()]


def _step(step: str, name: str, found: Reading) -> StepRows:
    names = {one.code: one.name for one in example().classes}
    taken = {code for at, code in found.measured if at == step}
    classes = [code for code in (*names, *sorted(taken - names.keys())) if code in taken or _assumed(step, code)]
    rows = [
        _row(code, names.get(code, OTHER), found.measured.get((step, code), Pieces()), _assumed(step, code))
        for code in classes
    ]
    together = found.of_step(step)
    whole = _row(ALL, "All classes", together, None)
    return StepRows(code=step, name=name, rows=[whole, *rows], minutes=together.minutes)


def _row(code: str, name: str, pieces: Pieces, assumed: Handling | None) -> Row:
    is_told = pieces.is_enough
    return Row(
        code=code,
        name=name,
        seen=pieces.seen,
        pieces=pieces.pieces,
        median=pieces.median if is_told else None,
        most=pieces.median * pieces.spread if is_told else None,
        cut=pieces.cut / pieces.seen if pieces.seen else None,
        assumed=assumed.minutes if assumed else None,
    )


def _assumed(step: str, code: str) -> Handling | None:
    """Find the example's assumption for a step and class, where contacts of the class go through it."""
    for one in example().steps:
        if one.code == step and one.share.get(code, one.share.get("", 1.0)) > 0:
            return one.handling.get(code) or one.handling.get("")
    return None


@cache
def example() -> Scenario:
    """Read the example, whose assumptions stand until enough is measured, with its own policy."""
    rules = understand(read_file(EXAMPLE))
    return staffing.read(staffing.example(), staffing.Rules(calendar=rules.calendar, limits=rules.limits))
