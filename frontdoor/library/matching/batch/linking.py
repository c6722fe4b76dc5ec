"""Linking on one machine: every processor takes a share of those told, and finds who each of them may be."""

from collections.abc import Callable
from typing import Final

import numpy as np
import pyarrow as pa

from frontdoor.library.matching.batch import candidates, evidence, filing, scoring
from frontdoor.library.matching.batch.candidates import Rows
from frontdoor.library.matching.batch.chains import through_others
from frontdoor.library.matching.batch.cores import Report, share_out, shares, without_collecting
from frontdoor.library.matching.batch.parts import written_in
from frontdoor.library.matching.batch.people import People
from frontdoor.library.matching.batch.scoring import Scales
from frontdoor.library.matching.batch.screens import bounds_of, ceilings_of
from frontdoor.library.matching.model import Model

Tell = Callable[[str, float], None]

SMALLEST_SHARE: Final = 4_000
FILING: Final = 0.25  # of the work, as measured with two files of 100,000 people


def link(people: People, model: Model, threshold: float, tell: Tell) -> pa.Table:
    """Return every pair of at least this probability, with its weight and the evidence, by the rows of people."""

    def comparing(share: float) -> None:
        tell("Comparing those who share a key", FILING + share * (1 - FILING))

    tell("Filing people under their keys", 0.0)
    with without_collecting():
        filed = filing.file_under_keys(people)
        index = candidates.index(filed, people.known)
        fitted = model.with_shares(filing.count_known(people), people=people.known)
        weigher = Weigher(people, fitted, threshold)

    def work(share: range, report: Report) -> pa.Table:
        told = range(people.told.start + share.start, people.told.start + share.stop)
        tables = [weigher.table(*NO_PAIRS)]
        for pairs in candidates.candidates(filed, index, told, is_one_file=not people.has_two_files):
            tables.append(weigher.table(*pairs))
            if len(pairs[1]):
                report((int(pairs[1][-1]) - told.start) / len(told))
        return pa.concat_tables(tables)

    found = pa.concat_tables(share_out(work, shares(len(people.told), smallest=SMALLEST_SHARE), comparing))
    return complete(found, people, fitted, threshold)


def complete(found: pa.Table, people: People, fitted: Model, threshold: float) -> pa.Table:
    """Return the pairs, and in one file also those that a third record vouches for."""
    if people.has_two_files:
        return found
    return through_others(found, people, fitted, scoring.least_weight(threshold, fitted))


NO_PAIRS: Final = (np.zeros(0, np.int32), np.zeros(0, np.int32))


class Weigher:
    """Weighs pairs of some people, and says why."""

    def __init__(self, people: People, model: Model, threshold: float) -> None:
        parts = written_in(people)
        self._scales = Scales(
            parts=parts,
            bounds=bounds_of(people, parts, model),
            ceilings=ceilings_of(parts, model),
            model=model,
            least=scoring.least_weight(threshold, model),
        )

    def table(self, known: Rows, told: Rows) -> pa.Table:
        """Return those of some pairs that reach the threshold."""
        weighed = scoring.weigh_pairs(known, told, self._scales)
        lines = {
            evidence.column_for(field): evidence.lines(met, number, weighed.is_relative)
            for part, met in zip(self._scales.parts, weighed.met, strict=True)
            for number, field in enumerate(part.part.fields)
        }
        blank = pa.repeat("", len(weighed.known))
        return pa.table(
            {
                "known": weighed.known,
                "told": weighed.told,
                "match_weight": weighed.weights,
                evidence.THROUGH: blank,
                evidence.START: evidence.starts(weighed.is_relative, self._scales.model),
                **{name: lines.get(name, blank) for name in evidence.OF_FIELDS},
            }
        )
