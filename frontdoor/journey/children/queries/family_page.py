"""What the page of a family shows, gathered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from frontdoor.journey.children.facts import NewPerson
from frontdoor.journey.children.kin import Family
from frontdoor.journey.children.models import Person
from frontdoor.journey.children.queries.families import family_of
from frontdoor.journey.children.queries.people import name_of, open_episodes
from frontdoor.journey.children.queries.possibles import possible_matches
from frontdoor.journey.children.queries.recorded import Recorded, recorded_about
from frontdoor.journey.children.tables import Tables, tables_of
from frontdoor.library.clocks import LONDON
from frontdoor.library.matching import PersonDetails
from frontdoor.record.pages.dates import spoken


@dataclass(frozen=True, kw_only=True)
class FamilyPage:
    """A person's family, in values, in tables, and as everything that was recorded of it."""

    person: Person
    name: str
    family: Family
    tables: Tables
    recorded: tuple[Recorded, ...]


def family_page(person: Person, *, at: datetime) -> FamilyPage:
    """Gather a family's page."""
    family = family_of(person, on=at.astimezone(LONDON).date())
    episodes = open_episodes(one.person_id for one in family.people)
    open_to = {one: str(found.worker or found.team or "nobody yet") for one, found in episodes.items()}
    return FamilyPage(
        person=person,
        name=next(one.name for one in family.people if one.person_id == family.child_id) or name_of(person),
        family=family,
        tables=tables_of(family, open_to=open_to),
        recorded=tuple(recorded_about(person)),
    )


def likely_people(new: NewPerson, *, authority_id: int) -> list[tuple[str, str]]:
    """List people already known who may be somebody told of as new, to choose from. Nobody is chosen beforehand."""
    details = PersonDetails(
        first_name=new.first_name,
        last_name=new.last_name,
        date_of_birth=new.date_of_birth,
        expected_on=new.expected_on,
        sex="" if new.sex == "U" else new.sex,
    )
    found = possible_matches(details, authority_id=authority_id, most=5)
    born = {one.reference: f"born {spoken(one.date_of_birth)}" if one.date_of_birth else "" for one in found}
    return [(one.reference, ", ".join(filter(None, (one.name, born[one.reference], one.reference)))) for one in found]
