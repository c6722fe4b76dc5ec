"""How many contacts are in the door for how many social workers, now and on the days before, in one question."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from frontdoor.journey.triage.pressure import Pressure, Then, beside_usual
from frontdoor.library.clocks import LONDON, Calendar
from frontdoor.record.organisations.asking import ask

WEEKS: Final = 12
KEPT_FOR: Final = timedelta(minutes=1)
LONGEST: Final = timedelta(days=60)
"""So long at most before the first day was received what had not ended by then: only contacts of that time are read."""

COUNT: Final = """
WITH moment AS (
    SELECT at, number, (at AT TIME ZONE 'Europe/London')::date AS on_day
    FROM unnest(%(moments)s::timestamptz[]) WITH ORDINALITY AS told(at, number)
), change AS MATERIALIZED (
    SELECT came_before, sum(many) AS many FROM (
        SELECT width_bucket(received_at, %(moments)s::timestamptz[]) AS came_before, count(*) AS many
        FROM intake_contact WHERE authority_id = %(authority)s AND received_at > %(since)s GROUP BY 1
        UNION ALL
        SELECT width_bucket(ended_at, %(moments)s::timestamptz[]), -count(*)
        FROM intake_contact WHERE authority_id = %(authority)s AND received_at > %(since)s AND ended_at IS NOT NULL
        GROUP BY 1
    ) AS each GROUP BY 1
), post AS (
    SELECT worker.id, worker.is_active, EXISTS (
        SELECT 1 FROM capacity_contracthours hours
        WHERE hours.worker_id = worker.id AND hours.withdrawn_at IS NULL) AS is_known
    FROM access_worker worker JOIN organisations_team team ON team.id = worker.team_id AND team.kind = 'front_door'
    WHERE worker.authority_id = %(authority)s AND worker.role = 'social_worker'
), there AS (
    SELECT moment.number, hours.weekly > 0 OR (NOT post.is_known AND post.is_active) AS is_post,
           (hours.weekly > 0 AND extract(isodow FROM on_day) = ANY (hours.weekdays)
            OR NOT post.is_known AND post.is_active AND extract(isodow FROM on_day) <= 5)
           AND NOT EXISTS (
               SELECT 1 FROM capacity_absence away WHERE away.worker_id = post.id AND away.withdrawn_at IS NULL
                  AND away.from_on <= on_day AND away.until_on >= on_day) AS is_at_work
    FROM moment CROSS JOIN post LEFT JOIN LATERAL (
        SELECT weekly, weekdays FROM capacity_contracthours hours
        WHERE hours.worker_id = post.id AND hours.withdrawn_at IS NULL AND hours.from_on <= on_day
        ORDER BY from_on DESC LIMIT 1) hours ON true
)
, counted AS (
    SELECT number, count(*) FILTER (WHERE is_post) AS posts, count(*) FILTER (WHERE is_at_work) AS at_work
    FROM there GROUP BY number
)
SELECT (SELECT coalesce(sum(many), 0)::bigint FROM change WHERE came_before < moment.number),
       coalesce(posts, 0), coalesce(at_work, 0)
FROM moment LEFT JOIN counted USING (number) ORDER BY moment.number
"""
"""`came_before` counts the moments that had passed when a contact came (and added one) or ended (and took one away)."""

_kept: dict[int, tuple[datetime, Pressure]] = {}
_before: dict[int, tuple[date, list[Then]]] = {}


def pressure_now(authority_id: int, calendar: Calendar, *, at: datetime) -> Pressure | None:
    """Tell how many contacts there are for how many social workers; None where the front door has none.

    It is asked with every page of a decision: what was told is told again for a minute, and the days before for a day.
    """
    told = _kept.get(authority_id)
    if told is None or not timedelta(0) <= at - told[0] < KEPT_FOR:
        told = _kept[authority_id] = (at, _counted(authority_id, calendar, at=at))
    return told[1] if told[1].posts else None


def forget() -> None:
    """Count again when asked next, as tests need it."""
    _kept.clear()
    _before.clear()


def _counted(authority_id: int, calendar: Calendar, *, at: datetime) -> Pressure:
    today = at.astimezone(LONDON).date()
    day, earlier = _before.get(authority_id, (None, []))
    if day != today:
        days = (today - timedelta(days=number) for number in range(7 * WEEKS, 0, -1))
        earlier = _at_each([_noon(day) for day in days if calendar.is_open_day(day)], authority_id)
        _before[authority_id] = today, earlier
    (now,) = _at_each([at + timedelta(microseconds=1)], authority_id)  # what comes at this moment is in the door
    if calendar.hub_hours and not calendar.is_open_day(today):
        now = Then(contacts=now.contacts, posts=now.posts, at_work=0)
    return beside_usual(now, earlier)


def _at_each(moments: list[datetime], authority_id: int) -> list[Then]:
    if not moments:
        return []
    return ask(COUNT, {"moments": moments, "authority": authority_id, "since": moments[0] - LONGEST}, _then)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), LONDON)


def _then(contacts: int, posts: int, at_work: int) -> Then:
    return Then(contacts=contacts, posts=posts, at_work=at_work)
