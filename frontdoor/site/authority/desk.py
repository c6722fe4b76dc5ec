"""Today's desk, once every row is there: histories read as they stand now, and contacts that are being taken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from frontdoor.journey.decision import actions as decision
from frontdoor.journey.intake import actions as intake
from frontdoor.journey.intake.models import Contact
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.site.authority import evidence, shapes
from frontdoor.site.authority.work_rows import WorkRows

DRAFTS: tuple[tuple[Role, int, Mapping[str, str]], ...] = (
    (
        Role.CONTACT_OFFICER,
        14,
        {
            "is_in_danger_now": "no",
            "kind": "agency",
            "sought": "Marlsea",
            "what_happened": "The teaching assistant noticed that she came without a coat again and was hungry.",
            "children-0-first_name": "Evie",
            "children-0-last_name": "Marsh",
        },
    ),
    (
        Role.CONTACT_OFFICER,
        95,
        {
            "is_in_danger_now": "no",
            "what_happened": "A neighbour hears shouting most evenings. Will ring back with the number of the house.",
        },
    ),
    (
        Role.SOCIAL_WORKER,
        40,
        {
            "is_in_danger_now": "no",
            "what_happened": "Grandfather rang while I was out: he would like somebody to speak with him.",
            "children-0-first_name": "Noah",
        },
    ),
)
"""Whose, begun how many minutes ago, and what has been typed so far."""


def lay(authority_id: int, invented: shapes.Authority, work: WorkRows) -> None:
    """Let those who recommended read the history, and leave some contacts half taken."""
    _read_histories(invented, work)
    for role, minutes, typed in DRAFTS:
        name = role.value.replace("_", "-")
        worker = Worker.objects.filter(authority_id=authority_id, sign_in_name=name).first()
        if worker is not None:
            intake.start_draft(by=worker, at=invented.until - timedelta(minutes=minutes), fields=typed)


def _read_histories(invented: shapes.Authority, work: WorkRows) -> None:
    """What was recommended and waits, or was returned, rests on a history that has been read."""
    waiting = {
        work.contact_number[done.contact_id]: done
        for done in invented.handlings
        if done.decided_at is None and done.recommended_at is not None and evidence.is_net(done)
    }
    workers = Worker.objects.in_bulk({work.worker(done.recommended_by) for done in waiting.values()} - {None})
    for contact in Contact.objects.filter(pk__in=waiting).order_by("pk"):
        done = waiting[contact.pk]
        number = work.worker(done.recommended_by)
        if number is not None and done.recommended_at is not None:
            decision.acknowledge_history(contact=contact, by=workers[number], at=done.recommended_at)
