"""The plans of people's time as rows: contract hours, days away and duty of the last half year and the weeks to come.

They are recorded since half a year ago, when the invented partnership began to; the history agrees with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import models

from frontdoor.record.access.models import Worker
from frontdoor.record.capacity.models import Absence, ContractHours, Duty
from frontdoor.site.authority import shapes, times
from frontdoor.site.authority.copying import Value
from frontdoor.site.authority.rota import Stay

Model = type[models.Model]
DAY: Final = timedelta(days=1)
RECORDED_FOR: Final = timedelta(weeks=26)
DUTY_FOR: Final = timedelta(weeks=12)
AHEAD: Final = timedelta(weeks=6)
ON_DUTY: Final = 2
PLANNED: Final = ("planned_at", "planned_by_id")
COLUMNS: Final[Mapping[Model, Sequence[str]]] = {
    ContractHours: ("id", "authority_id", "worker_id", "from_on", "weekly", "weekdays", *PLANNED),
    Absence: ("id", "authority_id", "worker_id", "from_on", "until_on", *PLANNED),
    Duty: ("id", "authority_id", "worker_id", "duty_on", *PLANNED),
}
ACTS: Final[Mapping[Model, str]] = {ContractHours: "hours", Absence: "away", Duty: "duty"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One row: which table's, of which worker, its own columns, and when and by whom it was planned."""

    model: Model
    worker_id: int
    told: tuple[Value, ...]
    planned_at: datetime
    planned_by: int | None


class Plans:
    """Every plan of the invention, numbered on from what each table already held."""

    def __init__(self, authority_id: int, invented: shapes.Authority, base: Mapping[Model, int]) -> None:
        self.authority_id, self.invented, self.base = authority_id, invented, base
        self.today = invented.until.astimezone(times.LONDON).date()
        self.since = max(self.today - RECORDED_FOR, invented.start)
        self.workers = [one for one in invented.workers if one.team_id is not None and _is_of(one, self.since)]
        self.managers = _managers(invented)
        self.plans: dict[Model, list[Plan]] = {
            ContractHours: list(self._hours()),
            Absence: list(self._stays()),
            Duty: list(self._duties()),
        }

    def rows(self, model: Model) -> Iterator[Sequence[Value]]:
        """Go through the rows of a table."""
        for number, one in enumerate(self.plans[model], start=self.base[model] + 1):
            planned_by = None if one.planned_by is None else self.base[Worker] + one.planned_by
            worker = self.base[Worker] + one.worker_id
            yield number, self.authority_id, worker, *one.told, one.planned_at, planned_by

    def acts(self) -> Iterator[tuple[datetime, int | None, int, str, int]]:
        """Go through what the ledger holds of them: when, by whom, of whom, what, and which row."""
        for model, plans in self.plans.items():
            for number, one in enumerate(plans, start=self.base[model] + 1):
                yield one.planned_at, one.planned_by, one.worker_id, ACTS[model], number

    def _hours(self) -> Iterator[Plan]:
        for one in self.workers:
            weekly, weekdays = self.invented.rota.hours(one.id)
            days = "{" + ",".join(map(str, sorted(weekdays))) + "}"
            from_on = max(one.started_on, self.since)
            yield self._plan(ContractHours, one, (from_on, weekly, days), on=from_on)
            if one.ended_on is not None and one.ended_on > from_on:
                yield self._plan(ContractHours, one, (one.ended_on, 0.0, "{}"), on=one.ended_on - 28 * DAY)

    def _stays(self) -> Iterator[Plan]:
        for one in self.workers:
            for stay in self._of(one):
                on = stay.first_on - 30 * DAY if stay.is_planned else stay.first_on
                yield self._plan(Absence, one, (stay.first_on, stay.last_on), on=on)

    def _of(self, worker: shapes.Worker) -> Iterator[Stay]:
        """Find the days away that fall into the time; nobody knows yet when they will be ill."""
        first_on, last_on = max(worker.started_on, self.since), self.today + AHEAD
        for year in range(first_on.year, last_on.year + 1):
            for stay in self.invented.rota.stays(worker.id, year):
                is_known = stay.is_planned or stay.first_on <= self.today
                has_left = worker.ended_on is not None and stay.first_on >= worker.ended_on
                if is_known and not has_left and stay.first_on >= first_on and stay.first_on <= last_on:
                    yield stay

    def _duties(self) -> Iterator[Plan]:
        """Put two of the front door's social workers on duty each working day, in turn, of those who are in."""
        turn, day = 0, max(self.since, self.today - DUTY_FOR)
        while day <= self.today + AHEAD:
            if times.is_working_day(day):
                there = [one for one in self.workers if self._may_be_on_duty(one, day)]
                for place in range(min(ON_DUTY, len(there))):
                    one = there[(turn + place) % len(there)]
                    yield self._plan(Duty, one, (day,), on=day - timedelta(days=day.weekday() + 14))
                turn += ON_DUTY
            day += DAY

    def _may_be_on_duty(self, worker: shapes.Worker, day: date) -> bool:
        is_there = worker.started_on <= day and (worker.ended_on is None or day < worker.ended_on)
        is_at_the_door = worker.role == "social_worker" and worker.team_id == 1
        return is_there and is_at_the_door and self.invented.rota.is_in(worker.id, day)

    def _plan(self, model: Model, worker: shapes.Worker, told: tuple[Value, ...], *, on: date) -> Plan:
        """Say when it was planned: on the day given at nine, not before anything was recorded, nor in the future."""
        at = datetime.combine(max(on, self.since), time(9), times.LONDON)
        by = next((one.id for one in self.managers.get(worker.team_id or 0, ()) if one.id != worker.id), None)
        at = min(at, self.invented.until)
        return Plan(model=model, worker_id=worker.id, told=told, planned_at=at, planned_by=by)


def _is_of(worker: shapes.Worker, since: date) -> bool:
    return worker.ended_on is None or worker.ended_on > since


def _managers(invented: shapes.Authority) -> dict[int, list[shapes.Worker]]:
    """List the managers there are today by team; a service manager stands for teams without one."""
    there = [one for one in invented.workers if one.ended_on is None]
    over_all = [one for one in there if one.role == "service_manager"]
    found: dict[int, list[shapes.Worker]] = {team.id: [] for team in invented.teams}
    for one in there:
        if one.role == "team_manager" and one.team_id is not None:
            found[one.team_id].append(one)
    return {team: [*managers, *over_all] for team, managers in found.items()}
