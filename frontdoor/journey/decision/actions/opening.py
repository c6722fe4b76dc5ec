"""Noting who is about to be shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from frontdoor.journey.children import queries as children
from frontdoor.journey.children.models import Person
from frontdoor.journey.decision.models import (
    Recommendation,
)
from frontdoor.journey.intake.models import Contact
from frontdoor.record.access.models import Worker
from frontdoor.record.ledger import actions as ledger


def note_contact_opened(*, contact: Contact, people: Iterable[Person], by: Worker, at: datetime) -> None:
    """Note that a contact and everybody identified on it are about to be shown."""
    with transaction.atomic():
        ledger.write("contact.viewed", subject=("contact", contact.pk), by=by, at=at)
        _note_people(people, contact, by=by, at=at)


def note_recommendation_opened(
    *, recommendation: Recommendation, people: Iterable[Person], by: Worker, at: datetime
) -> None:
    """Note that a recommendation and its evidence are about to be shown."""
    with transaction.atomic():
        subject = ("contact", recommendation.contact_id)
        ledger.write("oversight.viewed", subject=subject, by=by, at=at, detail={"recommendation": recommendation.pk})
        _note_people(people, recommendation.contact, by=by, at=at)


def note_gaps_opened(*, by: Worker, at: datetime) -> None:
    """Note that the list of what lacks a manager's decision is about to be shown."""
    ledger.write("oversight.gaps_viewed", subject=("worker", by.pk), by=by, at=at)


def _note_people(people: Iterable[Person], contact: Contact, *, by: Worker, at: datetime) -> None:
    for key in sorted(children.records_of(people)):
        ledger.write("person.viewed", subject=("person", key), by=by, at=at, detail={"contact": contact.pk})
