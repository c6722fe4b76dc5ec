"""What is held already of the children and events in a file, and who it may name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from frontdoor.journey.children import queries as children
from frontdoor.journey.children.models import Episode, Involvement, Person
from frontdoor.journey.decision.models import Outcome
from frontdoor.journey.intake.models import Channel, Identification, Verdict
from frontdoor.library.clocks import LONDON
from frontdoor.oversight.returns.lists import ChildTold
from frontdoor.oversight.returns.plan import HeldInvolvement, InvolvedKey, Key
from frontdoor.oversight.returns.values import text_of
from frontdoor.record.access.models import Worker
from frontdoor.record.organisations.models import Team


@dataclass(frozen=True, kw_only=True)
class Held:
    """The children of a file that are held already, by their id in the older system."""

    people: dict[str, Person]

    @property
    def told(self) -> dict[str, ChildTold]:
        return {child_id: _told(person) for child_id, person in self.people.items()}


def held_children(child_ids: Collection[str]) -> Held:
    people = Person.objects.filter(older_system_id__in=child_ids)
    return Held(people={person.older_system_id: person for person in people})


def _told(person: Person) -> ChildTold:
    return ChildTold(
        born_on=person.date_of_birth, expected_on=person.expected_on, sex=person.sex, ethnicity=person.ethnicity
    )


def held_events(child_ids: Collection[str]) -> tuple[Counter[Key], dict[Key, str]]:
    """Count the events that earlier files brought of each kind, and gather what was written of them.

    An identification that somebody has since withdrawn still says which row of a file the contact came from.
    """
    counts: Counter[Key] = Counter()
    words: dict[Key, str] = {}
    held = Identification.objects.filter(
        named__contact__channel=Channel.IMPORT, verdict=Verdict.SAME, person__older_system_id__in=child_ids
    ).values_list(
        "person__older_system_id",
        "named__contact__received_at",
        "named__contact__source_code",
        "named__contact__what_happened",
    )
    for child_id, received_at, source, what_happened in held:
        key = (child_id, received_at.astimezone(LONDON).date(), source)
        counts[key] += 1
        words[key] = words.get(key, "") + what_happened
    return counts, words


def spans_open(person_ids: Collection[int]) -> dict[int, list[tuple[datetime, datetime | None]]]:
    """Find when each child was open, from when until when."""
    spans: dict[int, list[tuple[datetime, datetime | None]]] = defaultdict(list)
    for person_id, opened_at, closed_at in Episode.objects.filter(person_id__in=person_ids).values_list(
        "person_id", "opened_at", "closed_at"
    ):
        spans[person_id].append((opened_at, closed_at))
    return spans


def held_involvements(child_ids: Collection[str]) -> dict[InvolvedKey, HeldInvolvement]:
    """Find what is held of what was done with the children of a file."""
    rows = Involvement.objects.filter(person__older_system_id__in=child_ids).select_related("person")
    return {
        (row.person.older_system_id, row.kind, row.started_on): HeldInvolvement(
            number=row.pk, told=children.as_told(row)
        )
        for row in rows
    }


def opened_here(episodes: Collection[Episode]) -> set[int]:
    """Find which episodes a decision of ours opened."""
    found = Outcome.objects.filter(episode__in=episodes)
    return {episode_id for episode_id in found.values_list("episode_id", flat=True) if episode_id is not None}


def teams_by_name() -> dict[str, Team]:
    return {_plain(team.name): team for team in Team.objects.all()}


def workers_by_name(authority_id: int) -> dict[str, Worker]:
    """Find workers whom their name alone tells apart."""
    named: dict[str, list[Worker]] = defaultdict(list)
    for worker in Worker.objects.filter(authority_id=authority_id, is_active=True):
        named[_plain(worker.name)].append(worker)
    return {name: workers[0] for name, workers in named.items() if len(workers) == 1}


def _plain(name: str) -> str:
    return text_of(name).casefold()
