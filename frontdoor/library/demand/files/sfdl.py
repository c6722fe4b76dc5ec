"""The rules of the referral partner analysis of 2020, by name, beside ours: the same files, counted as it counts.

A contact "led to a referral" when the child's next referral has the same source, is within seven days, and comes
before the child's next contact; "to an assessment" when the next assessment is within seven days of that referral and
before the next contact. Days are all it knows, so two contacts of one child on one day are each other's next.
"""

from __future__ import annotations

from typing import Final

import duckdb

from frontdoor.library.demand.files.tables import Table

NAME: Final = "sfdl-2020"
BY_MONTH: Final = """with ours as (
          select child, began_on, arg_max(n, received_at) as n from (
            select f.child, f.began_on, k.n, k.received_at from referrals f
            join counted k on k.child = f.child and k.received_at::date between f.began_on - 7 and f.began_on)
          group by child, began_on),
        told as (
          select s.*, o.n is not null as ours_referral, s.to_referral between 0 and 7 and s.to_contact = 0 as same_day
          from sfdl s left join ours o using (n))
        select strftime(month, '%Y-%m'), count(*), count(*) filter (led_to_referral),
          count(*) filter (led_to_assessment),
          count(*) filter (not led_to_referral and not led_to_assessment), count(*) filter (ours_referral),
          count(*) filter (ours_referral and not led_to_referral and same_day),
          count(*) filter (ours_referral and not led_to_referral and not same_day),
          count(*) filter (led_to_referral and not ours_referral)
        from told group by month order by month"""


def by_sfdl_2020(connection: duckdb.DuckDBPyConnection) -> Table:
    """Count contacts that led to a referral by the rules of 2020 and by ours, month by month, and why they differ."""
    _days_to_next(connection)
    found = connection.execute(BY_MONTH).fetchall()
    return Table(
        code="sfdl_2020",
        title="Beside ours: the referral partner analysis of 2020",
        measures=("conversion",),
        columns=(
            *(
                "Month",
                "Children on contacts",
                "Led to referral, 2020",
                "Led to assessment, 2020",
                "Contact only, 2020",
            ),
            *(
                "Led to referral, ours",
                "Ours only: another contact that day",
                "Ours only: source or next contact differs",
            ),
            *("2020 only: referral belongs to another contact",),
        ),
        rows=tuple(tuple(row) for row in found),
        notes=(
            "The rules of 2020 want the referral's source to be the contact's, and no other contact between; a child "
            "with two contacts on one day loses both. They can link one referral to several contacts. Ours gives each "
            "referral to one contact, the child's last within seven days before it, whatever its source.",
        ),
    )


def _days_to_next(connection: duckdb.DuckDBPyConnection) -> None:
    """Make tables `referrals` and `sfdl`: each contact's days to the child's next contact, referral and assessment."""
    connection.execute(
        """create table referrals as
        select coalesce(m.child, s.child_id) as child, s.began_on, s.source_code from steps s
          left join same_child m on m.child_id = s.child_id where s.kind = 'referral'
        union all
        select child, coalesce(decided_at, received_at)::date, source_code from counted
          where referred and child is not null and not exists (from steps where kind = 'referral')"""
    )
    connection.execute(
        """create table sfdl as
        with rows as (
          select n, child, month, received_at::date as day, source_code from counted where child is not null),
        contact as (select a.n, min(b.day - a.day) as days from rows a join rows b on a.child = b.child and a.n <> b.n
          and b.day >= a.day group by a.n),
        referral as (select a.n, min(r.began_on - a.day) as days from rows a join referrals r on r.child = a.child
          and r.began_on >= a.day group by a.n),
        assessment as (select a.n, min(s.began_on - a.day) as days from rows a join steps s on s.child_id = a.child
          and s.kind = 'assessment' and s.began_on >= a.day group by a.n),
        days as (select r.*, c.days as to_contact, f.days as to_referral, s.days as to_assessment from rows r
          left join contact c using (n) left join referral f using (n) left join assessment s using (n))
        select *, coalesce(to_referral <= 7 and (to_contact is null or to_referral < to_contact) and exists (
            from referrals f where f.child = days.child and f.began_on - days.day = to_referral
            and f.source_code = days.source_code), false) as led_to_referral,
          coalesce(to_assessment - to_referral <= 7 and (to_contact is null or to_assessment < to_contact), false)
            as led_to_assessment
        from days"""
    )
