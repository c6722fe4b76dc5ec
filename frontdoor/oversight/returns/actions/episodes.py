"""Opening the referrals of a file: a child is open from the day of a referral that was taken on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from frontdoor.journey.children.models import Episode, Person
from frontdoor.library.clocks import LONDON
from frontdoor.oversight.returns import queries
from frontdoor.oversight.returns.findings import Finding
from frontdoor.oversight.returns.lists import Row, finding_at
from frontdoor.oversight.returns.moments import start_of
from frontdoor.oversight.returns.values import text_of
from frontdoor.record.access.models import Worker
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.organisations.models import Team


@dataclass(kw_only=True)
class Openings:
    """The episodes that a file opened, and why its other referrals opened none."""

    episodes: list[Episode] = field(default_factory=list)
    rows: set[tuple[str, int]] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def open_for(rows: Iterable[Row], *, people: Mapping[str, Person], by: ledger.Actor, at: datetime) -> Openings:
    """Open an episode for each referral that was taken on, unless the child was open then; oldest first."""
    taken_on = [row for row in rows if row.is_referral and row.no_further_action is False]
    spans = queries.spans_open([people[row.child_id].pk for row in taken_on])
    teams, workers = queries.teams_by_name(), queries.workers_by_name(by.authority_id)
    openings = Openings()
    for row in sorted(taken_on, key=lambda row: (row.on, row.number)):
        person, opened_at = people[row.child_id], start_of(row.on)
        if _was_open_before(row, spans[person.pk], opened_at, openings):
            continue
        team, worker = _team(row, teams, openings), _worker(row, workers, openings)
        if any(start == opened_at for start, _ in spans[person.pk]):
            continue  # this referral's own episode, read before
        spans[person.pk].append((opened_at, None))
        openings.rows.add((row.sheet, row.number))
        openings.episodes.append(
            Episode(
                authority_id=by.authority_id,
                person=person,
                opened_at=opened_at,
                opened_by=by if isinstance(by, Worker) else None,
                source_code=row.source,
                team=team,
                worker=worker,
            )
        )
    Episode.objects.bulk_create(openings.episodes, batch_size=1000)
    opened = [episode.person_id for episode in openings.episodes]
    ledger.write_all("episode.opened", subject="person", keys=opened, by=by, at=at)
    return openings


def _was_open_before(
    row: Row, spans: Iterable[tuple[datetime, datetime | None]], opened_at: datetime, openings: Openings
) -> bool:
    """Say whether another episode stands in the way, and tell of it."""
    for start, end in spans:
        if start != opened_at and (end is None or end > opened_at):
            day = f"{start.astimezone(LONDON):%d/%m/%Y}"
            when = f"already open from {day}" if start < opened_at else f"open later, from {day}"
            openings.findings.append(_note(row, "no_further_action", "No", f"opened no episode: the child was {when}"))
            return True
    return False


def _team(row: Row, teams: Mapping[str, Team], openings: Openings) -> Team | None:
    team = teams.get(text_of(row.team).casefold())
    if team is None and row.team:
        openings.findings.append(_note(row, "team", row.team, "is not a team here; the episode has none"))
    return team


def _worker(row: Row, workers: Mapping[str, Worker], openings: Openings) -> Worker | None:
    worker = workers.get(text_of(row.worker).casefold())
    if worker is None and row.worker:
        openings.findings.append(
            _note(row, "worker", row.worker, "is not the name of one worker here; the episode has none")
        )
    return worker


def _note(row: Row, name: str, value: str, says: str) -> Finding:
    return finding_at(row.columns, name, sheet=row.sheet, row=row.number, value=value, says=says)
