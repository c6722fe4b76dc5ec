"""What we do to the record of a family: facts are recorded, ended, or withdrawn as recorded in error; never edited."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from frontdoor.journey.children import family_rules as rules
from frontdoor.journey.children import queries
from frontdoor.journey.children.actions.acting import require_of, worker_of
from frontdoor.journey.children.actions.filing import file_people
from frontdoor.journey.children.actions.people import record_person
from frontdoor.journey.children.facts import NewPerson, ToldResponsibility, ToldTie
from frontdoor.journey.children.models import Membership, ParentalResponsibility, Person, Relationship
from frontdoor.journey.children.queries import family_facts as facts
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger

Fact = Relationship | ParentalResponsibility | Membership

ENDED = {
    Relationship: "family.relationship_ended",
    ParentalResponsibility: "family.responsibility_ended",
    Membership: "household.left",
}
WITHDRAWN = {
    Relationship: "family.relationship_withdrawn",
    ParentalResponsibility: "family.responsibility_withdrawn",
    Membership: "household.joining_withdrawn",
}


def relate(*, person: Person, other: Person, told: ToldTie, by: ledger.Actor, at: datetime) -> Relationship:
    """Record that `person` is a parent (and so on) of `other`."""
    with transaction.atomic():
        require_of(by, Permission.FAMILY_RECORD)
        refuse_if(rules.reasons_not_to_relate(facts.relating_facts(person, other, told, on=at.date())))
        relationship = Relationship.objects.create(
            authority_id=by.authority_id,
            person=person,
            other=other,
            kind=told.kind,
            how_known=told.how_known,
            from_on=told.from_on,
            recorded_at=at,
            recorded_by=worker_of(by),
        )
        ledger.write(
            "family.related",
            subject=("person", person.pk),
            by=by,
            at=at,
            detail={"fact": relationship.pk, "kind": told.kind, "other": other.pk},
        )
    return relationship


def relate_somebody_new(
    *, new: NewPerson, child: Person, told: ToldTie, is_elder: bool, by: ledger.Actor, at: datetime
) -> Person:
    """Record somebody for the first time together with what they are to a child: both, or neither."""
    with transaction.atomic():
        somebody = record_person(new, by=by, at=at)
        person, other = (somebody, child) if is_elder else (child, somebody)
        relate(person=person, other=other, told=told, by=by, at=at)
    return somebody


def say_responsible(
    *, holder: Person | None, child: Person, told: ToldResponsibility, by: ledger.Actor, at: datetime
) -> ParentalResponsibility:
    """Record whether somebody has parental responsibility for a child; no holder is the council, by a care order."""
    with transaction.atomic():
        require_of(by, Permission.FAMILY_RECORD)
        held = facts.responsibility_facts(holder, child, told, on=at.date())
        refuse_if(rules.reasons_not_to_say_responsible(held))
        said = ParentalResponsibility.objects.create(
            authority_id=by.authority_id,
            holder=holder,
            child=child,
            answer=told.answer,
            basis=told.basis,
            how_known=told.how_known,
            from_on=told.from_on,
            recorded_at=at,
            recorded_by=worker_of(by),
        )
        ledger.write(
            "family.responsibility_said",
            subject=("person", child.pk),
            by=by,
            at=at,
            detail={"fact": said.pk, "holder": holder.pk if holder else None, "answer": told.answer},
        )
    return said


def end_fact(*, fact: Fact, until_on: date | None, by: ledger.Actor, at: datetime) -> None:
    """Record that what was so is so no longer: somebody moved out, an order was discharged, a couple parted."""
    with transaction.atomic():
        require_of(by, Permission.FAMILY_RECORD)
        locked = _locked(fact)
        refuse_if(rules.reasons_not_to_end(facts.ending_facts(locked, until_on=until_on, on=at.date())))
        locked.until_on = until_on
        locked.save(update_fields=["until_on"])
        _file_after(locked)
        ledger.write(ENDED[type(locked)], subject=("person", _about(locked)), by=by, at=at, detail={"fact": locked.pk})


def withdraw_fact(*, fact: Fact, because: str, by: ledger.Actor, at: datetime) -> None:
    """Withdraw what was recorded in error. It stays readable, with who withdrew it and why."""
    with transaction.atomic():
        require_of(by, Permission.FAMILY_RECORD)
        locked = _locked(fact)
        refuse_if(rules.reasons_not_to_withdraw(facts.ending_facts(locked, because=because, on=at.date())))
        locked.withdrawn_at, locked.withdrawn_by, locked.withdrawn_because = at, worker_of(by), because
        if isinstance(locked, Membership):
            locked.until_on = locked.from_on  # it was never so: its time is empty, for every query that reads times
        locked.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because", "until_on"])
        _file_after(locked)
        ledger.write(
            WITHDRAWN[type(locked)], subject=("person", _about(locked)), by=by, at=at, detail={"fact": locked.pk}
        )


def say_died(*, person: Person, died_on: date, by: ledger.Actor, at: datetime) -> None:
    """Record that somebody died."""
    with transaction.atomic():
        require_of(by, Permission.FAMILY_RECORD)
        locked = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        refuse_if(rules.reasons_not_to_say_died(facts.dying_facts(locked, died_on=died_on, on=at.date())))
        locked.died_on = died_on
        locked.save(update_fields=["died_on"])
        ledger.write("person.died", subject=("person", person.pk), by=by, at=at)


def withdraw_death(*, person: Person, by: ledger.Actor, at: datetime) -> None:
    """Withdraw that somebody died, which was recorded in error. The ledger keeps who recorded and who withdrew it."""
    with transaction.atomic():
        require_of(by, Permission.FAMILY_RECORD)
        locked = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        refuse_if([] if locked.died_on else [f"{locked.reference} is not recorded as having died."])
        locked.died_on = None
        locked.save(update_fields=["died_on"])
        ledger.write("person.death_withdrawn", subject=("person", person.pk), by=by, at=at)


def note_family_viewed(*, person: Person, by: Worker, at: datetime) -> None:
    """Write that a person's family was opened."""
    require(by, Permission.PERSON_SEE)
    ledger.write("person.viewed", subject=("person", person.pk), by=by, at=at, detail={"page": "family"})


def _locked(fact: Fact) -> Fact:
    found: Fact = type(fact)._default_manager.select_for_update(of=("self",)).get(pk=fact.pk)
    return found


def _about(fact: Fact) -> int:
    return fact.child_id if isinstance(fact, ParentalResponsibility) else fact.person_id


def _file_after(fact: Fact) -> None:
    """A home is one way to find somebody: when they leave it, they are filed again."""
    if isinstance(fact, Membership):
        file_people(queries.filed_with([fact.person_id]), authority_id=fact.authority_id)
