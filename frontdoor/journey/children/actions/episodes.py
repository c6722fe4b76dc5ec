"""The time a child is open to us: opened once at a time, closed with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from frontdoor.journey.children import queries, rules
from frontdoor.journey.children.actions.acting import require_of, worker_of
from frontdoor.journey.children.models import Episode, Person
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import Refused, refuse_if
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.organisations.models import Team


def open_episode(
    *, person: Person, worker: Worker | None, team: Team | None, source_code: str, by: ledger.Actor, at: datetime
) -> Episode:
    """Open a child to children's social care."""
    with transaction.atomic():
        require_of(by, Permission.OUTCOME_OVERSEE)
        _wait_for_records_of(person)
        facts = queries.opening_facts(person, at=at)
        refuse_if(rules.reasons_not_to_open(facts))
        try:
            with transaction.atomic():
                episode = Episode.objects.create(
                    authority_id=by.authority_id,
                    person=person,
                    opened_at=at,
                    opened_by=worker_of(by),
                    source_code=source_code,
                    worker=worker,
                    team=team,
                )
        except IntegrityError as error:
            raise Refused([f"{person.reference} was opened by somebody else at the same moment."]) from error
        ledger.write("episode.opened", subject=("person", person.pk), by=by, at=at, detail={"episode": episode.pk})
    return episode


def _wait_for_records_of(person: Person) -> None:
    """Let openings of one person go one after the other, on whichever of their joined records they are asked for."""
    Person.objects.select_for_update(of=("self",)).get(pk=queries.leading_of([person.pk])[person.pk])


def close_episode(*, episode: Episode, reason: str, by: ledger.Actor, at: datetime) -> Episode:
    """Close a child to children's social care, with a reason of the census."""
    with transaction.atomic():
        require_of(by, Permission.OUTCOME_OVERSEE)
        locked = Episode.objects.select_for_update(of=("self",)).get(pk=episode.pk)
        refuse_if(rules.reasons_not_to_close(queries.closing_facts(locked, reason=reason, at=at)))
        locked.closed_at, locked.closed_by, locked.closure_reason = at, worker_of(by), reason
        locked.save(update_fields=["closed_at", "closed_by", "closure_reason"])
        ledger.write(
            "episode.closed",
            subject=("person", locked.person_id),
            by=by,
            at=at,
            detail={"episode": locked.pk, "reason": reason},
        )
    return locked
