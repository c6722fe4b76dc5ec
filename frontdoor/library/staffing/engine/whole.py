"""The engine as one function, kept on disk once it is compiled."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from frontdoor.library.staffing.engine import chance, months, people
from frontdoor.library.staffing.engine.compiled import compiled_and_kept, fingerprint
from frontdoor.library.staffing.engine.shapes import Records

Run = Callable[[Records, Records, Records, int, int], int]


def _made(made_from: int) -> Run:
    """Make the function around the fingerprint of what it is made from."""

    def run_months(plans: Records, rooms: Records, tallies: Records, seed: int, first: int) -> int:
        plan, month = plans[0], rooms[0]
        for place in range(tallies.size):
            tally = tallies[place]
            month.luck = chance.mixed(chance.mixed(np.uint64(seed), 0), first + place)
            months.clear(plan, month)
            people.begin_month(plan, month, tally)
            months.run_month(plan, month, tally)
            months.count_unfinished(plan, month, tally)
            tally.events, tally.is_full = month.events, month.is_full
        return made_from

    return compiled_and_kept(run_months)


# Runs one month for each tally, numbered from `first`, each with its own luck.
run_months: Run = _made(fingerprint())
