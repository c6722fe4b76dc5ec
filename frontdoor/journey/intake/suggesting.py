"""Suggestions while a contact is taken: looked up, noted in the ledger, and only then shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime

from frontdoor.journey.intake import actions, queries
from frontdoor.journey.intake.queries import Known, Recognised
from frontdoor.journey.intake.told import ToldPerson
from frontdoor.record.access.models import Worker


@dataclass(frozen=True, kw_only=True)
class Suggested:
    """Somebody typed, in which row, and who they may be. `is_crowded`: too many share what was typed to look at all."""

    place: int
    name: str
    known: Sequence[Known]
    is_crowded: bool
    has_birth: bool
    has_place: bool


class NoDraft(LookupError):
    """The draft is not this worker's own, or was discarded: nobody is looked up for it."""


@contextmanager
def suggested(
    people: Mapping[int, ToldPerson], *, draft_id: int, by: Worker, at: datetime
) -> Iterator[list[Suggested]]:
    """Find who the people typed so far may be, and note who is shown. Raises NoDraft.

    The page is made inside the block, while the ledger keeps the note, and shown after it.
    """
    found = _look_up(people, draft_id=draft_id, by=by, at=at)
    shown = [known.possible.person_id for each in found.values() for known in each.known]
    with actions.note_suggested(person_ids=shown, draft_id=draft_id, by=by, at=at) if shown else nullcontext():
        yield [_suggested(place, told, found[place]) for place, told in people.items()]


@contextmanager
def reasons_for(
    reference: str, people: Mapping[int, ToldPerson], *, place: int, draft_id: int, by: Worker, at: datetime
) -> Iterator[Known | None]:
    """Find why somebody is suggested for the person typed in one row, and note that their details are shown.

    The page is made inside the block and shown after it, as with `suggested`. Raises NoDraft.
    """
    found = _look_up(people, draft_id=draft_id, by=by, at=at)
    known = found[place].known if place in found else ()
    shown = next((one for one in known if one.possible.reference == reference), None)
    note = nullcontext() if shown is None else _noted(shown, draft_id=draft_id, by=by, at=at)
    with note:
        yield shown


def _noted(shown: Known, *, draft_id: int, by: Worker, at: datetime) -> AbstractContextManager[None]:
    return actions.note_suggested(person_ids=[shown.possible.person_id], draft_id=draft_id, by=by, at=at)


def _look_up(people: Mapping[int, ToldPerson], *, draft_id: int, by: Worker, at: datetime) -> dict[int, Recognised]:
    ground = queries.ground_for(draft_id, worker=by, at=at)
    if ground is None:
        raise NoDraft
    return queries.possibles_for_told(people, ground, at=at)


def _suggested(place: int, told: ToldPerson, found: Recognised) -> Suggested:
    return Suggested(
        place=place,
        name=_called(told),
        known=found.known,
        is_crowded=found.is_crowded,
        has_birth=bool(told.date_of_birth or told.expected_on),
        has_place=bool(told.address or told.postcode),
    )


def _called(told: ToldPerson) -> str:
    name = f"{told.first_name} {told.last_name}".strip()
    return name or ("The child" if told.is_child else "The adult")
