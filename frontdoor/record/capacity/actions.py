"""Planning people's time: the only writes of this room."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.capacity import queries, rules
from frontdoor.record.capacity.models import Absence, ContractHours, Duty, Plan
from frontdoor.record.ledger import actions as ledger

ACTS: dict[type[Plan], str] = {ContractHours: "hours", Absence: "away", Duty: "duty"}
FULL_TIME = Decimal(37)


def record_hours(
    *, worker: Worker, from_on: date, weekly: Decimal, weekdays: Collection[int], by: Worker, at: datetime
) -> ContractHours:
    """Record the hours a week that somebody works from a day on."""
    with transaction.atomic():
        require(by, Permission.TIME_PLAN)
        _lock(worker)
        standing = ContractHours.objects.filter(worker=worker, from_on=from_on, withdrawn_at__isnull=True)
        facts = rules.HoursFacts(weekly=weekly, weekdays=weekdays, is_planned_from_then=standing.exists())
        refuse_if(rules.reasons_not_to_contract(facts))
        made = ContractHours.objects.create(
            authority_id=by.authority_id,
            worker=worker,
            from_on=from_on,
            weekly=weekly,
            weekdays=sorted(set(weekdays)),
            planned_at=at,
            planned_by=by,
        )
        _write("time.planned", made, by=by, at=at)
    return made


def record_away(*, worker: Worker, from_on: date, until_on: date, by: Worker, at: datetime) -> Absence:
    """Record that somebody is away on some days; why is not asked."""
    with transaction.atomic():
        require(by, Permission.TIME_PLAN)
        _lock(worker)
        standing = Absence.objects.filter(
            worker=worker, withdrawn_at__isnull=True, from_on__lte=until_on, until_on__gte=from_on
        )
        facts = rules.AwayFacts(from_on=from_on, until_on=until_on, is_planned_already=standing.exists())
        refuse_if(rules.reasons_not_to_be_away(facts))
        made = Absence.objects.create(
            authority_id=by.authority_id,
            worker=worker,
            from_on=from_on,
            until_on=until_on,
            planned_at=at,
            planned_by=by,
        )
        _write("time.planned", made, by=by, at=at)
    return made


def put_on_duty(*, worker: Worker, on: date, by: Worker, at: datetime) -> Duty:
    """Put somebody on duty for a day."""
    with transaction.atomic():
        require(by, Permission.TIME_PLAN)
        _lock(worker)
        time = queries.time_on([worker.pk], on, full_time=FULL_TIME)[worker.pk]
        facts = rules.DutyFacts(
            is_away=time.is_away,
            works_that_day=time.weekly > 0 and on.isoweekday() in time.weekdays,
            is_on_duty_already=time.is_on_duty,
        )
        refuse_if(rules.reasons_not_to_put_on_duty(facts))
        made = Duty.objects.create(
            authority_id=by.authority_id, worker=worker, duty_on=on, planned_at=at, planned_by=by
        )
        _write("time.planned", made, by=by, at=at)
    return made


def withdraw(*, plan: Plan, by: Worker, at: datetime) -> None:
    """Take a plan back that was wrong or has changed. It stays on the record."""
    with transaction.atomic():
        require(by, Permission.TIME_PLAN)
        standing = type(plan)._default_manager.filter(pk=plan.pk, withdrawn_at__isnull=True)
        if standing.update(withdrawn_at=at, withdrawn_by=by):
            _write("time.plan_withdrawn", plan, by=by, at=at)


def _lock(worker: Worker) -> None:
    """Two people who plan the same worker's time wait for each other."""
    Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)


def _write(act: str, plan: Plan, *, by: Worker, at: datetime) -> None:
    detail = {"what": ACTS[type(plan)], "plan": plan.pk}
    ledger.write(act, subject=("worker", plan.worker_id), by=by, at=at, detail=detail)
