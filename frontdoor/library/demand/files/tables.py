"""The tables of the report: what each shows, and how it is asked of the classed rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

import duckdb

from frontdoor.library.demand.classes import CLASSES, NET_CODES
from frontdoor.library.demand.files.asking import Cell
from frontdoor.library.demand.limits import FUNNEL_ACTION, Share, funnel
from frontdoor.library.demand.rates import Span, per_working_day

WorkingDays = Callable[[date, date], int]
SMALLEST_SENDER: Final = 10
"""Children on contacts below which a sender stands only in the total: so few say nothing about it."""
SOURCE_GROUPS: Final = {
    "1": "Individuals",
    "2": "Schools and education",
    "3": "Health",
    "4": "Housing",
    "5": "Council services and other authorities",
    "6": "Police",
    "7": "Courts and other legal agencies",
    "8": "Other agencies",
    "9": "Anonymous",
    "10": "Not known",
}
Row = tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table: its name as a file, its title, what it is counted by, its columns and its rows."""

    code: str
    title: str
    measures: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    shares: frozenset[str] = field(default_factory=frozenset)
    empty: str = "None."

    def column(self, name: str) -> list[Cell]:
        place = self.columns.index(name)
        return [row[place] for row in self.rows]


CLASS_CODES: Final = tuple(each.code for each in CLASSES)
CLASS_NAMES: Final = tuple(each.name for each in CLASSES)
NET: Final = "demand_class in (" + ", ".join(f"'{code}'" for code in sorted(NET_CODES)) + ")"
COUNTS: Final = (
    "count(distinct contact_id) as contacts, count(*) as children, "
    + ", ".join(f"count(*) filter (demand_class = '{code}') as {code}" for code in CLASS_CODES)
    + f", count(*) filter ({NET}) as net, count(distinct contact_id) filter ({NET}) as net_contacts"
)
ENDED: Final = "(outcome <> '' or without_referral)"
COUNT_COLUMNS: Final = ("Contacts", "Children on contacts", *CLASS_NAMES, "Net children", "Net contacts", "Net share")
PARTNER_COLUMNS: Final = (
    *("Sender", "Source", *COUNT_COLUMNS, "Lower limit", "Upper limit", "Net share, given its size"),
    *("No further action", "Share no further action", "Net that became referrals", "Share that became referrals"),
)


def count_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Make table `counted`: the classed rows with all that tables are made by."""
    groups = ", ".join(f"('{code}', '{name}')" for code, name in SOURCE_GROUPS.items())
    connection.execute(f"create table source_groups as select * from (values {groups}) as g(code, source)")
    connection.execute(
        """create table counted as
        select k.*, c.received_at, c.decided_at, date_trunc('month', c.received_at)::date as month, c.source_code,
          coalesce(g.source, 'Not known') as source, c.agency, c.team, e.kind as outcome, e.referred,
          e.without_referral, e.ended_at
        from classed k join contacts c using (n) join ended e using (n)
        left join source_groups g on g.code = regexp_extract(c.source_code, '^[0-9]+')"""
    )


def by_month(connection: duckdb.DuckDBPyConnection, working_days: WorkingDays) -> Table:
    """Count each month: gross and net, by class, and for each working day."""
    found = connection.execute(
        f"select month, least((month + interval 1 month - interval 1 day)::date, (select max(received_at)::date from"
        f" counted)), greatest(month, (select min(received_at)::date from counted)), {COUNTS} from counted"
        " group by month order by month"
    ).fetchall()
    rows = []
    for month, last, first, *counts in found:
        days = working_days(first, last)
        a_day = per_working_day(Span(count=counts[0], working_days=days))
        net_a_day = per_working_day(Span(count=counts[-1], working_days=days))
        is_whole = first.day == 1 and last.month != date.fromordinal(last.toordinal() + 1).month
        rows.append((_month(month, is_whole), *_counts(counts), days, _rounded(a_day), _rounded(net_a_day)))
    return Table(
        code="by_month",
        title="Contacts by month and class",
        measures=("gross_contacts", "gross_children", "net_children", "net_contacts", "net_share", "per_working_day"),
        columns=(
            *("Month", *COUNT_COLUMNS),
            *("Working days", "Contacts a working day", "Net contacts a working day"),
        ),
        rows=tuple(rows),
        notes=(
            "A month marked “part” is not whole in the files.",
            "In the first 90 days returns are counted as new: what came before is not in the files.",
        ),
        shares=frozenset({"Net share"}),
    )


def by_source(connection: duckdb.DuckDBPyConnection) -> Table:
    """Count each kind of source, by class."""
    found = connection.execute(f"select source, {COUNTS} from counted group by source order by children desc, source")
    return Table(
        code="by_source",
        title="Contacts by source and class",
        measures=("gross_contacts", "gross_children", "net_children", "net_contacts", "net_share"),
        columns=("Source", *COUNT_COLUMNS),
        rows=tuple((source, *_counts(counts)) for source, *counts in found.fetchall()),
        shares=frozenset({"Net share"}),
    )


def by_month_and_source(connection: duckdb.DuckDBPyConnection) -> Table:
    """Count each kind of source in each month, by class."""
    found = connection.execute(
        f"select month, source, {COUNTS} from counted group by month, source order by month, source"
    ).fetchall()
    return Table(
        code="by_month_and_source",
        title="Contacts by month, source and class",
        measures=("gross_contacts", "gross_children", "net_children", "net_contacts", "net_share"),
        columns=("Month", "Source", *COUNT_COLUMNS),
        rows=tuple((_month(month, True), source, *_counts(counts)) for month, source, *counts in found),
        shares=frozenset({"Net share"}),
    )


def came_back(connection: duckdb.DuckDBPyConnection) -> Table:
    """Count the children who came back, by what their contact had ended with: no further action first."""
    connection.execute(
        f"""create table returns as
        with net as (select child, received_at as back_at from counted where {NET} and child is not null)
        select e.n, e.outcome, e.ended_at, r.back_at from counted e
        asof left join net r on r.child = e.child and r.back_at > e.ended_at
        where e.without_referral and e.child is not null
          and e.demand_class not in ('duplicate', 'open_case', 'information_request', 'not_for_us')"""
    )
    shares = ", ".join(
        f"count(*) filter (gone >= {days}), count(*) filter (gone >= {days} and back <= {days})"
        for days in (30, 90, 365)
    )
    found = connection.execute(
        f"""select case when outcome = '' then 'no referral found' else outcome end as what, {shares}
        from (select outcome, date_diff('day', ended_at, (select max(received_at) from counted)) as gone,
          epoch(back_at - ended_at) / 86400.0 as back from returns)
        group by rollup (what) order by grouping(what), what <> 'no_further_action', what"""
    ).fetchall()
    rows = [
        (
            _in_words(what) or "All",
            *(cell for ended, back in _twos(counts) for cell in (ended, back, _share(back, ended))),
        )
        for what, *counts in found
    ]
    columns = (
        "Ended with",
        *(f"{name} {days} days" for days in (30, 90, 365) for name in ("Ended,", "Back in", "Share in")),
    )
    return Table(
        code="came_back",
        title="Children who came back",
        measures=("repeat_30", "repeat_90", "repeat_365"),
        columns=columns,
        rows=tuple(rows),
        notes=("“Ended, 30 days” counts those whose 30 days lie within the files; and so for the others.",),
        shares=frozenset(f"Share in {days} days" for days in (30, 90, 365)),
    )


def partners(connection: duckdb.DuckDBPyConnection, *, has_outcomes: bool) -> Table:
    """Profile each sender with enough contacts: volume, classes, outcomes; with limits for its size, and no league."""
    everybody = _total(connection)
    found = connection.execute(
        f"""select case when agency <> '' then agency else source end as sender, any_value(source) as source, {COUNTS},
          count(*) filter (outcome = 'no_further_action') as nfa, count(*) filter ({ENDED}) as ended,
          count(*) filter (referred and {NET}) as referred, count(*) filter ({ENDED} and {NET}) as net_ended
        from counted group by sender having count(*) >= {SMALLEST_SENDER} order by sender"""
    ).fetchall()
    rows = []
    for sender, source, *counts, nfa, ended, referred, net_ended in found:
        standing = funnel(Share(count=counts[8], of=counts[1]), everybody, tail=FUNNEL_ACTION)
        verdict = "within" if standing.is_within else "below" if standing.share < standing.lower else "above"
        rows.append(
            (sender, source, *_counts(counts), _rounded(standing.lower, 3), _rounded(standing.upper, 3), verdict)
            + (
                nfa if has_outcomes else None,
                _share(nfa, ended) if has_outcomes else None,
                referred,
                _share(referred, net_ended),
            )
        )
    return Table(
        code="partners",
        title="Senders",
        measures=("net_share", "no_further_action", "conversion"),
        columns=PARTNER_COLUMNS,
        rows=tuple(rows),
        notes=(
            "In the order of the alphabet: this is no league. “Within” means that chance explains the difference.",
            f"Senders with fewer than {SMALLEST_SENDER} children on contacts are only in the totals.",
        ),
        empty=f"No sender has {SMALLEST_SENDER} children on contacts.",
        shares=frozenset(
            {"Net share", "Lower limit", "Upper limit", "Share no further action", "Share that became referrals"}
        ),
    )


def decisions(connection: duckdb.DuckDBPyConnection) -> Table:
    """Give the hours to a decision, by month of receipt: the middle, the ninth tenth, and what is still open."""
    found = connection.execute(
        """select month, count(*) filter (decided_at is not null), count(*) filter (decided_at is null),
          round(median(hours), 1), round(quantile_cont(hours, 0.9), 1), round(max(hours), 1)
        from (select contact_id, any_value(month) as month, max(decided_at) as decided_at,
          epoch(max(decided_at) - min(received_at)) / 3600 as hours from counted group by contact_id)
        group by month order by month"""
    ).fetchall()
    return Table(
        code="decisions",
        title="Time from receipt to a decision",
        measures=("decision_hours",),
        columns=("Month", "Decided", "Not decided", "Median hours", "Nine in ten within, hours", "Longest, hours"),
        rows=tuple((_month(month, True), *counts) for month, *counts in found),
        notes=("Hours by the clock, nights and weekends too.",),
    )


def unread(connection: duckdb.DuckDBPyConnection) -> Table:
    """List what could not be read, with the first line of each kind."""
    found = connection.execute(
        "select file, column_name, value, says, count(*), min(line) from unread group by all order by 5 desc, 1, 2, 3"
    ).fetchall()
    return Table(
        code="unread",
        title="What could not be read",
        measures=(),
        columns=("File", "Column", "Value", "What was done", "Rows", "First at line"),
        rows=tuple(tuple(row) for row in found),
    )


def two_ids(connection: duckdb.DuckDBPyConnection) -> Table:
    """List the ids that were taken for one child."""
    found = connection.execute(
        "select child, child_id, round(probability, 4) from same_child order by child, child_id"
    ).fetchall()
    return Table(
        code="two_ids",
        title="Children found under two ids",
        measures=(),
        columns=("Counted as", "Id", "Probability"),
        rows=tuple(tuple(row) for row in found),
        notes=("Nearly sure, and sharing a birthday, a home, both names or a number. A person should look at each.",),
    )


def _total(connection: duckdb.DuckDBPyConnection) -> Share:
    ((net, children),) = connection.execute(f"select count(*) filter ({NET}), count(*) from counted").fetchall()
    return Share(count=net, of=children)


def _counts(counts: Sequence[int]) -> Row:
    contacts, children, *classes, net, net_contacts = counts
    return (contacts, children, *classes, net, net_contacts, _share(net, children))


def _twos(counts: Sequence[int]) -> list[tuple[int, int]]:
    return list(zip(counts[::2], counts[1::2], strict=True))


def _share(count: int, of: int) -> float | None:
    return round(count / of, 4) if of else None


def _rounded(number: float | None, places: int = 1) -> float | None:
    return None if number is None else round(number, places)


def _month(month: date | datetime, is_whole: bool) -> str:
    return f"{month:%Y-%m}" + ("" if is_whole else " (part)")


def _in_words(code: str | None) -> str:
    return (code or "").replace("_", " ").capitalize()
