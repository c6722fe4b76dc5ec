"""What each field says of a pair, in a line: "close +3.2: Spelt almost the same (Jon, John)"."""

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from frontdoor.library.matching.batch.levels import Flags, Kind, Said, both
from frontdoor.library.matching.comparison import Comparison, FieldReason, Rival
from frontdoor.library.matching.levels import Field, Verdict
from frontdoor.library.matching.model import Model

THROUGH: Final = "evidence_through_others"
START: Final = "evidence_start"
WORDS_FOR_STARTS: Final = ("Against a stranger: {:+.1f}", "Against a relative: {:+.1f}")


def column_for(field: Field) -> str:
    return f"evidence_{field}"


FIELDS: Final = tuple(field for field in Field if field != Field.COUNCIL_ID)  # no file has our council's own
OF_FIELDS: Final = tuple(map(column_for, FIELDS))
COLUMNS: Final = (THROUGH, START, *OF_FIELDS)


def line(said: FieldReason, weight: float) -> str:
    """Return what is said of a field as one line; nothing where there is nothing to compare."""
    if said.verdict is Verdict.BLANK:
        return ""
    return f"{said.verdict} {weight:+.1f}: {said.words} ({both(said.told, said.known)})"


def lines(said: Said, is_relative: Flags, told: pa.Array, known: pa.Array) -> pa.Array:
    """Return one field's line for each pair, from the values as they are shown; `line`, of all pairs at once."""
    weights, place = np.unique(np.where(is_relative, said.weights[1], said.weights[0]), return_inverse=True)
    distinct, place = np.unique(said.places.astype(np.int64) * len(weights) + place, return_inverse=True)
    kinds, at = np.divmod(distinct, max(len(weights), 1))
    listed = [said.kinds[kind] for kind in kinds.tolist()]
    starts = [_start(kind, weight) for kind, weight in zip(listed, weights[at].tolist(), strict=True)]
    written = pa.array(starts, pa.string()).take(pa.array(place))
    naming = np.array([kind.values is None and "{" in kind.words for kind in listed], np.bool_)[place]
    written = _with_values(written, naming, told, known)
    values = pc.if_else(pc.equal(told, known), told, pc.binary_join_element_wise(told, known, ", "))
    is_whole = np.array([kind.verdict is Verdict.BLANK or kind.values is not None for kind in listed], np.bool_)[place]
    return pc.if_else(pa.array(is_whole), written, pc.binary_join_element_wise(written, values, ")", ""))


def _start(kind: Kind, weight: float) -> str:
    """Return a line up to its values, or a whole line whose values are the same for every pair."""
    if kind.verdict is Verdict.BLANK:
        return ""
    start = f"{kind.verdict} {weight:+.1f}: {kind.words} ("
    return start if kind.values is None else f"{start}{kind.values})"


def _with_values(written: pa.Array, naming: Flags, told: pa.Array, known: pa.Array) -> pa.Array:
    """Put the values into those words that name them."""
    some = pa.array(np.flatnonzero(naming))
    texts, tolds, knowns = (column.take(some).to_pylist() for column in (written, told, known))
    filled = [text.format(told=one, known=other) for text, one, other in zip(texts, tolds, knowns, strict=True)]
    return pc.replace_with_mask(written, pa.array(naming), pa.array(filled, pa.string()))


def starts(is_relative: Flags, model: Model) -> pa.Array:
    """Return what each pair's sum starts from: a relative is rarer than a stranger."""
    words = [
        words.format(start) for words, start in zip(WORDS_FOR_STARTS, (model.start, model.family_start), strict=True)
    ]
    return pa.array(words).take(pa.array(is_relative.astype(np.int8)))


PAIRS: Final = pa.schema(
    {
        "known": pa.int32(),
        "told": pa.int32(),
        "match_weight": pa.float64(),
        **dict.fromkeys(COLUMNS, pa.string()),
    }
)


def row_of(known: int, told: int, comparison: Comparison) -> dict[str, object]:
    """Return a pair that was compared by itself."""
    lines = {column_for(one.field): line(one, one.weight) for one in comparison.fields}
    return {
        "known": known,
        "told": told,
        "match_weight": comparison.weight,
        THROUGH: "",
        START: WORDS_FOR_STARTS[comparison.rival is Rival.RELATIVE].format(comparison.start),
        **{name: lines.get(name, "") for name in OF_FIELDS},
    }
