"""Which children a sample may draw, and the samples there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Q, QuerySet

from frontdoor.journey.decision.rules import ABOUT_NEED
from frontdoor.journey.intake import queries as intake
from frontdoor.journey.intake.models import NamedPerson
from frontdoor.library.clocks import LONDON
from frontdoor.oversight.quality.models import Overseen, Purpose, Sample
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One sample on the list: how many were drawn, and how many are looked at."""

    sample: Sample
    drawn: int
    done: int


def visible_to(worker: Worker) -> QuerySet[Sample]:
    """Find the samples that this worker may see."""
    kept = Sample.objects.filter(authority_id=worker.authority_id)
    return kept if worker.may(Permission.SAMPLE_SEE) else kept.none()


def samples(worker: Worker) -> list[Standing]:
    """List the samples, the latest first."""
    is_done = Q(cases__review__isnull=False) | Q(cases__second_decision__isnull=False)
    kept = visible_to(worker).annotate(drawn=Count("cases"), done=Count("cases", filter=is_done))
    ordered = kept.select_related("drawn_by").order_by("-drawn_at", "-pk")
    return [Standing(sample=each, drawn=each.drawn, done=each.done) for each in ordered]


def fitting(worker: Worker, cohort: Sample) -> QuerySet[NamedPerson]:
    """Find the children on contacts that ended in the days of a sample, which need not be saved yet, and fit it."""
    contacts = intake.visible_to(worker).filter(
        ended_at__gte=datetime.combine(cohort.from_on, time(), LONDON),
        ended_at__lt=datetime.combine(cohort.until_on + timedelta(days=1), time(), LONDON),
    )
    if cohort.source_code:
        contacts = contacts.filter(source_code=cohort.source_code)
    children = NamedPerson.objects.filter(contact__in=contacts, is_child=True)
    if cohort.outcomes:
        children = children.filter(outcome__kind__in=cohort.outcomes)
    if cohort.purpose == Purpose.CONSISTENCY:
        children = children.filter(outcome__kind__in=ABOUT_NEED)
    return _overseen(children, cohort.overseen)


def _overseen(children: QuerySet[NamedPerson], overseen: str) -> QuerySet[NamedPerson]:
    if overseen == Overseen.EITHER:
        return children
    if overseen == Overseen.LEFT_OUT:
        return children.filter(outcome__left_out__isnull=False)
    if overseen == Overseen.WITHOUT:
        return children.filter(Q(outcome__isnull=True) | Q(outcome__oversight__isnull=True))
    return children.filter(outcome__oversight__kind=overseen)
