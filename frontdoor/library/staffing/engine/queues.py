"""Who waits, in order of their due time: pairing heaps threaded through the contacts themselves.

A contact waits in one place at a time, so two links each are enough for every queue there is.
"""

from __future__ import annotations

from frontdoor.library.staffing.engine.compiled import compiled
from frontdoor.library.staffing.engine.shapes import Month

NOBODY = -1


@compiled
def joined(month: Month, a: int, b: int) -> int:
    """Join two heaps and give the first of both; of equal keys, `a` stays first."""
    if a == NOBODY:
        return b
    if b == NOBODY:
        return a
    if month.contacts[b].key < month.contacts[a].key:
        a, b = b, a
    month.contacts[b].sibling = month.contacts[a].child
    month.contacts[a].child = b
    return a


@compiled
def without_first(month: Month, first: int) -> int:
    """Take the first away and give the next."""
    pairs, at = NOBODY, month.contacts[first].child
    while at != NOBODY:
        a, b = at, month.contacts[at].sibling
        at = NOBODY if b == NOBODY else month.contacts[b].sibling
        month.contacts[a].sibling = NOBODY
        if b != NOBODY:
            month.contacts[b].sibling = NOBODY
            a = joined(month, a, b)
        month.contacts[a].sibling = pairs
        pairs = a
    root = NOBODY
    while pairs != NOBODY:
        after = month.contacts[pairs].sibling
        month.contacts[pairs].sibling = NOBODY
        root = joined(month, root, pairs)
        pairs = after
    month.contacts[first].child = NOBODY
    return root
