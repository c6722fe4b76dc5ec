"""The laws that no walk may break, read from the rows of many contacts at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import connection

from frontdoor.journey.decision.models import LeftOut, Look, Oversight
from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage.models import Rating
from tests.builders.editions import is_drawn

FAULTS = """
    SELECT r.contact_id, 'self-approval' FROM decision_oversight o
        JOIN decision_recommendation r ON r.id = o.recommendation_id
        WHERE r.contact_id = ANY(%(contacts)s) AND o.decided_by_id = r.recommended_by_id
    UNION ALL SELECT u.contact_id, 'an outcome without the oversight its edition demands' FROM decision_outcome u
        WHERE u.contact_id = ANY(%(contacts)s) AND u.left_out_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM decision_oversight o JOIN decision_recommendation r ON r.id = o.recommendation_id
            WHERE o.id = u.oversight_id AND o.kind <> 'returned' AND r.contact_id = u.contact_id)
    UNION ALL SELECT c.id, 'closed without the oversight its edition demands' FROM intake_contact c
        JOIN intake_namedperson n ON n.contact_id = c.id
        WHERE c.id = ANY(%(contacts)s) AND c.ended_at IS NOT NULL AND n.is_child
        AND NOT EXISTS (SELECT 1 FROM decision_outcome u WHERE u.named_id = n.id)
    UNION ALL SELECT contact_id, 'two owners' FROM triage_allocation
        WHERE contact_id = ANY(%(contacts)s) AND ended_at IS NULL GROUP BY contact_id HAVING count(*) > 1
    UNION ALL SELECT contact_id, 'a question dropped' FROM triage_question
        WHERE contact_id = ANY(%(contacts)s) AND ended_at IS NOT NULL
        AND answered_at IS NULL AND ended_because = ''
"""


def faults_of(contact_ids: Iterable[int]) -> dict[int, list[str]]:
    """Find what must never be, by contact."""
    asked, found = list(contact_ids), defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(FAULTS, {"contacts": asked})
        for contact_id, fault in cursor.fetchall():
            found[contact_id].append(fault)
    for contact_id, why in _of_leaving_out(asked):
        found[contact_id].append(f"closed without the oversight its edition demands: {why}")
    return found


def _of_leaving_out(contact_ids: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Find why closures that nobody else saw should have been seen, told from the rows in words of its own."""
    alone = LeftOut.objects.filter(recommendation__contact__in=contact_ids)
    for each in alone.select_related("recommendation__edition", "edition"):
        for why in _against(each):
            yield each.recommendation.contact_id, why


def _against(each: LeftOut) -> Iterator[str]:
    made, contact = each.recommendation, Contact.objects.get(pk=each.recommendation.contact_id)
    for edition in (made.edition, each.edition):
        says = edition.content["oversight"]
        if says["closures"] != "sample" or says["since"] > contact.received_at.date().isoformat():
            yield "its edition samples nothing"
        elif is_drawn(contact.receipt, percent=says["percent"], seed=says["seed"]):
            yield "it is drawn"
    kinds = set(made.outcomes.values_list("kind", flat=True))
    if not kinds <= {"early_help", "advice", "no_further_action"}:
        yield f"{kinds} is no closure"
    if set(made.outcomes.values_list("level", flat=True)) & {"significant_harm"}:
        yield "significant harm is seen always"
    if each.closed_by_id != made.recommended_by_id:
        yield "another than the recommender closed it"
    yield from _for_what_is_seen_always(contact)


def _for_what_is_seen_always(contact: Contact) -> Iterator[str]:
    if contact.is_in_danger_now or contact.sharing_basis == "safeguarding":
        yield "a child may be at risk"
    if Rating.objects.filter(contact=contact, ended_at__isnull=True, colour="red").exists():
        yield "it is red"
    if Oversight.objects.filter(recommendation__contact=contact).exists():
        yield "a manager had returned it"
    if Look.objects.filter(contact=contact, done_at__isnull=True).exclude(direction="").exists():
        yield "a manager's direction is open"
