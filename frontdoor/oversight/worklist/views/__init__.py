"""The pages for looking across journeys, and for saying who is whom."""

from frontdoor.oversight.worklist.views.looking import board, board_rows, child, my_work, search, unseal
from frontdoor.oversight.worklist.views.pairs import (
    answer,
    ask,
    compare,
    confirm,
    end,
    find,
    keep_apart,
    link,
    not_same,
    pair,
    pairs,
    same,
    withdraw,
)
from frontdoor.oversight.worklist.views.warnings import end_warning, warn, warnings

__all__ = [
    "answer",
    "ask",
    "board",
    "board_rows",
    "child",
    "compare",
    "confirm",
    "end",
    "end_warning",
    "find",
    "keep_apart",
    "link",
    "my_work",
    "not_same",
    "pair",
    "pairs",
    "same",
    "search",
    "unseal",
    "warn",
    "warnings",
    "withdraw",
]
