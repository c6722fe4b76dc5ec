"""How long each step takes: pieces of work measured from the ledger day by day, and read together over a stretch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import connection
from django.db.models import Max, Min, Sum
from psycopg.sql import SQL, Literal

from frontdoor.journey.intake.models import Contact
from frontdoor.journey.intake.queries.pauses import LONGEST_PAUSE, PAUSES
from frontdoor.library.clocks import LONDON
from frontdoor.library.demand import NET_CODES
from frontdoor.oversight.staffing.handled import ACTS, SHORTEST, Measured, Pieces, add_up
from frontdoor.oversight.staffing.models import MeasuredDay, MeasuredWork

SETTLED: Final = timedelta(days=7)
"""A contact is measured a week after it ended, when the referrer has been told."""
WEEKS: Final = 12
SUMS: Final = ("seen", "pieces", "minutes", "logs", "squares", "cut")
DAY: Final = timedelta(days=1)
AT_ONCE: Final = timedelta(days=91)
HOUR: Final = timedelta(hours=1)

MEASURE: Final = SQL("""
WITH wanted AS (
    SELECT contact.id AS contact_id, (contact.ended_at AT TIME ZONE 'Europe/London')::date AS ended_on,
           contact.is_in_danger_now
    FROM intake_contact contact
    WHERE contact.authority_id = %(authority)s AND contact.ended_at >= %(since)s AND contact.ended_at < %(until)s
), {pauses}, stepped AS (
    SELECT paused.*, step FROM paused LEFT JOIN (VALUES {acts}) AS known(act, step) USING (act)
), led AS (
    SELECT contact_id, by_id, pause, step, count(step) OVER (
        PARTITION BY contact_id, by_id ORDER BY at DESC, number DESC) AS led_to FROM stepped
), given AS (
    SELECT contact_id, pause, max(step) OVER (PARTITION BY contact_id, by_id, led_to) AS step FROM led
), piece AS (
    SELECT contact_id, step, sum(pause) FILTER (WHERE pause <= %(longest)s) / 60 AS minutes,
           bool_or(pause > %(longest)s AND pause <= %(hour)s) AS is_cut
    FROM given WHERE step IS NOT NULL GROUP BY contact_id, step
), timed AS (
    SELECT contact_id, step, is_cut, CASE WHEN minutes > 0 THEN greatest(minutes, %(shortest)s) END AS minutes
    FROM piece
)
SELECT ended_on, step, {code}, count(*), count(minutes), coalesce(sum(minutes), 0)::float,
       coalesce(sum(ln(minutes)), 0)::float, coalesce(sum(ln(minutes) ^ 2), 0)::float, count(*) FILTER (WHERE is_cut)
FROM timed JOIN wanted USING (contact_id) GROUP BY ended_on, step, 3
""")
"""Openings lead to the worker's next act on the contact, and what leads to no act counts in no step."""

CODE: Final = SQL("""
CASE WHEN is_in_danger_now THEN 'danger' ELSE coalesce((
    SELECT CASE WHEN class.demand_class <> 'new' THEN class.demand_class ELSE 'new_' || coalesce((
        SELECT rating.colour FROM triage_rating rating
        WHERE rating.contact_id = wanted.contact_id AND rating.ended_at IS NULL LIMIT 1), 'unrated') END
    FROM triage_classification class WHERE class.contact_id = wanted.contact_id AND class.ended_at IS NULL
    ORDER BY class.demand_class IN ({net}) DESC, class.id LIMIT 1), '') END
""").format(net=SQL(", ").join(map(Literal, sorted(NET_CODES))))
"""A contact's class as scenarios name it: that of its first child that is net, or else of any; new ones by rating."""


@dataclass(frozen=True, kw_only=True)
class Day:
    """The pieces of the contacts that ended on a day."""

    ended_on: date
    contacts: int
    pieces: Measured


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What was measured of contacts that ended in a stretch of days. Without `first_on` nothing was measured yet."""

    first_on: date | None
    last_on: date | None
    contacts: int
    measured: Measured

    def of_step(self, step: str) -> Pieces:
        """Add up a step over all classes."""
        return sum((pieces for (code, _), pieces in self.measured.items() if code == step), Pieces())


def days_to_measure(authority_id: int, *, at: datetime) -> tuple[date, date] | None:
    """Find the first and the last day that are settled and not measured yet."""
    last_on = at.astimezone(LONDON).date() - SETTLED - DAY
    done = MeasuredDay.objects.filter(authority_id=authority_id).aggregate(last=Max("ended_on"))["last"]
    if done is None:
        ended_at = Contact.objects.filter(authority_id=authority_id).aggregate(first=Min("ended_at"))["first"]
        done = ended_at.astimezone(LONDON).date() - DAY if ended_at else last_on
    return (done + DAY, last_on) if done < last_on else None


def measure(authority_id: int, first_on: date, last_on: date) -> Iterator[Day]:
    """Measure the contacts that ended from one day to another, each day with what was found, nothing too."""
    contacts = _ended(authority_id, first_on, last_on)
    found: dict[date, list[tuple[str, str, Pieces]]] = {}
    for ended_on, step, code, *told in _rows(authority_id, first_on, last_on):
        found.setdefault(ended_on, []).append((step, code, Pieces.of(told)))
    for number in range((last_on - first_on).days + 1):
        day = first_on + number * DAY
        yield Day(ended_on=day, contacts=contacts.get(day, 0), pieces=add_up(found.get(day, ())))


def measured_lately(authority_id: int, *, at: datetime) -> Measured:
    """Measure the last settled weeks without keeping anything, where the machinery has not measured yet."""
    last_on = at.astimezone(LONDON).date() - SETTLED - DAY
    rows = _rows(authority_id, last_on - timedelta(weeks=WEEKS) + DAY, last_on)
    return add_up((step, code, Pieces.of(told)) for _, step, code, *told in rows)


def _rows(
    authority_id: int, first_on: date, last_on: date
) -> list[tuple[date, str, str, int, int, float, float, float, int]]:
    asked: dict[str, int | datetime | float] = {
        "authority": authority_id,
        "since": _starts_at(first_on),
        "until": _starts_at(last_on + DAY),
        "longest": LONGEST_PAUSE.total_seconds(),
        "hour": HOUR.total_seconds(),
        "shortest": SHORTEST,
    }
    acts = SQL(", ").join(SQL("({}, {})").format(act, step) for act, step in ACTS.items())
    with connection.cursor() as cursor:
        cursor.execute(MEASURE.format(pauses=PAUSES, acts=acts, code=CODE), asked)
        return [(ended_on, step, code, *told) for ended_on, step, code, *told in cursor.fetchall()]


def _ended(authority_id: int, first_on: date, last_on: date) -> dict[date, int]:
    counted: dict[date, int] = {}
    ended = Contact.objects.filter(
        authority_id=authority_id, ended_at__gte=_starts_at(first_on), ended_at__lt=_starts_at(last_on + DAY)
    )
    for ended_at in ended.values_list("ended_at", flat=True).iterator():
        assert ended_at is not None
        day = ended_at.astimezone(LONDON).date()
        counted[day] = counted.get(day, 0) + 1
    return counted


def _starts_at(day: date) -> datetime:
    return datetime.combine(day, time.min, LONDON)


def reading(authority_id: int, *, weeks: int | None = WEEKS) -> Reading:
    """Read what was measured in the last weeks that are measured, or ever."""
    days = MeasuredDay.objects.filter(authority_id=authority_id)
    last_on = days.aggregate(last=Max("ended_on"))["last"]
    if last_on is None:
        return Reading(first_on=None, last_on=None, contacts=0, measured={})
    if weeks is not None:
        days = days.filter(ended_on__gt=last_on - timedelta(weeks=weeks))
    told = days.aggregate(first=Min("ended_on"), contacts=Sum("contacts"))
    sums = {name: Sum(name) for name in SUMS}
    work = MeasuredWork.objects.filter(authority_id=authority_id, day__ended_on__gte=told["first"])
    rows = work.order_by().values_list("step", "code").annotate(**sums)
    measured = add_up((step, code, Pieces.of(told)) for step, code, *told in rows)
    return Reading(first_on=told["first"], last_on=last_on, contacts=told["contacts"], measured=measured)
