"""People already known who may be somebody who is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from frontdoor.journey.children.models import MatchCard, MatchKey
from frontdoor.journey.children.queries.identities import apart_among
from frontdoor.journey.children.queries.weighing import model_of
from frontdoor.library.matching import Band, Bands, Comparison, Model, PersonDetails, live
from frontdoor.library.matching.live import Found, LiveIndex, Looked
from frontdoor.record.organisations.asking import Along, Question, ask, ask_together

MOST_SHOWN = 8
MOST_FOUND = 3 * MOST_SHOWN  # records of one person are shown once, so more records are found than people shown
TABLES = live.Tables(keys=MatchKey._meta.db_table, cards=MatchCard._meta.db_table)

STANDS_ON = (
    Along("children_matchkey", by="key", column="key"),
    Along("children_matchcard", by="person_id", column="details"),
    Along("children_person", by="id", column="reference"),
    Along("children_episode", by="person_id", column="opened_at"),
)
"""What looking for somebody reads."""

FoundFor = dict[int, list[Found]]

# CASE, not coalesce: behind a wall, only what is known to leak nothing may use an index, and coalesce is not known to.
SHOWN = """
    SELECT person.id, leads.id, leads.reference,
        coalesce(nullif(concat_ws(' ', nullif(leads.first_name, ''), nullif(leads.last_name, '')), ''),
            CASE WHEN leads.expected_on IS NULL THEN 'Name not known' ELSE 'Unborn child' END),
        leads.date_of_birth, leads.expected_on,
        coalesce(nullif(concat_ws(', ', worker.name, team.name), ''),
            CASE WHEN episode.id IS NULL THEN '' ELSE 'nobody yet' END)
    FROM children_person person
    LEFT JOIN children_joinedrecord joined ON joined.person_id = person.id
    JOIN children_person leads
        ON leads.id = CASE WHEN joined.leading_id IS NULL THEN person.id ELSE joined.leading_id END
    LEFT JOIN LATERAL (
        SELECT opened.id, opened.worker_id, opened.team_id FROM children_episode opened
        WHERE opened.closed_at IS NULL AND opened.person_id IN (
            SELECT person.id UNION ALL
            SELECT mates.person_id FROM children_joinedrecord mates WHERE mates.leading_id = joined.leading_id
        ) ORDER BY opened.opened_at DESC LIMIT 1
    ) AS episode ON true
    LEFT JOIN access_worker worker ON worker.id = episode.worker_id
    LEFT JOIN organisations_team team ON team.id = episode.team_id
    WHERE person.id = ANY (%s)
"""

HOUSEMATES = """
    SELECT DISTINCT other.person_id, own.person_id, known.reference
    FROM children_membership own
    JOIN children_person known ON known.id = own.person_id
    JOIN children_membership other ON other.household_id = own.household_id AND other.person_id <> own.person_id
    WHERE own.person_id = ANY (%s) AND own.until_on IS NULL AND own.withdrawn_at IS NULL
        AND other.until_on IS NULL AND other.withdrawn_at IS NULL
    ORDER BY other.person_id, own.person_id
"""


class Housemate(NamedTuple):
    """Somebody who lives with a person found for certain."""

    person_id: int
    with_id: int
    with_reference: str


class Shown(NamedTuple):
    """What is shown of somebody who was found: under the record that leads, where theirs is joined with another."""

    person_id: int
    leading_id: int
    reference: str
    name: str
    date_of_birth: date | None
    expected_on: date | None
    open_to: str


@dataclass(frozen=True, kw_only=True)
class Possible:
    """Somebody known who may be the person named, with the reasons and what to show of them. A person decides."""

    person_id: int
    reference: str
    name: str
    date_of_birth: date | None
    expected_on: date | None
    open_to: str
    comparison: Comparison
    band: Band


@dataclass(frozen=True, kw_only=True)
class Sought:
    """Who was found for one person named. `is_crowded`: too many share what was told to look at all of them."""

    possibles: list[Possible]
    is_crowded: bool


def possible_matches(
    details: PersonDetails, *, authority_id: int, bands: Bands | None = None, most: int = MOST_SHOWN
) -> list[Possible]:
    """Find the people who may be the one named, heaviest first, in four queries."""
    return possible_matches_for_each({0: details}, authority_id=authority_id, bands=bands, most=most)[0]


def possible_matches_for_each(
    told: Mapping[int, PersonDetails], *, authority_id: int, bands: Bands | None = None, most: int = MOST_SHOWN
) -> dict[int, list[Possible]]:
    """Find the people who may be each of those named."""
    found = seek(told, authority_id=authority_id, bands=bands, most=most)
    return {place: one.possibles for place, one in found.items()}


def seek(
    told: Mapping[int, PersonDetails], *, authority_id: int, bands: Bands | None = None, most: int = MOST_SHOWN
) -> dict[int, Sought]:
    """Look for each of those named: in four queries however many are named, or six with homes."""
    looked = look_for(told, authority_id=authority_id, bands=bands or Bands(), model=model_of(authority_id))
    people, apart = ask_together(looked.shown, looked.apart) if looked.person_ids else ((), ())
    return looked.sought(people, apart, most=most)


@dataclass(frozen=True, kw_only=True)
class LookedFor:
    """Who was found for each of those named, before it is asked what is shown of them.

    `shown` and, of more than one, `apart` are asked together with whatever else is asked of them; `sought` takes
    their answers.
    """

    found: FoundFor
    looked: Mapping[int, Looked]
    bands: Bands

    @cached_property
    def person_ids(self) -> list[int]:
        return sorted({one.person_id for each in self.found.values() for one in each})

    @property
    def shown(self) -> Question[Shown]:
        """Ask what is shown of those found."""
        return Question(SHOWN, [self.person_ids], Shown)

    @property
    def apart(self) -> Question[frozenset[int]]:
        """Ask which of those found may never be shown together."""
        return apart_among(self.person_ids)

    def sought(
        self, shown: Iterable[Shown], apart: Iterable[frozenset[int]], *, most: int = MOST_SHOWN
    ) -> dict[int, Sought]:
        """Say who each of those named may be, the heaviest first."""
        people, never = {one.person_id: one for one in shown}, set(apart)
        return {
            place: _sought(
                _possibles(_apart(each, never), people, self.bands)[:most], is_crowded=self.looked[place].is_crowded
            )
            for place, each in self.found.items()
        }


def look_for(told: Mapping[int, PersonDetails], *, authority_id: int, bands: Bands, model: Model) -> LookedFor:
    """Look for each of those named in the index: in two queries, or four with homes."""
    index = LiveIndex(ask, TABLES, authority_id=authority_id, model=model)
    looked = index.look(told, least_weight=bands.possible_from, most=MOST_FOUND)
    found = _with_housemates({place: one.found for place, one in looked.items()}, told, index, bands)
    return LookedFor(found=found, looked=looked, bands=bands)


def _sought(possibles: list[Possible], *, is_crowded: bool) -> Sought:
    is_found = any(one.band is Band.SHOW_FIRST for one in possibles)
    return Sought(possibles=possibles, is_crowded=is_crowded and not is_found)


def _with_housemates(found: FoundFor, told: Mapping[int, PersonDetails], index: LiveIndex, bands: Bands) -> FoundFor:
    """Look also among those who live with somebody found for certain for another person who was named beside."""
    certain = {
        place: each[0].person_id
        for place, each in found.items()
        if each and bands.band(each[0].comparison.weight) is Band.SHOW_FIRST
    }
    if len(told) < 2 or not certain:
        return found
    housemates = _housemates(set(certain.values()))
    words = {place: _words(place, told, certain, housemates) for place in told if told[place] != PersonDetails()}
    at_home = index.look_at_home(told, words, least_weight=bands.possible_from, most=MOST_FOUND)
    return {place: _heaviest([*each, *at_home.get(place, ())]) for place, each in found.items()}


def _housemates(person_ids: set[int]) -> list[Housemate]:
    """Find who lives now in the homes of people. That they share a home is no secret, even where its address is."""
    return ask(HOUSEMATES, [sorted(person_ids)], Housemate)


def _words(
    place: int, told: Mapping[int, PersonDetails], certain: Mapping[int, int], housemates: Iterable[Housemate]
) -> dict[int, str]:
    """Say of each housemate of somebody found for another of those named whom they live with."""
    others = {person_id: _called(told[other]) for other, person_id in certain.items() if other != place}
    return {
        one.person_id: f"Lives with {one.with_reference}, who matches {others[one.with_id]} in this contact"
        for one in housemates
        if one.with_id in others and one.person_id not in others
    }


def _called(told: PersonDetails) -> str:
    return told.first_name.strip() or told.last_name.strip() or "somebody else"


def _heaviest(found: Iterable[Found]) -> list[Found]:
    """Keep each person once, by the heavier comparison, the heaviest first."""
    best: dict[int, Found] = {}
    for one in sorted(found, key=lambda one: (-one.comparison.weight, one.person_id)):
        best.setdefault(one.person_id, one)
    return list(best.values())


def _apart(found: Iterable[Found], apart: set[frozenset[int]]) -> list[Found]:
    """Leave out the lighter of two identities that may never be shown together."""
    kept: list[Found] = []
    for one in found:
        if not any(frozenset({one.person_id, other.person_id}) in apart for other in kept):
            kept.append(one)
    return kept


def _possibles(found: Iterable[Found], people: Mapping[int, Shown], bands: Bands) -> list[Possible]:
    """Write each person once, under the record that leads, with the reasons of whichever record agrees best."""
    possibles: dict[int, Possible] = {}
    for one in found:
        possible = _possible(people[one.person_id], one.comparison, bands)
        before = possibles.setdefault(possible.person_id, possible)
        if possible.open_to and not before.open_to:
            possibles[possible.person_id] = replace(before, open_to=possible.open_to)
    return list(possibles.values())


def _possible(shown: Shown, comparison: Comparison, bands: Bands) -> Possible:
    band = bands.band(comparison.weight)
    assert band is not None  # nobody lighter was found
    return Possible(
        person_id=shown.leading_id,
        reference=shown.reference,
        name=shown.name,
        date_of_birth=shown.date_of_birth,
        expected_on=shown.expected_on,
        open_to=shown.open_to,
        comparison=comparison,
        band=band,
    )
