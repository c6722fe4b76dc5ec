"""The facts of every row, put before the rule; and classes.csv."""

from __future__ import annotations

from typing import Final

import duckdb

from frontdoor.library.demand.rule import REPEAT_WINDOW, RuleFacts, class_by_rule
from frontdoor.library.demand.words import Vocabulary

FACTS: Final = ("is_for_somebody_else", "asks_for_records", "same_incident", "is_open", "came_back")
FOLLOWS_WITHIN: Final = 7
"""Where a file holds no outcomes: within how many days a referral belongs to a contact."""


def find_outcomes(connection: duckdb.DuckDBPyConnection, vocabulary: Vocabulary, *, has_outcomes: bool) -> None:
    """Make table `ended`: what came of each row, as recorded, or as later steps show where a file records none."""
    without = ", ".join(f"'{each.code}'" for each in vocabulary.outcomes if each.ends_without_referral)
    referred = ", ".join(f"'{each.code}'" for each in vocabulary.outcomes if each.is_referral)
    if has_outcomes:
        connection.execute(
            f"""create table ended as
            select n, coalesce(decided_at, received_at) as ended_at, outcome_kind in ({without}) as without_referral,
              outcome_kind in ({referred}) as referred, outcome_kind as kind from contacts"""
        )
        return
    connection.execute(
        f"""create table ended as
        with begun as (
          select child_id, began_on as began from steps where kind = 'referral'
          union select child_id, opened_on from episodes where kind = 'child_in_need'),
        followed as (
          select c.n, min(began) as began from contacts c join whose w using (n) join begun b on b.child_id = w.child_id
          and b.began between c.received_at::date and c.received_at::date + {FOLLOWS_WITHIN} group by c.n),
        claimed as (select began, child, arg_max(c.n, row(c.received_at, c.n)) as n from followed f
          join contacts c using (n) join whose w using (n)
          group by began, child)
        select c.n, c.received_at as ended_at, k.n is null and exists (from begun) as without_referral,
          k.n is not null as referred, case when k.n is not null then 'referral' else '' end as kind
        from contacts c left join claimed k using (n)"""
    )


def find_open(connection: duckdb.DuckDBPyConnection) -> None:
    """Make table `open_rows`: rows received while the child was open, and since when.

    Episodes hold days. A child was open once the contact that opened the episode was decided, where a row shows that;
    else from the day after. On the first and last day it was only where the outcome says that it went to the child's
    worker. So it is where nobody can tell who the child is, or no file holds episodes: somebody knew it then.
    """
    connection.execute(
        """create table spans as
        select coalesce(s.child, e.child_id) as child, e.opened_on, e.closed_on, min(e.kind) as kind,
        (select min(x.decided_at) from contacts x join whose y using (n) join ended z using (n)
          where y.child_id = e.child_id and z.referred
            and e.opened_on in (x.decided_at::date, x.received_at::date)) as opened_at
        from episodes e left join same_child s on s.child_id = e.child_id group by all"""
    )
    connection.execute(
        """create table open_rows as
        select c.n, min(e.opened_on) as since, arg_min(e.kind, e.opened_on) as kind
        from contacts c join whose w using (n) join spans e on e.child = w.child
        where e.opened_on <= c.received_at::date and coalesce(e.opened_at < c.received_at,
            e.opened_on < c.received_at::date or c.outcome_kind = 'passed_on')
          and (e.closed_on is null or e.closed_on > c.received_at::date
            or (e.closed_on = c.received_at::date and c.outcome_kind = 'passed_on'))
        group by c.n"""
    )


def believe_outcomes(connection: duckdb.DuckDBPyConnection) -> None:
    """Add what outcomes say where nothing else can: of children not known, and where no file holds episodes."""
    connection.execute(
        """insert into open_rows select c.n, null, 'its outcome says so' from contacts c join whose w using (n)
        where c.outcome_kind = 'passed_on' and (w.child is null or not exists (from episodes))"""
    )
    connection.execute(
        """insert into told_before select c.n, null, null, 'its outcome says so' from contacts c join whose w using (n)
        where c.outcome_kind = 'linked' and w.child is null"""
    )


def find_returns(connection: duckdb.DuckDBPyConnection, vocabulary: Vocabulary, *, has_outcomes: bool) -> None:
    """Make table `came_back`: rows received within the window after a contact about the child ended without a referral.

    Only a contact that was about a concern can have ended so: not a request for records, nor what is not for us. Where
    no outcome is recorded, it must also not be of an open child, nor told before.
    """
    ends = (
        f"e.without_referral and n not in (select n from said where information_request_bits >= {vocabulary.enough}"
        f" or not_for_us_bits >= {vocabulary.enough})"
    )
    if not has_outcomes:
        ends += " and n not in (select n from open_rows) and n not in (select n from told_before)"
    connection.execute(
        f"""create table came_back as
        with without as (
          select w.child, e.ended_at, c.n as before, c.contact_id, c.outcome
          from ended e join contacts c using (n) join whose w using (n)
          where {ends} and w.child is not null and e.ended_at is not null)
        select b.n, o.before, o.contact_id, o.outcome, o.ended_at
        from (select n, contact_id, child, received_at from contacts join whose using (n) where child is not null) b
        asof join without o on o.child = b.child and o.ended_at < b.received_at
        where b.received_at - o.ended_at <= interval {REPEAT_WINDOW} day and o.contact_id <> b.contact_id"""
    )


def class_rows(connection: duckdb.DuckDBPyConnection, vocabulary: Vocabulary) -> None:
    """Make table `classed`: each row's class by rule, what it is linked to, and why. The rule is asked once a case."""
    connection.execute(
        f"""create table facts as
        select n, not_for_us_bits >= {vocabulary.enough} and not_for_us_bits >= information_request_bits
            as is_for_somebody_else,
          information_request_bits >= {vocabulary.enough} as asks_for_records,
          n in (select n from told_before) as same_incident, n in (select n from open_rows) as is_open,
          n in (select n from came_back) as came_back
        from said"""
    )
    cases = connection.execute(f"select distinct {', '.join(FACTS)} from facts").fetchall()
    connection.execute(f"create table cases ({', '.join(f'{fact} boolean' for fact in FACTS)}, demand_class text)")
    rows = [(*case, class_by_rule(RuleFacts(**dict(zip(FACTS, case, strict=True))))) for case in cases]
    connection.executemany(f"insert into cases values ({', '.join('?' * (len(FACTS) + 1))})", rows)
    connection.execute(
        f"""create table classed as
        select c.n, c.contact_id, c.row, w.child, w.child_id, w.how, k.demand_class,
          case when k.demand_class = 'duplicate' then coalesce(x.contact_id, '') else '' end as linked_to,
          {WHY} as why
        from contacts c join whose w using (n) join facts f using (n) join said s using (n) join ended e using (n)
        join cases k on {" and ".join(f"k.{fact} = f.{fact}" for fact in FACTS)}
        left join told_before d on d.n = c.n left join contacts x on x.n = d.linked_n
        left join open_rows o on o.n = c.n left join came_back b on b.n = c.n order by c.n"""
    )


AFTER: Final = (
    "case when date_diff('day', x.received_at::date, c.received_at::date) = 0 then 'the same day as '"
    " else date_diff('day', x.received_at::date, c.received_at::date) || ' days after ' end || x.contact_id"
)
WHY: Final = f"""case k.demand_class
  when 'not_for_us' then s.not_for_us_why
  when 'information_request' then s.information_request_why
  when 'duplicate' then case when x.n is null then 'told before: ' || d.says else 'told before, ' || {AFTER}
    || case when x.agency <> c.agency or x.source_code <> c.source_code then ' by another sender' else '' end
    || ': ' || d.says end
  when 'open_case' then case when o.since is null then 'open: ' || o.kind
    else 'open since ' || o.since || ' (' || replace(o.kind, '_', ' ') || ')' end
  when 'repeat' then date_diff('day', b.ended_at::date, c.received_at::date) || ' days after ' || b.contact_id
    || ' ended' || case when b.outcome <> '' and not starts_with(b.outcome, '{{') then ': '
    || replace(b.outcome, '_', ' ') else ' with no referral found' end
  else case when w.child is null then 'the row does not say enough to tell who the child is'
    when f.came_back or f.is_open or f.same_incident then '' else 'nothing before it bears on it' end end"""
