"""Suggestions while a contact is taken: looked up, noted in the ledger, and only then shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from frontdoor.journey.intake import actions, queries
from frontdoor.journey.intake.conversation import Conversation
from frontdoor.journey.intake.queries import Known
from frontdoor.journey.intake.told import ToldPerson
from frontdoor.record.access.models import Worker


@dataclass(frozen=True, kw_only=True)
class Suggested:
    """Somebody typed, and who they may be."""

    name: str
    known: Sequence[Known]


def suggest(talk: Conversation, *, draft_id: int, by: Worker, at: datetime) -> list[Suggested]:
    """Find who the people typed so far may be, and note who is shown before they are."""
    people = talk.people()
    found = queries.possibles_for_told(people, authority_id=by.authority_id, at=at)
    shown = [known.possible.person_id for each in found.values() for known in each]
    if shown:
        actions.note_suggested(person_ids=shown, draft_id=draft_id, by=by, at=at)
    return [Suggested(name=_called(told), known=found[place]) for place, told in people.items()]


def _called(told: ToldPerson) -> str:
    name = f"{told.first_name} {told.last_name}".strip()
    return name or ("The child" if told.is_child else "The adult")
