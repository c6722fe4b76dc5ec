"""Pairs of reports weighed, some at a time: Arrow in, Arrow out, so that one machine and many do the same."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import pyarrow as pa

from frontdoor.library.demand.incidents import Report, Telling, Weights, clues, read_telling

NAMES: Final = re.compile(r"[a-z]{3,}")
BETWEEN: Final = re.compile(r"[^A-Z0-9]+")
REPORT_COLUMNS: Final = (
    *("n", "received_at", "source_code", "agency", "reference", "concern", "first_name", "last_name", "resent"),
    *("heard", "another", "outcome_kind", "is_usual_wording"),
)
WEIGHED: Final = pa.schema(
    {"later": pa.int64(), "earlier": pa.int64(), "bits": pa.float64(), "says": pa.string()},
)
Row = tuple[int, datetime, str, str, str, str, str, str, bool, bool, bool, str, bool]  # as REPORT_COLUMNS


@dataclass(frozen=True, kw_only=True)
class Wording:
    """How rare each word is in the file as a whole, and whether its outcomes ever tell of earlier reports."""

    texts: int
    held: Mapping[str, int]
    linked_is_used: bool

    def rarity(self, word: str) -> float:
        """Give a word's weight in bits; a word that is not listed stands in one text only."""
        return math.log2(max(self.texts, 1) / self.held.get(word, 1))


class Weigher:
    """Weighs pairs, reading each report of a batch once."""

    def __init__(self, wording: Wording, weights: Weights) -> None:
        self._wording = wording
        self._weights = weights
        self._tellings: dict[tuple[str, date], Telling] = {}
        self._reports: dict[tuple[int, int], Report] = {}

    def weigh(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Weigh pairs that come with the columns of both rows; say what speaks for those that may be one incident."""
        self._reports.clear()
        self._tellings.clear()
        weighed = list(self._each(batch))
        columns = list(zip(*weighed, strict=True)) or [()] * len(WEIGHED)
        return pa.record_batch(
            [pa.array(column, field.type) for column, field in zip(columns, WEIGHED, strict=True)], schema=WEIGHED
        )

    def _each(self, batch: pa.RecordBatch) -> Iterator[tuple[int, int, float, str]]:
        weeks = batch.column("weeks").to_pylist()
        sides = [
            zip(*(batch.column(f"{side}_{name}").to_pylist() for name in REPORT_COLUMNS), strict=True)
            for side in ("earlier", "later")
        ]
        for moved, earlier, later in zip(weeks, *sides, strict=True):
            found = list(
                clues(self._report(earlier, moved), self._report(later, 0), self._wording.rarity, self._weights)
            )
            bits = sum(clue.bits for clue in found)
            says = "; ".join(clue.says for clue in found if clue.bits > 0) if bits >= self._weights.enough else ""
            yield later[0], earlier[0], bits, says

    def _report(self, row: Row, weeks_on: int) -> Report:
        """Give a row as a report, moved on by whole weeks if asked, with the days it tells of."""
        key = row[0], weeks_on
        if key not in self._reports:
            self._reports[key] = self._read(row, weeks_on)
        return self._reports[key]

    def _read(self, row: Row, weeks_on: int) -> Report:
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
            words=BETWEEN.sub("", row[5].upper()),
            telling=telling,
            names=frozenset(NAMES.findall(f"{row[6]} {row[7]}".lower())),
            is_usual_wording=row[12],
            says_resent=row[8],
            says_heard=row[9],
            says_another=row[10],
            is_linked_by_outcome=row[11] == "linked",
            has_other_outcome=self._wording.linked_is_used and row[11] not in ("", "linked"),
        )

    def _telling(self, text: str, on: date) -> Telling:
        key = (text, on)
        if key not in self._tellings:
            self._tellings[key] = read_telling(text, on)
        return self._tellings[key]
