"""Samples of decisions, drawn through the action that the page uses."""

from __future__ import annotations

from datetime import datetime, timedelta

from frontdoor.library.clocks import LONDON
from frontdoor.oversight.quality import actions
from frontdoor.oversight.quality.actions import Cohort
from frontdoor.oversight.quality.models import Case, Purpose, Sample
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from tests.builders import a_worker
from tests.builders.contacts import NOW


def a_sample(
    purpose: str = Purpose.LOOK_BACK,
    *,
    outcomes: tuple[str, ...] = (),
    overseen: str = "either",
    seed: int = 2018,
    most: int | None = None,
    by: Worker | None = None,
    at: datetime = NOW,
) -> Sample:
    """What ended in the week before, drawn."""
    day = at.astimezone(LONDON).date()
    cohort = Cohort(
        purpose=purpose,
        name="Closures of the week",
        from_on=day - timedelta(days=7),
        until_on=day,
        outcomes=outcomes,
        overseen=overseen,
    )
    return actions.draw(cohort=cohort, seed=seed, most=most, by=by or a_worker(Role.SERVICE_MANAGER), at=at)


def first_case(sample: Sample) -> Case:
    return Case.objects.select_related("sample", "named__contact").get(sample=sample, position=1)
