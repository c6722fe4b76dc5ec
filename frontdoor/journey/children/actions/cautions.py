"""Warnings about a person: recorded, and ended with a reason; never edited."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from frontdoor.journey.children import identity_rules as rules
from frontdoor.journey.children.actions.acting import require_of, worker_of
from frontdoor.journey.children.models import Caution, CautionKind, Person
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger


def record_caution(
    *, person: Person, kind: str, words: str, from_on: date, until_on: date | None, by: ledger.Actor, at: datetime
) -> Caution:
    """Record what anybody who meets or writes to a person must know first."""
    with transaction.atomic():
        require_of(by, Permission.CAUTION_RECORD)
        is_known = kind in CautionKind.values
        refuse_if(rules.reasons_not_to_warn(is_known_kind=is_known, words=words, from_on=from_on, until_on=until_on))
        caution = Caution.objects.create(
            authority_id=by.authority_id,
            person=person,
            kind=kind,
            words=words,
            from_on=from_on,
            until_on=until_on,
            recorded_at=at,
            recorded_by=worker_of(by),
        )
        _note("caution.recorded", caution, by=by, at=at)
    return caution


def end_caution(*, caution: Caution, because: str, by: Worker, at: datetime) -> Caution:
    """End a warning, with the reason why it no longer holds."""
    with transaction.atomic():
        require(by, Permission.CAUTION_RECORD)
        kept = Caution.objects.select_for_update(of=("self",)).get(pk=caution.pk)
        refuse_if(["This warning was ended already."] if kept.ended_at else [])
        refuse_if([] if because.strip() else ["Say why the warning no longer holds."])
        kept.ended_at, kept.ended_by, kept.ended_because = at, by, because
        kept.save(update_fields=["ended_at", "ended_by", "ended_because"])
        _note("caution.ended", kept, by=by, at=at)
    return kept


def _note(act: str, caution: Caution, *, by: ledger.Actor, at: datetime) -> None:
    detail: dict[str, int | str] = {"caution": caution.pk, "kind": caution.kind}
    ledger.write(act, subject=("person", caution.person_id), by=by, at=at, detail=detail)
