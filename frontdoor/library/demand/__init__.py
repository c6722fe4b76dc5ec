"""What a contact about a child is: the six demand classes, the facts that bear on them, and how demand is counted.

Machines find facts; a person sets the class. Read aloud: `demand.sentences(facts)`. See docs/explanation/demand.md.
"""

from frontdoor.library.demand.classes import CLASSES, NET_CODES, DemandClass, class_named
from frontdoor.library.demand.concerns import SOMETHING_ELSE, Likeness, likeness
from frontdoor.library.demand.counting import ChildClass, DemandCounts, count, counts_of
from frontdoor.library.demand.facts import DemandFacts, Earlier, OpenTo, Windows
from frontdoor.library.demand.sentences import Sentence, sentences

__all__ = [
    "CLASSES",
    "NET_CODES",
    "SOMETHING_ELSE",
    "ChildClass",
    "DemandClass",
    "DemandCounts",
    "DemandFacts",
    "Earlier",
    "Likeness",
    "OpenTo",
    "Sentence",
    "Windows",
    "class_named",
    "count",
    "counts_of",
    "likeness",
    "sentences",
]
