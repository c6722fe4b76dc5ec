"""The work that teams and workers have now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from frontdoor.journey.triage import queries as triage
from frontdoor.journey.triage.queries.load import Load, Work
from frontdoor.library.clocks import LONDON
from frontdoor.oversight.staffing.caseloads import Share, TeamLoad, team_load
from frontdoor.record.access.models import Worker
from frontdoor.record.capacity import queries as capacity
from frontdoor.record.capacity.queries import Time
from frontdoor.record.organisations.models import Team
from frontdoor.record.policy import queries as policy
from frontdoor.record.policy.editions import Caseloads, usual_caseloads

RATINGS = ("red", "amber", "green", "unrated")


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day, what work weighs on it, and whether the hub is shut. `edition` is empty where none is in force."""

    on: date
    weights: Caseloads
    edition: str
    is_usual: bool
    is_shut: bool


@dataclass(frozen=True, kw_only=True)
class WorkerLine:
    """One worker: their time today, what they have, and what it weighs for a full-time post."""

    worker: Worker
    time: Time
    contacts: tuple[int, ...]
    children: int
    weight: float
    post: Decimal
    load: float | None


@dataclass(frozen=True, kw_only=True)
class TeamLines:
    """One team with its workers; `unheld` are open children that no worker has."""

    name: str
    load: TeamLoad
    contacts: int
    workers: Sequence[WorkerLine]
    unheld: int
    away: int
    on_duty: Sequence[str]
    is_full: bool


@dataclass(frozen=True, kw_only=True)
class Workload:
    """Everybody's work today, and what nobody has."""

    teams: Sequence[TeamLines]
    whole: TeamLoad
    unallocated: Load
    unallocated_weight: float
    contacts: int
    children: int
    with_leavers: int
    assumed: int


def day_of(authority_id: int, *, at: datetime) -> Day:
    """Tell of a moment's day by the edition in force; the usual weights hold where it says none, or there is none."""
    on = at.astimezone(LONDON).date()
    try:
        found = policy.in_force(authority_id, at=at).rules
    except policy.NoEdition:
        return Day(on=on, weights=usual_caseloads(), edition="", is_usual=True, is_shut=False)
    return Day(
        on=on,
        weights=found.caseloads,
        edition=found.name,
        is_usual="caseloads" in found.usual,
        is_shut=on.weekday() in found.calendar.hub_hours and not found.calendar.is_open_day(on),
    )


def workload(authority_id: int, day: Day) -> Workload:
    """Add up the work of each team, and of each worker in it."""
    weights, work = day.weights, triage.work_now(authority_id)
    workers = list(_workers(authority_id, work).select_related("team").order_by("name"))
    times = capacity.time_on([one.pk for one in workers], day.on, full_time=weights.full_time, is_shut=day.is_shut)
    there = {one.pk: _without_leavers(one, times[one.pk]) for one in workers}
    lines = [_worker(one, there[one.pk], work.of_workers.get(one.pk, Load()), weights) for one in workers]
    teams = {team.pk: team for team in Team.objects.filter(authority_id=authority_id).order_by("name")}
    named: list[tuple[int | None, str]] = [(pk, team.name) for pk, team in teams.items()]
    named.append((None, "No team"))
    found = [_team(pk, name, lines, work, weights) for pk, name in named]
    everything = sum(work.of_workers.values(), work.of_nobody)
    return Workload(
        teams=[team for team in found if team.workers or team.unheld],
        whole=team_load(map(_share, lines)),
        unallocated=work.of_nobody,
        unallocated_weight=work.of_nobody.weighed(weights.of_contacts, child=weights.of_child),
        contacts=everything.contacts.total(),
        children=everything.children + sum(work.children_of_teams.values()),
        with_leavers=sum(line.children for line in lines if not line.worker.is_active),
        assumed=sum(line.time.is_assumed for line in lines),
    )


def _workers(authority_id: int, work: Work) -> QuerySet[Worker]:
    """Find those who may have work, and whoever has some still."""
    able = triage.workers_who_may_have(authority_id).values("pk")
    everybody = Worker.objects.filter(authority_id=authority_id)
    return everybody.filter(pk__in=able, team__isnull=False) | everybody.filter(pk__in=work.of_workers)


def _without_leavers(worker: Worker, time: Time) -> Time:
    """Tell the time of somebody who has left: none, whatever is recorded or not."""
    return time if worker.is_active else replace(time, weekly=Decimal(0), is_assumed=False)


def _worker(worker: Worker, time: Time, load: Load, weights: Caseloads) -> WorkerLine:
    post = time.share_of(weights.full_time)
    weight = load.weighed(weights.of_contacts, child=weights.of_child)
    return WorkerLine(
        worker=worker,
        time=time,
        contacts=tuple(load.contacts[colour] for colour in RATINGS),
        children=load.children,
        weight=weight,
        post=post,
        load=weight / float(post) if post else None,
    )


def _team(key: int | None, name: str, lines: Sequence[WorkerLine], work: Work, weights: Caseloads) -> TeamLines:
    own = [line for line in lines if line.worker.team_id == key]
    unheld = work.children_of_teams.get(key, 0) if key is not None else 0
    load = team_load(map(_share, own), unheld_weight=unheld * weights.of_child)
    return TeamLines(
        name=name,
        load=load,
        contacts=sum(sum(line.contacts) for line in own),
        workers=own,
        unheld=unheld,
        away=sum(line.time.is_away for line in own),
        on_duty=[line.worker.name for line in own if line.time.is_on_duty],
        is_full=load.load is not None and load.load > weights.full_load,
    )


def _share(line: WorkerLine) -> Share:
    return Share(
        weight=line.weight,
        children=line.children,
        full_time=line.post,
        is_at_work=line.time.is_at_work,
        is_social_worker=line.worker.is_qualified,
    )


def named(worker: Worker, worker_id: int) -> Worker | None:
    """Find a worker whose time somebody may plan."""
    return Worker.objects.filter(authority_id=worker.authority_id, pk=worker_id).select_related("team").first()
