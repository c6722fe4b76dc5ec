"""Which child each row is about: by id where there is one, else by matching; and the same child under two ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from frontdoor.library.demand.files.asking import one_number

LEAST_TO_LOOK_AT: Final = 0.05
SAME_CHILD_FROM: Final = 0.6
"""How likely it must be that a row without an id is about a child, before it is taken to be."""
AMONG_CONTACTS_FROM: Final = 0.9
"""The same between two rows without an id: neither is in a register, so more is asked."""
TWO_IDS_FROM: Final = 0.95
"""How likely it must be that two ids are one child; besides, they must share a birthday, and a home or a number."""
CLEARLY_BEST: Final = 4.0
"""How many bits the best match must be ahead of the next child."""
MOST_IDS: Final = 4
Pair = tuple[str, str, float, float]
FindPairs = Callable[[Path, Path | None, float], Iterable[Pair]]
"""Finds pairs of people between two files, or within one: both ids, the weight in bits, the probability."""
DETAILS: Final = "first_name, last_name, cast(born_on as varchar) as date_of_birth, sex, address, postcode"
HAS_DETAILS: Final = (
    "(last_name <> '' or first_name <> '') and (born_on is not null or address <> '' or postcode <> '')"
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
        _two_ids(connection, find_pairs, folder)
        _without_id(connection, find_pairs, folder)
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


def _two_ids(connection: duckdb.DuckDBPyConnection, find_pairs: FindPairs, folder: Path) -> None:
    """Find children who stand in the register under two ids.

    Much is asked: the same day of birth, the same home or number, and no two numbers that differ. Twins share the first
    two, and are told apart by their names.
    """
    if not _write(connection, "select * from register where first_name <> '' or last_name <> ''", folder / "known.csv"):
        return
    groups: dict[str, str] = {}
    sizes: dict[str, int] = defaultdict(lambda: 1)
    likely = sorted(find_pairs(folder / "known.csv", None, TWO_IDS_FROM), key=lambda pair: -pair[2])
    fitting = _sharing(connection, likely)
    sure: dict[str, float] = {}
    for one, other, _, probability in likely:
        first, second = sorted((_root(groups, one), _root(groups, other)))
        if (one, other) in fitting and first != second and sizes[first] + sizes[second] <= MOST_IDS:
            groups[second] = first
            sizes[first] += sizes[second]
            sure[one], sure[other] = max(sure.get(one, 0), probability), max(sure.get(other, 0), probability)
    rows = [(child_id, _root(groups, child_id), probability) for child_id, probability in sorted(sure.items())]
    if rows:
        connection.executemany("insert into same_child values (?, ?, ?)", rows)


def _sharing(connection: duckdb.DuckDBPyConnection, likely: Iterable[Pair]) -> set[tuple[str, str]]:
    """Leave only the pairs that share a birthday, and a home or a number, and whose numbers do not differ."""
    pairs = [(one, other) for one, other, _, probability in likely if probability >= TWO_IDS_FROM]
    names = ("one", "other")
    columns = list(zip(*pairs, strict=True)) or [(), ()]
    connection.register(
        "likely", pa.table({name: pa.array(column, pa.string()) for name, column in zip(names, columns, strict=True)})
    )
    found = connection.execute(
        """select l.one, l.other from likely l join register a on a.id = l.one join register b on b.id = l.other
        where a.date_of_birth = b.date_of_birth
          and (lower(a.address) = lower(b.address) or a.postcode = b.postcode
            or (a.nhs_number <> '' and a.nhs_number = b.nhs_number) or (a.upn <> '' and a.upn = b.upn))
          and (a.nhs_number = '' or b.nhs_number = '' or a.nhs_number = b.nhs_number)
          and (a.upn = '' or b.upn = '' or a.upn = b.upn)"""
    ).fetchall()
    connection.unregister("likely")
    return {(str(one), str(other)) for one, other in found}


def _root(groups: dict[str, str], child_id: str) -> str:
    while child_id in groups:
        child_id = groups[child_id]
    return child_id


def _without_id(connection: duckdb.DuckDBPyConnection, find_pairs: FindPairs, folder: Path) -> None:
    """Find who the rows without an id are about: in the register, else among one another."""
    rows = f"select n as id, {DETAILS} from contacts where child_id = '' and {HAS_DETAILS}"
    told = folder / "told.csv"
    if not _write(connection, rows, told):
        return
    if _write(connection, "select * from register", folder / "known.csv"):
        _match_register(connection, find_pairs(folder / "known.csv", told, LEAST_TO_LOOK_AT))
    left = f"{rows} and n not in (select n from found)"
    if _write(connection, left, folder / "left.csv"):
        _match_one_another(connection, find_pairs(folder / "left.csv", None, AMONG_CONTACTS_FROM))


def _match_register(connection: duckdb.DuckDBPyConnection, pairs: Iterable[Pair]) -> None:
    """Take the best match of each row where it is likely enough, and clearly ahead of every other child."""
    merged = dict(connection.execute("select child_id, child from same_child").fetchall())
    best: dict[str, list[tuple[float, str, float]]] = defaultdict(list)
    for known, told, weight, probability in pairs:
        best[told].append((weight, known, probability))
    rows = []
    for told, matches in best.items():
        matches.sort(reverse=True)
        weight, known, probability = matches[0]
        others = [other for other in matches[1:] if merged.get(other[1], other[1]) != merged.get(known, known)]
        is_clear = not others or weight - others[0][0] >= CLEARLY_BEST
        if probability >= SAME_CHILD_FROM:
            rows.append((int(told), known if is_clear else None, "matched" if is_clear else "ambiguous"))
    if rows:
        connection.executemany("insert into found values (?, ?, ?)", rows)


def _match_one_another(connection: duckdb.DuckDBPyConnection, pairs: Iterable[Pair]) -> None:
    """Give rows about one child, whom the register does not hold, one name of our own: that of the first row."""
    contact_of = dict(connection.execute("select n, contact_id from contacts where child_id = ''").fetchall())
    groups: dict[str, str] = {}
    for one, other, _, probability in pairs:
        first, second = sorted((_root(groups, one), _root(groups, other)), key=int)
        is_one_contact = contact_of[int(one)] == contact_of[int(other)]
        if probability >= AMONG_CONTACTS_FROM and first != second and not is_one_contact:
            groups[second] = first
    members = {*groups, *groups.values()}
    rows = [(int(one), f"row {_root(groups, one)}", "among contacts") for one in sorted(members, key=int)]
    if rows:
        connection.executemany("insert into found values (?, ?, ?)", rows)


def _write(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> bool:
    """Write rows for the matching to read; say whether there were any."""
    table = connection.sql(query).to_arrow_table()
    connection.register("leaving", table)
    connection.execute("copy leaving to '" + str(path).replace("'", "''") + "' (header, delimiter ',')")
    connection.unregister("leaving")
    return bool(table.num_rows)


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
