"""Contacts: which a worker may open, which are about whom, and what a new one stands on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import QuerySet

from frontdoor.journey.children import queries as children
from frontdoor.journey.intake.models import Contact, Draft, Identification, Verdict
from frontdoor.journey.intake.rules import ReceivingFacts
from frontdoor.journey.intake.told import Told
from frontdoor.library import clocks
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission, Role
from frontdoor.record.organisations.asking import Question, ask
from frontdoor.record.organisations.models import Agency, Professional
from frontdoor.record.organisations.sources import SOURCES
from frontdoor.record.policy import queries as policy
from frontdoor.record.policy.editions import Rules

HAS_DRAFT = "SELECT 1 FROM intake_draft WHERE id = %s AND worker_id = %s AND discarded_at IS NULL"

COUNT_ABOUT = """
    SELECT asked.person_id, about.contacts
    FROM unnest(%s::bigint[]) AS asked (person_id)
    CROSS JOIN LATERAL (
        SELECT count(DISTINCT named.contact_id) AS contacts
        FROM intake_identification said
        JOIN intake_namedperson named ON named.id = said.named_id
        JOIN intake_contact contact ON contact.id = named.contact_id
        WHERE said.verdict = 'same' AND said.withdrawn_at IS NULL
            AND contact.received_at >= %s AND contact.received_at < %s
            AND said.person_id IN (
                SELECT asked.person_id
                UNION SELECT mate.person_id FROM children_joinedrecord own JOIN children_joinedrecord mate
                    USING (leading_id) WHERE own.person_id = asked.person_id)
    ) AS about
"""


@dataclass(frozen=True, kw_only=True)
class EarlierContact:
    """An earlier contact about somebody: who, when and from whom. What was decided is the later steps' to say."""

    person_id: int
    named_id: int
    contact_id: int
    receipt: str
    received_at: datetime
    source_code: str
    agency_name: str
    agency_reference: str
    channel: str
    has_ended: bool


def visible_to(worker: Worker) -> QuerySet[Contact]:
    """Find the contacts that this worker may open; a partner's are their own agency's."""
    contacts = Contact.objects.filter(authority_id=worker.authority_id)
    if worker.is_active and worker.role == Role.PARTNER and worker.agency_id is not None:
        return contacts.filter(agency_id=worker.agency_id)
    return contacts if worker.may(Permission.CONTACT_SEE) else contacts.none()


def unfinished(worker: Worker) -> QuerySet[Draft]:
    """Find the contacts that this worker began to take and has not finished, the latest first."""
    return Draft.objects.filter(worker=worker, contact__isnull=True, discarded_at__isnull=True).order_by("-saved_at")


def draft_of(worker: Worker, draft_id: int) -> Draft | None:
    """Find a draft of this worker's own, received or not."""
    drafts = Draft.objects.filter(worker=worker, discarded_at__isnull=True)
    return drafts.select_related("contact").filter(pk=draft_id).first()


def own_draft(worker: Worker, draft_id: int) -> Question[int]:
    """Ask whether a draft is this worker's own: at every keystroke, so nothing of it is read."""
    return Question(HAS_DRAFT, [draft_id, worker.pk], int)


def rules_in_force(authority_id: int, *, at: datetime) -> Rules:
    """Find what the policy in force says: the levels and concerns that are asked."""
    return policy.in_force(authority_id, at=at).rules


def first_due(contact: Contact) -> datetime:
    """Say by when a contact that has just come must be looked at, or acted on where a child is in danger now."""
    rules = policy.in_force(contact.authority_id, at=contact.received_at).rules
    limit = rules.limits["danger" if contact.is_in_danger_now else "unrated"]
    return clocks.due_at(limit, contact.received_at, rules.calendar)


def contacts_about(
    person_ids: Iterable[int], *, before: datetime, within_days: int | None = None
) -> list[EarlierContact]:
    """Find contacts about people, received before a moment (and within some days of it), the latest first.

    Each contact about somebody once, whichever of their joined records was said to be named in it.
    """
    asked = set(person_ids)
    said = Identification.objects.filter(
        verdict=Verdict.SAME,
        withdrawn_at__isnull=True,
        named__contact__received_at__lt=before,
    )
    if within_days is not None:
        said = said.filter(named__contact__received_at__gte=before - timedelta(days=within_days))
    rows = children.of_people(said, asked).select_related("named__contact__agency")
    found = children.spread(rows.order_by("-named__contact__received_at", "-pk"), asked)
    once = {(person_id, one.named.contact_id): _earlier(one, person_id) for person_id, one in found}
    return list(once.values())


class CountedAbout(NamedTuple):
    """How many contacts there were about one person."""

    person_id: int
    contacts: int


def count_about(person_ids: Iterable[int], *, before: datetime, within_days: int) -> Counter[int]:
    """Count the contacts that `contacts_about` would find, without reading them."""
    asked = set(person_ids)
    return Counter(dict(ask(*counts_about(asked, before=before, within_days=within_days)) if asked else ()))


def counts_about(person_ids: Iterable[int], *, before: datetime, within_days: int) -> Question[CountedAbout]:
    """Ask how many contacts there were about each person, within some days before a moment."""
    since = before - timedelta(days=within_days)
    return Question(COUNT_ABOUT, [sorted(set(person_ids)), since, before], CountedAbout)


def _earlier(said: Identification, person_id: int) -> EarlierContact:
    contact = said.named.contact
    return EarlierContact(
        person_id=person_id,
        named_id=said.named_id,
        contact_id=contact.pk,
        receipt=contact.receipt,
        received_at=contact.received_at,
        source_code=contact.source_code,
        agency_name=contact.agency.name if contact.agency else "",
        agency_reference=contact.agency_reference,
        channel=contact.channel,
        has_ended=contact.ended_at is not None,
    )


def receiving_facts(told: Told, *, authority_id: int, at: datetime, is_machine: bool) -> ReceivingFacts:
    """Gather what is known of the sender and of the levels in force."""
    professional = (
        Professional.objects.filter(pk=told.professional_id, authority_id=authority_id).first()
        if told.professional_id is not None
        else None
    )
    return ReceivingFacts(
        told=told,
        at=at,
        sources=frozenset(SOURCES),
        agency_is_known=_is_known(told.agency_id, authority_id),
        professional_is_of_agency=None
        if told.professional_id is None
        else professional is not None and professional.agency_id == told.agency_id,
        professional_can_be_reached=professional is not None and bool(professional.phone or professional.email),
        levels=_levels(authority_id, at=at) if told.level_stated else None,
        concerns=_concerns(authority_id, at=at, is_machine=is_machine) if told.concerns else frozenset(),
        comes_from_machine=is_machine,
    )


def _is_known(agency_id: int | None, authority_id: int) -> bool | None:
    if agency_id is None:
        return None
    return Agency.objects.filter(pk=agency_id, authority_id=authority_id).exists()


def _levels(authority_id: int, *, at: datetime) -> frozenset[str]:
    return frozenset(level.code for level in rules_in_force(authority_id, at=at).levels)


def _concerns(authority_id: int, *, at: datetime, is_machine: bool) -> frozenset[str]:
    """List the codes that may be told. A machine's retired one is still understood; people are not offered it."""
    rules = rules_in_force(authority_id, at=at)
    return frozenset(rules.concerns if is_machine else (one.code for one in rules.concerns_to_choose))
