"""What we do with a contact while it is taken, and with who is named in it: the only writes of this step."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction

from frontdoor.journey.children import actions as children
from frontdoor.journey.children.models import Person
from frontdoor.journey.intake import queries, rules
from frontdoor.journey.intake.models import (
    Concern,
    Contact,
    Draft,
    IdempotencyKey,
    Identification,
    NamedPerson,
    Verdict,
)
from frontdoor.journey.intake.told import Told, ToldPerson
from frontdoor.record.access.models import Machine, Worker
from frontdoor.record.access.refusals import Refused, refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.policy import queries as policy


class NotReceived(Refused):
    """A contact that cannot be received as told; `field_reasons` names the field of each reason."""

    def __init__(self, field_reasons: list[rules.FieldReason]) -> None:
        self.field_reasons = tuple(field_reasons)
        super().__init__([reason.text for reason in field_reasons])


class KeyReused(Refused):
    """The same idempotency key came with another body."""

    def __init__(self) -> None:
        super().__init__(["This key was used before, for another contact."])


class SavedElsewhere(Refused):
    """The draft was saved from another window since this one last saw it. Nothing was written."""

    def __init__(self, draft: Draft) -> None:
        self.version = draft.version
        self.fields: dict[str, str] = dict(draft.fields)
        super().__init__(["This was saved from another window while you were typing here."])


def receive(
    told: Told, *, by: ledger.Actor, at: datetime, machine: Machine | None = None, draft: Draft | None = None
) -> Contact:
    """Receive a contact and give it its receipt. A draft that was received already gives the receipt it has.

    Raises NotReceived with every reason and its field.
    """
    with transaction.atomic():
        if isinstance(by, Worker):
            require(by, Permission.CONTACT_TAKE)
        kept = _lock(draft, by) if draft is not None else None
        if kept is not None and kept.contact is not None:
            return kept.contact
        reasons = rules.reasons_not_to_receive(
            queries.receiving_facts(told, authority_id=by.authority_id, at=at, is_machine=machine is not None)
        )
        if reasons:
            raise NotReceived(reasons)
        contact = _write_down(told, by=by, at=at, machine=machine)
        if kept is not None:
            kept.contact = contact
            kept.save(update_fields=["contact"])
        act = "contact.imported" if told.channel == rules.OLDER_SYSTEM else "contact.received"
        ledger.write(
            act,
            subject=("contact", contact.pk),
            by=by,
            at=at,
            detail=_detail_of(told),
        )
    return contact


def code(*, contact: Contact, codes: Collection[str], by: Worker, at: datetime) -> None:
    """Code what a contact is about in place of what stood. The step that looks asks first whether it may be."""
    with transaction.atomic():
        require(by, Permission.CONTACT_CLASSIFY)
        current = queries.concerns_of([contact.pk])[contact.pk]
        standing = Concern.objects.filter(contact=contact, ended_at__isnull=True)
        standing.exclude(code__in=codes).update(ended_at=at, ended_by=by)
        _write_concerns(contact, [each for each in codes if each not in current], by=by, at=at)
        detail: ledger.Detail = {"concerns": len(set(codes)), "before": len(current)}
        ledger.write("contact.coded", subject=("contact", contact.pk), by=by, at=at, detail=detail)


def _detail_of(told: Told) -> ledger.Detail:
    detail: ledger.Detail = {"source": told.source_code, "channel": told.channel, "children": len(told.children)}
    return {**detail, "concerns": len(set(told.concerns))} if told.concerns else detail


def receive_once(told: Told, *, machine: Machine, key: str, digest: bytes, at: datetime) -> tuple[Contact, bool]:
    """Receive a machine's contact once for each of its keys; say whether it is new.

    Raises KeyReused when the key came before with another body, NotReceived as `receive` does.
    """
    with transaction.atomic():
        _wait_for_key(machine, key)
        earlier = IdempotencyKey.objects.select_related("contact").filter(machine=machine, key=key).first()
        if earlier is not None:
            if bytes(earlier.digest) != digest:
                raise KeyReused
            return earlier.contact, False
        contact = receive(told, by=machine, at=at, machine=machine)
        IdempotencyKey.objects.create(
            authority_id=machine.authority_id, machine=machine, key=key, digest=digest, contact=contact
        )
    return contact, True


def start_draft(*, by: Worker, at: datetime, fields: Mapping[str, str] | None = None) -> Draft:
    """Begin to take a contact."""
    with transaction.atomic():
        require(by, Permission.CONTACT_TAKE)
        draft = Draft.objects.create(
            authority_id=by.authority_id, worker=by, fields=dict(fields or {}), started_at=at, saved_at=at
        )
        ledger.write("draft.started", subject=("draft", draft.pk), by=by, at=at)
    return draft


def save_draft(*, draft: Draft, fields: Mapping[str, str], version: int, by: Worker, at: datetime) -> Draft:
    """Keep what has been typed so far. Saves are not acts, so they leave no ledger entry; starting and receiving do.

    `fields["page"]`, when given, names the window typed in: one window never stands in its own way.
    Raises SavedElsewhere when another window saved since `version`.
    """
    with transaction.atomic():
        require(by, Permission.CONTACT_TAKE)
        kept = _lock(draft, by)
        refuse_if(["This contact was received already: it can no longer be changed here."] if kept.contact_id else [])
        refuse_if(["This was discarded."] if kept.discarded_at else [])
        typed = {name: text.replace("\x00", "") for name, text in fields.items()}
        is_own = bool(typed.get("page")) and typed.get("page") == kept.fields.get("page")
        if version != kept.version and not is_own and typed != kept.fields:
            raise SavedElsewhere(kept)
        kept.fields, kept.version, kept.saved_at = typed, kept.version + 1, at
        kept.save(update_fields=["fields", "version", "saved_at"])
    return kept


def discard_draft(*, draft: Draft, by: Worker, at: datetime) -> Draft:
    """Give up a contact that was being taken. What was typed stays where it is, out of sight."""
    with transaction.atomic():
        require(by, Permission.CONTACT_TAKE)
        kept = _lock(draft, by)
        refuse_if(["This contact was received already: it cannot be discarded."] if kept.contact_id else [])
        if kept.discarded_at is None:
            kept.discarded_at = at
            kept.save(update_fields=["discarded_at"])
            ledger.write("draft.discarded", subject=("draft", kept.pk), by=by, at=at)
    return kept


@contextmanager
def note_suggested(*, person_ids: Sequence[int], draft_id: int, by: Worker, at: datetime) -> Iterator[None]:
    """Note that people are shown as possible matches: who, never what was typed.

    The page of them may be made inside the block; it is shown after it, when the note is kept.
    """
    require(by, Permission.CONTACT_TAKE)
    detail = {"people": sorted(set(person_ids))}
    with ledger.write_meanwhile("people.suggested", subject=("draft", draft_id), by=by, at=at, detail=detail):
        yield  # it commits by itself


def identify(
    *, named: NamedPerson, person: Person, verdict: str, weight: float | None, by: Worker, at: datetime
) -> Identification:
    """Say that a named person is, or is not, a person we know."""
    with transaction.atomic():
        require(by, Permission.PERSON_IDENTIFY)
        _lock_contact(named.contact_id)
        is_same = Verdict(verdict) is Verdict.SAME
        refuse_if(rules.reasons_not_to_identify(queries.identifying_facts(named, person=person, is_same=is_same)))
        identification = Identification.objects.create(
            authority_id=by.authority_id,
            named=named,
            person=person,
            verdict=verdict,
            weight=weight,
            said_at=at,
            said_by=by,
        )
        ledger.write(
            "person.identified" if is_same else "person.not_the_same",
            subject=("person", person.pk),
            by=by,
            at=at,
            detail={"contact": named.contact_id, "named": named.pk},
        )
    return identification


def withdraw_identification(*, identification: Identification, by: Worker, at: datetime) -> Identification:
    """Undo an earlier 'same' or 'not the same'. It stays on the record as withdrawn."""
    with transaction.atomic():
        require(by, Permission.PERSON_IDENTIFY)
        contact = _lock_contact(identification.named.contact_id)
        refuse_if(rules.reasons_not_to_identify(rules.IdentifyingFacts(has_contact_ended=contact.ended_at is not None)))
        kept = Identification.objects.select_for_update(of=("self",)).get(pk=identification.pk)
        if kept.withdrawn_at is None:
            kept.withdrawn_at, kept.withdrawn_by = at, by
            kept.save(update_fields=["withdrawn_at", "withdrawn_by"])
            ledger.write(
                "person.identification_withdrawn",
                subject=("person", kept.person_id),
                by=by,
                at=at,
                detail={"contact": contact.pk, "named": kept.named_id, "verdict": kept.verdict},
            )
    return kept


def record_as_new(*, named: NamedPerson, by: Worker, at: datetime) -> Person:
    """Record a named person whom we do not know yet, in the home that they are told to live in."""
    with transaction.atomic():
        require(by, Permission.PERSON_IDENTIFY)
        _lock_contact(named.contact_id)
        refuse_if(rules.reasons_not_to_identify(queries.identifying_facts(named, person=None, is_same=True)))
        person = children.record_person(queries.as_new_person(named), by=by, at=at)
        _bring_home(named, person, by=by, at=at)
        identify(named=named, person=person, verdict=Verdict.SAME, weight=None, by=by, at=at)
    return person


def _bring_home(named: NamedPerson, person: Person, *, by: Worker, at: datetime) -> None:
    """Record where a new person lives: with others told to be at that address, or in a home of their own."""
    household = queries.home_told_for(named, on=at.date())
    if household is None and (named.address or named.postcode):
        household = children.start_household(
            lines=named.address, postcode=named.postcode, from_on=at.date(), by=by, at=at
        )
    if household is not None:
        role = "child" if named.is_child else named.relationship[:40]
        children.join_household(person=person, household=household, role=role, from_on=at.date(), by=by, at=at)


def _write_down(told: Told, *, by: ledger.Actor, at: datetime, machine: Machine | None) -> Contact:
    contact = Contact.objects.create(
        authority_id=by.authority_id,
        receipt=_next_receipt(),
        recorded_at=at,
        recorded_by=by if isinstance(by, Worker) else None,
        machine=machine,
        **{name: getattr(told, name) for name in Told.__dataclass_fields__ if name not in ("people", "concerns")},
    )
    if told.concerns:
        _write_concerns(contact, told.concerns, by=by, at=at)
    NamedPerson.objects.bulk_create(
        NamedPerson(
            authority_id=by.authority_id,
            contact=contact,
            position=place,
            **{name: getattr(person, name) for name in ToldPerson.__dataclass_fields__},
        )
        for place, person in enumerate(told.people, start=1)
    )
    return contact


def _write_concerns(contact: Contact, codes: Iterable[str], *, by: ledger.Actor, at: datetime) -> None:
    """Write what a contact is about, pinned to the edition in force."""
    edition_id = policy.in_force(by.authority_id, at=at).edition_id
    Concern.objects.bulk_create(
        Concern(
            authority_id=by.authority_id,
            contact=contact,
            code=code,
            edition_id=edition_id,
            coded_at=at,
            coded_by=by if isinstance(by, Worker) else None,
        )
        for code in dict.fromkeys(codes)
    )


def _next_receipt() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('intake_contact_receipt')")
        return f"C{cursor.fetchone()[0]:07d}"


def _wait_for_key(machine: Machine, key: str) -> None:
    """Let two sendings of one key go one after the other, so that the second finds what the first made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [key, machine.pk])


def _lock(draft: Draft, by: ledger.Actor) -> Draft:
    # Its contact is not joined in: a join is read before the wait for the lock, and misses what came meanwhile.
    return Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk, worker_id=by.ledger_id or 0)


def _lock_contact(contact_id: int) -> Contact:
    return Contact.objects.select_for_update(of=("self",)).get(pk=contact_id)
