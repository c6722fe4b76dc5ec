"""Who there is, as rows: organisations, workers, people, homes, families and episodes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time

from django.db import models

from frontdoor.journey.children import models as children
from frontdoor.library.matching.live import edition
from frontdoor.record.access.models import Worker
from frontdoor.record.organisations import models as organisations
from frontdoor.site.authority import involvements, shapes, sign_ins
from frontdoor.site.authority.columns import COLUMNS, OWN, Model
from frontdoor.site.authority.copying import Value
from frontdoor.site.authority.keys import KeyMaking

ORGANISATIONS: tuple[type[models.Model], ...] = (
    organisations.Team,
    organisations.Agency,
    organisations.Professional,
    Worker,
)
Rows = Iterator[Sequence[Value]]


class PeopleRows:
    """Rows for every table about people. `base` holds the highest number that each table already used."""

    def __init__(
        self,
        authority_id: int,
        invented: shapes.Authority,
        base: Mapping[Model, int],
        *,
        password_hash: str,
        keys: KeyMaking,
        involved: Sequence[involvements.Made],
    ) -> None:
        self.authority_id = authority_id
        self.invented = invented
        self.base = base
        self.password_hash = password_hash
        self.keys = keys
        self.involved = involved
        self.since = datetime.combine(invented.start, time(), UTC)
        self.sealed = {a.household_id for a in invented.addresses if a.sealed_because and a.until_on is None}
        self.times_there = _times_there(invented.memberships)
        self._sources: dict[Model, Callable[[], Rows]] = {
            organisations.Team: self._teams,
            organisations.Agency: self._agencies,
            organisations.Professional: self._professionals,
            Worker: self._workers,
            children.Person: self._people,
            children.OtherName: self._other_names,
            children.Household: self._households,
            children.Membership: self._memberships,
            children.Address: self._addresses,
            children.SealedAddress: self._sealed_addresses,
            children.Seal: self._seals,
            children.Relationship: self._relationships,
            children.ParentalResponsibility: self._responsibilities,
            children.MatchKey: self._match_keys,
            children.MatchCard: self._match_cards,
            children.Episode: self._episodes,
            children.Involvement: self._involvements,
        }

    def columns(self, model: Model) -> Sequence[str]:
        """Name the columns of a table's rows."""
        return (*OWN, *COLUMNS[model])

    def rows(self, model: Model) -> Rows:
        """Go through the rows of a table."""
        return self._sources[model]()

    def number(self, model: Model, own: int) -> int:
        """Turn the invention's own number of something into the table's."""
        return self.base[model] + own

    def maybe(self, model: Model, own: int | None) -> int | None:
        """Turn the invention's own number into the table's, if there is one."""
        return None if own is None else self.base[model] + own

    def _teams(self) -> Rows:
        for team in self.invented.teams:
            provider = "council" if team.provider == self.invented.name else "commissioned"
            yield self.number(organisations.Team, team.id), self.authority_id, team.name, team.kind, provider

    def _agencies(self) -> Rows:
        for agency in self.invented.agencies:
            yield self.number(organisations.Agency, agency.id), self.authority_id, agency.name, agency.source_code

    def _professionals(self) -> Rows:
        for one in self.invented.professionals:
            agency_id = self.number(organisations.Agency, one.agency_id)
            number = self.number(organisations.Professional, one.id)
            yield number, self.authority_id, agency_id, one.name, one.role, one.phone, one.email

    def _workers(self) -> Rows:
        names = sign_ins.chosen(self.invented)
        for worker in self.invented.workers:
            number = self.number(Worker, worker.id)
            may_sign_in = worker.id in names
            yield (
                *(number, self.authority_id, names.get(worker.id, f"worker-{number}"), worker.name),
                *(f"worker-{number}@marlsea.example", worker.role, self.maybe(organisations.Team, worker.team_id)),
                *(self.maybe(organisations.Agency, worker.agency_id), worker.is_qualified, worker.ended_on is None),
                self.password_hash if may_sign_in else sign_ins.UNUSABLE,
            )

    def _people(self) -> Rows:
        for one in self.invented.people:
            yield (
                *(self.number(children.Person, one.id), self.authority_id, one.reference, one.first_name),
                *(one.middle_names, one.last_name, one.date_of_birth, one.expected_on, one.sex, one.ethnicity),
                *(",".join(one.disabilities), one.nhs_number or "", one.upn or "", one.died_on, self.since),
            )

    def _other_names(self) -> Rows:
        number = self.base[children.OtherName]
        for one in self.invented.people:
            for name in one.other_names:
                number += 1
                first, _, last = name.rpartition(" ")
                yield number, self.authority_id, self.number(children.Person, one.id), first, last, self.since

    def _households(self) -> Rows:
        for home in self.invented.households:
            yield self.number(children.Household, home.id), self.authority_id, self.since

    def _memberships(self) -> Rows:
        for place, one in enumerate(self.invented.memberships, start=1):
            yield (
                *(self.number(children.Membership, place), self.authority_id),
                *(self.number(children.Household, one.household_id), self.number(children.Person, one.person_id)),
                *(_role(one), self.times_there.get((one.person_id, one.household_id), "")),
                *(one.from_on, one.until_on),
            )

    def _addresses(self) -> Rows:
        for one in self.invented.addresses:
            if not one.sealed_because:
                home = self.number(children.Household, one.household_id)
                number = self.number(children.Address, one.id)
                yield number, self.authority_id, home, one.line, one.postcode, one.from_on, one.until_on

    def _sealed_addresses(self) -> Rows:
        for one in self.invented.addresses:
            if one.sealed_because:
                home = self.number(children.Household, one.household_id)
                yield (
                    *(self.number(children.SealedAddress, one.id), self.authority_id, home, one.line, one.postcode),
                    *(one.sealed_because, one.from_on, one.until_on, self.since),
                )

    def _seals(self) -> Rows:
        for place, household_id in enumerate(sorted(self.sealed), start=1):
            home = self.number(children.Household, household_id)
            yield self.number(children.Seal, place), self.authority_id, home, self.since

    def _relationships(self) -> Rows:
        for place, one in enumerate(self.invented.relationships, start=1):
            yield (
                *(self.number(children.Relationship, place), self.authority_id),
                *(self.number(children.Person, one.person_id), self.number(children.Person, one.to_person_id)),
                *(one.kind, one.from_on, one.until_on),
            )

    def _responsibilities(self) -> Rows:
        for place, one in enumerate(self.invented.responsibilities, start=1):
            yield (
                *(self.number(children.ParentalResponsibility, place), self.authority_id),
                *(self.number(children.Person, one.holder_id), self.number(children.Person, one.child_id)),
                *(one.answer, one.basis, one.how_known, one.from_on),
            )

    def _episodes(self) -> Rows:
        sources = {contact.id: contact.source_code for contact in self.invented.contacts}
        given_on = _given_on(self.invented)
        for one in self.invented.episodes:
            worker = self.number(Worker, one.worker_id)
            holder = worker if one.closed_at else self.number(Worker, given_on.get(one.id, one.worker_id))
            yield (
                *(self.number(children.Episode, one.id), self.authority_id),
                *(
                    self.number(children.Person, one.person_id),
                    one.opened_at,
                    worker,
                    sources.get(one.contact_id or "", ""),
                    holder,
                ),
                *(self.number(organisations.Team, one.team_id), one.closed_at),
                *(worker if one.closed_at else None, one.reason if one.closed_at else ""),
            )

    def _involvements(self) -> Rows:
        for number, one in enumerate(self.involved, start=self.base[children.Involvement] + 1):
            yield (
                *(number, self.authority_id, self.number(children.Person, one.person_id), one.kind, one.started_on),
                *(one.ended_on is not None, one.ended_on, one.category, one.led_to, one.organisation, one.earlier),
                *(involvements.ORIGIN, one.recorded_at),
            )

    def _match_keys(self) -> Rows:
        first = self.base[children.Person]
        for number, (own, key) in enumerate(self.keys.pairs(), start=self.base[children.MatchKey] + 1):
            yield number, self.authority_id, first + own, key

    def _match_cards(self) -> Rows:
        first = self.base[children.Person]
        for number, (own, card, sketch) in enumerate(self.keys.cards(), start=self.base[children.MatchCard] + 1):
            yield number, self.authority_id, first + own, card, sketch, edition()


PART_TIME = "stays_part_time"


def _role(one: shapes.Membership) -> str:
    return "child" if one.role == PART_TIME else one.role.replace("_", " ")


def _times_there(memberships: Sequence[shapes.Membership]) -> dict[tuple[int, int], str]:
    """Say how much of the time children with two homes spend in each; brothers and sisters alike."""
    second = {one.person_id: one.household_id for one in memberships if one.role == PART_TIME and not one.until_on}
    told: dict[tuple[int, int], str] = {}
    for one in memberships:
        if one.person_id in second and one.until_on is None:
            words = ("half", "half") if second[one.person_id] % 2 else ("weekends", "most")
            told[one.person_id, one.household_id] = words[one.role != PART_TIME]
    return told


def _given_on(invented: shapes.Authority) -> dict[int, int]:
    """Give the open children of workers who have left to a colleague of the team: episode → worker."""
    left = {one.id for one in invented.workers if one.ended_on is not None}
    there: dict[int | None, list[int]] = {}
    for one in invented.workers:
        if one.role == "social_worker" and one.ended_on is None:
            there.setdefault(one.team_id, []).append(one.id)
    still_open = (one for one in invented.episodes if one.closed_at is None and one.worker_id in left)
    return {
        one.id: colleagues[one.id % len(colleagues)] for one in still_open if (colleagues := there.get(one.team_id))
    }
