"""Looking people up one by one, through the live path: the same output as linking, and how long each look-up took."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from frontdoor.library.matching.batch.evidence import PAIRS, row_of
from frontdoor.library.matching.batch.people import People
from frontdoor.library.matching.batch.scoring import least_weight
from frontdoor.library.matching.live import LiveRegister
from frontdoor.library.matching.live.register import Connection
from frontdoor.library.matching.model import Model
from frontdoor.library.matching.prepared import prepare
from frontdoor.library.matching.shares import count_values

Tell = Callable[[str, float], None]

MOST: Final = 100
REPORT_EVERY: Final = 200
FILING: Final = 0.3  # of the work


@dataclass(frozen=True, kw_only=True, slots=True)
class LookedUp:
    """The pairs, as linking makes them, and the seconds of each look-up."""

    pairs: pa.Table
    seconds: list[float]


def look_up(
    people: People, model: Model, threshold: float, tell: Tell, *, connection: Connection, clock: Callable[[], float]
) -> LookedUp:
    """File those known in a database, and look each of those told up in it."""

    def filing(done: int) -> None:
        tell("Filing people in the database", FILING * done / people.known)

    fitted = model.with_shares(count_values(map(prepare, people.details_in(range(people.known)))), people=people.known)
    known = zip(map(str, range(people.known)), people.details_in(range(people.known)), strict=True)
    register = LiveRegister.build(connection, known, model=fitted, progress=filing)
    least = least_weight(threshold, fitted)
    rows: list[dict[str, object]] = []
    seconds: list[float] = []
    for place, (row, details) in enumerate(zip(people.told, people.details_in(people.told), strict=True)):
        started = clock()
        found = register.possible(details, least_weight=least, most=MOST)
        seconds.append(clock() - started)
        rows.extend(row_of(int(one), row, comparison) for one, comparison in found)
        if place % REPORT_EVERY == 0:
            tell("Looking people up one by one", FILING + (1 - FILING) * place / len(people.told))
    return LookedUp(pairs=pa.Table.from_pylist(rows, schema=PAIRS), seconds=seconds)


def milliseconds(seconds: list[float], percent: int) -> float:
    """Return the percentile of look-ups, in milliseconds."""
    return float(np.percentile(seconds, percent)) * 1000
