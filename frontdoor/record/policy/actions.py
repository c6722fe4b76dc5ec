"""Adopting an edition of the local policy, and declaring days off between editions.

Nothing due is stored, so due times move by themselves. Whoever asks passes the limits that run on open contacts
(`running`), and the ledger is told which of them moved, from when to when: by receipt, never by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from frontdoor.library.clocks import LONDON
from frontdoor.record.access.refusals import refuse_if
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.policy import queries
from frontdoor.record.policy.calendars import Declared, with_days_off
from frontdoor.record.policy.editions import NotAdopted, Rules, read_file, understand
from frontdoor.record.policy.models import DayOff, Edition
from frontdoor.record.policy.moving import Moved, Running, moved
from frontdoor.record.policy.rules import (
    AdoptionFacts,
    DayOffFacts,
    WithdrawFacts,
    reasons_not_to_adopt,
    reasons_not_to_declare,
    reasons_not_to_withdraw,
)


def adopt(*, file: Path, by: ledger.Actor, at: datetime, running: Iterable[Running] = ()) -> Edition:
    """Adopt a policy file or folder as an edition. Raises BadEdition when it cannot be read as one, or NotAdopted."""
    return adopt_read(content=read_file(file), by=by, at=at, running=running)


def adopt_read(
    *, content: Mapping[str, object], by: ledger.Actor, at: datetime, running: Iterable[Running] = ()
) -> Edition:
    """Adopt what was read from policy files as an edition. Raises BadEdition, or NotAdopted."""
    rules = understand(content)
    with transaction.atomic():
        reasons = reasons_not_to_adopt(
            AdoptionFacts(
                in_force_from=rules.in_force_from,
                today=at.astimezone(LONDON).date(),
                adopted=queries.editions_adopted(by.authority_id),
            )
        )
        if reasons:
            raise NotAdopted(" ".join(reasons))
        before = _rules_now(by.authority_id, at)
        edition = Edition.objects.create(
            authority_id=by.authority_id,
            name=rules.name,
            in_force_from=rules.in_force_from,
            content=content,
            adopted_at=at,
        )
        after = queries.edition(by.authority_id, edition.pk, at=at)
        changes = moved(running, before=before, after=after.rules) if before and after else []
        detail: ledger.Detail = {"in_force_from": rules.in_force_from.isoformat(), "due_times_moved": len(changes)}
        ledger.write("policy.adopted", subject=("edition", edition.pk), by=by, at=at, detail=detail)
        _tell(changes, because="edition", key=edition.pk, counts_from=rules.in_force_from, by=by, at=at)
    return edition


def declare_day_off(
    *, falls_on: date, kind: str, name: str, running: Iterable[Running] = (), by: ledger.Actor, at: datetime
) -> DayOff:
    """Declare a day off from now on, whichever edition is in force. Raises Refused with reasons."""
    with transaction.atomic():
        rules = queries.in_force(by.authority_id, at=at).rules
        refuse_if(reasons_not_to_declare(_day_off_facts(rules, falls_on, kind, name, by=by, at=at)))
        day = DayOff.objects.create(
            authority_id=by.authority_id,
            falls_on=falls_on,
            kind=kind,
            name=name.strip(),
            declared_at=at,
            declared_by_id=by.ledger_id,
        )
        declared = Declared(falls_on=falls_on, kind=kind, name=day.name)
        changes = moved(running, before=rules, after=with_days_off(rules, [declared]))
        detail: ledger.Detail = {"falls_on": falls_on.isoformat(), "kind": kind, "due_times_moved": len(changes)}
        ledger.write("policy.day_off_declared", subject=("day_off", day.pk), by=by, at=at, detail=detail)
        _tell(changes, because="day_off", key=day.pk, counts_from=at.astimezone(LONDON).date(), by=by, at=at)
    return day


def withdraw_day_off(*, day: DayOff, running: Iterable[Running] = (), by: ledger.Actor, at: datetime) -> None:
    """Withdraw a declared day off that has not come yet. Raises Refused with reasons."""
    with transaction.atomic():
        today = at.astimezone(LONDON).date()
        told = WithdrawFacts(falls_on=day.falls_on, today=today, is_withdrawn=day.withdrawn_at is not None)
        refuse_if(reasons_not_to_withdraw(told))
        before = queries.in_force(by.authority_id, at=at).rules
        DayOff.objects.filter(pk=day.pk, withdrawn_at__isnull=True).update(
            withdrawn_at=at, withdrawn_by_id=by.ledger_id
        )
        changes = moved(running, before=before, after=queries.in_force(by.authority_id, at=at).rules)
        detail: ledger.Detail = {"falls_on": day.falls_on.isoformat(), "due_times_moved": len(changes)}
        ledger.write("policy.day_off_withdrawn", subject=("day_off", day.pk), by=by, at=at, detail=detail)
        _tell(changes, because="day_off", key=day.pk, counts_from=today, by=by, at=at)


def _day_off_facts(
    rules: Rules, falls_on: date, kind: str, name: str, *, by: ledger.Actor, at: datetime
) -> DayOffFacts:
    """Gather what is known of a day that somebody would declare."""
    standing = queries.days_off(by.authority_id).filter(falls_on=falls_on).values_list("name", flat=True)
    return DayOffFacts(
        falls_on=falls_on,
        kind=kind,
        name=name,
        today=at.astimezone(LONDON).date(),
        declared_name=standing.first() or "",
        is_open_day=rules.calendar.is_open_day(falls_on),
        is_bank_holiday=falls_on in rules.calendar.bank_holidays(falls_on.year),
    )


def _rules_now(authority_id: int, at: datetime) -> Rules | None:
    try:
        return queries.in_force(authority_id, at=at).rules
    except queries.NoEdition:
        return None


def _tell(
    changes: Sequence[Moved], *, because: str, key: int, counts_from: date, by: ledger.Actor, at: datetime
) -> None:
    """Write one entry for each due time that moved, on its own contact."""
    for one in changes:
        ledger.write(
            "clock.moved",
            subject=("contact", one.running.contact_id),
            by=by,
            at=at,
            detail={
                "receipt": one.running.receipt,
                "limit": one.running.limit,
                "from": one.from_at.isoformat(),
                "to": one.to_at.isoformat(),
                because: key,
                "counts_from": counts_from.isoformat(),
            },
        )
