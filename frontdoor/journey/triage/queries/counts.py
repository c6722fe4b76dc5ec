"""How much demand there was."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q

from frontdoor.journey.intake.models import NamedPerson
from frontdoor.journey.triage.models import Classification
from frontdoor.library import demand


def demand_counts(authority_id: int, *, since: datetime, until: datetime) -> demand.DemandCounts:
    """Count demand received from one moment up to another, by the one definition (library/demand/counting)."""
    children = NamedPerson.objects.filter(
        is_child=True,
        contact__authority_id=authority_id,
        contact__received_at__gte=since,
        contact__received_at__lt=until,
    )
    current = Q(classifications__ended_at__isnull=True, classifications__isnull=False)
    net = Q(classifications__demand_class__in=demand.NET_CODES) & current
    whole = children.aggregate(
        gross=Count("contact", distinct=True),
        net=Count("contact", distinct=True, filter=net),
        children=Count("pk", distinct=True),
    )
    classed = (
        Classification.objects.filter(named__in=children, ended_at__isnull=True)
        .values_list("demand_class")
        .annotate(number=Count("pk"))
    )
    of_class: dict[str | None, int] = dict(classed)
    of_class[None] = whole["children"] - sum(of_class.values())
    return demand.counts_of(gross_contacts=whole["gross"], net_contacts=whole["net"], children_of_class=of_class)
