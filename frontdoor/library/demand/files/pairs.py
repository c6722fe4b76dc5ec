"""Contacts about one child within a week: which tell of one incident; and the cut, raised by the file itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from frontdoor.library.demand.files.asking import in_quotes, one_number, one_row
from frontdoor.library.demand.files.weighing import REPORT_COLUMNS, WEIGHED, Weigher, Wording
from frontdoor.library.demand.incidents import Weights
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
STEP: Final = 0.5
PAIRS_AT_ONCE: Final = 10_000
Tell = Callable[[float], None]
WeighPairs = Callable[[duckdb.DuckDBPyConnection, str, Wording, Weights, Path, Tell], Path]
"""Weighs the pairs that a query gives with the columns of both rows; gives Parquet as `weighing.WEIGHED`."""
PAIR: Final = (
    "select a.n as earlier, b.n as later{} from telling a join telling b on a.child = b.child"
    " and a.contact_id <> b.contact_id and (a.received_at < b.received_at"
    " or (a.received_at = b.received_at and a.n < b.n)) and b.received_at - a.received_at"
)


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """How the cut was found: pairs weeks apart stand for what chance brings together."""

    enough: float
    pairs: int
    pairs_apart: int
    expected_by_chance: float
    is_raised: bool


def pair_up(
    connection: duckdb.DuckDBPyConnection, weights: Weights, weigh: WeighPairs, folder: Path, tell: Tell
) -> Calibration:
    """Make table `told_before` (n, linked_n, bits, says): rows that tell of an incident told within the week before."""
    _candidates(connection)
    wording = _read_wording(connection)
    query = _with_both_rows(
        "select earlier, later, 0 as weeks from near union all select earlier, later, weeks from apart"
    )
    found = weigh(connection, query, wording, weights, folder, tell)
    connection.execute(f"create table weighed as from read_parquet({in_quotes(found)})")
    calibration = _calibrate(connection, weights)
    connection.execute(
        f"""create table told_before as
        select later as n, arg_min(earlier, place) as linked_n, arg_min(bits, place) as bits,
          arg_min(says, place) as says
        from (select w.*, row(c.received_at, c.n) as place from weighed w join near using (earlier, later)
          join contacts c on c.n = w.earlier where w.bits >= {calibration.enough}) group by later"""
    )
    return calibration


def weigh_here(
    connection: duckdb.DuckDBPyConnection, query: str, wording: Wording, weights: Weights, folder: Path, tell: Tell
) -> Path:
    """Weigh pairs on this machine, some at a time."""
    import pyarrow.parquet

    weigher, found, done = Weigher(wording, weights), folder / "weighed.parquet", 0
    total = one_number(connection, "select (select count(*) from near) + (select count(*) from apart)")
    with pyarrow.parquet.ParquetWriter(found, WEIGHED) as writer:
        for batch in connection.sql(query).to_arrow_reader(PAIRS_AT_ONCE):
            writer.write_batch(weigher.weigh(batch))
            done += batch.num_rows
            tell(done / max(total, 1))
    return found


def _candidates(connection: duckdb.DuckDBPyConnection) -> None:
    """Make tables `near` and `apart` of pairs about one child, the earlier first; requests and the like left aside."""
    connection.execute(
        """create table telling as
        select n, child, contact_id, received_at from contacts join whose using (n) join said using (n)
        where child is not null and information_request_bits < 3 and not_for_us_bits < 3"""
    )
    week = f"interval {DUPLICATE_WINDOW} day"
    connection.execute(f"create table near as {PAIR.format('')} <= {week} order by later, earlier")
    weeks = f", ceil(epoch(b.received_at - a.received_at) / (86400.0 * {DUPLICATE_WINDOW}))::bigint - 1 as weeks"
    connection.execute(
        f"""create table apart as
        with all_apart as ({PAIR.format(weeks)} between {week} + interval 1 second
          and interval {DUPLICATE_WINDOW * (WEEKS_APART + 1)} day)
        select *, count(*) over () as held from all_apart
        where later not in (select later from near) and later not in (select n from open_rows)
        order by hash(earlier, later), earlier, later limit {MOST_APART}"""
    )


def _with_both_rows(pairs: str) -> str:
    columns = ", ".join(
        f"{side[0]}.{name} as {side}_{name}" for side in ("earlier", "later") for name in REPORT_COLUMNS
    )
    return (
        f"with report as (select {', '.join(REPORT_COLUMNS)} from contacts join said using (n))"
        f" select p.weeks, {columns} from ({pairs}) p join report e on e.n = p.earlier join report l on l.n = p.later"
    )


def _read_wording(connection: duckdb.DuckDBPyConnection) -> Wording:
    """Count in how many texts of the file each word stands; those of one text only are not listed."""
    texts, linked = one_row(
        connection,
        "select count(distinct concern) filter (concern <> ''), count(*) filter (outcome_kind = 'linked')"
        " from contacts",
    )
    held = connection.execute(
        """select word, count(*) from (
          select unnest(list_distinct(regexp_extract_all(lower(concern), '[a-z]{3,}'))) as word
          from (select distinct concern from contacts where concern <> '')) group by word having count(*) > 1"""
    ).fetchall()
    return Wording(texts=int(texts or 0), held=dict(held), linked_is_used=int(linked or 0) >= LINKED_IS_USED_FROM)


def _calibrate(connection: duckdb.DuckDBPyConnection, weights: Weights) -> Calibration:
    """Raise the cut until chance would hide few: pairs weeks apart, moved together, show how high chance reaches.

    Troubles come together, so another incident is likelier in the next days than weeks on: how much likelier is seen
    in the pairs that are clearly of two incidents.
    """
    held = one_number(connection, "select any_value(held) from apart")
    rows = one_number(connection, "select count(*) from telling where n not in (select n from open_rows)")
    near, near_clearly = _reached(connection, "near")
    apart, apart_clearly = _reached(connection, "apart")
    each_stands_for = held / apart / WEEKS_APART if apart else 0.0
    each_stands_for *= max(CLUSTERED, near_clearly / (apart_clearly * each_stands_for) if apart_clearly else 0.0)
    enough, expected = weights.enough, 0.0
    highest = one_row(connection, "select max(bits) from weighed join apart using (earlier, later)")[0]
    while highest is not None:
        reaching = "select count(*) from weighed join apart using (earlier, later) where bits >= ?"
        expected = each_stands_for * one_number(connection, reaching, [enough])
        if expected <= MOST_HIDDEN * rows or enough > float(highest):
            break
        enough += STEP
    return Calibration(
        enough=enough,
        pairs=near,
        pairs_apart=apart,
        expected_by_chance=expected,
        is_raised=enough > weights.enough,
    )


def _reached(connection: duckdb.DuckDBPyConnection, pairs: str) -> tuple[int, int]:
    """Count the pairs of a table, and those that are clearly of two incidents."""
    both = one_row(
        connection,
        f"select count(*), count(*) filter (bits <= {CLEARLY_APART}) from weighed join {pairs} using (earlier, later)",
    )
    return int(both[0] or 0), int(both[1] or 0)
