"""The live path: people looked up one at a time in an index that a database holds.

`LiveIndex` asks the two tables of an index, whoever filled them. `LiveRegister` fills an index of its own from the
records of a file. Both give the same answer as a whole file does: they compare with everybody who shares a key.
"""

from frontdoor.library.matching.live.cards import edition, read_card, read_lines, write_card
from frontdoor.library.matching.live.index import Ask, Found, LiveIndex, Looked, Tables
from frontdoor.library.matching.live.register import LiveRegister
from frontdoor.library.matching.live.sketches import write_sketch

__all__ = [
    "Ask",
    "Found",
    "LiveIndex",
    "LiveRegister",
    "Looked",
    "Tables",
    "edition",
    "read_card",
    "read_lines",
    "write_card",
    "write_sketch",
]
