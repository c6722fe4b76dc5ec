"""What was done with children elsewhere: recorded once, and its end when that is learned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from frontdoor.journey.children import involvement_rules as rules
from frontdoor.journey.children.actions.acting import require_of, worker_of
from frontdoor.journey.children.involvement_rules import Involved
from frontdoor.journey.children.models import Involvement
from frontdoor.library.clocks import LONDON
from frontdoor.record.access.refusals import refuse_if
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger

AT_ONCE = 1000


def record_involvements(*, told: Sequence[tuple[int, Involved]], by: ledger.Actor, at: datetime) -> list[Involvement]:
    """Record what another case system says was done with people, each by their record's number."""
    with transaction.atomic():
        require_of(by, Permission.SETTINGS_CHANGE)
        _refuse_what_cannot_be([one for _, one in told], at)
        rows = Involvement.objects.bulk_create(
            (
                Involvement(
                    authority_id=by.authority_id,
                    person_id=person_id,
                    recorded_at=at,
                    recorded_by=worker_of(by),
                    **asdict(one),
                )
                for person_id, one in told
            ),
            batch_size=AT_ONCE,
        )
        ledger.write_all("involvement.recorded", subject="person", keys=[row.person_id for row in rows], by=by, at=at)
    return rows


def end_involvements(*, ends: Mapping[int, Involved], by: ledger.Actor, at: datetime) -> int:
    """Write down how what was open, or had ended on a day that nobody knew, is now said to have ended."""
    with transaction.atomic():
        require_of(by, Permission.SETTINGS_CHANGE)
        _refuse_what_cannot_be(ends.values(), at)
        held = list(Involvement.objects.select_for_update(of=("self",)).filter(pk__in=ends, ended_on__isnull=True))
        refuse_if([] if len(held) == len(ends) else ["Some of these are not there, or have ended already."])
        for row in held:
            end = ends[row.pk]
            row.has_ended, row.ended_on, row.led_to = True, end.ended_on, end.led_to
            row.end_learned_at, row.end_learned_by = at, worker_of(by)
        Involvement.objects.bulk_update(held, Involvement.may_change, batch_size=AT_ONCE)
        ledger.write_all("involvement.ended", subject="person", keys=[row.person_id for row in held], by=by, at=at)
    return len(held)


def _refuse_what_cannot_be(told: Iterable[Involved], at: datetime) -> None:
    on = at.astimezone(LONDON).date()
    refuse_if(sorted({reason for one in told for reason in rules.reasons_not_to_keep(one, on=on)}))
