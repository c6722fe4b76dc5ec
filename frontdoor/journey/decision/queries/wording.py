"""Children and outcomes, as they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from frontdoor.journey.children.models import Person
from frontdoor.journey.children.queries import name_of
from frontdoor.journey.decision.facts import ProposedOutcome
from frontdoor.journey.decision.models import Outcome, OutcomeKind
from frontdoor.journey.intake.models import NamedPerson


def told_name(named: NamedPerson) -> str:
    """Write the name of somebody as told; an unborn child may have none."""
    name = f"{named.first_name} {named.last_name}".strip()
    if name:
        return name
    if named.is_unborn:
        return "the unborn child"
    return f"child {named.position}" if named.is_child else f"adult {named.position}"


def called(named: NamedPerson, person: Person | None) -> str:
    """Write a name as told and who that is: Millie Webb (Emily Webb, P133675); the known name where it differs."""
    told = told_name(named)
    if person is None:
        return told
    known = name_of(person)
    return f"{told} ({person.reference})" if known == told else f"{told} ({known}, {person.reference})"


@dataclass(frozen=True, kw_only=True)
class OutcomeInWords:
    """An outcome for one child, as it is read."""

    child: str
    outcome: str
    level: str


def in_words(
    children: Sequence[NamedPerson],
    people: Mapping[int, Person],
    outcomes: Mapping[int, ProposedOutcome] | Mapping[int, Outcome],
    levels: Mapping[str, str],
) -> list[OutcomeInWords]:
    """Put each child's outcome and level in words; a level of an older edition keeps its code."""
    found = [(child, outcomes.get(child.pk)) for child in children]
    return [
        OutcomeInWords(
            child=called(child, people.get(child.pk)),
            outcome=str(OutcomeKind(each.kind).label),
            level=levels.get(each.level, each.level),
        )
        for child, each in found
        if each is not None
    ]
