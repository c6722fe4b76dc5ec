"""What we do to the record of a person: the only writes of this step."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, connection, transaction

from frontdoor.journey.children import queries, rules
from frontdoor.journey.children.facts import NewPerson
from frontdoor.journey.children.models import (
    Address,
    Episode,
    Household,
    MatchKey,
    Membership,
    OtherName,
    Person,
    Seal,
    SealedAddress,
)
from frontdoor.library import matching
from frontdoor.record.access import context
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import Refused, refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.organisations.models import Team


def record_person(new: NewPerson, *, by: ledger.Actor, at: datetime) -> Person:
    """Record somebody for the first time, under a reference that can be said on the phone."""
    with transaction.atomic():
        _require(by, Permission.PERSON_IDENTIFY)
        refuse_if(rules.reasons_not_to_record(new, on=at.date()))
        person = Person.objects.create(
            authority_id=by.authority_id,
            reference=_next_reference(),
            recorded_at=at,
            recorded_by=_worker(by),
            **{name: getattr(new, name) for name in NewPerson.__dataclass_fields__},
        )
        _file_under_keys(person.pk, authority_id=by.authority_id)
        ledger.write("person.recorded", subject=("person", person.pk), by=by, at=at)
    return person


def add_other_name(*, person: Person, first_name: str, last_name: str, by: ledger.Actor, at: datetime) -> OtherName:
    """Record another name that a person is or was known by."""
    with transaction.atomic():
        _require(by, Permission.PERSON_IDENTIFY)
        refuse_if([] if first_name.strip() or last_name.strip() else ["Give the other name."])
        other = OtherName.objects.create(
            authority_id=by.authority_id, person=person, first_name=first_name, last_name=last_name, recorded_at=at
        )
        _file_under_keys(person.pk, authority_id=by.authority_id)
        ledger.write("person.other_name_added", subject=("person", person.pk), by=by, at=at)
    return other


def start_household(*, lines: str, postcode: str, from_on: date, by: ledger.Actor, at: datetime) -> Household:
    """Record a home, with its address where that is known."""
    with transaction.atomic():
        _require(by, Permission.PERSON_IDENTIFY)
        household = Household.objects.create(authority_id=by.authority_id, recorded_at=at)
        if lines.strip() or postcode.strip():
            Address.objects.create(
                authority_id=by.authority_id, household=household, lines=lines, postcode=postcode, from_on=from_on
            )
        ledger.write("household.recorded", subject=("household", household.pk), by=by, at=at)
    return household


def join_household(
    *, person: Person, household: Household, role: str, from_on: date, by: ledger.Actor, at: datetime
) -> Membership:
    """Record that a person lives in a household, beside any other home that they have."""
    with transaction.atomic():
        _require(by, Permission.PERSON_IDENTIFY)
        lives_there = Membership.objects.filter(person=person, household=household, until_on__isnull=True).exists()
        refuse_if([f"{person.reference} already lives in this home."] if lives_there else [])
        membership = Membership.objects.create(
            authority_id=by.authority_id, person=person, household=household, role=role, from_on=from_on
        )
        _file_under_keys(person.pk, authority_id=by.authority_id)
        ledger.write(
            "household.joined", subject=("person", person.pk), by=by, at=at, detail={"household": household.pk}
        )
    return membership


def seal_address(
    *, household: Household, lines: str, postcode: str, reason: str, from_on: date, by: Worker, at: datetime
) -> SealedAddress:
    """Keep where a household lives from everybody who may not unseal it; what was open before is ended and hidden."""
    with transaction.atomic():
        require(by, Permission.ADDRESS_UNSEAL)
        refuse_if([] if reason.strip() else ["Say why the address is sealed, and from whom it must be kept."])
        Address.objects.filter(household=household, until_on__isnull=True).update(until_on=from_on)
        with context.unsealed():
            sealed = SealedAddress.objects.create(
                authority_id=by.authority_id,
                household=household,
                lines=lines,
                postcode=postcode,
                reason=reason,
                from_on=from_on,
                sealed_at=at,
                sealed_by=by,
            )
        if not Seal.objects.filter(household=household).exists():
            Seal.objects.create(authority_id=by.authority_id, household=household, sealed_at=at)
        for person_id in Membership.objects.filter(household=household).values_list("person_id", flat=True):
            _file_under_keys(person_id, authority_id=by.authority_id)
        ledger.write("household.address_sealed", subject=("household", household.pk), by=by, at=at)
    return sealed


def open_episode(
    *, person: Person, worker: Worker | None, team: Team | None, source_code: str, by: ledger.Actor, at: datetime
) -> Episode:
    """Open a child to children's social care."""
    with transaction.atomic():
        _require(by, Permission.OUTCOME_OVERSEE)
        facts = queries.opening_facts(person, at=at)
        refuse_if(rules.reasons_not_to_open(facts))
        try:
            with transaction.atomic():
                episode = Episode.objects.create(
                    authority_id=by.authority_id,
                    person=person,
                    opened_at=at,
                    opened_by=_worker(by),
                    source_code=source_code,
                    worker=worker,
                    team=team,
                )
        except IntegrityError as error:
            raise Refused([f"{person.reference} was opened by somebody else at the same moment."]) from error
        ledger.write("episode.opened", subject=("person", person.pk), by=by, at=at, detail={"episode": episode.pk})
    return episode


def close_episode(*, episode: Episode, reason: str, by: ledger.Actor, at: datetime) -> Episode:
    """Close a child to children's social care, with a reason of the census."""
    with transaction.atomic():
        _require(by, Permission.OUTCOME_OVERSEE)
        locked = Episode.objects.select_for_update(of=("self",)).get(pk=episode.pk)
        refuse_if(rules.reasons_not_to_close(queries.closing_facts(locked, reason=reason, at=at)))
        locked.closed_at, locked.closed_by, locked.closure_reason = at, _worker(by), reason
        locked.save(update_fields=["closed_at", "closed_by", "closure_reason"])
        ledger.write(
            "episode.closed",
            subject=("person", locked.person_id),
            by=by,
            at=at,
            detail={"episode": locked.pk, "reason": reason},
        )
    return locked


def _file_under_keys(person_id: int, *, authority_id: int) -> None:
    """Bring the keys under which a person is found up to date with what is known of them now."""
    wanted = matching.block_keys(queries.details_of([person_id])[person_id])
    filed = set(MatchKey.objects.filter(person_id=person_id).values_list("key", flat=True))
    MatchKey.objects.filter(person_id=person_id, key__in=filed - wanted).delete()
    MatchKey.objects.bulk_create(
        MatchKey(authority_id=authority_id, person_id=person_id, key=key) for key in sorted(wanted - filed)
    )


def _next_reference() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('children_person_reference')")
        return f"P{cursor.fetchone()[0]}"


def _worker(by: ledger.Actor) -> Worker | None:
    return by if isinstance(by, Worker) else None


def _require(by: ledger.Actor, permission: Permission) -> None:
    """Ask for the permission of a worker; a machine or a command acts under what started it."""
    if isinstance(by, Worker):
        require(by, permission)
