"""The same child under two ids: much is asked, for two children taken for one hide each other's contacts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import duckdb
import pyarrow as pa

TWO_IDS_FROM: Final = 0.95
"""How likely it must be that two ids are one child; besides, they must share one of `SHARED`."""
MOST_IDS: Final = 4
MOST_ALIKE: Final = 8
"""How many ids may share one of them; what more share is a placeholder, or a hostel, and says nothing."""
SHARED: Final = (
    ("date_of_birth", "address"),
    ("date_of_birth", "postcode"),
    ("date_of_birth", "first_name", "last_name"),
    ("first_name", "last_name", "address"),
    ("nhs_number",),
    ("upn",),
)
"""What two ids of one child share at least one of, whole. Twins share the first two; their names tell them apart."""


def find_alike(connection: duckdb.DuckDBPyConnection) -> None:
    """Make table `alike`: pairs of ids in the register that share what one child would, and whose numbers agree."""
    keys = " union all ".join(
        f"select id, {number} as what, lower(concat_ws('|', {', '.join(columns)})) as shared from register where "
        + " and ".join(f"{column} <> ''" for column in columns)
        for number, columns in enumerate(SHARED)
    )
    connection.execute(
        f"""create table alike as
        with keyed as ({keys}),
        few as (select *, count(*) over (partition by what, shared) as many from keyed
          qualify many between 2 and {MOST_ALIKE})
        select distinct a.id as one, b.id as other
        from few a join few b on a.what = b.what and a.shared = b.shared and a.id < b.id
        join register x on x.id = a.id join register y on y.id = b.id
        where (x.nhs_number = '' or y.nhs_number = '' or x.nhs_number = y.nhs_number)
          and (x.upn = '' or y.upn = '' or x.upn = y.upn)"""
    )


def find_two_ids(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill table `same_child` from table `pairs`: of those alike, the pairs likely enough, the likeliest first."""
    found = connection.execute(
        f"""select least(a.one, a.other) as first, greatest(a.one, a.other) as last, max(p.probability) from pairs p
        join (from alike union all select other, one from alike) a on p.known = a.one and p.told = 'two ' || a.other
        where p.told like 'two %' and p.probability >= {TWO_IDS_FROM}
        group by first, last order by max(p.weight) desc, first, last"""
    ).fetchall()
    groups, sure = _grouped((str(one), str(other), float(probability)) for one, other, probability in found)
    rows = [(child_id, root_of(groups, child_id), sure[child_id]) for child_id in sorted(sure)]
    names, kinds = ("child_id", "child", "probability"), (pa.string(), pa.string(), pa.float64())
    columns = [pa.array([row[place] for row in rows], kind) for place, kind in enumerate(kinds)]
    connection.register("arriving", pa.table(dict(zip(names, columns, strict=True))))
    connection.execute("insert into same_child select child_id, child, probability from arriving")
    connection.unregister("arriving")


def _grouped(pairs: Iterable[tuple[str, str, float]]) -> tuple[dict[str, str], dict[str, float]]:
    """Join pairs into groups that stay small; give each id's next nearer the first of its group, and how sure it is."""
    groups: dict[str, str] = {}
    sizes: dict[str, int] = defaultdict(lambda: 1)
    sure: dict[str, float] = {}
    for one, other, probability in pairs:
        first, second = sorted((root_of(groups, one), root_of(groups, other)))
        if first != second and sizes[first] + sizes[second] <= MOST_IDS:
            groups[second] = first
            sizes[first] += sizes[second]
            sure[one], sure[other] = max(sure.get(one, 0), probability), max(sure.get(other, 0), probability)
    return groups, sure


def root_of(groups: dict[str, str], one: str) -> str:
    """Give the first of the group that one belongs to."""
    while one in groups:
        one = groups[one]
    return one
