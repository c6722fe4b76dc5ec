"""How well classes given by rule agree with the truth: the confusion table, agreement, and what was hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from frontdoor.library.demand.classes import CLASSES, NET_CODES

HIDING: Final = frozenset({"duplicate", "open_case"})
MISSING: Final = "no class"
RowKey = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Score:
    """Pairs of true class and class given, each with its number of rows."""

    counts: Mapping[tuple[str, str], int]

    @property
    def rows(self) -> int:
        return sum(self.counts.values())

    @property
    def agreement(self) -> float:
        """Say what share of rows has its true class."""
        agreeing = sum(count for (true, given), count in self.counts.items() if true == given)
        return agreeing / self.rows if self.rows else 0.0

    @property
    def hidden(self) -> float:
        """Say what share of true new and repeat rows was taken for a duplicate or for news on an open case."""
        net = sum(count for (true, _), count in self.counts.items() if true in NET_CODES)
        hidden = sum(count for (true, given), count in self.counts.items() if true in NET_CODES and given in HIDING)
        return hidden / net if net else 0.0

    def table(self) -> str:
        """Write the confusion table: true classes down, given classes across."""
        given = [each.code for each in CLASSES] + [MISSING] * any(other == MISSING for _, other in self.counts)
        lines = ["true \\ given".ljust(22) + "".join(code[:11].rjust(13) for code in given) + "agreeing".rjust(11)]
        for each in CLASSES:
            row = [self.counts.get((each.code, code), 0) for code in given]
            right = self.counts.get((each.code, each.code), 0)
            share = f"{right / sum(row):.2%}" if sum(row) else "–"
            lines.append(each.code.ljust(22) + "".join(f"{count:13,}" for count in row) + share.rjust(11))
        return "\n".join(lines)


def score(given: Mapping[RowKey, str], truth: Mapping[RowKey, str]) -> Score:
    """Compare every row of the truth with what was given. A row that was given no class agrees with nothing."""
    return Score(counts=Counter((true, given.get(key, MISSING)) for key, true in truth.items()))
