"""How much demand there was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, FilteredRelation, Q

from frontdoor.journey.intake.models import NamedPerson
from frontdoor.library import demand

CODES = tuple(each.code for each in demand.CLASSES)


def demand_counts(authority_id: int, *, since: datetime, until: datetime) -> demand.DemandCounts:
    """Count demand received from one moment up to another, by the one definition (library/demand/counting)."""
    return demand_of_spans(authority_id, since={"span": since}, until=until)["span"]


def demand_of_spans(
    authority_id: int, *, since: Mapping[str, datetime], until: datetime
) -> dict[str, demand.DemandCounts]:
    """Count demand of several spans of time that end together, in one query."""
    children = NamedPerson.objects.filter(
        is_child=True,
        contact__authority_id=authority_id,
        contact__received_at__gte=min(since.values()),
        contact__received_at__lt=until,
    ).annotate(current=FilteredRelation("classifications", condition=Q(classifications__ended_at__isnull=True)))
    counted = children.aggregate(
        **{f"{span}_{key}": count for span, start in since.items() for key, count in _counts_from(start).items()}
    )
    return {span: _put(span, counted) for span in since}


def _counts_from(start: datetime) -> dict[str, Count]:
    """Say what is counted from a moment on: contacts in all and net, and the children of each class."""
    inside = Q(contact__received_at__gte=start)
    return {
        "gross": Count("contact", distinct=True, filter=inside),
        "net": Count("contact", distinct=True, filter=inside & Q(current__demand_class__in=sorted(demand.NET_CODES))),
        "children": Count("pk", filter=inside),
        **{f"of_{code}": Count("pk", filter=inside & Q(current__demand_class=code)) for code in CODES},
    }


def _put(span: str, counted: Mapping[str, int]) -> demand.DemandCounts:
    of_class: dict[str | None, int] = {code: counted[f"{span}_of_{code}"] for code in CODES}
    of_class[None] = counted[f"{span}_children"] - sum(of_class.values())
    return demand.counts_of(
        gross_contacts=counted[f"{span}_gross"], net_contacts=counted[f"{span}_net"], children_of_class=of_class
    )
