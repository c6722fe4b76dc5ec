"""Who came back, asked of the database: windows over each child's and each home's line of time, in one pass.

A child on a contact *ended* when an outcome that is no referral took effect. They came *back* with the first new
incident (class new or repeat) received after that moment: that one says whether it was the same concern and the same
sender. The tests hold the same in plain Python beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Final, TypeVar

from django.db import connection
from psycopg.sql import SQL, Composable, Identifier

from frontdoor.library.demand import NET_CODES, SOMETHING_ELSE
from frontdoor.oversight.insight.periods import Period
from frontdoor.oversight.insight.returning import WINDOWS, WITHOUT_REFERRAL, Returns, Split
from frontdoor.record.policy import queries as policy

Row = TypeVar("Row")
LIKENESS: Final = """CASE
    WHEN {own}.codes IS NULL OR {other}.codes IS NULL THEN 'not_coded'
    WHEN {own}.codes && {other}.codes THEN 'same'
    WHEN cardinality({own}.codes) + cardinality({other}.codes) = 0 THEN 'not_coded'
    ELSE 'another' END"""
"""As library/demand/concerns.py has it. `codes` are without the one for something else. No contact is coded before it
is received, so the codes of a span are those given since it began."""
NUMBER: Final = "(extract(epoch FROM contact.received_at) * 1000)::bigint * 2097152 + contact.id %% 2097152"
"""One number for a contact that grows with its moment of receipt, so that the least of several names the first to come.

Two would share one only if received within a millisecond and 2,097,152 contacts apart."""
EACH: Final = SQL("""
WITH coded AS (
    SELECT concern.contact_id, coalesce(array_agg(coalesce(renamed.now, concern.code)) FILTER (
               WHERE coalesce(renamed.now, concern.code) <> %(something_else)s), '{{}}') AS codes
    FROM intake_concern concern
    LEFT JOIN unnest(%(retired)s::text[], %(now)s::text[]) AS renamed (code, now) ON renamed.code = concern.code
    WHERE concern.authority_id = %(authority)s AND concern.ended_at IS NULL AND concern.coded_at >= %(since)s
    GROUP BY concern.contact_id
), received AS (
    SELECT contact.received_at, coalesce(contact.agency_id, 0) AS agency_id, contact.source_code, coded.codes,
           {number} AS number
    FROM intake_contact contact LEFT JOIN coded ON coded.contact_id = contact.id
    WHERE contact.authority_id = %(authority)s AND contact.received_at >= %(since)s
), said AS (
    SELECT named.id AS named_id, coalesce(joined.leading_id, said.person_id) AS who, contact.received_at,
           {number} AS number,
           class.demand_class = ANY(%(net)s) AS is_told,
           outcome.kind = ANY(%(without)s) AND contact.received_at < %(until)s AS is_ended,
           outcome.kind, outcome.took_effect_at
    FROM intake_contact contact
    JOIN intake_namedperson named
      ON named.contact_id = contact.id AND named.authority_id = %(authority)s AND named.is_child
    JOIN intake_identification said
      ON said.named_id = named.id AND said.authority_id = %(authority)s
     AND said.verdict = 'same' AND said.withdrawn_at IS NULL
    LEFT JOIN children_joinedrecord joined ON joined.person_id = said.person_id
    LEFT JOIN triage_classification class
      ON class.named_id = named.id AND class.authority_id = %(authority)s AND class.ended_at IS NULL
    LEFT JOIN decision_outcome outcome ON outcome.named_id = named.id AND outcome.authority_id = %(authority)s
    WHERE contact.authority_id = %(authority)s AND contact.received_at >= %(since)s
), moment AS (
    SELECT who, named_id, received_at AS at, (received_at AT TIME ZONE 'Europe/London')::date AS day, true AS is_told,
           number
    FROM said WHERE is_told
    UNION ALL
    SELECT who, named_id, took_effect_at, (took_effect_at AT TIME ZONE 'Europe/London')::date, false, number
    FROM said WHERE is_ended
), of_child AS (
    SELECT named_id, is_told, min(number) FILTER (WHERE is_told) OVER (
               PARTITION BY who ORDER BY at GROUPS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS back
    FROM moment
), at_home AS (
    SELECT moment.named_id, moment.is_told, min(moment.number) FILTER (WHERE moment.is_told) OVER (
               PARTITION BY home.household_id ORDER BY moment.at
               GROUPS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS back
    FROM moment
    JOIN children_membership home
      ON home.authority_id = %(authority)s AND home.withdrawn_at IS NULL AND home.from_on <= moment.day
     AND (home.until_on IS NULL OR moment.day < home.until_on)
    LEFT JOIN children_joinedrecord joined ON joined.person_id = home.person_id
    WHERE coalesce(joined.leading_id, home.person_id) = moment.who
), of_family AS (
    SELECT named_id, min(back) AS back FROM at_home WHERE NOT is_told GROUP BY named_id
), each AS (
    SELECT said.named_id, said.kind, date_trunc('month', said.received_at AT TIME ZONE 'Europe/London')::date AS month,
           extract(epoch FROM %(at)s - said.took_effect_at) / 86400 AS open_for,
           extract(epoch FROM child.received_at - said.took_effect_at) / 86400 AS child,
           extract(epoch FROM family.received_at - said.took_effect_at) / 86400 AS family,
           (child.agency_id, child.source_code) = (own.agency_id, own.source_code) AS is_same,
           {child_concern} AS child_concern, {family_concern} AS family_concern
    FROM said
    JOIN of_child ON of_child.named_id = said.named_id AND NOT of_child.is_told
    LEFT JOIN of_family ON of_family.named_id = said.named_id
    JOIN received own ON own.number = said.number
    LEFT JOIN received child ON child.number = of_child.back
    LEFT JOIN received family ON family.number = least(of_child.back, of_family.back)
    WHERE said.is_ended
)
""").format(
    number=SQL(NUMBER),
    child_concern=SQL(LIKENESS.format(own="own", other="child")),
    family_concern=SQL(LIKENESS.format(own="own", other="family")),
)
WITHIN: Final = SQL("""
    count(*) FILTER (WHERE open_for >= {days}),
    count(*) FILTER (WHERE open_for >= {days} AND child <= {days}),
    count(*) FILTER (WHERE open_for >= {days} AND family <= {days}),
    count(*) FILTER (WHERE open_for >= {days} AND child <= {days} AND is_same),
    count(*) FILTER (WHERE open_for >= {days} AND child <= {days} AND child_concern = 'same'),
    count(*) FILTER (WHERE open_for >= {days} AND child <= {days} AND child_concern = 'another'),
    count(*) FILTER (WHERE open_for >= {days} AND family <= {days} AND family_concern = 'same'),
    count(*) FILTER (WHERE open_for >= {days} AND family <= {days} AND family_concern = 'another')
""")
COUNTS: Final = 8
SUMMED: Final = SQL("SELECT month, kind, count(*), {counts} FROM each GROUP BY month, kind").format(
    counts=SQL(", ").join(WITHIN.format(days=days) for days in WINDOWS)
)
NAMED: Final = SQL("""
    SELECT named_id FROM each
    WHERE open_for >= %(days)s AND {who} <= %(days)s AND (%(concern)s = '' OR {who_concern} = %(concern)s)
""")


def returns(authority_id: int, span: Period, *, at: datetime) -> list[Returns]:
    """Count who came back of those on contacts received in a span, by month, outcome and window."""
    rows = _asked(SUMMED, _of_month, authority_id, span, at=at)
    return [each for row in rows for each in row]


def came_back(
    authority_id: int, span: Period, *, days: int, at: datetime, concern: str = "", is_family: bool = False
) -> list[int]:
    """Name the children on contacts that the counts of a window hold: all, or those of one likeness of concern."""
    who = Identifier("family" if is_family else "child")
    who_concern = Identifier("family_concern" if is_family else "child_concern")
    what = NAMED.format(who=who, who_concern=who_concern)
    return _asked(what, int, authority_id, span, at=at, days=days, concern=concern)


def _of_month(month_on: date, outcome: str, ended: int, *counts: int) -> list[Returns]:
    """Part one row into its windows, each with its own counts."""
    rows = (counts[place : place + COUNTS] for place in range(0, len(counts), COUNTS))
    return [
        Returns(
            month_on=month_on,
            outcome=outcome,
            days=days,
            ended=ended,
            of=of,
            child=child,
            family=family,
            same=same,
            child_concern=Split(same=child_same, another=child_another, back=child),
            family_concern=Split(same=family_same, another=family_another, back=family),
        )
        for days, (of, child, family, same, child_same, child_another, family_same, family_another) in zip(
            WINDOWS, rows, strict=True
        )
    ]


def _asked(
    what: Composable,
    make: Callable[..., Row],
    authority_id: int,
    span: Period,
    *,
    at: datetime,
    days: int = 0,
    concern: str = "",
) -> list[Row]:
    retired = _retired(authority_id, at=at)
    asked: dict[str, int | str | datetime | list[str]] = {
        "authority": authority_id,
        "since": span.starts_at,
        "until": span.ends_at,
        "at": at,
        "days": days,
        "concern": concern,
        "net": sorted(NET_CODES),
        "without": list(WITHOUT_REFERRAL),
        "something_else": SOMETHING_ELSE,
        "retired": list(retired),
        "now": list(retired.values()),
    }
    with connection.cursor() as cursor:
        cursor.execute(EACH + what, asked)
        return [make(*row) for row in cursor.fetchall()]


def _retired(authority_id: int, *, at: datetime) -> dict[str, str]:
    """Find which codes the policy in force has retired for others: they count as those."""
    try:
        rules = policy.in_force(authority_id, at=at).rules
    except policy.NoEdition:
        return {}
    return {one.code: one.now for one in rules.concerns.values() if one.now}
