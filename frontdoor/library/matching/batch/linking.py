"""Linking on one machine: every processor takes a share of those told, and finds who each of them may be."""

from collections.abc import Callable
from typing import Final

import numpy as np
import pyarrow as pa

from frontdoor.library.matching.batch import candidates, evidence, filing, scoring
from frontdoor.library.matching.batch.candidates import Index
from frontdoor.library.matching.batch.chains import through_others
from frontdoor.library.matching.batch.cores import Report, beside, share_out, shares, without_collecting
from frontdoor.library.matching.batch.filing import Filed
from frontdoor.library.matching.batch.levels import Rows
from frontdoor.library.matching.batch.people import Column, People
from frontdoor.library.matching.batch.scoring import Glanced, Weighed
from frontdoor.library.matching.levels import Field
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
        register = beside(
            lambda: _register(people), is_worth_it=len(shares(len(people.told), smallest=SMALLEST_SHARE)) > 1
        )
        fitted = model.with_shares(filing.count_known(people), people=people.known)
        weigher = Weigher(people, fitted, threshold)
        filed, index = register()

    def work(share: range, report: Report) -> pa.Table:
        told = range(people.told.start + share.start, people.told.start + share.stop)
        glanced = [weigher.glance(*NO_PAIRS)]
        for pairs in candidates.candidates(filed, index, told, is_one_file=not people.has_two_files):
            glanced.append(weigher.glance(*pairs))
            if len(pairs[1]):
                report((int(pairs[1][-1]) - told.start) / len(told))
        return weigher.found(scoring.together(glanced))

    found = pa.concat_tables(share_out(work, shares(len(people.told), smallest=SMALLEST_SHARE), comparing))
    return complete(found, people, fitted, threshold)


def _register(people: People) -> tuple[Filed, Index]:
    """Return the keys of those told, and who of those known are filed under each key."""
    filed = filing.file_under_keys(people)
    return filed.only(people.told), candidates.index(filed, people.known)


def complete(found: pa.Table, people: People, fitted: Model, threshold: float) -> pa.Table:
    """Return the pairs, and in one file also those that a third record vouches for."""
    if people.has_two_files:
        return found
    return through_others(found, people, fitted, scoring.least_weight(threshold, fitted))


NO_PAIRS: Final = (np.zeros(0, np.intp), np.zeros(0, np.intp))


class Weigher:
    """Weighs pairs of some people, and says why."""

    def __init__(self, people: People, model: Model, threshold: float) -> None:
        self._scales = scoring.scales_of(people, model, threshold)

    def glance(self, known: Rows, told: Rows) -> Glanced:
        """Return those of some pairs that may reach the threshold."""
        return scoring.glance(known, told, self._scales)

    def table(self, known: Rows, told: Rows) -> pa.Table:
        """Return those of some pairs that do reach it, with the evidence."""
        return self.found(self.glance(known, told))

    def found(self, pairs: Glanced) -> pa.Table:
        """Return those that do reach it of pairs that were looked at."""
        weighed = scoring.weigh(pairs, self._scales)
        blank = pa.repeat("", len(weighed.known))
        lines = {
            evidence.column_for(field): _lines(weighed, field, shown)
            for part in self._scales.parts
            for field, shown in zip(part.fields, part.shown, strict=True)
        }
        return pa.table(
            {
                "known": weighed.known.astype(np.int32),
                "told": weighed.told.astype(np.int32),
                "match_weight": weighed.weights,
                evidence.THROUGH: blank,
                evidence.START: evidence.starts(weighed.is_relative, self._scales.model),
                **{name: lines.get(name, blank) for name in evidence.OF_FIELDS},
            }
        )


def _lines(weighed: Weighed, field: Field, shown: Column) -> pa.Array:
    values = pa.array(shown.values, pa.string())
    told, known = (values.take(pa.array(shown.codes[rows])) for rows in (weighed.told, weighed.known))
    return evidence.lines(weighed.said[field], weighed.is_relative, told, known)
