"""The pairs that were found, as a table: by the rows of people, until they are written."""

from typing import Final

import pyarrow as pa

from frontdoor.library.matching.batch import evidence
from frontdoor.library.matching.comparison import Comparison, Rival

PAIRS: Final = pa.schema(
    {
        "known": pa.int32(),
        "told": pa.int32(),
        "match_weight": pa.float64(),
        **dict.fromkeys(evidence.COLUMNS, pa.string()),
    }
)


def row_of(known: int, told: int, comparison: Comparison) -> dict[str, object]:
    """Return a pair that was compared by itself."""
    lines = {evidence.column_for(one.field): evidence.line(one, one.weight) for one in comparison.fields}
    return {
        "known": known,
        "told": told,
        "match_weight": comparison.weight,
        evidence.THROUGH: "",
        evidence.START: evidence.WORDS_FOR_STARTS[comparison.rival is Rival.RELATIVE].format(comparison.start),
        **{name: lines.get(name, "") for name in evidence.OF_FIELDS},
    }
