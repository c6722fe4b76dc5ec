"""The way from contact to referral, assessment, section 47, conference, plan and care: how many go on, and how fast."""

from __future__ import annotations

from typing import Final

import duckdb

from frontdoor.library.demand.files.tables import NET, Table

WAYS: Final = (
    ("contact", "referral", 14),
    ("referral", "assessment", 30),
    ("assessment", "section_47", 60),
    ("section_47", "conference", 30),
    ("conference", "plan", 14),
    ("plan", "care", 365),
)
NAMES: Final = {
    "contact": "Net contact",
    "referral": "Referral",
    "assessment": "Assessment",
    "section_47": "Section 47 enquiry",
    "conference": "Initial conference",
    "plan": "Child protection plan",
    "care": "Coming into care",
}

ONE_STEP: Final = """with first as (select distinct child, began_on from taken where kind = $kind),
next as (select child, began_on as then_on from taken where kind = $then),
pairs as (select f.child, f.began_on, n.then_on from first f
  asof left join next n on n.child = f.child and n.then_on >= f.began_on),
claimed as (
  select child, then_on, max(began_on) as began_on from pairs where then_on is not null group by all),
last as (select max(began_on) as seen from taken)
select (select count(*) from first),
  (select count(*) from first, last where seen - first.began_on >= $days),
  count(*) filter (then_on - began_on <= $days and seen - began_on >= $days),
  median(then_on - began_on) filter (then_on - began_on <= $days),
  quantile_disc(then_on - began_on, 0.9) filter (then_on - began_on <= $days),
  (select count(*) from next) from claimed, last"""


def gather_steps(connection: duckdb.DuckDBPyConnection) -> None:
    """Make table `taken`: each step with its child and day; one referral belongs to one contact, the last before it."""
    connection.execute(
        f"""create table taken as
        select 'contact' as kind, child, received_at::date as began_on, source_code, n from counted
          where {NET} and child is not null
        union all
        select s.kind, coalesce(m.child, s.child_id), s.began_on, s.source_code, null from steps s
          left join same_child m on m.child_id = s.child_id
        union all
        select 'conference', coalesce(m.child, s.child_id), s.ended_on, '', null from steps s
          left join same_child m on m.child_id = s.child_id where s.kind = 'section_47' and s.ended_on is not null
        union all
        select 'referral', coalesce(m.child, e.child_id), e.opened_on, '', null from episodes e
          left join same_child m on m.child_id = e.child_id
          where e.kind = 'child_in_need' and not exists (from steps where kind = 'referral')"""
    )
    connection.execute("delete from taken where began_on < (select min(received_at)::date from counted)")


def journeys(connection: duckdb.DuckDBPyConnection) -> Table:
    """Count, for each step, the children who went on to the next within its window, and the days it took."""
    rows = []
    for kind, then, days in WAYS:
        ((taken, gone, went, middle, ninth, later),) = connection.execute(
            ONE_STEP,
            {"kind": kind, "then": then, "days": days},
        ).fetchall()
        share = round(went / gone, 4) if gone else None
        rows.append((f"{NAMES[kind]} to {NAMES[then].lower()}", days, taken, gone, went, share, middle, ninth, later))
    return Table(
        code="journeys",
        title="From contact to plan",
        measures=("step_share", "referral_to_assessment"),
        columns=(
            *(
                "Step",
                "Window, days",
                "Took the first step",
                "Whose window has gone by",
                "Went on",
                "Share that went on",
            ),
            *("Median days", "Nine in ten within, days", "Next steps in all"),
        ),
        rows=tuple(row for row in rows if row[2] or row[8]),
        notes=(
            "A step belongs to the child's last earlier step, and to one only: nothing is counted twice.",
            "Steps before the first day of contacts are left out. Conferences and plans without an earlier step in the"
            " files stand under “Next steps in all”.",
        ),
        shares=frozenset({"Share that went on"}),
    )
