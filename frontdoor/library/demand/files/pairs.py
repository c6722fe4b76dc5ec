"""Contacts about one child within a week: which tell of one incident; and the cut, raised by the file itself."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import duckdb
import pyarrow as pa

from frontdoor.library.demand.files.asking import one_number
from frontdoor.library.demand.incidents import Report, Telling, Weights, clues, read_telling, weight_of, words_of
from frontdoor.library.demand.rule import DUPLICATE_WINDOW

WEEKS_APART: Final = 7
"""How many of the weeks after the first are looked at for pairs that cannot be one incident."""
CLUSTERED: Final = 1.5
"""How much likelier another incident is in the very next days than in the weeks after, at the least."""
CLEARLY_APART: Final = -2.0
"""Bits at or below which two reports are of two incidents: how often they come close together shows the clustering."""
MOST_HIDDEN: Final = 0.003
"""The share of rows about children who are not open that chance may hide as duplicates, before the cut is raised."""
MOST_APART: Final = 30_000
LINKED_IS_USED_FROM: Final = 5
NAMES: Final = re.compile(r"[a-z]{3,}")
COLUMNS: Final = (
    *("n", "received_at", "source_code", "agency", "reference", "concern", "first_name", "last_name", "resent"),
    *("heard", "another", "outcome_kind", "is_usual_wording"),
)
Row = tuple[int, datetime, str, str, str, str, str, str, bool, bool, bool, str, bool]  # as COLUMNS


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """How the cut was found: pairs weeks apart stand for what chance brings together."""

    enough: float
    pairs: int
    pairs_apart: int
    expected_by_chance: float
    is_raised: bool


def pair_up(connection: duckdb.DuckDBPyConnection, weights: Weights, tell: Callable[[float], None]) -> Calibration:
    """Make table `told_before` (n, linked_n, bits, says): rows that tell of an incident told within the week before."""
    _candidates(connection)
    weigher = _Weigher(connection, weights)
    near = weigher.weigh("near", tell)
    apart = weigher.weigh("apart", tell)
    calibration = _calibrate(connection, near, apart, weights)
    rows = list(_linked(near, calibration.enough, weigher))
    connection.register("arriving", pa.table(dict(zip(("n", "linked_n", "bits", "says"), _columns(rows), strict=True))))
    connection.execute("create table told_before as select * from arriving")
    connection.unregister("arriving")
    return calibration


def _columns(rows: Sequence[tuple[int, int, float, str]]) -> list[pa.Array]:
    kinds = (pa.int64(), pa.int64(), pa.float64(), pa.string())
    return [pa.array([row[place] for row in rows], kind) for place, kind in enumerate(kinds)]


def _candidates(connection: duckdb.DuckDBPyConnection) -> None:
    """Make tables `near` and `apart` of pairs about one child, the earlier first; requests and the like left aside."""
    connection.execute(
        """create table telling as
        select n, child, contact_id, received_at from contacts join whose using (n) join said using (n)
        where child is not null and information_request_bits < 3 and not_for_us_bits < 3"""
    )
    pair = "select a.n as earlier, b.n as later{} from telling a join telling b on a.child = b.child" + (
        " and a.contact_id <> b.contact_id and (a.received_at < b.received_at"
        " or (a.received_at = b.received_at and a.n < b.n)) and b.received_at - a.received_at"
    )
    week = f"interval {DUPLICATE_WINDOW} day"
    connection.execute(f"create table near as {pair.format('')} <= {week} order by later, earlier")
    weeks = f", ceil(epoch(b.received_at - a.received_at) / (86400.0 * {DUPLICATE_WINDOW}))::bigint - 1 as weeks"
    connection.execute(
        f"""create table apart as
        with all_apart as ({pair.format(weeks)} between {week} + interval 1 second
          and interval {DUPLICATE_WINDOW * (WEEKS_APART + 1)} day)
        select *, count(*) over () as held from all_apart
        where later not in (select later from near) and later not in (select n from open_rows)
        order by hash(earlier, later) limit {MOST_APART}"""
    )


class _Weigher:
    """Weighs pairs, reading each text once."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, weights: Weights) -> None:
        self._connection = connection
        self._weights = weights
        self._rows = self._read_rows()
        self._tellings: dict[tuple[str, date], Telling] = {}
        self._reports: dict[tuple[int, int], Report] = {}
        self._linked_is_used = sum(row[11] == "linked" for row in self._rows.values()) >= LINKED_IS_USED_FROM
        self._rarity = self._read_rarity()

    def _read_rows(self) -> dict[int, Row]:
        found = self._connection.execute(
            f"select {', '.join(COLUMNS)} from contacts join said using (n) where n in (select earlier from near union"
            " select later from near union select earlier from apart union select later from apart)"
        ).fetchall()
        return {row[0]: row for row in found}

    def _read_rarity(self) -> Callable[[str], float]:
        texts = {row[5] for row in self._rows.values() if row[5]}
        held = Counter(word for text in texts for word in words_of(text))
        rare = {word: math.log2(len(texts) / count) for word, count in held.items()}
        return lambda word: rare.get(word, 0.0)

    def _telling(self, text: str, on: date) -> Telling:
        key = (text, on)
        if key not in self._tellings:
            self._tellings[key] = read_telling(text, on)
        return self._tellings[key]

    def report(self, n: int, weeks_on: int = 0) -> Report:
        """Give a row as a report, moved on by whole weeks if asked, with the days it tells of."""
        if (n, weeks_on) not in self._reports:
            self._reports[n, weeks_on] = self._read_report(n, weeks_on)
        return self._reports[n, weeks_on]

    def _read_report(self, n: int, weeks_on: int) -> Report:
        row = self._rows[n]
        received, telling = row[1], self._telling(row[5], row[1].date())
        if weeks_on:
            move = timedelta(weeks=weeks_on)
            received += move
            telling = Telling(telling.words, frozenset(on + move for on in telling.days), telling.clocks)
        return Report(
            received_at=received,
            source=row[2],
            agency=row[3],
            reference=row[4],
            words=row[5].upper(),
            telling=telling,
            names=frozenset(NAMES.findall(f"{row[6]} {row[7]}".lower())),
            is_usual_wording=row[12],
            says_resent=row[8],
            says_heard=row[9],
            says_another=row[10],
            is_linked_by_outcome=row[11] == "linked",
            has_other_outcome=self._linked_is_used and row[11] not in ("", "linked"),
        )

    def weigh(self, table: str, tell: Callable[[float], None]) -> list[tuple[int, int, float]]:
        """Give each pair of a table with its weight: later, earlier, bits."""
        weeks = "weeks" if table == "apart" else "0"
        pairs: list[tuple[int, int, int]] = self._connection.execute(
            f"select later, earlier, {weeks} from {table}"
        ).fetchall()
        found = []
        for place, (later, earlier, moved) in enumerate(pairs):
            bits = weight_of(self.report(earlier, moved), self.report(later), self._rarity, self._weights)
            found.append((later, earlier, bits))
            if place % 5000 == 0:
                tell(place / len(pairs))
        return found

    def says(self, later: int, earlier: int) -> str:
        """Say what speaks for it that two rows tell of one incident."""
        found = clues(self.report(earlier), self.report(later), self._rarity, self._weights)
        return "; ".join(clue.says for clue in found if clue.bits > 0)


def _calibrate(
    connection: duckdb.DuckDBPyConnection,
    near: Sequence[tuple[int, int, float]],
    apart: Sequence[tuple[int, int, float]],
    weights: Weights,
) -> Calibration:
    """Raise the cut until chance would hide few: pairs weeks apart, moved together, show how high chance reaches.

    Troubles come together, so another incident is likelier in the next days than weeks on: how much likelier is seen
    in the pairs that are clearly of two incidents.
    """
    held = one_number(connection, "select any_value(held) from apart")
    rows = one_number(connection, "select count(*) from telling where n not in (select n from open_rows)")
    each_stands_for = held / len(apart) / WEEKS_APART if apart else 0.0
    clearly = [sum(bits <= CLEARLY_APART for _, _, bits in pairs) for pairs in (near, apart)]
    each_stands_for *= max(CLUSTERED, clearly[0] / (clearly[1] * each_stands_for) if clearly[1] else 0.0)
    reached = sorted(bits for _, _, bits in apart)
    enough = weights.enough
    expected = each_stands_for * (len(reached) - bisect_left(reached, enough))
    while expected > MOST_HIDDEN * rows and reached and enough <= reached[-1]:
        enough += 0.5
        expected = each_stands_for * (len(reached) - bisect_left(reached, enough))
    return Calibration(
        enough=enough,
        pairs=len(near),
        pairs_apart=len(apart),
        expected_by_chance=expected,
        is_raised=enough > weights.enough,
    )


def _linked(
    near: Sequence[tuple[int, int, float]], enough: float, weigher: _Weigher
) -> Iterator[tuple[int, int, float, str]]:
    """Give each row that tells of an incident told before, with the earliest row that it repeats."""
    first: dict[int, tuple[int, float]] = {}
    for later, earlier, bits in near:
        if bits >= enough and (later not in first or earlier < first[later][0]):
            first[later] = (earlier, bits)
    for later, (earlier, bits) in first.items():
        yield later, earlier, bits, weigher.says(later, earlier)
