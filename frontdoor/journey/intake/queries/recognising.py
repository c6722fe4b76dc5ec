"""People named beside people known: possible matches, what is open and how often we were told of late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from frontdoor.journey.children import queries as children
from frontdoor.journey.children.models import Episode, Person
from frontdoor.journey.children.queries import Possible
from frontdoor.journey.intake.models import Contact, Identification, NamedPerson, Verdict
from frontdoor.journey.intake.queries.contacts import contacts_about
from frontdoor.journey.intake.queries.naming import as_details
from frontdoor.journey.intake.told import ToldPerson
from frontdoor.library.matching import Bands, Comparison
from frontdoor.record.policy import queries as policy

RECENT_DAYS = 90


FIELD_WORDS: Mapping[str, str] = {
    "nhs_number": "NHS number",
    "upn": "Pupil number",
    "council_id": "Older system’s number",
}


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One row of two people side by side, as components/comparison.html shows it."""

    field: str
    left: str
    right: str
    agreement: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Known:
    """Somebody who may be the person named, with how many contacts about them came in the last ninety days."""

    possible: Possible
    recent_contacts: int
    rows: Sequence[Compared]

    @property
    def agreeing(self) -> Sequence[str]:
        return [row.field.lower() for row in self.rows if row.agreement in ("agrees", "close")]

    @property
    def differing(self) -> Sequence[str]:
        return [row.field.lower() for row in self.rows if row.agreement == "differs"]


@dataclass(frozen=True, kw_only=True)
class NamedWithPossibles:
    """A named person, who they are said to be, and who else they may be."""

    named: NamedPerson
    same: Identification | None
    not_the_same: Sequence[Identification]
    possibles: Sequence[Known]
    episode: Episode | None
    recent_contacts: int

    @property
    def person(self) -> Person | None:
        return self.same.person if self.same else None


def possibles_for_told(told: Mapping[int, ToldPerson], *, authority_id: int, at: datetime) -> dict[int, list[Known]]:
    """Find who each person told of may be, in four queries however many are told of (one reads the policy's bands)."""
    details = {place: as_details(person) for place, person in told.items()}
    found = children.possible_matches_for_each(details, authority_id=authority_id, bands=_bands(authority_id, at=at))
    recent = _recent([possible.person_id for possibles in found.values() for possible in possibles], before=at)
    return {place: _with_recent(possibles, recent) for place, possibles in found.items()}


def who(contact: Contact) -> list[NamedWithPossibles]:
    """Say of each person named in a contact who they are said to be, or not to be, and who they may be."""
    named = list(NamedPerson.objects.filter(contact=contact).order_by("position"))
    said = _standing(named)
    same = {one.named_id: one for one in said if one.verdict == Verdict.SAME}
    open_question = {one.pk: as_details(one) for one in named if one.pk not in same}
    bands = _bands(contact.authority_id, at=contact.received_at)
    found = children.possible_matches_for_each(open_question, authority_id=contact.authority_id, bands=bands)
    people = {one.person_id for one in same.values()}
    recent = _recent(
        {*people, *(possible.person_id for possibles in found.values() for possible in possibles)},
        before=contact.received_at,
    )
    episodes = children.open_episodes(people)
    return [_beside(one, said, found.get(one.pk, []), episodes, recent) for one in named]


def _standing(named: Sequence[NamedPerson]) -> list[Identification]:
    return list(
        Identification.objects.filter(named__in=named, withdrawn_at__isnull=True)
        .select_related("person", "said_by")
        .order_by("said_at")
    )


def _beside(
    named: NamedPerson,
    said: Sequence[Identification],
    possibles: Sequence[Possible],
    episodes: Mapping[int, Episode],
    recent: Mapping[int, int],
) -> NamedWithPossibles:
    of_this = [one for one in said if one.named_id == named.pk]
    same = next((one for one in of_this if one.verdict == Verdict.SAME), None)
    settled = {one.person_id for one in of_this}
    return NamedWithPossibles(
        named=named,
        same=same,
        not_the_same=[one for one in of_this if one.verdict == Verdict.NOT_THE_SAME],
        possibles=_with_recent([one for one in possibles if one.person_id not in settled], recent),
        episode=episodes.get(same.person_id) if same else None,
        recent_contacts=recent.get(same.person_id, 0) if same else 0,
    )


def _with_recent(possibles: Sequence[Possible], recent: Mapping[int, int]) -> list[Known]:
    return [
        Known(possible=one, recent_contacts=recent.get(one.person_id, 0), rows=_rows(one.comparison))
        for one in possibles
    ]


def _rows(comparison: Comparison) -> list[Compared]:
    """Lay a comparison out, without what neither side knows."""
    return [
        Compared(
            field=FIELD_WORDS.get(one.field, one.field.replace("_", " ").capitalize()),
            left=one.told,
            right=one.known,
            agreement=str(one.verdict),
            note=one.words,
        )
        for one in comparison.fields
        if one.told or one.known
    ]


def _recent(person_ids: Sequence[int] | set[int], *, before: datetime) -> Counter[int]:
    """Count contacts about each person in the last ninety days."""
    if not person_ids:
        return Counter()
    return Counter(one.person_id for one in contacts_about(person_ids, before=before, within_days=RECENT_DAYS))


def _bands(authority_id: int, *, at: datetime) -> Bands:
    rules = policy.in_force(authority_id, at=at).rules
    return Bands(show_first_from=rules.show_first_from, possible_from=rules.show_from)
