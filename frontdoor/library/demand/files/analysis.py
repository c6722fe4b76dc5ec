"""True demand from files, from the first byte to the tables: read, tell children apart, find facts, class, count."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from frontdoor.library.demand.files import classing, journeys, sfdl, tables, who
from frontdoor.library.demand.files.asking import one_row
from frontdoor.library.demand.files.cannot_tell import what_it_cannot_tell
from frontdoor.library.demand.files.pairs import Calibration, WeighPairs, pair_up, weigh_here
from frontdoor.library.demand.files.reading import SheetReader, Source, read_sources
from frontdoor.library.demand.files.signs import find_signs
from frontdoor.library.demand.files.staging import SourceCode, Staged, stage
from frontdoor.library.demand.files.tables import Table, WorkingDays
from frontdoor.library.demand.files.who import FindPairs, Identified
from frontdoor.library.demand.incidents import read_weights
from frontdoor.library.demand.words import read_vocabulary

Tell = Callable[[str, float], None]


@dataclass(frozen=True, kw_only=True)
class Doors:
    """What the analysis asks of other books of the library, handed in: none of them knows the others."""

    sheets_of: SheetReader
    source_code: SourceCode
    working_days: WorkingDays
    find_pairs: FindPairs | None
    weigh_pairs: WeighPairs = weigh_here
    working_in: Path | None = None


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """What came of it."""

    sources: tuple[Source, ...]
    staged: Staged
    identified: Identified
    calibration: Calibration
    rules: str
    first_on: date
    last_on: date
    contacts: int
    children_on_contacts: int
    net_children: int
    tables: tuple[Table, ...]
    cannot_tell: tuple[str, ...]

    def table(self, code: str) -> Table | None:
        return next((each for each in self.tables if each.code == code), None)


def analyse(
    connection: duckdb.DuckDBPyConnection,
    files: Sequence[Path],
    *,
    renaming: Mapping[str, str],
    rules: str,
    doors: Doors,
    tell: Tell,
) -> Analysis:
    """Analyse files; table `classed` then holds every row's class. Raises Unreadable."""
    vocabulary = read_vocabulary()
    tell("Reading", 0.0)
    sources = read_sources(connection, files, renaming=renaming, sheets_of=doors.sheets_of)
    staged = stage(connection, sources, source_code=doors.source_code, vocabulary=vocabulary)
    tell("Telling children apart", 0.1)
    with tempfile.TemporaryDirectory(prefix="frontdoor-", dir=doors.working_in) as folder:
        identified = who.identify(connection, doors.find_pairs, Path(folder))
        tell("Reading what was said", 0.5)
        find_signs(connection, vocabulary)
        classing.find_outcomes(connection, vocabulary, has_outcomes=staged.has_outcomes)
        classing.find_open(connection)
        tell("Weighing incidents", 0.55)
        calibration = pair_up(
            connection,
            read_weights(),
            doors.weigh_pairs,
            Path(folder),
            lambda share: tell("Weighing incidents", 0.55 + 0.3 * share),
        )
    classing.believe_outcomes(connection)
    classing.find_returns(connection, vocabulary, has_outcomes=staged.has_outcomes)
    tell("Classing", 0.85)
    classing.class_rows(connection, vocabulary)
    tell("Counting", 0.9)
    made = _tables(connection, staged, rules, doors.working_days)
    return _summed(connection, sources, staged, identified, calibration, rules, made)


def _tables(
    connection: duckdb.DuckDBPyConnection, staged: Staged, rules: str, working_days: WorkingDays
) -> tuple[Table, ...]:
    tables.count_all(connection)
    journeys.gather_steps(connection)
    made = [
        tables.by_month(connection, working_days),
        tables.by_source(connection),
        tables.by_month_and_source(connection),
        tables.came_back(connection),
        journeys.journeys(connection),
        tables.partners(connection, has_outcomes=staged.has_outcomes),
    ]
    if "decided_at" in staged.columns_held:
        made.append(tables.decisions(connection))
    if rules == sfdl.NAME:
        made.append(sfdl.by_sfdl_2020(connection))
    return (*made, tables.two_ids(connection), tables.unread(connection))


def _summed(
    connection: duckdb.DuckDBPyConnection,
    sources: Sequence[Source],
    staged: Staged,
    identified: Identified,
    calibration: Calibration,
    rules: str,
    made: tuple[Table, ...],
) -> Analysis:
    first, last, contacts, children, net = one_row(
        connection,
        "select min(received_at)::date::text, max(received_at)::date::text, count(distinct contact_id), count(*),"
        f" count(*) filter ({tables.NET}) from counted",
    )
    return Analysis(
        sources=tuple(sources),
        staged=staged,
        identified=identified,
        calibration=calibration,
        rules=rules,
        first_on=date.fromisoformat(str(first)),
        last_on=date.fromisoformat(str(last)),
        contacts=int(contacts or 0),
        children_on_contacts=int(children or 0),
        net_children=int(net or 0),
        tables=made,
        cannot_tell=what_it_cannot_tell(sources, staged, identified),
    )
