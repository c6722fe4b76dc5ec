"""Closing what a file's referrals opened: where it says clearly when and why, and nothing later is open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from frontdoor.journey.children.models import Episode, Person
from frontdoor.library.clocks import LONDON
from frontdoor.oversight.returns import queries
from frontdoor.oversight.returns.findings import Finding
from frontdoor.oversight.returns.involved import InvolvedRow
from frontdoor.oversight.returns.lists import Row, finding_at
from frontdoor.oversight.returns.moments import start_of
from frontdoor.record.access.models import Worker
from frontdoor.record.ledger import actions as ledger

SOCIAL_CARE: Final = frozenset({"assessment", "section_47", "child_in_need", "child_protection_plan", "looked_after"})


@dataclass(kw_only=True)
class Closings:
    """The episodes that a file closed, and why others that it calls closed stay open."""

    episodes: list[Episode] = field(default_factory=list)
    rows: set[tuple[str, int]] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Sign:
    """Something in the file by which a child was known to be with social care until a day, or still is."""

    words: str
    on: date
    until: date | None


def close_for(
    involved: Sequence[InvolvedRow],
    rows: Iterable[Row],
    *,
    people: Mapping[str, Person],
    by: ledger.Actor,
    at: datetime,
) -> Closings:
    """Close the episode of each child whose time in need has ended, unless something stands against it."""
    ended = {row.child_id: row for row in involved if row.told.kind == "child_in_need" and row.told.has_ended}
    episodes = _open_episodes([people[child_id].pk for child_id in ended])
    ours = queries.opened_here(list(episodes.values()))
    later = _latest_signs(involved, rows)
    closings = Closings()
    for child_id, row in ended.items():
        episode = episodes.get(people[child_id].pk)
        if episode is None:
            continue
        against = _against(row, episode, is_ours=episode.pk in ours, signs=later.get(child_id, ()))
        if against:
            closings.findings.append(_note(row, against))
            continue
        assert row.told.ended_on is not None
        episode.closed_at = max(start_of(row.told.ended_on), episode.opened_at)
        episode.closure_reason = row.told.led_to
        episode.closed_by = by if isinstance(by, Worker) else None
        closings.episodes.append(episode)
        closings.rows.add((row.sheet, row.number))
    Episode.objects.bulk_update(closings.episodes, ("closed_at", "closed_by", "closure_reason"), batch_size=1000)
    closed = [episode.person_id for episode in closings.episodes]
    ledger.write_all("episode.closed", subject="person", keys=closed, by=by, at=at)
    return closings


def _open_episodes(person_ids: Sequence[int]) -> dict[int, Episode]:
    """Take hold of the open episode of each record alone: a file says nothing of the records joined with it."""
    held = Episode.objects.select_for_update(of=("self",))
    return {episode.person_id: episode for episode in held.filter(person_id__in=person_ids, closed_at__isnull=True)}


def _against(row: InvolvedRow, episode: Episode, *, is_ours: bool, signs: Iterable[Sign]) -> str:
    """Say what stands against closing an episode on the word of a row; nothing where nothing does."""
    told, opened_on = row.told, episode.opened_at.astimezone(LONDON).date()
    if is_ours:
        return "it was opened by a decision here"
    if told.ended_on is None:
        return "the day is not known"
    if not told.led_to:
        return "it gives no reason for the closure"
    if not told.started_on <= opened_on <= told.ended_on:
        return f"the child is open from {opened_on:%d/%m/%Y}, which is not within this time in need"
    sign = next((sign for sign in signs if sign.until is None or sign.until > told.ended_on), None)
    return f"the file has {sign.words} of {sign.on:%d/%m/%Y}, which goes on or came after it" if sign else ""


def _latest_signs(involved: Iterable[InvolvedRow], rows: Iterable[Row]) -> dict[str, list[Sign]]:
    signs: dict[str, list[Sign]] = defaultdict(list)
    for row in involved:
        if row.told.kind in SOCIAL_CARE:
            until = (row.told.ended_on or row.on) if row.told.has_ended else None
            signs[row.child_id].append(Sign(words=f"a row of {row.sheet}", on=row.on, until=until))
    for referral in rows:
        if referral.is_referral and referral.no_further_action is False:
            sign = Sign(words=f"a row of {referral.sheet}", on=referral.on, until=referral.on)
            signs[referral.child_id].append(sign)
    return signs


def _note(row: InvolvedRow, against: str) -> Finding:
    value = f"{row.told.ended_on:%d/%m/%Y}" if row.told.ended_on else ""
    says = f"closed no episode: {against}"
    return finding_at(row.columns, "ended_on", sheet=row.sheet, row=row.number, value=value, says=says)
