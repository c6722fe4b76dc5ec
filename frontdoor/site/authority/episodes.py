"""Episodes: how long children stay open, with whom, and why they close."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from frontdoor.site.authority import times
from frontdoor.site.authority.chance import Wheel
from frontdoor.site.authority.homes import Kid
from frontdoor.site.authority.shapes import Episode
from frontdoor.site.authority.staff import Staff

SHORT_REASONS = Wheel([("RC8", 56.0), ("RC9", 40.0), ("RC5", 4.0)])
LONG_REASONS = Wheel([("RC7", 83.0), ("RC5", 5.0), ("RC3", 4.0), ("RC4", 5.0), ("RC1", 3.0)])
GROWN_REASONS = Wheel([("RC6", 25.0), ("RC7", 75.0)])
STAYS = {
    3: Wheel([((26, 66), 50.0), ((60, 330), 35.0), ((300, 1000), 15.0)]),
    4: Wheel([((30, 70), 32.0), ((120, 420), 42.0), ((380, 1400), 26.0)]),
}
"""Days open, by level: an assessment only, a child in need plan, a child protection plan or longer."""


@dataclass(slots=True, kw_only=True)
class Book:
    """The book of episodes, as minutes until they are written out."""

    rng: Random
    staff: Staff
    episodes: list[Entry] = field(default_factory=list)

    def open(self, kid: Kid, at: int, level: int, contact_id: str | None) -> None:
        """Open an episode for a child who is not open."""
        first, last = STAYS[max(3, level)].turn(self.rng.random())
        closes = at + self.rng.randrange(first, last) * times.DAY
        self.enter(kid, at, closes, contact_id)

    def enter(self, kid: Kid, opens: int, closes: int, contact_id: str | None) -> None:
        """Enter an episode that ends in working time, or when the child grows up."""
        ends = times.when_worked(times.worked(closes) + self.rng.randrange(30, 400))
        reason = LONG_REASONS if closes - opens > 75 * times.DAY else SHORT_REASONS
        if ends >= kid.grown:
            ends, reason = max(kid.grown - 1, opens + 60), GROWN_REASONS
        kid.open_from, kid.open_until = opens, ends
        on = times.day_of(opens)
        kind = "safeguarding" if closes - opens > 200 * times.DAY else "assessment"
        worker = self.staff.at_work(self.rng, kind, "social_worker", on)
        assert worker.team_id is not None
        self.episodes.append(
            Entry(
                kid_id=kid.id,
                opens=opens,
                closes=ends,
                reason=reason.turn(self.rng.random()),
                worker_id=worker.id,
                team_id=worker.team_id,
                contact_id=contact_id,
            )
        )

    def written_at(self, until: int) -> list[Episode]:
        """Write out the episodes opened by a minute, and the closures there have been."""
        opened = [entry for entry in self.episodes if entry.opens <= until]
        return [entry.written(number, until) for number, entry in enumerate(opened, 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An episode in minutes, with its end already known."""

    kid_id: int
    opens: int
    closes: int
    reason: str
    worker_id: int
    team_id: int
    contact_id: str | None

    def written(self, number: int, until: int) -> Episode:
        """Write the episode as it stands at a minute."""
        is_closed = self.closes <= until
        return Episode(
            id=number,
            person_id=self.kid_id,
            opened_at=times.instant(self.opens),
            closed_at=times.instant(self.closes) if is_closed else None,
            reason=self.reason if is_closed else "",
            worker_id=self.worker_id,
            team_id=self.team_id,
            contact_id=self.contact_id,
        )
