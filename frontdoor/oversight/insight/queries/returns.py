"""Who came back, asked of the database: windows over each child's and each home's line of time, in one pass.

A child on a contact *ended* when an outcome that is no referral took effect. They came *back* with the first new
incident (class new or repeat) received after that moment. The tests hold the same in plain Python beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Final, TypeVar

from django.db import connection
from psycopg.sql import SQL, Composable

from frontdoor.library.demand import NET_CODES
from frontdoor.oversight.insight.periods import Period
from frontdoor.oversight.insight.returning import WINDOWS, WITHOUT_REFERRAL, Returns

Row = TypeVar("Row")
EACH: Final = SQL("""
WITH said AS (
    SELECT named.id AS named_id, coalesce(joined.leading_id, said.person_id) AS who, contact.received_at,
           coalesce(contact.agency_id, 0) AS agency_id, contact.source_code,
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
           agency_id, source_code
    FROM said WHERE is_told
    UNION ALL
    SELECT who, named_id, took_effect_at, (took_effect_at AT TIME ZONE 'Europe/London')::date, false,
           agency_id, source_code
    FROM said WHERE is_ended
), of_child AS (
    SELECT named_id, is_told, min(at) FILTER (WHERE is_told) OVER (
               PARTITION BY who ORDER BY at GROUPS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS back_at,
           min(at) FILTER (WHERE is_told) OVER (
               PARTITION BY who, agency_id, source_code ORDER BY at
               GROUPS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS same_back_at
    FROM moment
), at_home AS (
    SELECT moment.named_id, moment.is_told, min(moment.at) FILTER (WHERE moment.is_told) OVER (
               PARTITION BY home.household_id ORDER BY moment.at
               GROUPS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS back_at
    FROM moment
    JOIN children_membership home
      ON home.authority_id = %(authority)s AND home.withdrawn_at IS NULL AND home.from_on <= moment.day
     AND (home.until_on IS NULL OR moment.day < home.until_on)
    LEFT JOIN children_joinedrecord joined ON joined.person_id = home.person_id
    WHERE coalesce(joined.leading_id, home.person_id) = moment.who
), of_family AS (
    SELECT named_id, min(back_at) AS back_at FROM at_home WHERE NOT is_told GROUP BY named_id
), each AS (
    SELECT said.named_id, said.kind, date_trunc('month', said.received_at AT TIME ZONE 'Europe/London')::date AS month,
           extract(epoch FROM %(at)s - said.took_effect_at) / 86400 AS open_for,
           extract(epoch FROM of_child.back_at - said.took_effect_at) / 86400 AS child,
           extract(epoch FROM least(of_child.back_at, of_family.back_at) - said.took_effect_at) / 86400 AS family,
           of_child.back_at = of_child.same_back_at AS is_same
    FROM said
    JOIN of_child ON of_child.named_id = said.named_id AND NOT of_child.is_told
    LEFT JOIN of_family ON of_family.named_id = said.named_id
    WHERE said.is_ended
)
""")
WITHIN: Final = SQL("""
    count(*) FILTER (WHERE open_for >= {days}),
    count(*) FILTER (WHERE open_for >= {days} AND child <= {days}),
    count(*) FILTER (WHERE open_for >= {days} AND family <= {days}),
    count(*) FILTER (WHERE open_for >= {days} AND child <= {days} AND is_same)
""")
SUMMED: Final = SQL("SELECT month, kind, count(*), {counts} FROM each GROUP BY month, kind").format(
    counts=SQL(", ").join(WITHIN.format(days=days) for days in WINDOWS)
)
NAMED: Final = SQL("SELECT named_id FROM each WHERE open_for >= %(days)s AND child <= %(days)s")


def returns(authority_id: int, span: Period, *, at: datetime) -> list[Returns]:
    """Count who came back of those on contacts received in a span, by month, outcome and window."""
    rows = _asked(SUMMED, _of_month, authority_id, span, at=at)
    return [each for row in rows for each in row]


def came_back(authority_id: int, span: Period, *, days: int, at: datetime) -> list[int]:
    """Name the children on contacts that the counts of a window hold."""
    return _asked(NAMED, int, authority_id, span, at=at, days=days)


def _of_month(month_on: date, outcome: str, ended: int, *counts: int) -> list[Returns]:
    """Part one row into its windows: four counts each."""
    rows = (counts[place : place + 4] for place in range(0, len(counts), 4))
    return [
        Returns(
            month_on=month_on, outcome=outcome, days=days, ended=ended, of=of, child=child, family=family, same=same
        )
        for days, (of, child, family, same) in zip(WINDOWS, rows, strict=True)
    ]


def _asked(
    what: Composable, make: Callable[..., Row], authority_id: int, span: Period, *, at: datetime, days: int = 0
) -> list[Row]:
    asked: dict[str, int | datetime | list[str]] = {
        "authority": authority_id,
        "since": span.starts_at,
        "until": span.ends_at,
        "at": at,
        "days": days,
        "net": sorted(NET_CODES),
        "without": list(WITHOUT_REFERRAL),
    }
    with connection.cursor() as cursor:
        cursor.execute(EACH + what, asked)
        return [make(*row) for row in cursor.fetchall()]
