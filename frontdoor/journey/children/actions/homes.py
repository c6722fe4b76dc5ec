"""What we do to the record of a home."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from frontdoor.journey.children import family_rules, queries
from frontdoor.journey.children.actions.acting import require_of, worker_of
from frontdoor.journey.children.actions.filing import file_people, hold_home
from frontdoor.journey.children.facts import ToldStay
from frontdoor.journey.children.models import Address, Household, Membership, Person, Seal, SealedAddress
from frontdoor.journey.children.queries import family_facts
from frontdoor.record.access import context
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger


def start_household(*, lines: str, postcode: str, from_on: date, by: ledger.Actor, at: datetime) -> Household:
    """Record a home, with its address where that is known."""
    with transaction.atomic():
        require_of(by, Permission.PERSON_IDENTIFY)
        household = Household.objects.create(authority_id=by.authority_id, recorded_at=at)
        if lines.strip() or postcode.strip():
            Address.objects.create(
                authority_id=by.authority_id, household=household, lines=lines, postcode=postcode, from_on=from_on
            )
        ledger.write("household.recorded", subject=("household", household.pk), by=by, at=at)
    return household


def move_in(
    *,
    person: Person,
    household: Household | None,
    told: ToldStay,
    by: ledger.Actor,
    at: datetime,
) -> Membership:
    """Record that somebody lives in a home that is known, or in a new one."""
    with transaction.atomic():
        require_of(by, Permission.FAMILY_RECORD)
        moving = family_facts.moving_facts(person, household, from_on=told.from_on, on=at.date())
        refuse_if(family_rules.reasons_not_to_move_in(moving))
        home = household or start_household(
            lines=told.lines, postcode=told.postcode, from_on=told.from_on, by=by, at=at
        )
        return join_household(
            person=person,
            household=home,
            role=told.role,
            time_there=told.time_there,
            from_on=told.from_on,
            by=by,
            at=at,
        )


def join_household(
    *,
    person: Person,
    household: Household,
    role: str,
    from_on: date,
    by: ledger.Actor,
    at: datetime,
    time_there: str = "",
) -> Membership:
    """Record that a person lives in a household, beside any other home that they have."""
    with transaction.atomic():
        require_of(by, Permission.PERSON_IDENTIFY)
        hold_home(household.pk)
        lives_there = Membership.objects.filter(
            person_id__in=queries.joined_with([person.pk]), household=household, until_on__isnull=True
        ).exists()
        refuse_if([f"{person.reference} already lives in this home."] if lives_there else [])
        membership = Membership.objects.create(
            authority_id=by.authority_id,
            person=person,
            household=household,
            role=role,
            time_there=time_there,
            from_on=from_on,
            recorded_at=at,
            recorded_by=worker_of(by),
        )
        file_people(queries.filed_with([person.pk]), authority_id=by.authority_id)
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
        hold_home(household.pk)
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
        lived_there = Membership.objects.filter(household=household).values_list("person_id", flat=True)
        file_people(queries.filed_with(lived_there), authority_id=by.authority_id)
        ledger.write("household.address_sealed", subject=("household", household.pk), by=by, at=at)
    return sealed
