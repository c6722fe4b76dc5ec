"""The time that work on a contact takes, as far as the ledger tells: one definition for every figure of minutes.

Nobody fills in a timesheet. Between two acts or openings of one worker on one contact there is a pause: what is not
longer than `LONGEST_PAUSE` was spent on the contact; after a longer one they were elsewhere, as far as anybody can
tell, and it counts nothing. So the minutes are a lower bound: a call that took longer without anything being opened is
not in them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from psycopg.sql import SQL

LONGEST_PAUSE: Final = timedelta(minutes=15)

PAUSES: Final = SQL("""
touch AS (
    SELECT wanted.contact_id, entry.by_id, entry.at, entry.number, entry.act
    FROM wanted JOIN ledger_entry entry ON entry.subject = 'contact' AND entry.subject_id = wanted.contact_id
    WHERE entry.authority_id = %(authority)s
    UNION ALL
    SELECT wanted.contact_id, entry.by_id, entry.at, entry.number, entry.act
    FROM wanted JOIN intake_namedperson named ON named.contact_id = wanted.contact_id
    JOIN ledger_entry entry ON entry.subject = 'named' AND entry.subject_id = named.id
    WHERE entry.authority_id = %(authority)s
    UNION ALL
    SELECT wanted.contact_id, entry.by_id, entry.at, entry.number, entry.act
    FROM wanted JOIN intake_draft draft ON draft.contact_id = wanted.contact_id
    JOIN ledger_entry entry ON entry.subject = 'draft' AND entry.subject_id = draft.id
    WHERE entry.authority_id = %(authority)s
), paused AS (
    SELECT touch.contact_id, touch.by_id, touch.at, touch.number, touch.act,
           extract(epoch FROM touch.at - lag(touch.at) OVER (
               PARTITION BY touch.contact_id, touch.by_id ORDER BY touch.at, touch.number)) AS pause
    FROM touch JOIN access_worker worker ON worker.id = touch.by_id AND worker.role <> 'partner'
)
""")
"""Each act and opening with the seconds since the same worker's one before, none for the first. It comes after a part
`wanted(contact_id)`; `pause` is cut by whoever adds it up. What partners do on their own pages is not our time."""
