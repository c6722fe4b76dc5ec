"""Is this the same person? Comparisons, weights and their explanation.

Read aloud: `matching.rank(told, candidates, matching.default_model(), bands)`. See docs/explanation/matching.md.
"""

from frontdoor.library.matching.comparison import Comparison, FieldReason, Rival, compare, compare_prepared
from frontdoor.library.matching.details import PersonDetails
from frontdoor.library.matching.keys import block_keys, key_texts
from frontdoor.library.matching.levels import Field, Verdict
from frontdoor.library.matching.model import Model, default_model, read_model
from frontdoor.library.matching.postcodes import write_postcode
from frontdoor.library.matching.prepared import Prepared, prepare
from frontdoor.library.matching.ranking import Band, Bands, Suggestion, rank

__all__ = [
    "Band",
    "Bands",
    "Comparison",
    "Field",
    "FieldReason",
    "Model",
    "PersonDetails",
    "Prepared",
    "Rival",
    "Suggestion",
    "Verdict",
    "block_keys",
    "compare",
    "compare_prepared",
    "default_model",
    "key_texts",
    "prepare",
    "rank",
    "read_model",
    "write_postcode",
]
