"""A family as tables: who lives with whom since when, who lives elsewhere, former homes, parental responsibility."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from frontdoor.journey.children.ages import age_words
from frontdoor.journey.children.kin import Duty, Family, Kin, Stay
from frontdoor.journey.children.kinship import kinship_of

ANSWERS = {"yes": "Yes", "no": "No", "not_known": "Not known"}
COUNCIL = "The council"
ADULT = 18


@dataclass(frozen=True, kw_only=True)
class Relative:
    """One line about somebody of the family. Blank is not known."""

    reference: str
    name: str
    age: str
    role: str
    since: date | None
    time_there: str
    relation: str
    responsibility: str
    lives_in: str
    open_to: str
    is_this_person: bool


@dataclass(frozen=True, kw_only=True)
class Home:
    """A home where the child lives, or lived. `until_on` is when that ended."""

    number: int
    address: str
    is_sealed: bool
    time_there: str
    since: date
    until_on: date | None
    members: tuple[Relative, ...]


@dataclass(frozen=True, kw_only=True)
class Responsible:
    """One line about parental responsibility, for the child or of this person for somebody else."""

    name: str
    reference: str
    relation: str
    answer: str
    basis: str
    how_known: str
    since: date | None
    until_on: date | None


@dataclass(frozen=True, kw_only=True)
class Tables:
    """What the family picture shows, in words."""

    homes: tuple[Home, ...]
    elsewhere: tuple[Relative, ...]
    past: tuple[Home, ...]
    responsible: tuple[Responsible, ...]
    responsible_for: tuple[Responsible, ...]
    is_settled: bool
    left_out: int


def tables_of(family: Family, *, open_to: Mapping[int, str]) -> Tables:
    """Put a family into words. `open_to` says to whom somebody is open."""
    return _Telling(family, open_to).tables()


class _Telling:
    def __init__(self, family: Family, open_to: Mapping[int, str]) -> None:
        self.family = family
        self.open_to = open_to
        self.people = {one.person_id: one for one in family.people}
        self.relations = kinship_of(family)
        self.numbers = {home.household_id: number for number, home in enumerate(family.homes, start=1)}
        self.now = [stay for stay in family.stays if stay.is_on(family.on) and stay.person_id in self.people]
        own = [duty for duty in family.duties if duty.child_id == family.child_id]
        self.responsible = own
        self.answers = {duty.holder_id: ANSWERS[duty.answer] for duty in own if not duty.is_over}

    def tables(self) -> Tables:
        child_id, day = self.family.child_id, self.family.on
        own = [stay for stay in self.family.stays if stay.person_id == child_id]
        homes = [stay for stay in self.now if stay.person_id == child_id]
        at_home = {stay.person_id for stay in self.now if stay.household_id in {one.household_id for one in homes}}
        others = [one for one in self.family.people if one.person_id not in {*at_home, child_id}]
        return Tables(
            homes=tuple({one.household_id: self._home(one) for one in homes}.values()),
            elsewhere=tuple(self._relative(one, None) for one in others),
            past=tuple(self._home(stay) for stay in reversed(own) if stay.until_on and stay.until_on <= day),
            responsible=tuple(self._responsible(duty, duty.holder_id) for duty in self.responsible),
            responsible_for=tuple(
                self._responsible(duty, duty.child_id) for duty in self.family.duties if duty.holder_id == child_id
            ),
            is_settled=any(duty.answer == "yes" and not duty.is_over for duty in self.responsible)
            or self._is_grown(self.people[child_id]),
            left_out=self.family.left_out,
        )

    def _is_grown(self, one: Kin) -> bool:
        return one.born_on is not None and (self.family.on - one.born_on).days >= ADULT * 365.25

    def _home(self, own: Stay) -> Home:
        place = self.family.homes[self.numbers[own.household_id] - 1]
        is_now = own.is_on(self.family.on)
        members = [stay for stay in self.now if stay.household_id == own.household_id and is_now]
        once = {stay.person_id: stay for stay in sorted(members, key=self._age_order)}
        return Home(
            number=self.numbers[own.household_id],
            address=place.address,
            is_sealed=place.is_sealed,
            time_there=own.time_there,
            since=own.from_on,
            until_on=own.until_on,
            members=tuple(self._relative(self.people[stay.person_id], stay) for stay in once.values()),
        )

    def _age_order(self, stay: Stay) -> tuple[date, int]:
        one = self.people[stay.person_id]
        return one.born_on or one.expected_on or date.min, one.person_id

    def _relative(self, one: Kin, stay: Stay | None) -> Relative:
        return Relative(
            reference=one.reference,
            name=one.name,
            age=self._age(one),
            role=stay.role if stay else "",
            since=stay.from_on if stay else None,
            time_there=stay.time_there if stay else "",
            relation=self.relations.get(one.person_id, ""),
            responsibility=self._answer(one),
            lives_in=self._lives_in(one.person_id),
            open_to=self.open_to.get(one.person_id, ""),
            is_this_person=one.person_id == self.family.child_id,
        )

    def _age(self, one: Kin) -> str:
        if one.died_on:
            return f"died {one.died_on.day} {one.died_on:%B %Y}"
        return age_words(self.family.on, born_on=one.born_on, is_unborn=one.is_unborn)

    def _answer(self, one: Kin) -> str:
        """Say whether they have parental responsibility; of a parent nobody has said, say that it is not known."""
        if one.person_id in self.answers:
            return self.answers[one.person_id]
        words = self.relations.get(one.person_id, "").split(", ")
        return ANSWERS["not_known"] if {"mother", "father", "parent"} & set(words) else ""

    def _lives_in(self, person_id: int) -> str:
        homes = sorted({self.numbers[stay.household_id] for stay in self.now if stay.person_id == person_id})
        return " and ".join(f"Home {number}" for number in homes)

    def _responsible(self, duty: Duty, other_id: int | None) -> Responsible:
        other = self.people.get(other_id) if other_id is not None else None
        return Responsible(
            name=COUNCIL if other_id is None else other.name if other else "Somebody not shown",
            reference=other.reference if other else "",
            relation=self.relations.get(other_id, "") if other_id is not None else "",
            answer=ANSWERS[duty.answer],
            basis=duty.basis,
            how_known=duty.how_known,
            since=duty.from_on,
            until_on=duty.until_on,
        )
