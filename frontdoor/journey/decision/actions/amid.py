"""What a decision was made amid: the pressure of the moment, kept beside it for those who look back."""

from __future__ import annotations

from datetime import datetime

from frontdoor.journey.decision.models import Amid, Oversight, Recommendation
from frontdoor.journey.triage import queries as triage
from frontdoor.library.clocks import Calendar


def keep_pressure(made: Recommendation | Oversight, calendar: Calendar, *, at: datetime) -> None:
    """Keep how many contacts there were for how many social workers. Nothing follows from it."""
    found = triage.pressure_now(made.authority_id, calendar, at=at)
    if found is None:
        return
    Amid.objects.create(
        authority_id=made.authority_id,
        recommendation=made if isinstance(made, Recommendation) else None,
        oversight=made if isinstance(made, Oversight) else None,
        contacts=found.contacts,
        posts=found.posts,
        at_work=found.at_work,
        usual_low=found.usual_low,
        usual_high=found.usual_high,
    )
