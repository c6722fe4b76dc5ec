"""The people who may be the one told, best first."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from frontdoor.library.matching.comparison import Comparison, explain, find, weigh
from frontdoor.library.matching.details import PersonDetails
from frontdoor.library.matching.finding import Finding
from frontdoor.library.matching.model import Model
from frontdoor.library.matching.prepared import prepare


class Band(StrEnum):
    SHOW_FIRST = "show_first"
    POSSIBLE = "possible"


@dataclass(frozen=True, kw_only=True, slots=True)
class Bands:
    """Weights from which a person is shown first, or as possible; below, not shown.

    They are absolute: to be the only candidate, or the best of a poor lot, says nothing.
    """

    show_first_from: float = 20.0
    possible_from: float = 11.0

    def __post_init__(self) -> None:
        if self.possible_from > self.show_first_from:
            raise ValueError("A possible match may not need more weight than one that is shown first")

    def band(self, weight: float) -> Band | None:
        """Return the band of a weight; None when it is too small to show."""
        if weight >= self.show_first_from:
            return Band.SHOW_FIRST
        return Band.POSSIBLE if weight >= self.possible_from else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestion:
    """Somebody known who may be the person told; a worker decides."""

    key: int
    comparison: Comparison
    band: Band


def rank(
    told: PersonDetails,
    candidates: Iterable[tuple[int, PersonDetails]],
    model: Model,
    bands: Bands,
    most: int = 10,
) -> list[Suggestion]:
    """Return the candidates worth showing, the heaviest first and equal ones by key."""
    prepared = prepare(told)
    worth: list[tuple[float, int, Band, tuple[Finding, ...]]] = []
    for key, known in candidates:
        findings = find(prepared, prepare(known), model)
        weight, _ = weigh(findings, model)
        band = bands.band(weight)
        if band is not None:
            worth.append((-weight, key, band, findings))
    worth.sort(key=lambda one: one[:2])
    return [
        Suggestion(key=key, comparison=explain(findings, model), band=band) for _, key, band, findings in worth[:most]
    ]
