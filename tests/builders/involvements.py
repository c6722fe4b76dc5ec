"""What was done with children, as another case system tells it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from frontdoor.journey.children import actions
from frontdoor.journey.children.involvement_rules import Involved
from frontdoor.journey.children.models import Involvement, Person
from tests.builders import Machinery
from tests.builders.contacts import NOW

A_YEAR_AGO = date(2017, 7, 24)


def involved(
    person: Person,
    kind: str = "child_protection_plan",
    *,
    started_on: date = A_YEAR_AGO,
    ended_on: date | None = None,
    at: datetime = NOW,
    **more: str | int | bool | None,
) -> Involvement:
    """Something was done with somebody; it is open unless a day or `has_ended` is given. More fields by name."""
    told = Involved(kind=kind, started_on=started_on, has_ended=ended_on is not None, ended_on=ended_on)
    whole = replace(told, **more)  # type: ignore[arg-type]  # the builder passes a test's own fields through
    by = Machinery(authority_id=person.authority_id)
    return actions.record_involvements(told=[(person.pk, whole)], by=by, at=at)[0]
