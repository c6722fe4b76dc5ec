"""What contacts wait for, for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from frontdoor.journey.decision.models import Recommendation
from frontdoor.journey.decision.steps import Stage, StageFacts, stage_of_facts
from frontdoor.journey.intake.models import Contact, Identification, NamedPerson, Verdict
from frontdoor.journey.triage import queries as triage
from frontdoor.library import demand


def stage_of(contact_ids: Iterable[int]) -> dict[int, Stage]:
    """Say what each contact waits for, in eight queries however many are asked about."""
    asked = set(contact_ids)
    children = _children_of(asked)
    named_ids = [each for group in children.values() for each in group]
    identified = set(
        Identification.objects.filter(
            named_id__in=named_ids, verdict=Verdict.SAME, withdrawn_at__isnull=True
        ).values_list("named_id", flat=True)
    )
    classes = {each.named_id: each.demand_class for each in triage.classes_of(named_ids).values()}
    ended = dict(Contact.objects.filter(pk__in=asked).values_list("pk", "ended_at"))
    ratings, allocations = triage.ratings_of(asked), triage.allocations_of(asked)
    overseen = _last_oversight(asked)
    waiting = triage.waiting_for_referrer(asked, {one: each.colour for one, each in ratings.items()})
    return {
        one: stage_of_facts(
            StageFacts(
                has_ended=ended.get(one) is not None,
                are_all_identified=all(each in identified for each in children[one]),
                are_all_classed=all(each in classes for each in children[one]),
                is_about_need=_is_about_need(children[one], classes),
                is_rated=one in ratings,
                is_allocated=one in allocations,
                has_recommendation=one in overseen,
                last_oversight=overseen.get(one, ""),
                waits_for_referrer=waiting.get(one, ""),
            )
        )
        for one in asked
    }


def _children_of(contact_ids: Iterable[int]) -> dict[int, list[int]]:
    gathered: dict[int, list[int]] = defaultdict(list)
    rows = NamedPerson.objects.filter(contact_id__in=contact_ids, is_child=True)
    for contact_id, named_id in rows.values_list("contact_id", "pk"):
        gathered[contact_id].append(named_id)
    return gathered


def _is_about_need(children: Sequence[int], classes: Mapping[int, str]) -> bool:
    return any(each not in classes or classes[each] in demand.NET_CODES for each in children)


def _last_oversight(contact_ids: Iterable[int]) -> dict[int, str]:
    """Find the kind of oversight of each contact's latest recommendation: blank where it still waits."""
    latest = (
        Recommendation.objects.filter(contact_id__in=contact_ids)
        .order_by("contact_id", "-pk")
        .distinct("contact_id")
        .values_list("contact_id", "oversight__kind")
    )
    return {contact_id: kind or "" for contact_id, kind in latest}
