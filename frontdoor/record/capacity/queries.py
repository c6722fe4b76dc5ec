"""Who is at work on a day, and for how much of a full-time post."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from frontdoor.record.access.models import Worker
from frontdoor.record.capacity.models import Absence, ContractHours, Duty

EVERY_WORKING_DAY = (1, 2, 3, 4, 5)
NOTHING = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Time:
    """One worker's time on a day. `is_assumed`: nobody has recorded their hours, so they count as full-time.

    `is_shut`: the hub is shut that day, as on a bank holiday. `starts_on`: the first day for which hours are recorded.
    """

    weekly: Decimal
    weekdays: tuple[int, ...]
    is_assumed: bool
    is_away: bool
    is_on_duty: bool
    on: date
    is_shut: bool = False
    starts_on: date | None = None

    @property
    def is_at_work(self) -> bool:
        if self.is_shut or self.is_away:
            return False
        return self.weekly > 0 and self.on.isoweekday() in self.weekdays

    def share_of(self, full_time: Decimal) -> Decimal:
        """Give the share of a full-time post that they hold, whether they are in today or not."""
        return self.weekly / full_time


def time_on(worker_ids: Iterable[int], on: date, *, full_time: Decimal, is_shut: bool = False) -> dict[int, Time]:
    """Tell each worker's time on a day. Somebody whose recorded hours begin later does not work yet."""
    wanted = set(worker_ids)
    recorded = list(_standing_hours(wanted).order_by("from_on"))
    hours = {each.worker_id: each for each in recorded if each.from_on <= on}
    starts = {each.worker_id: each.from_on for each in reversed(recorded)}
    away = set(
        Absence.objects.filter(
            worker_id__in=wanted, withdrawn_at__isnull=True, from_on__lte=on, until_on__gte=on
        ).values_list("worker_id", flat=True)
    )
    duty = set(
        Duty.objects.filter(worker_id__in=wanted, withdrawn_at__isnull=True, duty_on=on).values_list(
            "worker_id", flat=True
        )
    )
    return {
        one: Time(
            weekly=hours[one].weekly if one in hours else NOTHING if one in starts else full_time,
            weekdays=tuple(hours[one].weekdays) if one in hours else EVERY_WORKING_DAY,
            is_assumed=one not in starts,
            starts_on=starts.get(one),
            is_shut=is_shut,
            is_away=one in away,
            is_on_duty=one in duty,
            on=on,
        )
        for one in wanted
    }


def _standing_hours(worker_ids: set[int]) -> QuerySet[ContractHours]:
    return ContractHours.objects.filter(worker_id__in=worker_ids, withdrawn_at__isnull=True)


def hours_of(worker: Worker) -> QuerySet[ContractHours]:
    """Find the hours recorded of a worker, the latest first."""
    return _standing_hours({worker.pk}).select_related("planned_by").order_by("-from_on")


def absences_of(worker: Worker, *, since: date) -> QuerySet[Absence]:
    """Find the days away of a worker that have not all passed, the soonest first."""
    standing = Absence.objects.filter(worker=worker, withdrawn_at__isnull=True, until_on__gte=since)
    return standing.select_related("planned_by").order_by("from_on")


def duties_of(worker: Worker, *, since: date) -> QuerySet[Duty]:
    """Find the duty days of a worker that are still to come, the soonest first."""
    standing = Duty.objects.filter(worker=worker, withdrawn_at__isnull=True, duty_on__gte=since)
    return standing.select_related("planned_by").order_by("duty_on")
