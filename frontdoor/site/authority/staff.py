"""The council's own people: teams, workers and who was at work when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from frontdoor.site.authority import names
from frontdoor.site.authority.agencies import Directory
from frontdoor.site.authority.rota import Rota
from frontdoor.site.authority.shapes import Team, Worker

BEFORE = date(2014, 4, 1)
LAST_YEAR = 2040
TEAMS = (
    ("Front Door", "front_door", "Marlsea Borough Council", BEFORE),
    ("Assessment Team One", "assessment", "Marlsea Borough Council", BEFORE),
    ("Assessment Team Two", "assessment", "Marlsea Borough Council", date(2018, 7, 2)),
    ("Northmoor Practice Assessment Team", "assessment", "Northmoor Practice", date(2018, 7, 16)),
    ("Safeguarding and Care Planning North", "safeguarding", "Marlsea Borough Council", BEFORE),
    ("Safeguarding and Care Planning South", "safeguarding", "Marlsea Borough Council", BEFORE),
    ("Safeguarding and Care Planning Harbour", "safeguarding", "Marlsea Borough Council", BEFORE),
    ("Early Help Hub", "early_help", "Marlsea Borough Council", BEFORE),
)
POSTS: tuple[tuple[str, str, int, bool], ...] = (
    ("front_door", "contact_officer", 9, False),
    ("front_door", "social_worker", 10, True),
    ("front_door", "team_manager", 4, True),
    ("assessment", "social_worker", 8, True),
    ("assessment", "team_manager", 2, True),
    ("safeguarding", "social_worker", 30, True),
    ("safeguarding", "team_manager", 4, True),
    ("early_help", "contact_officer", 4, False),
    ("early_help", "team_manager", 1, True),
)
OTHER_POSTS: tuple[tuple[str, int, bool], ...] = (
    ("service_manager", 2, True),
    ("analyst", 2, False),
    ("auditor", 2, True),
    ("administrator", 2, False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """The council's teams and workers, with each post's holders in order of time."""

    teams: list[Team]
    workers: list[Worker]
    posts: dict[tuple[str, str], list[list[Worker]]]
    rota: Rota

    def at_work(self, rng: Random, kind: str, role: str, on: date, through: date | None = None) -> Worker:
        """Pick somebody who held such a post on a day, and through to another where one is given, and was in."""
        posts = self.posts[(kind, role)]
        for _ in range(60):
            place = int(rng.random() * len(posts))
            holder = _stays(_holder(posts[place], on), through)
            if holder is not None:
                return self._in_instead(posts[place:] + posts[:place], on, through) or holder
        return next(holder for post in posts if (holder := _holder(post, on)) is not None)

    def _in_instead(self, posts: list[list[Worker]], on: date, through: date | None) -> Worker | None:
        """Find the first of these posts whose holder is in: no chance of its own, so that nothing else is stirred."""
        for post in posts:
            holder = _stays(_holder(post, on), through)
            if holder is not None and self.rota.is_in_through(holder.id, on, through or on):
                return holder
        return None


def _stays(holder: Worker | None, through: date | None) -> Worker | None:
    if holder is None or through is None or holder.ended_on is None or through < holder.ended_on:
        return holder
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    role: str
    started_on: date
    ended_on: date | None = None
    team_id: int | None = None
    agency_id: int | None = None
    is_qualified: bool = False


def _holder(holders: list[Worker], on: date) -> Worker | None:
    for worker in reversed(holders):
        if worker.started_on <= on:
            return worker if worker.ended_on is None or on < worker.ended_on else None
    return None


def appoint_staff(rng: Random, directory: Directory, rota: Rota) -> Staff:
    """Appoint every worker: posts change hands every few years, and more come in August 2018."""
    teams = [
        Team(id=number, name=name, kind=kind, provider=provider, started_on=start, ended_on=None)
        for number, (name, kind, provider, start) in enumerate(TEAMS, 1)
    ]
    staff = Staff(teams=teams, workers=[], posts={}, rota=rota)
    for kind, role, posts, qualified in POSTS:
        for team in teams:
            if team.kind == kind:
                for place in range(posts):
                    _fill(rng, staff, team, (role, qualified), _post_from(kind, role, place, team.started_on))
    for role, posts, qualified in OTHER_POSTS:
        for _ in range(posts):
            _append(rng, staff, _Place(role=role, is_qualified=qualified, started_on=BEFORE))
    for kind in ("police", "secondary", "health_visiting", "camhs"):
        agency = directory.by_kind[kind][0]
        _append(rng, staff, _Place(role="partner", agency_id=agency.id, started_on=date(2019, 4, 1)))
    return staff


def _post_from(kind: str, role: str, place: int, start: date) -> date:
    grown = kind == "front_door" and ((role == "social_worker" and place > 5) or (role == "team_manager" and place > 1))
    return date(2018, 8, 9) if grown else start


def _fill(rng: Random, staff: Staff, team: Team, post: tuple[str, bool], start: date) -> None:
    role, qualified = post
    holders: list[Worker] = []
    while start.year < LAST_YEAR:
        leaves = start + timedelta(days=int(rng.uniform(1.2, 6.5) * 365))
        place = _Place(role=role, team_id=team.id, is_qualified=qualified, started_on=start, ended_on=leaves)
        holders.append(_append(rng, staff, place))
        start = leaves
    staff.posts.setdefault((team.kind, role), []).append(holders)


def _append(rng: Random, staff: Staff, place: _Place) -> Worker:
    worker = Worker(
        id=len(staff.workers) + 1,
        name=names.full_name(rng),
        role=place.role,
        team_id=place.team_id,
        agency_id=place.agency_id,
        is_qualified=place.is_qualified,
        started_on=place.started_on,
        ended_on=place.ended_on,
    )
    staff.workers.append(worker)
    return worker


def employed_by(workers: list[Worker], until: date) -> list[Worker]:
    """Keep those who had started by a day, and forget leaving dates that are still to come."""
    return [
        worker if worker.ended_on is None or worker.ended_on <= until else replace(worker, ended_on=None)
        for worker in workers
        if worker.started_on <= until
    ]
