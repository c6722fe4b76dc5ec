"""The waterfall: one step a field from the start to the sum, with lines where the policy's bands begin.

Each step is a row of a table and carries its own piece of the picture: the words stand beside what they explain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from frontdoor.journey.children.reasons import words
from frontdoor.journey.children.reasons.summary import Summary, in_short
from frontdoor.library.matching import Bands, Comparison, FieldReason, Verdict

WIDTH: Final = 400
ROW: Final = 20
ROOM: Final = 10.0  # units of weight left and right of what nearly every pair reaches, so that pictures can be compared
THINNEST: Final = 3.0  # a step of nothing is still seen


@dataclass(frozen=True, kw_only=True)
class Step:
    """One row: what a field says in words, and its piece of the picture in units of WIDTH and ROW."""

    name: str
    kind: str  # start, up, down, unknown or sum
    verdict: str
    sign: str
    said: str
    told: str
    known: str
    note: str
    worth: str
    worth_in_words: str
    x: float
    width: float
    link: str  # the path that leads from the step before to the step after


@dataclass(frozen=True, kw_only=True)
class Reasons:
    """Everything that children/reasons.html shows of one comparison."""

    summary: Summary
    rival: str
    steps: tuple[Step, ...]
    unknown: str  # the fields that neither side gives
    weight: str
    possible_from: str
    first_from: str
    zero_x: float
    possible_x: float
    first_x: float

    @property
    def zero_line(self) -> str:
        return f"M{self.zero_x} 0V{ROW}"

    @property
    def band_lines(self) -> str:
        return f"M{self.possible_x} 0V{ROW}M{self.first_x} 0V{ROW}"

    @property
    def zero_percent(self) -> float:
        return self.zero_x * 100 / WIDTH

    @property
    def possible_percent(self) -> float:
        return self.possible_x * 100 / WIDTH

    @property
    def first_percent(self) -> float:
        return self.first_x * 100 / WIDTH


@dataclass(frozen=True, kw_only=True)
class _Scale:
    low: float
    high: float

    def x(self, weight: float) -> float:
        """Place a weight between the left edge and the right."""
        return round(WIDTH * (weight - self.low) / (self.high - self.low), 1)


def lay_out(comparison: Comparison, *, bands: Bands) -> Reasons:
    """Lay out the picture and the words of one comparison."""
    scale = _scale(comparison, bands)
    return Reasons(
        summary=in_short(comparison, bands=bands, most=len(comparison.fields)),
        rival=words.RIVALS[comparison.rival],
        steps=tuple(_steps(comparison, bands, scale)),
        unknown=words.listed([words.name_of(one.field) for one in comparison.fields if not one.told and not one.known]),
        weight=f"{comparison.weight:.1f}",
        possible_from=f"{bands.possible_from:g}",
        first_from=f"{bands.show_first_from:g}",
        zero_x=scale.x(0),
        possible_x=scale.x(bands.possible_from),
        first_x=scale.x(bands.show_first_from),
    )


def _scale(comparison: Comparison, bands: Bands) -> _Scale:
    """Choose one scale for nearly every pair; a sum that leaves it stretches it."""
    reached = [comparison.start]
    for one in comparison.fields:
        reached.append(reached[-1] + one.weight)
    return _Scale(low=min(-ROOM, *reached), high=max(bands.show_first_from + ROOM, *reached))


def _steps(comparison: Comparison, bands: Bands, scale: _Scale) -> Iterator[Step]:
    yield _start(comparison, scale)
    reached = comparison.start
    for one in comparison.fields:
        if one.told or one.known:
            yield _field(one, comparison, scale, reached)
        reached += one.weight
    yield _sum(comparison, bands, scale)


def _field(one: FieldReason, comparison: Comparison, scale: _Scale, before: float) -> Step:
    sign, said = words.SIGNS[one.verdict]
    left, right = sorted((scale.x(before), scale.x(before + one.weight)))
    is_unknown = one.verdict is Verdict.BLANK
    return Step(
        name=words.begun(words.name_of(one.field)),
        kind="unknown" if is_unknown else "down" if one.weight < 0 else "up",
        verdict=str(one.verdict),
        sign=sign,
        said=said,
        told=words.written(one.field, one.told),
        known=words.written(one.field, one.known),
        note="" if _says_no_more(one, said) else one.words,
        worth="" if is_unknown else words.worth(one.weight),
        worth_in_words=words.worth_in_words(one, comparison.rival),
        x=left,
        width=max(THINNEST, round(right - left, 1)),
        link=_link(scale.x(before), scale.x(before + one.weight)),
    )


def _says_no_more(one: FieldReason, said: str) -> bool:
    """Say whether the words of a field only repeat its verdict."""
    is_plain = one.verdict is Verdict.AGREES and one.told == one.known and one.words.startswith("Same ")
    return is_plain or one.words == said or one.words.startswith("Different ")


def _link(before: float, after: float) -> str:
    if before == after:
        return f"M{before} 0V{ROW}"
    return f"M{before} 0V{ROW // 2}M{after} {ROW // 2}V{ROW}"


def _start(comparison: Comparison, scale: _Scale) -> Step:
    return _whole(
        name="Start",
        kind="start",
        weight=comparison.start,
        said=words.start_in_words(comparison.start, comparison.rival),
        scale=scale,
        link=f"M{scale.x(comparison.start)} {ROW // 2}V{ROW}",
    )


def _sum(comparison: Comparison, bands: Bands, scale: _Scale) -> Step:
    band = in_short(comparison, bands=bands).band
    return _whole(
        name="Together",
        kind="sum",
        weight=comparison.weight,
        said=f"{band}: {bands.possible_from:g} or more is shown as possible, {bands.show_first_from:g} or more first",
        scale=scale,
        link=f"M{scale.x(comparison.weight)} 0V{ROW // 2}",
    )


def _whole(*, name: str, kind: str, weight: float, said: str, scale: _Scale, link: str) -> Step:
    left, right = sorted((scale.x(0), scale.x(weight)))
    return Step(
        name=name,
        kind=kind,
        verdict="",
        sign="",
        said="",
        told="",
        known="",
        note="",
        worth=words.worth(weight),
        worth_in_words=said,
        x=left,
        width=max(THINNEST, round(right - left, 1)),
        link=link,
    )
