"""What was done with people: assessments, enquiries, plans and times in care, now or as it stood at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from frontdoor.journey.children.involvement_rules import Involved, as_it_stood
from frontdoor.journey.children.models import Involvement
from frontdoor.journey.children.queries.identities import of_people, spread
from frontdoor.library.clocks import LONDON


def involvements_of(person_ids: Iterable[int], *, until: datetime | None = None) -> dict[int, list[Involved]]:
    """Find what was done with each person, on any of their joined records, the latest first.

    Given a moment, it is as it stood then. Of what began or ended on that very day, only what was recorded by then
    counts: a file tells days, so nothing else says that it did not follow from what was decided at that moment.
    """
    asked = set(person_ids)
    rows = of_people(Involvement.objects.filter(_begun_by(until)), asked).order_by("-started_on", "-pk")
    found: dict[int, list[Involved]] = defaultdict(list)
    for person_id, row in spread(rows, asked):
        learned_at = row.end_learned_at or row.recorded_at
        told = as_told(row)
        told = told if until is None else as_it_stood(told, until, ending_known_at=learned_at)
        found[person_id].append(told)
    return dict(found)


def as_told(row: Involvement) -> Involved:
    """Give a row as the rules and the pages know it."""
    return Involved(
        kind=row.kind,
        started_on=row.started_on,
        has_ended=row.has_ended,
        ended_on=row.ended_on,
        category=row.category,
        led_to=row.led_to,
        organisation=row.organisation,
        earlier=row.earlier,
        origin=row.origin,
    )


def _begun_by(until: datetime | None) -> Q:
    if until is None:
        return Q()
    on = until.astimezone(LONDON).date()
    return Q(started_on__lt=on) | Q(started_on=on, recorded_at__lte=until)
