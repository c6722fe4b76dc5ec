"""Which child each row is about: by id where there is one, else by matching; and the same child under two ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from frontdoor.library.demand.files.asking import in_quotes, one_number
from frontdoor.library.demand.files.two_ids import find_alike, find_two_ids, root_of

LEAST_TO_LOOK_AT: Final = 0.05
SAME_CHILD_FROM: Final = 0.6
"""How likely it must be that a row without an id is about a child, before it is taken to be."""
AMONG_CONTACTS_FROM: Final = 0.9
"""The same between two rows without an id: neither is in a register, so more is asked."""
CLEARLY_BEST: Final = 4.0
"""How many bits the best match must be ahead of the next child."""
FindPairs = Callable[[Path, Path | None, float], Path]
"""Finds pairs between two Parquet files of people, or within one, from a probability on; `row` numbers their rows.

Gives Parquet, a file or a pattern of several, with id_a, id_b, match_weight and match_probability."""
DETAILS: Final = "first_name, last_name, cast(born_on as varchar) as date_of_birth, sex, address, postcode"
HAS_DETAILS: Final = (
    "(last_name <> '' or first_name <> '') and (born_on is not null or address <> '' or postcode <> '')"
)
ROWS: Final = f"select 'row ' || n as id, {DETAILS} from contacts where child_id = '' and {HAS_DETAILS}"
TWICE: Final = (
    "select 'two ' || id as id, first_name, last_name, date_of_birth, sex, address, postcode, middle_names, nhs_number,"
    " upn from register where id in (select one from alike union select other from alike)"
)


@dataclass(frozen=True, kw_only=True)
class Identified:
    """How many rows were told apart in which way."""

    by_id: int
    by_matching: int
    among_contacts: int
    ambiguous: int
    not_known: int
    children_under_two_ids: int


def identify(connection: duckdb.DuckDBPyConnection, find_pairs: FindPairs | None, folder: Path) -> Identified:
    """Make tables `same_child` (ids that are one child) and `whose` (the child of each row of contacts)."""
    connection.execute("create table same_child (child_id text, child text, probability double)")
    connection.execute("create table found (n bigint, child text, how text)")
    _register(connection)
    if find_pairs is not None:
        _match_with_register(connection, find_pairs, folder)
        _match_one_another(connection, find_pairs, folder)
    connection.execute(
        """create table whose as
        select c.n, coalesce(s.child, nullif(c.child_id, ''), fs.child, f.child) as child,
          case when c.child_id <> '' then 'id' else coalesce(f.how, '') end as how,
          coalesce(nullif(c.child_id, ''), case when f.how = 'matched' then f.child end, '') as child_id
        from contacts c left join found f on f.n = c.n left join same_child s on s.child_id = c.child_id
        left join same_child fs on fs.child_id = f.child"""
    )
    return _counted(connection)


def _register(connection: duckdb.DuckDBPyConnection) -> None:
    """Put together whom there is to find: the register, and children whom only contacts with an id tell of."""
    connection.execute(
        f"""create table register as
        select child_id as id, first_name, middle_names, last_name, cast(born_on as varchar) as date_of_birth, sex,
          address, postcode, nhs_number, upn from people
        union all
        select child_id, arg_max(first_name, n), '', arg_max(last_name, n), cast(arg_max(born_on, n) as varchar),
          arg_max(sex, n), arg_max(address, n), arg_max(postcode, n), '', ''
        from contacts where child_id <> '' and {HAS_DETAILS} and child_id not in (select child_id from people)
        group by child_id"""
    )


def _match_with_register(connection: duckdb.DuckDBPyConnection, find_pairs: FindPairs, folder: Path) -> None:
    """Ask the register, in one go, for the rows without an id and for the children who may stand in it twice."""
    known, told = folder / "known.parquet", folder / "told.parquet"
    find_alike(connection)
    asked = _write(connection, f"from ({ROWS}) union all by name {TWICE}", told)
    if asked and _write(connection, "from register", known):
        _take_pairs(connection, find_pairs(known, told, LEAST_TO_LOOK_AT))
        find_two_ids(connection)
        _take_best(connection)
        connection.execute("drop table pairs")


def _take_pairs(connection: duckdb.DuckDBPyConnection, found: Path) -> None:
    connection.execute(
        "create table pairs as select id_a as known, id_b as told, match_weight as weight,"
        f" match_probability as probability from read_parquet({in_quotes(found)})"
    )


def _take_best(connection: duckdb.DuckDBPyConnection) -> None:
    """Take the best match of each row where it is likely enough, and clearly ahead of every other child."""
    connection.execute(
        f"""insert into found
        with met as (
          select p.*, coalesce(s.child, p.known) as child, substr(p.told, 5)::bigint as n
          from pairs p left join same_child s on s.child_id = p.known where p.told like 'row %'),
        best as (from met qualify row_number() over (partition by n order by weight desc, known desc) = 1),
        rival as (select m.n, max(m.weight) as weight from met m join best b using (n) where m.child <> b.child
          group by m.n)
        select b.n, if(is_clear, b.known, null), if(is_clear, 'matched', 'ambiguous')
        from (select b.*, coalesce(b.weight - r.weight >= {CLEARLY_BEST}, true) as is_clear
          from best b left join rival r using (n)) b
        where b.probability >= {SAME_CHILD_FROM}"""
    )


def _match_one_another(connection: duckdb.DuckDBPyConnection, find_pairs: FindPairs, folder: Path) -> None:
    """Give rows about one child, whom the register does not hold, one name of our own: that of the first row."""
    left = folder / "left.parquet"
    if not _write(connection, f"{ROWS} and n not in (select n from found)", left):
        return
    _take_pairs(connection, find_pairs(left, None, AMONG_CONTACTS_FROM))
    pairs = connection.execute(
        f"""select a.n, b.n from (
          select *, substr(known, 5)::bigint as one, substr(told, 5)::bigint as other from pairs) p
        join contacts a on a.n = p.one join contacts b on b.n = p.other
        where probability >= {AMONG_CONTACTS_FROM} and a.contact_id <> b.contact_id
        order by weight desc, least(a.n, b.n), greatest(a.n, b.n)"""
    ).fetchall()
    connection.execute("drop table pairs")
    groups: dict[str, str] = {}
    for one, other in pairs:
        first, second = sorted((root_of(groups, str(one)), root_of(groups, str(other))), key=int)
        if first != second:
            groups[second] = first
    rows = [(int(one), f"row {root_of(groups, one)}") for one in sorted({*groups, *groups.values()}, key=int)]
    numbers, children = (
        pa.array([row[place] for row in rows], kind) for place, kind in enumerate((pa.int64(), pa.string()))
    )
    connection.register("arriving", pa.table({"n": numbers, "child": children}))
    connection.execute("insert into found select n, child, 'among contacts' from arriving")
    connection.unregister("arriving")


def _write(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> bool:
    """Write rows for the matching to read; say whether there were any."""
    told = connection.execute(
        "copy (select (row_number() over () - 1)::integer as row, coalesce(columns(*)::varchar, '') from"
        f" ({query})) to {in_quotes(path)} (format parquet)"
    ).fetchall()
    return bool(told[0][0])


def _counted(connection: duckdb.DuckDBPyConnection) -> Identified:
    ways = dict(connection.execute("select how, count(*) from whose group by how").fetchall())
    return Identified(
        by_id=ways.get("id", 0),
        by_matching=ways.get("matched", 0),
        among_contacts=ways.get("among contacts", 0),
        ambiguous=ways.get("ambiguous", 0),
        not_known=ways.get("", 0),
        children_under_two_ids=one_number(connection, "select count(distinct child) from same_child"),
    )
