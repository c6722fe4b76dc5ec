"""Matching over whole files: `frontdoor match`.

The same keys, comparisons and weights as at the contact form; what differs is that everything is done once for each
distinct value, and that bounds spare the pairs that cannot reach the threshold. docs/how-to/match-two-files.md.
"""

from frontdoor.library.matching.batch.columns import COLUMNS, Unreadable
from frontdoor.library.matching.batch.linking import link
from frontdoor.library.matching.batch.people import Gathered, People
from frontdoor.library.matching.batch.reading import Asked, read
from frontdoor.library.matching.batch.writing import in_order, write

__all__ = ["COLUMNS", "Asked", "Gathered", "People", "Unreadable", "in_order", "link", "read", "write"]
