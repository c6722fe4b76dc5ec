"""Every clock that ran: when it began, fell due and was met, asked of the database. Nothing of it is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, TypeVar

from django.db import connection
from psycopg.sql import SQL, Composable, Placeholder

from frontdoor.journey.intake.models import Contact
from frontdoor.library.clocks import LONDON
from frontdoor.library.demand.limits import Share
from frontdoor.oversight.insight.dues import Edition, Piece, pieces
from frontdoor.oversight.insight.periods import ONE_DAY, Period
from frontdoor.record.policy import queries as policy

DECIDING: Final = ("red", "amber", "green")
CLOCKS: Final = ("danger", "unrated", *DECIDING, "oversight", "news")
"""The limits whose meeting is recorded, in the order in which a contact meets them."""
LONGEST: Final = timedelta(days=14)
"""None of these limits is longer: what falls due in a period began no earlier than this before it."""
Row = TypeVar("Row")
Value = int | str | datetime | list[float] | list[bool]
RECEIVED: Final = SQL(
    "contact.authority_id = %(authority)s AND contact.received_at >= %(since)s AND contact.received_at < %(until)s"
)
RUNS: Final = {
    "danger": SQL("""
        SELECT 'danger', contact.id, contact.received_at, act.first_at
        FROM intake_contact contact
        LEFT JOIN (
            SELECT contact_id, min(acted_at) AS first_at FROM triage_dangeract
            WHERE authority_id = %(authority)s GROUP BY contact_id
        ) act ON act.contact_id = contact.id
        WHERE contact.is_in_danger_now AND (act.first_at IS NOT NULL OR contact.ended_at IS NULL) AND {received}
    """).format(received=RECEIVED),
    "unrated": SQL("""
        SELECT 'unrated', contact.id, contact.received_at, coalesce(look.first_at, contact.ended_at)
        FROM intake_contact contact
        LEFT JOIN LATERAL (
            SELECT min(rating.set_at) AS first_at FROM triage_rating rating WHERE rating.contact_id = contact.id
        ) look ON true
        WHERE {received}
    """).format(received=RECEIVED),
    "oversight": SQL("""
        SELECT 'oversight', proposed.contact_id, proposed.recommended_at, overseen.decided_at
        FROM decision_recommendation proposed
        LEFT JOIN decision_oversight overseen ON overseen.recommendation_id = proposed.id
        WHERE proposed.authority_id = %(authority)s
          AND NOT EXISTS (SELECT 1 FROM decision_leftout alone WHERE alone.recommendation_id = proposed.id)
          AND (overseen.id IS NOT NULL OR NOT EXISTS (
              SELECT 1 FROM decision_recommendation later
              WHERE later.contact_id = proposed.contact_id AND later.id > proposed.id))
          AND proposed.recommended_at >= %(since)s AND proposed.recommended_at < %(until)s
    """),
    "news": SQL("""
        SELECT 'news', named.contact_id, news.passed_at, news.acknowledged_at
        FROM triage_news news JOIN intake_namedperson named ON named.id = news.named_id
        WHERE news.authority_id = %(authority)s
          AND news.passed_at >= %(since)s AND news.passed_at < %(until)s
    """),
}
DECISIONS: Final = SQL("""
    SELECT rating.colour, contact.id, contact.received_at, contact.ended_at
    FROM intake_contact contact
    JOIN triage_rating rating
      ON rating.contact_id = contact.id AND rating.authority_id = %(authority)s AND rating.ended_at IS NULL
    WHERE {received}
""").format(received=RECEIVED)
FELL_DUE: Final = SQL("""
WITH run (clock, contact_id, started_at, met_at) AS ({runs}),
began AS (
    SELECT *, CASE clock {places} END AS place
    FROM (SELECT *, extract(epoch FROM started_at)::float8 AS start FROM run OFFSET 0) each
    OFFSET 0
), fell AS (
    SELECT clock, contact_id, started_at, met_at, to_timestamp(CASE clock {dues} END) AS due_at
    FROM began WHERE place > 0
    OFFSET 0
), due AS (
    SELECT *, met_at IS NOT NULL AND met_at <= due_at AS is_in_time FROM fell
    WHERE due_at >= %(due_from)s AND due_at < %(due_until)s AND (met_at IS NOT NULL OR due_at < %(at)s)
)
""")
"""OFFSET 0 keeps each step from being worked out again in the next."""
PLACE: Final = SQL("WHEN {clock} THEN width_bucket(start, {froms}::float8[])")
DUE: Final = SQL("""
    WHEN {clock} THEN ({dues}::float8[])[place]
         + CASE WHEN ({moves}::bool[])[place] THEN start - ({froms}::float8[])[place] ELSE 0 END
""")
PARTS: Final = ("clock", "froms", "dues", "moves")
BY_DAY: Final = SQL("""
SELECT clock, (due_at AT TIME ZONE 'Europe/London')::date, count(*), count(*) FILTER (WHERE is_in_time),
       count(*) FILTER (WHERE met_at IS NULL)
FROM due GROUP BY 1, 2
""")
LATE: Final = SQL("""
SELECT clock, contact_id, started_at, due_at, met_at FROM due
WHERE NOT is_in_time ORDER BY due_at DESC, contact_id, clock
""")


@dataclass(frozen=True, slots=True)  # by place, as the database gives its columns
class Late:
    """One clock of one contact that was missed; not met yet where `met_at` is blank."""

    clock: str
    contact_id: int
    started_at: datetime
    due_at: datetime
    met_at: datetime | None


@dataclass(frozen=True, slots=True)  # as above
class Day:
    """The clocks of one kind that fell due on one day; `waiting` of those out of time are not met yet."""

    clock: str
    on: date
    of: int
    in_time: int
    waiting: int


def editions_of(authority_id: int, *, at: datetime) -> list[Edition]:
    """Read the limits of every edition of an authority."""
    days = policy.editions_adopted(authority_id)
    rules = {day: policy.in_force_on(authority_id, day, at=at).rules for day in days}
    return [
        Edition(from_on=day, calendar=one.calendar, limits={code: one.limit_of(code) for code in one.limits})
        for day, one in rules.items()
    ]


def names_of(editions: Iterable[Edition]) -> dict[str, str]:
    """Name each clock as the latest edition that has it does."""
    ordered = sorted(editions, key=lambda each: each.from_on)
    return {code: one.name for edition in ordered for code, one in edition.limits.items() if code in CLOCKS}


def by_day(
    authority_id: int, editions: Sequence[Edition], period: Period, *, clocks: Sequence[str], at: datetime
) -> list[Day]:
    """Count, day by day, the clocks that fell due in a period and how many were met in time."""
    return _asked(BY_DAY, Day, authority_id, editions, period, clocks=clocks, at=at)


def late(
    authority_id: int, editions: Sequence[Edition], period: Period, *, clocks: Sequence[str], at: datetime
) -> list[Late]:
    """List the clocks that fell due in a period and were not met in time, the latest first."""
    return _asked(LATE, Late, authority_id, editions, period, clocks=clocks, at=at)


def is_late(contact: Contact, *, clock: str, at: datetime) -> bool:
    """Say whether one clock of a contact was missed, or is overdue now."""
    first_on, today = (moment.astimezone(LONDON).date() for moment in (contact.received_at, at))
    period = Period(first_on=first_on, last_on=max(first_on, today), name="")
    editions = editions_of(contact.authority_id, at=at)
    found = late(contact.authority_id, editions, period, clocks=[clock] if clock in CLOCKS else [], at=at)
    return any(each.contact_id == contact.pk for each in found)


def share_of(days: Iterable[Day], clocks: Sequence[str], period: Period) -> Share:
    """Add up the share in time over a period."""
    within = [each for each in days if each.clock in clocks and period.first_on <= each.on <= period.last_on]
    return Share(count=sum(each.in_time for each in within), of=sum(each.of for each in within))


def _asked(
    what: Composable,
    make: Callable[..., Row],
    authority_id: int,
    editions: Sequence[Edition],
    period: Period,
    *,
    clocks: Sequence[str],
    at: datetime,
) -> list[Row]:
    began = Period(first_on=(period.starts_at - LONGEST).date(), last_on=period.last_on + ONE_DAY, name="")
    laid = {clock: found for clock in clocks if (found := pieces(clock, editions, began))}
    if not laid:
        return []
    asked: dict[str, Value] = {
        "authority": authority_id,
        "since": began.starts_at,
        "until": period.ends_at,
        "due_from": period.starts_at,
        "due_until": period.ends_at,
        "at": at,
    }
    for clock, found in laid.items():
        asked |= _arrays(clock, found)
    parts = [{part: Placeholder(_name(clock, part)) for part in PARTS} for clock in laid]
    runs = [*([DECISIONS] if set(laid) & set(DECIDING) else []), *(RUNS[one] for one in laid if one in RUNS)]
    with connection.cursor() as cursor:
        fell_due = FELL_DUE.format(
            runs=SQL(" UNION ALL ").join(runs),
            places=SQL(" ").join(PLACE.format(**each) for each in parts),
            dues=SQL(" ").join(DUE.format(**each) for each in parts),
        )
        cursor.execute(fell_due + what, asked)
        return [make(*row) for row in cursor.fetchall()]


def _name(clock: str, part: str) -> str:
    return f"{clock}_{part}"


def _arrays(clock: str, found: Sequence[Piece]) -> dict[str, Value]:
    values: tuple[Value, ...] = (
        clock,
        [each.from_at.timestamp() for each in found],
        [each.due_at.timestamp() for each in found],
        [each.moves for each in found],
    )
    return {_name(clock, part): value for part, value in zip(PARTS, values, strict=True)}
