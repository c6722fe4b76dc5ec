"""What we do to the record of a person."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from frontdoor.journey.children import rules
from frontdoor.journey.children.actions.acting import require_of, worker_of
from frontdoor.journey.children.actions.filing import file_under_keys
from frontdoor.journey.children.facts import NewPerson
from frontdoor.journey.children.models import OtherName, Person
from frontdoor.record.access.refusals import refuse_if
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger


def record_person(new: NewPerson, *, by: ledger.Actor, at: datetime) -> Person:
    """Record somebody for the first time, under a reference that can be said on the phone."""
    with transaction.atomic():
        require_of(by, Permission.PERSON_IDENTIFY)
        refuse_if(rules.reasons_not_to_record(new, on=at.date()))
        person = Person.objects.create(
            authority_id=by.authority_id,
            reference=_next_reference(),
            recorded_at=at,
            recorded_by=worker_of(by),
            **{name: getattr(new, name) for name in NewPerson.__dataclass_fields__},
        )
        file_under_keys(person.pk, authority_id=by.authority_id)
        ledger.write("person.recorded", subject=("person", person.pk), by=by, at=at)
    return person


def add_other_name(*, person: Person, first_name: str, last_name: str, by: ledger.Actor, at: datetime) -> OtherName:
    """Record another name that a person is or was known by."""
    with transaction.atomic():
        require_of(by, Permission.PERSON_IDENTIFY)
        refuse_if([] if first_name.strip() or last_name.strip() else ["Give the other name."])
        other = OtherName.objects.create(
            authority_id=by.authority_id, person=person, first_name=first_name, last_name=last_name, recorded_at=at
        )
        file_under_keys(person.pk, authority_id=by.authority_id)
        ledger.write("person.other_name_added", subject=("person", person.pk), by=by, at=at)
    return other


def _next_reference() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('children_person_reference')")
        return f"P{cursor.fetchone()[0]}"
