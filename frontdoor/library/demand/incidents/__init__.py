"""Do two contacts about one child tell of the same incident? Evidence with a weight each, added up; never a lone sign.

Used for files, where nobody is there to read both. On the live system a person says so, and this is not asked.
"""

from frontdoor.library.demand.incidents.evidence import Clue, Report, Weights, clues, read_weights, weight_of
from frontdoor.library.demand.incidents.telling import Telling, read_telling, words_of

__all__ = ["Clue", "Report", "Telling", "Weights", "clues", "read_telling", "read_weights", "weight_of", "words_of"]
