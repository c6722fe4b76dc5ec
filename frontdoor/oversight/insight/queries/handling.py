"""What a contact costs in minutes, as far as the ledger tells: the time between acts that follow one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection
from psycopg.sql import SQL, Identifier

from frontdoor.journey.intake.queries.pauses import LONGEST_PAUSE, PAUSES
from frontdoor.oversight.insight.periods import Period

MINUTES: Final = SQL("""
WITH wanted AS (
    SELECT contact.id AS contact_id, contact.{by} AS sender FROM intake_contact contact
    WHERE contact.authority_id = %(authority)s
      AND contact.received_at >= %(since)s AND contact.received_at < %(until)s
), {pauses}, spent AS (
    SELECT contact_id, sum(pause) FILTER (WHERE pause <= %(longest)s) / 60 AS minutes
    FROM paused GROUP BY contact_id HAVING bool_or(act = 'contact.viewed')
)
SELECT sender, count(*), coalesce(sum(minutes), 0) FROM spent JOIN wanted USING (contact_id) GROUP BY sender
""")


@dataclass(frozen=True, kw_only=True)
class Handling:
    """Minutes spent on so many contacts that somebody opened here; those that nobody opened are not measured."""

    measured: int
    minutes: float

    @property
    def each(self) -> float | None:
        return self.minutes / self.measured if self.measured else None


NONE: Final = Handling(measured=0, minutes=0.0)


def minutes(authority_id: int, period: Period, *, by: str) -> dict[str, Handling]:
    """Add up, for each sender, the minutes that the contacts of a period took."""
    asked: dict[str, int | datetime | float] = {
        "authority": authority_id,
        "since": period.starts_at,
        "until": period.ends_at,
        "longest": LONGEST_PAUSE.total_seconds(),
    }
    with connection.cursor() as cursor:
        cursor.execute(MINUTES.format(by=Identifier(by), pauses=PAUSES), asked)
        rows = cursor.fetchall()
    return {
        "none" if sender is None else str(sender): Handling(measured=count, minutes=float(spent))
        for sender, count, spent in rows
    }


def together(found: Iterable[Handling]) -> Handling:
    """Add up what several took."""
    every = list(found)
    return Handling(measured=sum(one.measured for one in every), minutes=sum(one.minutes for one in every))
