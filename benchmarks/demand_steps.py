"""The steps of the analysis of 2020 alone, by our rules for it: what the peer does, for a fair comparison.

Prints the seconds from reading to the monthly table, and how many contacts led to a referral.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import duckdb

from frontdoor.library.demand.files import classing, reading, sfdl, staging, who
from frontdoor.library.demand.words import read_vocabulary

COUNTED = """create table counted as
select c.n, w.child, c.received_at, c.decided_at, date_trunc('month', c.received_at)::date as month, c.source_code,
  e.referred from contacts c join whose w using (n) join ended e using (n)"""

SOURCED = """insert into steps
select 'referral', '', 0, e.child_id, e.opened_on, null, c.source_code, '' from episodes e
asof left join contacts c on c.child_id = e.child_id and c.received_at < e.opened_on + interval 1 day"""


def main() -> None:
    folder = Path(sys.argv[1])
    begun = time.perf_counter()
    with duckdb.connect() as connection:
        files = [folder / "contacts.csv", folder / "episodes.csv"]
        sources = reading.read_sources(connection, files, renaming={}, sheets_of=lambda _: ())
        staging.stage(connection, sources, source_code=lambda told: told, vocabulary=read_vocabulary())
        who.identify(connection, None, folder)
        connection.execute(SOURCED)
        classing.find_outcomes(connection, read_vocabulary(), has_outcomes=True)
        connection.execute(COUNTED)
        table = sfdl.by_sfdl_2020(connection)
    print(f"{time.perf_counter() - begun:.2f} {sum(int(each or 0) for each in table.column('Led to referral, 2020'))}")


main()
