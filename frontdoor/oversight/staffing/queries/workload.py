"""The work that teams and workers have now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from frontdoor.journey.triage import queries as triage
from frontdoor.journey.triage.queries.load import Load, Work
from frontdoor.oversight.staffing.caseloads import Share, TeamLoad, Weights, team_load
from frontdoor.record.access.models import Worker
from frontdoor.record.capacity import queries as capacity
from frontdoor.record.capacity.queries import Time
from frontdoor.record.organisations.models import Team

RATINGS = ("red", "amber", "green", "unrated")


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
    contacts: int
    children: int
    assumed: int


def workload(authority_id: int, *, on: date, weights: Weights) -> Workload:
    """Add up the work of each team, and of each worker in it."""
    work = triage.work_now(authority_id)
    workers = list(_workers(authority_id, work).select_related("team").order_by("name"))
    times = capacity.time_on([one.pk for one in workers], on, full_time=weights.full_time)
    lines = [_worker(one, times[one.pk], work.of_workers.get(one.pk, Load()), weights) for one in workers]
    teams = {team.pk: team for team in Team.objects.filter(authority_id=authority_id).order_by("name")}
    named: list[tuple[int | None, str]] = [(pk, team.name) for pk, team in teams.items()]
    named.append((None, "No team"))
    found = [_team(pk, name, lines, work, weights) for pk, name in named]
    everything = sum(work.of_workers.values(), work.of_nobody)
    return Workload(
        teams=[team for team in found if team.workers or team.unheld],
        whole=team_load(map(_share, lines)),
        unallocated=work.of_nobody,
        contacts=everything.contacts.total(),
        children=everything.children + sum(work.children_of_teams.values()),
        assumed=sum(line.time.is_assumed for line in lines),
    )


def _workers(authority_id: int, work: Work) -> QuerySet[Worker]:
    """Find those who may have work, and whoever has some still."""
    able = triage.workers_who_may_have(authority_id).values("pk")
    everybody = Worker.objects.filter(authority_id=authority_id)
    return everybody.filter(pk__in=able, team__isnull=False) | everybody.filter(pk__in=work.of_workers)


def _worker(worker: Worker, time: Time, load: Load, weights: Weights) -> WorkerLine:
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


def _team(key: int | None, name: str, lines: Sequence[WorkerLine], work: Work, weights: Weights) -> TeamLines:
    own = [line for line in lines if line.worker.team_id == key]
    unheld = work.children_of_teams.get(key, 0) if key is not None else 0
    load = team_load(map(_share, own), unheld_weight=unheld * weights.of_child)
    return TeamLines(
        name=name,
        load=load,
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
    )


def named(worker: Worker, worker_id: int) -> Worker | None:
    """Find a worker whose time somebody may plan."""
    return Worker.objects.filter(authority_id=worker.authority_id, pk=worker_id).select_related("team").first()
