"""What each field says of a pair, in a line: "close +3.2: Spelt almost the same (Jon, John)"."""

from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from frontdoor.library.matching.batch.parts import PARTS, Met
from frontdoor.library.matching.comparison import FieldReason
from frontdoor.library.matching.finding import Finding
from frontdoor.library.matching.levels import Field, Verdict
from frontdoor.library.matching.model import Model

THROUGH: Final = "evidence_through_others"
START: Final = "evidence_start"
WORDS_FOR_STARTS: Final = ("Against a stranger: {:+.1f}", "Against a relative: {:+.1f}")


def column_for(field: Field) -> str:
    return f"evidence_{field}"


FIELDS: Final = tuple(field for field in Field if any(field in part.fields for part in PARTS))
OF_FIELDS: Final = tuple(map(column_for, FIELDS))
COLUMNS: Final = (THROUGH, START, *OF_FIELDS)


def line(said: Finding | FieldReason, weight: float) -> str:
    """Return what is said of a field as one line; nothing where there is nothing to compare."""
    if said.verdict is Verdict.BLANK:
        return ""
    values = said.told if said.told == said.known else f"{said.told}, {said.known}"
    return f"{said.verdict} {weight:+.1f}: {said.words} ({values})"


def line_of_finding(found: Finding, *, is_relative: bool) -> str:
    """Return a finding as one line, its words filled in as comparison.explain does."""
    if "{" in found.words:
        found = found._replace(words=found.words.format(told=found.told, known=found.known))
    return line(found, found.family_weight if is_relative else found.weight)


def lines(met: Met, number: int, is_relative: NDArray[np.bool_]) -> pa.Array:
    """Return one field's line for each pair; what is said of many pairs is written once."""
    said, place = np.unique(met.place * 2 + is_relative, return_inverse=True)
    written = [line_of_finding(met.findings[one // 2][number], is_relative=bool(one % 2)) for one in said.tolist()]
    return pa.array(written, pa.string()).take(pa.array(place))


def starts(is_relative: NDArray[np.bool_], model: Model) -> pa.Array:
    """Return what each pair's sum starts from: a relative is rarer than a stranger."""
    words = [
        words.format(start) for words, start in zip(WORDS_FOR_STARTS, (model.start, model.family_start), strict=True)
    ]
    return pa.array(words).take(pa.array(is_relative.astype(np.int8)))
